jest.mock('../../../nodes/shared/http/limits', () => ({
  ...jest.requireActual<object>('../../../nodes/shared/http/limits'),
  // A list that never ends is left sooner.
  PAGES_AT_MOST: 40,
}));

import type { Sandbox, SandboxOptions } from '../../sandbox';
import { everything, getMany, idsIn, skipsOf } from './helpers';
import { begin, idsOf, sandboxWith } from '../helpers';
import { pagings } from '../pagings';

/**
 * A sandbox whose pages behind the first take long enough that all that may be under way together are, also
 * on a slow machine.
 */
async function slowWith(options: SandboxOptions): Promise<Sandbox> {
  const sandbox = await sandboxWith(options);
  sandbox.fault({ path: /skip=[1-9]/, delayMs: 150, times: Infinity });
  return sandbox;
}

describe('Pages', () => {
  it('are asked for together once the first has told the total, five at the most', async () => {
    const sandbox = await slowWith({ contacts: 1200 });
    expect(idsOf(await getMany(sandbox, everything))).toEqual(idsIn(sandbox));
    expect(sandbox.requests).toHaveLength(13);
    expect(sandbox.maxConcurrent).toBe(5);
    const [first, ...others] = sandbox.requests;
    for (const { at } of others) expect(at).toBeGreaterThan(first?.endedAt ?? Infinity);
  });

  it.each([
    ['pages of 50 at most', { maxLimit: 50 }],
    ['pages above 50 are refused', { maxLimit: 50, limitMode: 'refuse' as const }],
    ['pages of ten', { limitMode: 'fixed10' as const }],
    ['no hasMore', { hasMoreMode: 'absent' as const }],
  ])('are asked for together however many contacts Kore gives in one (%s)', async (_, switches) => {
    const sandbox = await slowWith({ contacts: 380, switches });
    expect(idsOf(await getMany(sandbox, everything))).toEqual(idsIn(sandbox));
    expect(sandbox.maxConcurrent).toBeGreaterThanOrEqual(3);
  });

  it('are asked for together also where all are searched for a filter', async () => {
    const sandbox = await slowWith({ contacts: 600 });
    const filters = { status: 'ACTIVE' };
    expect(idsOf(await getMany(sandbox, { ...everything, filters }))).toEqual(idsIn(sandbox));
    expect(sandbox.requests).toHaveLength(7);
    expect(sandbox.maxConcurrent).toBe(5);
  });

  it('are no more than the limit wants, together or not', async () => {
    const sandbox = await slowWith({ contacts: 1200 });
    expect(idsOf(await getMany(sandbox, { limit: 301 }))).toEqual(idsIn(sandbox, 0, 301));
    expect(skipsOf(sandbox).sort((a, b) => a - b)).toEqual([0, 99, 198, 297]);
    expect(sandbox.maxConcurrent).toBe(3);
  });

  it("come out in Kore's order, however late each is answered", async () => {
    const sandbox = await sandboxWith({ contacts: 800 });
    sandbox.fault({ path: /skip=99\b/, delayMs: 150 });
    sandbox.fault({ path: /skip=297\b/, delayMs: 80 });
    expect(idsOf(await getMany(sandbox, everything))).toEqual(idsIn(sandbox));
    const skips = skipsOf(sandbox);
    const ended = (skip: number) => sandbox.requests[skips.indexOf(skip)]?.endedAt ?? 0;
    expect(ended(198)).toBeLessThan(ended(99));
  });

  it('keep to the requests per minute of the credential', async () => {
    const sandbox = await slowWith({ contacts: 500 });
    const items = [{}];
    const parameters = { operation: 'getAll', ...everything };
    const credential = { requestsPerMinute: 3 };
    const running = begin(sandbox, { items, parameters, credential, contact: null });
    await sandbox.waitForRequests(3);
    running.cancel();
    await running.finished;
    expect(sandbox.requests).toHaveLength(3);
  });
});

describe('Whatever way Kore pages', () => {
  it.each(pagings)('all contacts come, once each and in order (%s)', async (_, switches) => {
    for (const contacts of [0, 1, 100, 235]) {
      const sandbox = await sandboxWith({ contacts, switches });
      const finished = await getMany(sandbox, everything);
      expect(finished.error).toBeUndefined();
      expect(idsOf(finished)).toEqual(idsIn(sandbox));
    }
  });

  it.each(pagings)('the limit is kept (%s)', async (_, switches) => {
    const sandbox = await sandboxWith({ contacts: 235, switches });
    const items = [{ limit: 5 }, { limit: 50 }, { limit: 101 }, { limit: 235 }, { limit: 300 }];
    const finished = await getMany(sandbox, { limit: '={{ $json.limit }}' }, { items });
    const all = idsIn(sandbox);
    expect(idsOf(finished)).toEqual([5, 50, 101, 235, 235].flatMap((count) => all.slice(0, count)));
  });

  it.each(['ignored', 'endless'] as const)(
    'a list that is not shown whole serves as far as it goes, and is never passed off as all (%s)',
    async (paging) => {
      const sandbox = await sandboxWith({ contacts: 235, switches: { paging } });
      expect(idsOf(await getMany(sandbox, { limit: 100 }))).toEqual(idsIn(sandbox, 0, 100));
      const { error } = await getMany(sandbox, everything);
      expect(error?.message).toBe(
        'The list of contacts was not read: Kore.ai did not show its whole list of contacts',
      );
    },
  );

  it('no more requests are sent to a list that ignores pages than it takes to see that', async () => {
    const sandbox = await sandboxWith({ contacts: 500, switches: { paging: 'ignored' } });
    await getMany(sandbox, everything);
    expect(sandbox.requests.length).toBeLessThanOrEqual(9);
  });
});

describe('A long list', () => {
  it.each([
    ['pages of ten', { limitMode: 'fixed10' as const }],
    ['pages above 50 are refused', { maxLimit: 50, limitMode: 'refuse' as const }],
  ])('is read to its end, however many pages it has (%s)', async (_, switches) => {
    // More pages than a list has that tells no total.
    const sandbox = await sandboxWith({ contacts: 500, switches });
    expect(idsOf(await getMany(sandbox, everything))).toHaveLength(500);
  });
});

describe('A list that changes while it is read', () => {
  /**
   * Reads all of 450 contacts, changes the list while the second page is on its way, and gives back what
   * came out.
   */
  async function readWhile(change: (sandbox: Sandbox) => void) {
    const sandbox = await sandboxWith({ contacts: 450 });
    const before = idsIn(sandbox);
    sandbox.fault({ path: /skip=[1-9]/, delayMs: 60, times: Infinity });
    const parameters = { operation: 'getAll', ...everything };
    const running = begin(sandbox, { items: [{}], parameters, contact: null });
    await sandbox.waitForRequests(2);
    change(sandbox);
    const finished = await running.finished;
    expect(finished.error).toBeUndefined();
    const ids = idsOf(finished) as string[];
    expect(ids).toHaveLength(new Set(ids).size);
    return { sandbox, ids, before };
  }

  it('and grows at its end comes with what is new', async () => {
    const { sandbox, ids } = await readWhile(({ add }) => {
      for (let i = 0; i < 230; i++) add();
    });
    expect(ids).toEqual(idsIn(sandbox));
  });

  it('and grows at its beginning shows no contact twice, and none of before is missed', async () => {
    const { ids, before } = await readWhile(({ add, contacts }) => {
      for (let i = 0; i < 130; i++) add();
      contacts.unshift(...contacts.splice(-130));
    });
    expect(ids.filter((id) => before.includes(id))).toEqual(before);
  });

  it('and shrinks at its end comes as far as it goes', async () => {
    const { ids, before } = await readWhile(({ contacts }) => {
      contacts.splice(230);
    });
    expect(ids).toEqual(before.slice(0, 230));
  });

  it('and shrinks at its beginning shows no contact twice, and all that are left', async () => {
    const { ids, before } = await readWhile(({ contacts }) => {
      contacts.splice(0, 60);
    });
    expect(ids).toEqual(before);
  });

  it('and is emptied ends', async () => {
    const { ids, before } = await readWhile(({ contacts }) => {
      contacts.splice(0);
    });
    expect(ids).toEqual(before.slice(0, 100));
  });
});
