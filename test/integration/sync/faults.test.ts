jest.mock('../../../nodes/shared/http/limits', () => ({
  ...jest.requireActual<object>('../../../nodes/shared/http/limits'),
  // The waits keep their proportions, a hundred times shorter.
  FIRST_WAIT_MS: 10,
  LONGEST_WAIT_MS: 320,
}));

import type { Switches } from '../../sandbox';
import { BULK_UPDATE, CONTACTS, having, person } from '../contactHelpers';
import { deletedIn, outputOf } from '../helpers';
import {
  expectFinished,
  expectNoHarm,
  numbersIn,
  numbersOf,
  onError,
  options,
  saidBy,
  sync,
  unequal,
  writesTo,
} from './helpers';

describe('A failure of Kore.ai', () => {
  it.each([
    ['of a creation', { method: 'POST', path: CONTACTS }],
    ['of a change', { method: 'PUT', path: BULK_UPDATE }],
  ])('%s holds back every deletion, and each says so', async (_, where) => {
    const { sandbox, items } = await unequal();
    sandbox.fault({ ...where, status: 403, times: Infinity });
    const finished = await sync(sandbox, { items, options, onError });
    const held = outputOf(finished).slice(items.length);
    expect(held).toEqual(
      sandbox.contacts.slice(30, 40).map((one) => ({ ...one, sync: 'held', reason: 'failed' })),
    );
    expect(writesTo(sandbox)).not.toContain('DELETE bulk-delete');
  });

  it.each(['POST', 'PUT', 'DELETE'])(
    'stops the node, which says what it had done: %s',
    async (method) => {
      const { sandbox, items } = await unequal();
      sandbox.fault({ method, after: 1, status: 503, times: Infinity });
      const { error } = await sync(sandbox, { items, options });
      const made = sandbox.contacts.slice(40);
      const changed = sandbox.contacts.filter(({ lastName }) => lastName === 'New');
      const done = [...made, ...changed];
      expect(done.length).toBeGreaterThan(1);
      expect(error?.name).toBe('NodeApiError');
      expect(error?.description).toContain(
        `Before the node stopped, ${done.length} contacts were created or updated`,
      );
      const gone = deletedIn(sandbox);
      for (const id of [...done.map(({ id: one }) => one), ...gone]) {
        expect(error?.description).toContain(id);
      }
      expect(error?.description?.includes(`${gone.length} contacts were deleted: `)).toBe(
        method === 'DELETE',
      );
      await expectFinished(sandbox, items);
    },
  );

  it('of a deletion is a failure of no item, by every output', async () => {
    for (const output of ['all', 'changes', 'summary']) {
      const { sandbox, items } = await unequal();
      sandbox.fault({ method: 'DELETE', after: 1, status: 403, times: Infinity });
      const finished = await sync(sandbox, { items, options: { ...options, output }, onError });
      const failures = finished
        .output('Kore Contact')
        .filter(({ json }) => 'error' in json)
        .map(({ json, pairedItem }) => [json['error'], pairedItem]);
      expect(failures).toHaveLength(10 - deletedIn(sandbox).length);
      for (const failure of failures) {
        expect(failure).toEqual([expect.stringMatching(/^Contact '\w+' was not deleted: /), []]);
      }
      if (output === 'summary') {
        expect(outputOf(finished).at(-1)).toMatchObject({
          failed: failures.length,
          deleted: deletedIn(sandbox).length,
        });
      }
    }
  });
});

describe('A contact that goes while the list is being used', () => {
  const switches: Array<Partial<Switches>> = [
    {},
    { bulkStatus: 207, failedRecordShape: '_id-message' },
    { bulkStatus: 400, failedRecordShape: 'bare-id' },
    { bulkPartial: 'all-or-nothing', bulkRefusal: 412 },
    { bulkPartial: 'silent' },
    { bulkDeleteInactive: 'successful' },
    { bulkIdForm: 'bare' },
  ];

  it.each(switches)('is deleted where it was to be: %j', async (position) => {
    const { sandbox, stays, items } = await unequal(position);
    const gone = sandbox.contacts[35]!;
    sandbox.onPage((pages) => {
      if (pages === 4) gone.status = 'INACTIVE';
    });
    const finished = await sync(sandbox, { items, options, onError });
    const isTold = position.bulkPartial !== 'silent' && position.failedRecordShape !== 'bare-id';
    const said = saidBy(finished).slice(items.length);
    expect(said.filter((one) => one === 'deleted')).toHaveLength(isTold ? 10 : 9);
    expectNoHarm(sandbox, stays);
    await expectFinished(sandbox, items);
  });

  it.each(switches)(
    'fails its item where it was to change, and is made anew by the next run: %j',
    async (position) => {
      const { sandbox, items } = await unequal(position);
      const gone = sandbox.contacts[2]!;
      sandbox.onPage((pages) => {
        if (pages === 4) gone.status = 'INACTIVE';
      });
      const finished = await sync(sandbox, { items, options, onError });
      expect(
        saidBy(finished)
          .slice(5, 10)
          .filter((one) => one === 'failed'),
      ).toHaveLength(1);
      expect(saidBy(finished)).not.toContain('deleted');
      sandbox.onPage(() => undefined);
      const next = await sync(sandbox, { items, options });
      expect(next.error).toBeUndefined();
      expect(numbersIn(sandbox)).toEqual(numbersOf(items));
    },
  );
});

describe('A number that is taken by a contact that the list does not show', () => {
  it.each<Partial<Switches>>([
    { duplicate: 'all-refused-400' },
    { duplicate: 'all-refused-409' },
    { duplicate: 'all-refused-412', createKeeps: true },
    { duplicate: 'skip-silently' },
  ])('fails alone, and holds back the deletions: %j', async (switches) => {
    const { sandbox, stays, items } = await unequal({ ...switches, inactiveBlocksNumber: true });
    const cellPhone = { phoneNumber: '+919000243210', countryCode: '+91' };
    sandbox.add({ cellPhone, status: 'INACTIVE' });
    const finished = await sync(sandbox, { items, options, onError });
    const said = saidBy(finished);
    expect(said.slice(0, 5)).toEqual(['created', 'created', 'failed', 'created', 'created']);
    expect(said.slice(items.length)).toEqual(Array(10).fill('held'));
    expectNoHarm(sandbox, stays);
    // Given free, it is created, and the rest follows.
    sandbox.switches.inactiveBlocksNumber = false;
    await expectFinished(sandbox, items);
  });
});

describe('With a clock that is off', () => {
  it.each([-90_000, -1_700, 1_700, 90_000])(
    'finds what it created although the answer was lost: %i ms',
    async (clockAheadMs) => {
      const { sandbox, items } = await unequal({ clockAheadMs });
      sandbox.fault({ method: 'POST', cut: 'after' });
      const finished = await sync(sandbox, { items, options });
      expect(finished.error).toBeUndefined();
      expect(saidBy(finished).slice(0, 5)).toEqual(Array(5).fill('created'));
      expect(having(sandbox, person(0))).toHaveLength(1);
      await expectFinished(sandbox, items);
    },
  );
});
