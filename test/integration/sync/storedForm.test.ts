import type { IDataObject } from 'n8n-workflow';
import type { Sandbox, Switches } from '../../sandbox';
import { bodiesOf, itemOf, people, upsert } from '../contactHelpers';
import { callsOf, outputOf, sandboxWith } from '../helpers';
import { pagings } from '../pagings';
import { sync, writesTo } from './helpers';

const positions: Array<Partial<Switches>> = [
  { keptNames: 'small' },
  { keptNames: 'one-space' },
  { keptNames: 'small-one-space', bulkIdForm: '_id' },
  { keptPrefix: 'plus' },
  { keptPrefix: 'code' },
  { keptNames: 'small', keptPrefix: 'code', idField: '_id', createOrder: 'reversed' },
];

const operations: Array<[string, typeof sync]> = [
  ['Sync', sync],
  ['Create or Update', upsert],
];

/** Items with capitals, spaces and a prefix that not every service keeps: three are there, two are new. */
function itemsFor(sandbox: Sandbox): IDataObject[] {
  const there = sandbox.contacts.slice(0, 3).map(itemOf);
  return [...there, ...people(2)].map((item) => ({
    ...item,
    firstName: 'Mary  Ann',
    lastName: 'Rao',
  }));
}

const parameters = { extension: '+44' };

describe.each(operations)(
  '%s, where Kore.ai keeps names or prefixes otherwise than they were sent',
  (_, run) => {
    it.each(positions)('writes once, and with the same input never again: %j', async (switches) => {
      const sandbox = await sandboxWith({ contacts: 4, switches });
      const items = itemsFor(sandbox);
      const given = items.map((item) => ({ ...item, extension: '+' }));
      const first = await run(sandbox, { items: given, parameters });
      expect(first.error).toBeUndefined();
      expect(writesTo(sandbox).slice(0, 2)).toEqual(['POST contacts', 'PUT bulk-update']);
      const before = structuredClone(sandbox.contacts);
      for (let runs = 2; runs <= 3; runs++) {
        sandbox.clearRequests();
        const again = await run(sandbox, { items: given, parameters });
        expect(again.error).toBeUndefined();
        expect(callsOf(sandbox)).toEqual(['GET contacts']);
        expect(sandbox.contacts).toEqual(before);
      }
    });

    it.each(positions)('learns it of contacts that it created, too: %j', async (switches) => {
      const sandbox = await sandboxWith({ contacts: 0, switches });
      const items = people(2).map((item) => ({ ...item, firstName: 'Mary  Ann' }));
      await run(sandbox, { items, parameters });
      expect(sandbox.contacts).toHaveLength(2);
      sandbox.clearRequests();
      await run(sandbox, { items, parameters });
      expect(callsOf(sandbox)).toEqual(['GET contacts']);
    });

    it('still writes what is really another name, and leaves the full name alone', async () => {
      const sandbox = await sandboxWith({ contacts: 2, switches: { keptNames: 'small' } });
      const items = sandbox.contacts.map((contact) => ({ ...itemOf(contact), lastName: 'Rao' }));
      await run(sandbox, { items });
      for (const contact of sandbox.contacts) contact.fullName = 'Dr. Mary Ann Rao (VIP)';
      sandbox.clearRequests();
      const changed = items.map((item, i) => ({ ...item, salutation: i === 0 ? 'Prof' : 'Dame' }));
      await run(sandbox, { items: changed });
      expect(bodiesOf(sandbox, 'PUT').flat()).toMatchObject([
        { lastName: 'rao', salutation: 'Prof', fullName: 'Dr. Mary Ann Rao (VIP)' },
        { lastName: 'rao', salutation: 'Dame', fullName: 'Dr. Mary Ann Rao (VIP)' },
      ]);
    });

    it('writes another case and other spaces where Kore.ai keeps them', async () => {
      const sandbox = await sandboxWith({ contacts: 2 });
      const [first, second] = sandbox.contacts;
      Object.assign(first!, { firstName: 'asha' });
      Object.assign(second!, { firstName: 'Mary  Ann' });
      const items = [
        { ...itemOf(first!), firstName: 'Asha' },
        { ...itemOf(second!), firstName: 'Mary Ann' },
      ];
      await run(sandbox, { items });
      expect(sandbox.contacts.map(({ firstName }) => firstName)).toEqual(['Asha', 'Mary Ann']);
      sandbox.clearRequests();
      await run(sandbox, { items });
      expect(callsOf(sandbox)).toEqual(['GET contacts']);
    });

    it.each(['small', 'small-one-space'] as const)(
      'knows what it created although the answer was lost: %s',
      async (keptNames) => {
        const sandbox = await sandboxWith({ contacts: 0, switches: { keptNames } });
        sandbox.fault({ method: 'POST', cut: 'after' });
        const items = people(2).map((item) => ({ ...item, firstName: 'Mary  Ann' }));
        const finished = await run(sandbox, { items });
        expect(finished.error).toBeUndefined();
        expect(outputOf(finished).map(({ id }) => id)).toEqual(
          sandbox.contacts.map(({ id }) => id),
        );
      },
    );
  },
);

it.each(pagings)(
  'A second run of Sync writes nothing however the list is paged: %s',
  async (_, paging) => {
    const switches = { ...paging, keptNames: 'small' as const, keptPrefix: 'plus' as const };
    const sandbox = await sandboxWith({ contacts: 60, switches });
    const items = sandbox.contacts.map((contact) => ({ ...itemOf(contact), lastName: 'Rao' }));
    await sync(sandbox, { items });
    sandbox.clearRequests();
    await sync(sandbox, { items });
    expect(writesTo(sandbox)).toEqual([]);
  },
);
