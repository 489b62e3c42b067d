import { names } from '../../engine';
import type { Fault } from '../../sandbox';
import { itemOf, people } from '../contactHelpers';
import { callsOf, deletedIn, outputOf, sandboxWith } from '../helpers';
import {
  activeIn,
  beginSync,
  itemsOf,
  numbersIn,
  numbersOf,
  onError,
  saidBy,
  sync,
} from './helpers';

const options = { maxDeletionShare: 100 };

/** Six contacts: one stays, one changes, four go; and two new ones. */
async function unequal() {
  const sandbox = await sandboxWith({ contacts: 6 });
  const [same, changed, another] = sandbox.contacts.map(itemOf);
  const items = [
    same!,
    { ...changed!, lastName: 'New' },
    { ...another!, lastName: 'New' },
    ...people(2),
  ];
  return { sandbox, items };
}

describe('Two runs at once', () => {
  it('on one app are refused before the first request of the second, and it says why', async () => {
    const { sandbox, items } = await unequal();
    sandbox.fault({ method: 'GET', delayMs: 300 });
    const first = beginSync(sandbox, { items, options });
    await sandbox.waitForRequests(1);
    for (const dryRun of [false, true]) {
      const { error } = await sync(sandbox, { items, options: { dryRun } });
      expect(error?.name).toBe('NodeOperationError');
      expect(error?.message).toBe(
        `A sync of the app '${sandbox.credential.streamId}' is under way`,
      );
    }
    const second = await sync(sandbox, { items, onError });
    expect(outputOf(second)).toEqual(
      Array(items.length).fill({
        error: expect.stringContaining('is under way'),
        message: expect.stringContaining('Nothing was sent to Kore.ai'),
      }),
    );
    expect(callsOf(sandbox)).toEqual(['GET contacts']);
    expect((await first.finished).error).toBeUndefined();
    expect(numbersIn(sandbox)).toEqual(numbersOf(items));
    const after = await sync(sandbox, { items });
    expect(saidBy(after)).toEqual(Array(items.length).fill('unchanged'));
  });

  it('on two apps go their ways', async () => {
    const [one, other] = [await unequal(), await unequal()];
    const runs = [one, other].map(({ sandbox, items }) => beginSync(sandbox, { items, options }));
    for (const { finished } of runs) expect((await finished).error).toBeUndefined();
    for (const { sandbox, items } of [one, other]) {
      expect(numbersIn(sandbox)).toEqual(numbersOf(items));
    }
  });

  it.each<[string, Fault]>([
    ['the list could not be read', { method: 'GET', status: 401, times: Infinity }],
    ['a creation failed', { method: 'POST', status: 403, times: Infinity }],
    ['a deletion failed', { method: 'DELETE', status: 403, times: Infinity }],
  ])('are no matter of a run that has ended because %s', async (_, fault) => {
    for (const mode of [undefined, onError]) {
      const { sandbox, items } = await unequal();
      sandbox.fault(fault);
      await sync(sandbox, { items, options, ...(mode && { onError: mode }) });
      sandbox.clearFaults();
      const after = await sync(sandbox, { items, options });
      expect(after.error).toBeUndefined();
      expect(numbersIn(sandbox)).toEqual(numbersOf(items));
    }
  });

  it('are no matter of a run that a guard, an option or an item has ended', async () => {
    const { sandbox, items } = await unequal();
    for (const bad of [{ maxDeletions: 1 }, { maxDeletionShare: 0 }, { timeout: 0 }]) {
      expect((await sync(sandbox, { items, options: bad })).error).toBeDefined();
    }
    expect((await sync(sandbox, { items: [{}] })).error).toBeDefined();
    expect((await sync(sandbox, { items, options })).error).toBeUndefined();
  });
});

describe('Cancelling', () => {
  it.each([
    ['the list', 'GET'],
    ['the creations', 'POST'],
    ['the changes', 'PUT'],
    ['the deletions', 'DELETE'],
  ])(
    'in the middle of %s ends the run, says what it had done, and gives the app free',
    async (_, method) => {
      for (const mode of [undefined, onError]) {
        const { sandbox, items } = await unequal();
        sandbox.fault({ method, hang: true, times: Infinity });
        const running = beginSync(sandbox, { items, options, ...(mode && { onError: mode }) });
        await sandbox.waitForRequests(1, (request) => request.method === method);
        running.cancel();
        const { run } = await running.finished;
        const error = run.data.resultData.runData[names.node]?.[0]?.error;
        expect(error?.message).toContain('the workflow was cancelled');
        const changed = sandbox.contacts.filter(({ lastName }) => lastName === 'New');
        for (const { id } of [...sandbox.contacts.slice(6), ...changed]) {
          expect(error?.description).toContain(id);
        }
        expect(deletedIn(sandbox)).toEqual([]);
        sandbox.clearFaults();
        const after = await sync(sandbox, { items, options });
        expect(after.error).toBeUndefined();
        expect(numbersIn(sandbox)).toEqual(numbersOf(items));
      }
    },
  );
});

it('What comes last are the deletions, whatever order the input has', async () => {
  const { sandbox, items } = await unequal();
  await sync(sandbox, { items: [...items].reverse(), options });
  expect(callsOf(sandbox)).toEqual([
    'GET contacts',
    'POST contacts',
    'PUT bulk-update',
    'DELETE bulk-delete',
  ]);
  expect(activeIn(sandbox)).toHaveLength(5);
});

it('A list of many with nothing to do costs the list and nothing else', async () => {
  const sandbox = await sandboxWith({ contacts: 2_500, switches: { maxLimit: 1_000 } });
  const finished = await sync(sandbox, { items: itemsOf(sandbox.contacts) });
  expect(new Set(saidBy(finished))).toEqual(new Set(['unchanged']));
  expect(callsOf(sandbox)).toEqual(Array(3).fill('GET contacts'));
});
