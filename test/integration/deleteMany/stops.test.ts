import { names } from '../../engine';
import { BULK, deleteMany, itemsFor, sizesOf } from './helpers';
import {
  begin,
  callsOf,
  deletedIn,
  goingOn,
  GONE,
  inputFor,
  outputOf,
  sandboxWith,
} from '../helpers';

describe('Stopping at a failure', () => {
  it('begins no further batch, and tells what was deleted in all batches', async () => {
    const sandbox = await sandboxWith({ contacts: 40 });
    const items = inputFor(sandbox);
    items[3] = { contactId: GONE };
    // The failure is among the first five answers, and comes while the next ones wait for theirs.
    sandbox.fault({ path: BULK, after: 5, delayMs: 300, times: Infinity });
    const { error } = await deleteMany(sandbox, { items, options: { batchSize: 2 } });
    expect(error?.message).toBe(`Contact '${GONE}' was not found at Kore.ai`);
    expect(error?.context).toMatchObject({ itemIndex: 3 });
    const gone = deletedIn(sandbox);
    expect(sandbox.requests.length).toBeLessThanOrEqual(9);
    expect(error?.description).toContain(`${gone.length} contacts were deleted (items 0-2`);
    for (const id of gone) expect(error?.description).toContain(id);
  });

  it('names a contact that several items ask for once', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const { id } = sandbox.contacts[0]!;
    const { error } = await deleteMany(sandbox, { items: itemsFor([id, id, GONE]) });
    expect(error?.description).toContain(
      `Before the node stopped, 1 contact was deleted (items 0-1): ${id}.`,
    );
  });

  it('is made good by Retry On Fail with the option that takes a missing contact for done', async () => {
    const sandbox = await sandboxWith({ contacts: 6 });
    const items = inputFor(sandbox);
    sandbox.fault({ path: BULK, after: 1, status: 401 });
    const finished = await deleteMany(sandbox, {
      items,
      retryOnFail: true,
      options: { batchSize: 3, ifMissing: 'continue' },
    });
    expect(finished.error).toBeUndefined();
    expect(outputOf(finished).map(({ id }) => id)).toEqual(items.map(({ contactId }) => contactId));
    expect(deletedIn(sandbox)).toHaveLength(6);
  });
});

/** Each would outlast jest's patience if the node went on waiting. */
describe('Cancelling in the middle', () => {
  it.each([undefined, ...goingOn])(
    'breaks off, and sends no further batch: %s',
    async (onError) => {
      const sandbox = await sandboxWith({ contacts: 120 });
      sandbox.fault({ path: BULK, after: 3, hang: true, times: Infinity });
      const running = begin(sandbox, {
        items: inputFor(sandbox),
        parameters: { operation: 'deleteMany' },
        options: { batchSize: 10 },
        ...(onError && { onError }),
      });
      // Three are answered, and five stay open.
      await sandbox.waitForRequests(8);
      running.cancel();
      const { output } = await running.finished;
      expect([...output(names.ok), ...output(names.failed)]).toEqual([]);
      expect(sandbox.requests).toHaveLength(8);
      expect(deletedIn(sandbox)).toHaveLength(30);
    },
  );

  it('ends the wait for the next minute', async () => {
    const sandbox = await sandboxWith({ contacts: 8 });
    const running = begin(sandbox, {
      items: inputFor(sandbox),
      parameters: { operation: 'deleteMany' },
      options: { batchSize: 1 },
      credential: { requestsPerMinute: 3 },
    });
    await sandbox.waitForRequests(3);
    running.cancel();
    await running.finished;
    expect(callsOf(sandbox)).toEqual(Array(3).fill('DELETE bulk-delete'));
  });

  it('ends the halving of a batch', async () => {
    const sandbox = await sandboxWith({ contacts: 8, switches: { bulkPartial: 'all-or-nothing' } });
    const items = inputFor(sandbox);
    items[7] = { contactId: GONE };
    sandbox.fault({ path: BULK, after: 3, hang: true, times: Infinity });
    const running = begin(sandbox, {
      items,
      parameters: { operation: 'deleteMany' },
      onError: 'continueRegularOutput',
    });
    await sandbox.waitForRequests(4);
    running.cancel();
    const { output } = await running.finished;
    expect(output(names.ok)).toEqual([]);
    expect(sizesOf(sandbox).slice(0, 3)).toEqual([8, 4, 4]);
    expect(sandbox.requests).toHaveLength(4);
  });
});
