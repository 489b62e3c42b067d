import type { IDataObject } from 'n8n-workflow';
import type { Switches } from '../../sandbox';
import { batchesOf, deleteMany, expectOnlyGuiltyFails, itemsFor, sizesOf } from './helpers';
import { deletedIn, GONE, inputFor, linksOf, outputOf, sandboxWith } from '../helpers';

const allOrNothing = 'all-or-nothing' as const;
const onError = 'continueRegularOutput' as const;
const done = (id: string): IDataObject => ({ id, deleted: true });

describe('A batch that is refused as a whole', () => {
  it.each([400, 412, 413] as const)(
    'is sent again in halves, until the guilty id fails alone (%d)',
    async (bulkRefusal) => {
      const switches = { bulkPartial: allOrNothing, bulkRefusal };
      const sandbox = await sandboxWith({ contacts: 8, switches });
      const ids = sandbox.contacts.map(({ id }) => id);
      const [a, b, c, d, e, , f, g] = ids;
      const items = itemsFor(ids.with(5, GONE));
      const finished = await deleteMany(sandbox, { items, onError });
      expect(batchesOf(sandbox)).toEqual([
        [a, b, c, d, e, GONE, f, g],
        [a, b, c, d],
        [e, GONE, f, g],
        [e, GONE],
        [e],
        [GONE],
        [f, g],
      ]);
      const output = outputOf(finished);
      expect(output[5]).toEqual({
        error: `Contact '${GONE}' was not found at Kore.ai`,
        message: expect.stringContaining('Kore.ai said: "Contact not found".'),
      });
      expect(output.toSpliced(5, 1)).toEqual(ids.toSpliced(5, 1).map(done));
      expect(linksOf(finished)).toEqual(ids.map((_, item) => ({ item })));
    },
  );

  it.each([400, 412, 413] as const)(
    'fails only the guilty item, whatever On Error is (%d)',
    async (bulkRefusal) => {
      const switches = { bulkPartial: allOrNothing, bulkRefusal };
      const sandbox = await sandboxWith({ contacts: 0, switches });
      const message = `Contact '${GONE}' was not found at Kore.ai`;
      await expectOnlyGuiltyFails(sandbox, { id: GONE, message, says: 'Contact not found' });
    },
  );

  const spelled: Array<Partial<Switches>> = [
    ...(['errors-message', 'status-error', 'error', 'code-message', 'msg-json'] as const).flatMap(
      (failureShape) =>
        (['as-documented', '200'] as const).map((failureStatus) => ({
          failureShape,
          failureStatus,
        })),
    ),
    { failureShape: 'errors-msg', failureStatus: '200' },
    { failureShape: 'html' },
    { failureShape: 'text' },
    { failureShape: 'empty' },
    { failureShape: 'html', bulkRefusal: 413 },
    { failureShape: 'empty', bulkRefusal: 412 },
    // A text is read as well: it says that a contact was not found.
    { failureShape: 'text', failureStatus: '200' },
  ];

  it.each(spelled)('is known by its failure, however that is spelled: %j', async (switches) => {
    const sandbox = await sandboxWith({
      contacts: 4,
      switches: { bulkPartial: allOrNothing, ...switches },
    });
    const ids = sandbox.contacts.map(({ id }) => id);
    const finished = await deleteMany(sandbox, { items: itemsFor([...ids, GONE]), onError });
    expect(deletedIn(sandbox)).toEqual(ids);
    expect(outputOf(finished)).toEqual([
      ...ids.map(done),
      { error: expect.stringContaining(`Contact '${GONE}' was not`), message: expect.anything() },
    ]);
    expect(sizesOf(sandbox)).toEqual([5, 3, 2, 1, 1]);
  });

  it.each(['html', 'empty'] as const)(
    'is never a success where its failure can not be told from one (%s with status 200)',
    async (failureShape) => {
      const switches = { bulkPartial: allOrNothing, failureShape, failureStatus: '200' as const };
      const sandbox = await sandboxWith({ contacts: 2, switches });
      const items = [...inputFor(sandbox), { contactId: GONE }];
      const finished = await deleteMany(sandbox, { items, onError });
      expect(outputOf(finished)).toHaveLength(3);
      for (const json of outputOf(finished))
        expect(Object.keys(json)).toEqual(['error', 'message']);
      expect(deletedIn(sandbox)).toEqual([]);
    },
  );

  it('finds every guilty id among many, with few requests', async () => {
    const switches = { bulkPartial: allOrNothing };
    const sandbox = await sandboxWith({ contacts: 200, switches });
    const guilty = [0, 99, 150, 151].map((index) => sandbox.contacts[index]!);
    for (const contact of guilty) contact.status = 'INACTIVE';
    const options = { ifMissing: 'continue' };
    const finished = await deleteMany(sandbox, { items: inputFor(sandbox), options });
    expect(deletedIn(sandbox)).toHaveLength(200);
    expect(outputOf(finished)).toEqual(
      sandbox.contacts.map((contact) =>
        guilty.includes(contact)
          ? { id: contact.id, deleted: false, reason: 'notFound' }
          : done(contact.id),
      ),
    );
    // A path from the batch to one of 100 ids is 7 halvings of two requests each.
    expect(sandbox.requests.length).toBeLessThanOrEqual(2 + 4 * 14);
  });

  it.each([400, 412, 413] as const)(
    'because it is too large is sent in parts that are not (%d)',
    async (bulkRefusal) => {
      const switches = { bulkMax: 30, bulkRefusal };
      const sandbox = await sandboxWith({ contacts: 250, switches });
      const finished = await deleteMany(sandbox, { items: inputFor(sandbox) });
      const ids = sandbox.contacts.map(({ id }) => id);
      expect(outputOf(finished)).toEqual(ids.map(done));
      const sizes = sizesOf(sandbox).sort((a, b) => b - a);
      // Kore says how many it takes.
      expect(sizes).toEqual([100, 100, 50, ...Array(7).fill(30), 20, 10, 10]);
      const accepted = batchesOf(sandbox).filter(({ length }) => length <= 30);
      expect(accepted.flat().sort()).toEqual([...ids].sort());
    },
  );

  it('down to single ids says of each why', async () => {
    const sandbox = await sandboxWith({ contacts: 3, switches: { bulkMax: 0, bulkRefusal: 413 } });
    const finished = await deleteMany(sandbox, { items: inputFor(sandbox), onError });
    expect(outputOf(finished)).toEqual(
      sandbox.contacts.map(({ id }) => ({
        error: `Contact '${id}' was not deleted: Kore.ai refused it (status 413)`,
        message: expect.stringContaining('Kore.ai said: "At most 0 contacts are allowed".'),
      })),
    );
    expect(sizesOf(sandbox)).toEqual([3, 2, 1, 1, 1]);
  });

  it.each(['400', '401'] as const)(
    'because the app (stream) is another fails every item, and none as missing (%s)',
    async (wrongStream) => {
      const sandbox = await sandboxWith({ contacts: 3, switches: { wrongStream } });
      const options = { streamId: 'st-another', ifMissing: 'continue' };
      const finished = await deleteMany(sandbox, { items: inputFor(sandbox), options, onError });
      expect(outputOf(finished).map(({ error }) => error)).toEqual(
        sandbox.contacts.map(({ id }) =>
          expect.stringContaining(`Contact '${id}' was not deleted: Kore.ai refused`),
        ),
      );
      expect(deletedIn(sandbox)).toEqual([]);
    },
  );

  it.each([401, 403, 501])('for another reason is not sent again (%d)', async (status) => {
    const sandbox = await sandboxWith({ contacts: 3 });
    sandbox.fault({ status, body: { errors: [{ msg: 'No', code: status }] } });
    const finished = await deleteMany(sandbox, { items: inputFor(sandbox), onError });
    expect(outputOf(finished).map(({ message }) => message)).toEqual(
      Array(3).fill(expect.stringContaining('Kore.ai said: "No".')),
    );
    expect(sizesOf(sandbox)).toEqual([3]);
    expect(deletedIn(sandbox)).toEqual([]);
  });
});

describe('An answer to a batch', () => {
  const unsaid = 'may or may not have been deleted: Kore.ai';

  it('that does not mention an id makes a failure of it that says so, whatever On Error is', async () => {
    const sandbox = await sandboxWith({ contacts: 0, switches: { bulkPartial: 'silent' } });
    await expectOnlyGuiltyFails(sandbox, {
      id: GONE,
      message: `Contact '${GONE}' ${unsaid}'s answer does not say`,
      says: 'names this contact neither as done nor as failed',
    });
  });

  it('that does not mention an id does not make it missing either', async () => {
    const sandbox = await sandboxWith({ contacts: 1, switches: { bulkPartial: 'silent' } });
    const items = [...inputFor(sandbox), { contactId: GONE }];
    const options = { ifMissing: 'continue' };
    const finished = await deleteMany(sandbox, { items, options, onError });
    expect(outputOf(finished)).toEqual([
      done(sandbox.contacts[0]!.id),
      { error: expect.stringContaining(unsaid), message: expect.any(String) },
    ]);
  });

  it('with a status of refusal makes no refusal of an id that it does not mention', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const [a, b] = sandbox.contacts.map(({ id }) => id);
    sandbox.fault({ status: 400, body: { successfulRecords: [{ id: a }], failedRecords: [] } });
    const finished = await deleteMany(sandbox, { items: inputFor(sandbox), onError });
    expect(outputOf(finished)).toEqual([
      done(a!),
      { error: `Contact '${b}' ${unsaid}'s answer does not say`, message: expect.any(String) },
    ]);
    expect(sizesOf(sandbox)).toEqual([2]);
  });

  it('that calls one id both deleted and failed is believed in neither', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const [a, b] = sandbox.contacts.map(({ id }) => id);
    const failedRecords = [{ id: b, error: 'Contact not found' }];
    sandbox.fault({
      status: 200,
      body: { successfulRecords: [{ id: a }, { id: b }], failedRecords },
    });
    const options = { ifMissing: 'continue' };
    const items = inputFor(sandbox);
    const finished = await deleteMany(sandbox, { items, options, onError });
    expect(outputOf(finished)).toEqual([
      done(a!),
      {
        error: `Contact '${b}' ${unsaid}'s answer does not say`,
        message: expect.stringContaining('or as both'),
      },
    ]);
  });

  it.each<[string, IDataObject | unknown[] | string]>([
    ['only counts, and fewer', { totalRequested: 2, successful: 1, failed: 0 }],
    ['empty lists', { successful: 2, successfulRecords: [], failedRecords: [] }],
    ['other ids', { successfulRecords: [{ id: GONE }, GONE], failedRecords: [] }],
    ['records without ids', { successfulRecords: [{}, null, 7, [], { id: 7 }] }],
    ['no object', []],
    ['nothing', ''],
    ['a word', 'Welcome'],
    ['a web page', '<!DOCTYPE html><p>Sign in</p>'],
  ])('that is %s makes no success of anything', async (_, body) => {
    const sandbox = await sandboxWith({ contacts: 2 });
    sandbox.fault({ status: 200, body });
    const finished = await deleteMany(sandbox, { items: inputFor(sandbox), onError });
    expect(outputOf(finished)).toHaveLength(2);
    for (const json of outputOf(finished)) expect(Object.keys(json)).toEqual(['error', 'message']);
    expect(sandbox.requests).toHaveLength(1);
  });

  it.each(['OK', '"Deleted"', { success: true }, { totalRequested: 2, successful: 2, failed: 0 }])(
    'that says plainly yes for all is a deletion of each: %j',
    async (body) => {
      const sandbox = await sandboxWith({ contacts: 2 });
      sandbox.fault({ status: 200, body, act: true });
      const finished = await deleteMany(sandbox, { items: inputFor(sandbox) });
      expect(outputOf(finished)).toEqual(sandbox.contacts.map(({ id }) => ({ id, deleted: true })));
      expect(sandbox.requests).toHaveLength(1);
    },
  );

  it('that repeats the token does not get it saved', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const [a, b] = sandbox.contacts.map(({ id }) => id);
    // What is repeated is a token of the same credential, signed by the same code.
    await deleteMany(sandbox, { items: itemsFor([GONE]) });
    const token = sandbox.requests[0]!.rawToken!;
    const successfulRecords = [{ id: a, auth: token }];
    const failedRecords = [{ id: b, error: `Bad token ${token}` }];
    sandbox.fault({ status: 207, body: { successfulRecords, failedRecords } });
    const finished = await deleteMany(sandbox, { items: inputFor(sandbox), onError });
    expect(outputOf(finished)).toEqual([
      done(a!),
      { error: expect.any(String), message: expect.stringContaining('[token removed]') },
    ]);
    expect(finished.saved).not.toContain(token);
  });

  it('may write an id in other letters than the workflow did', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const { id } = sandbox.contacts[0]!;
    sandbox.fault({ status: 200, body: { successfulRecords: [{ id }], failedRecords: [] } });
    const finished = await deleteMany(sandbox, { items: itemsFor([id.toUpperCase()]) });
    expect(finished.error).toBeUndefined();
    expect(outputOf(finished)).toMatchObject([{ deleted: true }]);
  });
});
