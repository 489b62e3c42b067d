import { names } from '../../engine';
import {
  callsOf,
  deletedIn,
  finish,
  GONE,
  inputFor,
  linksOf,
  outputOf,
  sandboxWith,
} from '../helpers';

/** Three contacts, with one between them that Kore does not have, and one that is no id. */
async function mixedInput() {
  const sandbox = await sandboxWith({ contacts: 3 });
  const [a, b, c] = inputFor(sandbox);
  const items = [a!, { contactId: GONE, fullName: 'Gone' }, b!, { contactId: 'a/b' }, c!];
  return { sandbox, items };
}

describe('On Error: Continue', () => {
  it('gives one item for each input, in order and linked, and a failure has exactly two keys', async () => {
    const { sandbox, items } = await mixedInput();
    const finished = await finish(sandbox, { items, onError: 'continueRegularOutput' });
    const output = outputOf(finished);
    expect(output.map(({ id, deleted }) => [id, deleted])).toEqual([
      [items[0]!['contactId'], true],
      [undefined, undefined],
      [items[2]!['contactId'], true],
      [undefined, undefined],
      [items[4]!['contactId'], true],
    ]);
    expect(output[1]).toEqual({
      error: `Contact '${GONE}' was not found at Kore.ai`,
      message: expect.stringContaining('Kore.ai said'),
    });
    expect(output[3]).toEqual({
      error:
        "Item 3: The contact ID 'a/b' contains more than letters, digits, underscore and hyphen",
      message: expect.stringContaining('Nothing was sent'),
    });
    expect(finished.output(names.node).map((item) => Object.keys(item).sort())).toEqual(
      items.map(() => ['json', 'pairedItem']),
    );
    expect(linksOf(finished)).toEqual(items.map((_, item) => ({ item })));
    expect(finished.run.status).toBe('success');
  });

  it('goes on after an expression that fails for one item', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const [a, b] = inputFor(sandbox);
    const contact = {
      mode: 'id',
      value: "={{ $json.contactId === 7 ? $('Nowhere').item.json.id : $json.contactId }}",
    };
    const items = [a!, { contactId: 7 }, b!];
    const finished = await finish(sandbox, { items, contact, onError: 'continueRegularOutput' });
    expect(outputOf(finished)).toMatchObject([
      { deleted: true },
      { error: "Item 1: Referenced node doesn't exist" },
      { deleted: true },
    ]);
  });
});

describe('On Error: Continue (using error output)', () => {
  it('sends failures with their input to the error output, and the rest to the other', async () => {
    const { sandbox, items } = await mixedInput();
    const finished = await finish(sandbox, { items, onError: 'continueErrorOutput' });
    const ok = finished.output(names.ok);
    const failed = finished.output(names.failed);
    expect(ok.map(({ json }) => json['id'])).toEqual([0, 2, 4].map((i) => items[i]!['contactId']));
    expect(failed.map(({ json }) => json)).toEqual([
      {
        contactId: GONE,
        fullName: 'Gone',
        error: `Contact '${GONE}' was not found at Kore.ai`,
        message: expect.stringContaining("'If Contact Is Missing'"),
      },
      { contactId: 'a/b', error: expect.any(String), message: expect.any(String) },
    ]);
    expect(finished.output(names.node, 0).map(({ pairedItem }) => pairedItem)).toEqual(
      [0, 2, 4].map((item) => ({ item })),
    );
    expect(finished.output(names.node, 1).map(({ pairedItem }) => pairedItem)).toEqual(
      [1, 3].map((item) => ({ item })),
    );
  });

  it.each([
    ['errors-msg', 'as-documented'],
    ['errors-msg', '200'],
    ['errors-message', 'as-documented'],
    ['errors-message', '200'],
    ['status-error', 'as-documented'],
    ['status-error', '200'],
    ['error', 'as-documented'],
    ['error', '200'],
    ['code-message', 'as-documented'],
    ['code-message', '200'],
    ['msg-json', 'as-documented'],
    ['msg-json', '200'],
    ['text', 'as-documented'],
    ['empty', 'as-documented'],
  ] as const)(
    'knows a missing contact by the failure shape %s, status %s',
    async (failureShape, failureStatus) => {
      const sandbox = await sandboxWith({ contacts: 1, switches: { failureShape, failureStatus } });
      const items = [...inputFor(sandbox), { contactId: GONE }];
      const finished = await finish(sandbox, { items, onError: 'continueErrorOutput' });
      expect(finished.output(names.ok)).toHaveLength(1);
      expect(finished.output(names.failed).map(({ json }) => json['error'])).toEqual([
        `Contact '${GONE}' was not found at Kore.ai`,
      ]);
    },
  );
});

describe('On Error: Stop', () => {
  it('sends nothing at all when one item is bad', async () => {
    const { sandbox, items } = await mixedInput();
    const { error } = await finish(sandbox, { items });
    expect(error?.name).toBe('NodeOperationError');
    expect(error?.message).toContain("'a/b'");
    expect(error?.context).toMatchObject({ itemIndex: 3 });
    expect(sandbox.requests).toEqual([]);
  });

  it('begins nothing after a failure, and tells which contacts it had deleted', async () => {
    const sandbox = await sandboxWith({ contacts: 20 });
    const items = inputFor(sandbox);
    items[7] = { contactId: GONE };
    const { error } = await finish(sandbox, { items });
    expect(error?.message).toBe(`Contact '${GONE}' was not found at Kore.ai`);
    expect(error?.context).toMatchObject({ itemIndex: 7 });
    const gone = deletedIn(sandbox);
    expect(gone.length).toBeGreaterThanOrEqual(7);
    expect(callsOf(sandbox).length).toBeLessThanOrEqual(13);
    expect(error?.description).toContain(`${gone.length} contacts were deleted`);
    for (const id of gone) expect(error?.description).toContain(id);
  });

  it('names ranges of items and at most a hundred ids', async () => {
    const sandbox = await sandboxWith({ contacts: 130 });
    const items = inputFor(sandbox);
    items[129] = { contactId: GONE };
    const { error } = await finish(sandbox, { items });
    expect(error?.description).toContain('129 contacts were deleted (items 0-128)');
    expect(error?.description).toContain(', and 29 more.');
  });

  it('says nothing of deletions in a dry run or when none were made', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const items = [...inputFor(sandbox), { contactId: GONE }];
    const dry = await finish(sandbox, { items, options: { dryRun: true } });
    expect(dry.error?.message).toContain(GONE);
    expect(dry.error?.description).not.toContain('Before the node stopped');
    const first = await finish(sandbox, { items: [{ contactId: GONE }] });
    expect(first.error?.description).not.toContain('Before the node stopped');
  });
});

describe('Retry On Fail', () => {
  it('is safe with the option that takes a missing contact for done', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const items = inputFor(sandbox);
    sandbox.fault({ id: String(items[2]!['contactId']), status: 412, times: 1 });
    const finished = await finish(sandbox, {
      items,
      retryOnFail: true,
      options: { ifMissing: 'continue' },
    });
    expect(finished.error).toBeUndefined();
    expect(outputOf(finished).map(({ id }) => id)).toEqual(items.map(({ contactId }) => contactId));
    expect(deletedIn(sandbox)).toHaveLength(3);
  });
});
