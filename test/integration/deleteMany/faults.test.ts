jest.mock('../../../nodes/shared/http/limits', () => ({
  ...jest.requireActual<object>('../../../nodes/shared/http/limits'),
  // The waits keep their proportions, a hundred times shorter.
  FIRST_WAIT_MS: 10,
  LONGEST_WAIT_MS: 320,
  LONGEST_RETRY_AFTER_MS: 1_800,
}));

import type { Fault, SandboxOptions } from '../../sandbox';
import { BULK, deleteMany, itemsFor, sizesOf } from './helpers';
import { deletedIn, goingOn, GONE, inputFor, outputOf, RATE_LIMIT, sandboxWith } from '../helpers';

const onError = 'continueRegularOutput' as const;
const done = (id: string | undefined) => ({ id, deleted: true });

/** Five contacts, deleted in one request that meets a fault. */
async function withFault(fault: Fault, switches: SandboxOptions['switches'] = {}, options = {}) {
  const sandbox = await sandboxWith({ contacts: 5, switches });
  sandbox.fault({ path: BULK, ...fault });
  const finished = await deleteMany(sandbox, { items: inputFor(sandbox), options, onError });
  const ids = sandbox.contacts.map(({ id }) => id);
  return { sandbox, finished, ids, output: outputOf(finished) };
}

/** Ways to lose the answer to a request that was carried out. */
const lost: Array<[string, Fault]> = [
  ['cut', { cut: 'after' }],
  ['never answered', { hang: true, act: true }],
  ['answered by a gateway with 502', { status: 502, act: true }],
  ['answered by a gateway with 504', { status: 504, act: true }],
];

describe('A batch is sent again', () => {
  it.each<[string, Fault]>([
    ['429', { status: 429 }],
    ['the text of the rate limit with 400', { status: 400, body: { message: RATE_LIMIT } }],
    ['the text of the rate limit with 200', { status: 200, body: { message: RATE_LIMIT } }],
    ['Retry-After in seconds', { status: 429, headers: { 'retry-after': '0.05' } }],
    ['500', { status: 500 }],
    ['502 with a web page', { status: 502, body: '<html>Bad</html>', contentType: 'text/html' }],
    ['503', { status: 503 }],
    ['504', { status: 504 }],
    ['a cut before it was carried out', { cut: 'before' }],
  ])('whole after %s, and nothing of that shows', async (_, fault) => {
    const { sandbox, ids, output } = await withFault({ ...fault, times: 2 });
    expect(output).toEqual(ids.map(done));
    expect(sizesOf(sandbox)).toEqual([5, 5, 5]);
    const tokens = sandbox.requests.map(({ token }) => token?.claims['jti'] as unknown);
    expect(new Set(tokens).size).toBe(3);
  });

  it.each<[number, number, string]>([
    [500, 4, 'may or may not have been deleted: Kore.ai could not answer (status 500)'],
    [502, 4, 'may or may not have been deleted: Kore.ai could not answer (status 502)'],
    [503, 4, 'was not deleted: Kore.ai could not answer (status 503)'],
    [429, 9, "was not deleted: the account's requests per minute are used up"],
    [401, 1, 'was not deleted: Kore.ai refused the credential'],
  ])('after %d at most, never in halves, and each item says so', async (status, tries, message) => {
    const { sandbox, ids, output } = await withFault({ status, times: Infinity });
    expect(output.map(({ error }) => error)).toEqual(ids.map((id) => `Contact '${id}' ${message}`));
    expect(sizesOf(sandbox)).toEqual(Array(tries).fill(5));
    expect(deletedIn(sandbox)).toEqual([]);
  });

  it('while the other batches go their way', async () => {
    const sandbox = await sandboxWith({ contacts: 30 });
    sandbox.fault({ path: BULK, status: 503, times: 2 });
    const options = { batchSize: 10 };
    const finished = await deleteMany(sandbox, { items: inputFor(sandbox), options, onError });
    expect(outputOf(finished)).toEqual(sandbox.contacts.map(({ id }) => done(id)));
    expect(sizesOf(sandbox)).toEqual(Array(5).fill(10));
  });

  it('and where that does not help, only its own items fail', async () => {
    const sandbox = await sandboxWith({ contacts: 25 });
    // Whichever request comes third.
    sandbox.fault({ path: BULK, after: 2, status: 501 });
    const options = { batchSize: 10 };
    const finished = await deleteMany(sandbox, { items: inputFor(sandbox), options, onError });
    const gone = deletedIn(sandbox);
    expect([15, 20]).toContain(gone.length);
    expect(outputOf(finished).map(({ id }) => id)).toEqual(
      sandbox.contacts.map(({ id }) => (gone.includes(id) ? id : undefined)),
    );
    expect(sandbox.requests).toHaveLength(3);
  });
});

describe('Many deletions whose answer was lost', () => {
  const timeout = 250;

  it.each(lost)('count as done when the retry finds the contacts gone: %s', async (_, fault) => {
    const { sandbox, ids, output } = await withFault(fault, {}, { timeout });
    expect(output).toEqual(ids.map(done));
    expect(sizesOf(sandbox)).toEqual([5, 5]);
  });

  it.each([200, 207, 400] as const)(
    'count as done whatever status the retry has: %d',
    async (bulkStatus) => {
      const { ids, output } = await withFault({ cut: 'after' }, { bulkStatus });
      expect(output).toEqual(ids.map(done));
    },
  );

  it.each(lost)(
    'count as done when the retry is refused as a whole and sent in halves: %s',
    async (_, fault) => {
      const { ids, output } = await withFault(
        fault,
        { bulkPartial: 'all-or-nothing' },
        { timeout, ifMissing: 'continue' },
      );
      expect(output).toEqual(ids.map(done));
    },
  );

  it('count as done when the retry is refused for its size and sent in halves', async () => {
    const sandbox = await sandboxWith({ contacts: 4 });
    sandbox.fault({ path: BULK, cut: 'after' });
    sandbox.fault({ path: BULK, status: 413 });
    const finished = await deleteMany(sandbox, { items: inputFor(sandbox), onError });
    expect(outputOf(finished)).toEqual(sandbox.contacts.map(({ id }) => done(id)));
  });

  it('are unsure when the halves of the retry are refused for another reason', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    sandbox.fault({ path: BULK, cut: 'after' });
    sandbox.fault({ path: BULK, status: 412, times: Infinity });
    const finished = await deleteMany(sandbox, { items: inputFor(sandbox), onError });
    expect(outputOf(finished).map(({ error }) => error)).toEqual(
      sandbox.contacts.map(({ id }) =>
        expect.stringContaining(`Contact '${id}' may or may not have been deleted`),
      ),
    );
    expect(deletedIn(sandbox)).toHaveLength(2);
  });

  it('are unsure where the retry gives no reason, or does not mention them', async () => {
    for (const switches of [
      { failedRecordShape: 'bare-id' as const },
      { bulkPartial: 'silent' as const },
    ]) {
      const { ids, output } = await withFault({ cut: 'after' }, switches);
      expect(output.map(({ error }) => error)).toEqual(
        ids.map((id) =>
          expect.stringContaining(`Contact '${id}' may or may not have been deleted`),
        ),
      );
    }
  });

  it.each(lost)('are unsure when no try is answered: %s', async (_, fault) => {
    const { sandbox, ids, output } = await withFault(
      { ...fault, times: Infinity },
      {},
      { timeout },
    );
    expect(output.map(({ error }) => error)).toEqual(
      ids.map((id) => expect.stringContaining(`Contact '${id}' may or may not have been deleted`)),
    );
    expect(sizesOf(sandbox)).toEqual([5, 5, 5, 5]);
    expect(deletedIn(sandbox)).toEqual(ids);
  });

  it('stop the node at the first item, which says that it is unsure', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    sandbox.fault({ cut: 'after', times: Infinity });
    const { error } = await deleteMany(sandbox, { items: inputFor(sandbox) });
    expect(error?.message).toBe(
      `Contact '${sandbox.contacts[0]!.id}' may or may not have been deleted: Kore.ai did not answer (ECONNRESET)`,
    );
    expect(error?.context).toMatchObject({ itemIndex: 0 });
    expect(error?.description).not.toContain('Before the node stopped');
  });

  it('do not make a contact that was never there count as deleted after a 503', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    sandbox.fault({ path: BULK, status: 503 });
    const items = [...inputFor(sandbox), ...itemsFor([GONE])];
    const finished = await deleteMany(sandbox, { items, onError });
    expect(outputOf(finished)).toEqual([
      done(sandbox.contacts[0]!.id),
      { error: `Contact '${GONE}' was not found at Kore.ai`, message: expect.any(String) },
    ]);
  });
});

describe('A batch that meets a server that does not behave', () => {
  it.each(goingOn)('and redirects fails on each item, and goes nowhere: %s', async (mode) => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const other = await sandboxWith({ contacts: 3 });
    sandbox.fault({ status: 307, headers: { location: `${other.url}/elsewhere` } });
    const finished = await deleteMany(sandbox, { items: inputFor(sandbox), onError: mode });
    const failed = finished.output('Kore Contact', mode === 'continueErrorOutput' ? 1 : 0);
    expect(failed.map(({ json }) => json['error'])).toEqual(
      sandbox.contacts.map(
        ({ id }) =>
          `Contact '${id}' was not deleted: the host answered with a redirect (status 307)`,
      ),
    );
    expect([sandbox, other].map(({ requests }) => requests.length)).toEqual([1, 0]);
  });

  it('and sends a byte now and then for ever is left after the timeout', async () => {
    const { sandbox, output } = await withFault(
      { drip: true, times: Infinity },
      {},
      { timeout: 250 },
    );
    expect(output).toHaveLength(5);
    expect(output[0]?.['error']).toMatch(
      /may or may not have been deleted: Kore\.ai did not answer \((no answer within 250 ms|ECONNABORTED)\)/,
    );
    expect(sizesOf(sandbox)).toEqual([5, 5, 5, 5]);
  });

  it('and can not be reached fails on each item', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const items = inputFor(sandbox);
    await sandbox.close();
    const finished = await deleteMany(sandbox, { items, onError });
    expect(outputOf(finished).map(({ error }) => error)).toEqual(
      items.map(
        ({ contactId }) =>
          `Contact '${String(contactId)}' was not deleted: the host could not be reached (ECONNREFUSED)`,
      ),
    );
  });
});
