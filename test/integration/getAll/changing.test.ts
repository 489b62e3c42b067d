jest.mock('../../../nodes/shared/http/limits', () => ({
  ...jest.requireActual<object>('../../../nodes/shared/http/limits'),
  FIRST_WAIT_MS: 10,
  LONGEST_WAIT_MS: 320,
}));

import type { Sandbox, SandboxOptions, Switches } from '../../sandbox';
import { having, itemOf, person, upsert } from '../contactHelpers';
import { finish, idsOf, outputOf, sandboxWith } from '../helpers';
import { everything, getMany, idsIn } from './helpers';

/** A sandbox whose list is changed by somebody else once its first page was made. */
async function changedWith(change: (sandbox: Sandbox) => void, options: SandboxOptions = {}) {
  const sandbox = await sandboxWith({ contacts: 250, ...options });
  sandbox.onPage((pages) => {
    if (pages === 1) change(sandbox);
  });
  return sandbox;
}

const gone = (sandbox: Sandbox) => sandbox.contacts.splice(4, 1);

describe('A contact that was there all the time, while another one is deleted', () => {
  it('is found by Get', async () => {
    const sandbox = await changedWith(gone);
    const id = sandbox.contacts[100]?.id;
    const finished = await finish(sandbox, {
      items: [{ contactId: id }],
      parameters: { operation: 'get', simplify: false },
    });
    expect(outputOf(finished)).toMatchObject([{ id }]);
  });

  it.each(['delete', 'deleteMany'])('is deleted by %s, by its number', async (operation) => {
    const sandbox = await changedWith(gone);
    const contact = sandbox.contacts[100];
    const finished = await finish(sandbox, {
      items: [{ phone: contact?.cellPhone.phoneNumber }],
      contact: { mode: 'phone', value: '={{ $json.phone }}' },
      parameters: { operation },
    });
    expect(outputOf(finished)).toMatchObject([{ deleted: true }]);
    expect(contact?.status).toBe('INACTIVE');
  });

  it('is in what Get Many returns', async () => {
    const sandbox = await changedWith(gone);
    const all = idsIn(sandbox);
    const ids = idsOf(await getMany(sandbox, everything));
    expect(ids).toEqual(all);
  });

  it('is not created a second time by Create or Update', async () => {
    const sandbox = await changedWith(gone);
    const contact = sandbox.contacts[100]!;
    const item = { ...itemOf(contact), firstName: 'Changed' };
    const finished = await upsert(sandbox, { items: [item] });
    expect(outputOf(finished)).toMatchObject([{ id: contact.id, created: false }]);
    expect(having(sandbox, item)).toHaveLength(1);
  });
});

describe('A list that is cut and says otherwise', () => {
  it.each<[string, Partial<Switches>]>([
    ['hasMore by what was asked', {}],
    ['no hasMore', { hasMoreMode: 'absent' }],
    ['no total', { tellsTotal: false }],
    ['neither', { tellsTotal: false, hasMoreMode: 'absent' }],
  ])('comes whole (%s)', async (_, more) => {
    const switches = { maxLimit: 50, echo: 'asked' as const, ...more };
    const sandbox = await sandboxWith({ contacts: 137, switches });
    expect(idsOf(await getMany(sandbox, everything))).toEqual(idsIn(sandbox));
  });

  it('creates no second contact', async () => {
    const switches = { maxLimit: 50, echo: 'asked' as const };
    const sandbox = await sandboxWith({ contacts: 137, switches });
    const contact = sandbox.contacts[120]!;
    await upsert(sandbox, { items: [{ ...itemOf(contact), firstName: 'Changed' }] });
    expect(sandbox.contacts).toHaveLength(137);
  });
});

describe('A list that comes whole, whatever is asked', () => {
  it.each(['all', 'all-array'] as const)('is read, searched and added to (%s)', async (paging) => {
    const sandbox = await sandboxWith({ contacts: 137, switches: { paging } });
    expect(idsOf(await getMany(sandbox, everything))).toEqual(idsIn(sandbox));
    expect(sandbox.requests.length).toBeLessThanOrEqual(4);
    expect(outputOf(await upsert(sandbox, { items: [person(7)] }))).toMatchObject([
      { created: true },
    ]);
  });

  it('is not believed where it may be a page', async () => {
    const sandbox = await sandboxWith({ contacts: 100, switches: { paging: 'all' } });
    const { error } = await getMany(sandbox, everything);
    expect(error?.message).toContain('did not show its whole list');
  });
});

describe('A contact that an update moves', () => {
  it.each(['updated-down', 'updated-up'] as const)('is found (%s)', async (listOrder) => {
    const sandbox = await changedWith(
      ({ contacts }) => {
        const moved = [...contacts].sort((a, b) => (a.updatedAt < b.updatedAt ? -1 : 1))[120];
        if (moved !== undefined) moved.updatedAt = new Date().toISOString();
      },
      { switches: { listOrder } },
    );
    const ids = idsOf(await getMany(sandbox, everything)) as string[];
    expect([...ids].sort()).toEqual(idsIn(sandbox).sort());
  });

  it('fails the item, and says so, where it never comes to rest', async () => {
    const sandbox = await sandboxWith({
      contacts: 25,
      switches: { listOrder: 'updated-down', maxLimit: 10 },
    });
    sandbox.onPage(() => {
      for (let i = 0; i < 9; i++) {
        const [oldest] = [...sandbox.contacts].sort((a, b) => (a.updatedAt < b.updatedAt ? -1 : 1));
        const newest = Math.max(...sandbox.contacts.map(({ updatedAt }) => Date.parse(updatedAt)));
        if (oldest !== undefined) oldest.updatedAt = new Date(newest + 1_000).toISOString();
      }
    });
    const { error } = await getMany(sandbox, everything);
    expect(error?.message).toBe(
      "The list of contacts was not read: Kore.ai's list of contacts kept changing while it was read",
    );
    expect(sandbox.requests.length).toBeLessThan(100);
  });
});

describe('As few requests as the service gives', () => {
  it.each<[string, number, Partial<Switches>]>([
    ['1,000 a page', 6, { maxLimit: 1_000 }],
    ['cut to 100', 51, { maxLimit: 100 }],
    ['refused above 100', 52, { maxLimit: 100, limitMode: 'refuse' }],
    ['refused above 50', 105, { maxLimit: 50, limitMode: 'refuse' }],
  ])('5,000 contacts: %s', async (_, requests, switches) => {
    const sandbox = await sandboxWith({ contacts: 5_000, switches });
    expect(idsOf(await getMany(sandbox, everything))).toHaveLength(5_000);
    expect(sandbox.requests.length).toBeLessThanOrEqual(requests);
  });

  it.each([400, 412, 413, 414, 422, 502, 504, 'hang'] as const)(
    'goes down at a refusal with %s, and learns it once',
    async (limitRefusal) => {
      const switches = { maxLimit: 100, limitMode: 'refuse' as const, limitRefusal };
      const sandbox = await sandboxWith({ contacts: 150, switches });
      // Short only where no answer comes: a busy machine may take as long for one.
      const run = limitRefusal === 'hang' ? { options: { timeout: 300 } } : {};
      expect(idsOf(await getMany(sandbox, everything, run))).toEqual(idsIn(sandbox));
      const limits = () => sandbox.requests.map(({ query }) => Number(query['limit']));
      const refused = typeof limitRefusal === 'number' && limitRefusal < 500 ? 1 : 2;
      expect(limits()).toEqual([...Array<number>(refused).fill(1_000), 100, 100]);
      sandbox.clearRequests();
      expect(idsOf(await getMany(sandbox, everything, run))).toEqual(idsIn(sandbox));
      expect(limits()).toEqual([100, 100]);
    },
  );

  it('goes down at no refusal that concerns the app, and learns nothing of a service that is down', async () => {
    const sandbox = await sandboxWith({ contacts: 150, switches: { maxLimit: 1_000 } });
    sandbox.fault({ status: 400, body: { errors: [{ msg: 'Invalid StreamId', code: 400 }] } });
    expect((await getMany(sandbox, everything)).error?.message).toContain('status 400');
    expect(sandbox.requests).toHaveLength(1);
    sandbox.fault({ status: 502, times: 4 });
    expect((await getMany(sandbox, everything)).error?.message).toContain('status 502');
    expect(sandbox.requests).toHaveLength(5);
    sandbox.clearRequests();
    expect(idsOf(await getMany(sandbox, everything))).toEqual(idsIn(sandbox));
    expect(sandbox.requests.map(({ query }) => query['limit'])).toEqual(['1000']);
  });

  it('counts deleted contacts that are not shown, and misses nobody behind them', async () => {
    const switches = { hiddenCounted: true, maxLimit: 50 };
    const sandbox = await sandboxWith({ contacts: 400, switches });
    for (const contact of sandbox.contacts.slice(60, 290)) contact.status = 'INACTIVE';
    const shown = sandbox.contacts.filter(({ status }) => status === 'ACTIVE');
    expect(idsOf(await getMany(sandbox, everything))).toEqual(shown.map(({ id }) => id));
  });
});
