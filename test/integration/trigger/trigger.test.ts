import type { IDataObject } from 'n8n-workflow';
import { expectNoSecrets, sandboxWith } from '../helpers';
import { pagings } from '../pagings';
import { ALL, change, eventIdsIn, newsIn, remove, schedulers, touch, triggerFor } from './helpers';

const NOTHING = { items: [], error: undefined };

describe.each(schedulers)("a trigger under n8n's %s scheduler", (scheduler) => {
  it('tells nothing at first, then who was created, updated and deleted', async () => {
    const sandbox = await sandboxWith({ contacts: 4 });
    const trigger = triggerFor(sandbox, { events: ALL }, { scheduler });
    expect(await trigger.activate()).toEqual(NOTHING);
    expect(await trigger.poll()).toEqual(NOTHING);
    const updated = change(sandbox, 2, 'Asha');
    const created = sandbox.add().id;
    const deleted = remove(sandbox, 0);
    expect(newsIn(await trigger.poll())).toEqual([
      ['updated', updated],
      ['created', created],
    ]);
    expect(newsIn(await trigger.poll())).toEqual([['deleted', deleted]]);
    expect(await trigger.poll()).toEqual(NOTHING);
  });

  it('tells only the events that are chosen', async () => {
    for (const kind of ALL) {
      const sandbox = await sandboxWith({ contacts: 3 });
      const trigger = triggerFor(sandbox, { events: [kind] }, { scheduler });
      await trigger.activate();
      await trigger.poll();
      change(sandbox, 1, 'Asha');
      sandbox.add();
      remove(sandbox, 0);
      const told = [await trigger.poll(), await trigger.poll(), await trigger.poll()];
      expect(told.flatMap(newsIn)).toEqual([[kind, expect.any(String)]]);
    }
  });
});

it('tells of created contacts unless other events are chosen', async () => {
  const sandbox = await sandboxWith({ contacts: 3 });
  const trigger = triggerFor(sandbox, {});
  await trigger.activate();
  change(sandbox, 1, 'Asha');
  const { id } = sandbox.add();
  expect(newsIn(await trigger.poll())).toEqual([['created', id]]);
});

describe('what is told of a contact', () => {
  it('is the simplified contact, with the event and its id', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const trigger = triggerFor(sandbox);
    await trigger.activate();
    const { cellPhone, ...contact } = sandbox.add();
    const { items } = await trigger.poll();
    const { id, fullName, firstName, lastName, salutation, status, createdAt, updatedAt } = contact;
    const { phoneNumber, countryCode } = cellPhone;
    expect(items).toEqual([
      {
        ...{ id, fullName, firstName, lastName, salutation, phoneNumber, countryCode, status },
        ...{
          createdAt,
          updatedAt,
          event: 'created',
          eventId: expect.stringMatching(/^[\w-]{22}$/),
        },
      },
    ]);
    expectNoSecrets(JSON.stringify([items, trigger.saved]), sandbox);
  });

  it('is all that Kore.ai says, with Simplify off', async () => {
    const sandbox = await sandboxWith({ contacts: 2, switches: { listInactive: true } });
    const trigger = triggerFor(sandbox, { events: ALL, simplify: false });
    await trigger.activate();
    sandbox.add();
    change(sandbox, 0, 'Asha');
    remove(sandbox, 1);
    const { items } = await trigger.poll();
    expect(items).toEqual(
      [0, 1, 2].map((place) => expect.objectContaining({ ...sandbox.contacts[place] })),
    );
    expect(items.map(({ event }) => event)).toEqual(['updated', 'deleted', 'created']);
  });

  it('is its id alone, where the list does not show it any more', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const trigger = triggerFor(sandbox, { events: ['deleted'], simplify: false });
    await trigger.activate();
    const id = remove(sandbox, 1);
    await trigger.poll();
    const { items } = await trigger.poll();
    expect(items).toEqual([{ id, event: 'deleted', eventId: expect.any(String) }]);
  });

  it('comes in the order of the list, and those that it lacks come last, as they stood there', async () => {
    const sandbox = await sandboxWith({ contacts: 30, switches: { maxLimit: 10 } });
    const trigger = triggerFor(sandbox);
    await trigger.activate();
    const gone = [22, 3].map((place) => remove(sandbox, place)).reverse();
    await trigger.poll();
    const changed = [25, 4, 14].map((place) => [place, change(sandbox, place, 'Asha')] as const);
    const inOrder = changed.toSorted(([a], [b]) => a - b).map(([, id]) => ['updated', id]);
    expect(newsIn(await trigger.poll())).toEqual([
      ...inOrder,
      ...gone.map((id) => ['deleted', id]),
    ]);
  });
});

describe('an update', () => {
  it('that changed nothing is no event, whatever it wrote into updatedAt', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const trigger = triggerFor(sandbox);
    await trigger.activate();
    touch(sandbox, 1);
    expect(await trigger.poll()).toEqual(NOTHING);
  });

  it.each([
    ['a name', { lastName: 'Rao', fullName: 'Asha Rao' }],
    ['the salutation', { salutation: 'Prof' }],
    ['the number', { cellPhone: { phoneNumber: '+4915112345678', countryCode: '+49' } }],
  ])('of %s is an event', async (_, fields) => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const trigger = triggerFor(sandbox);
    await trigger.activate();
    Object.assign(sandbox.contacts[1]!, fields);
    expect(newsIn(await trigger.poll())).toEqual([['updated', sandbox.contacts[1]!.id]]);
  });

  it('of what Simplify does not show is none', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const trigger = triggerFor(sandbox, { events: ALL, simplify: false });
    await trigger.activate();
    sandbox.contacts[1]!.address = [{ city: 'Pune' }];
    expect(await trigger.poll()).toEqual(NOTHING);
  });

  it('there and back, twice, is four events', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const trigger = triggerFor(sandbox);
    await trigger.activate();
    const told: IDataObject[] = [];
    for (const name of ['Asha', 'Usha', 'Asha', 'Usha']) {
      change(sandbox, 0, name);
      told.push(...(await trigger.poll()).items);
    }
    expect(told.map(({ firstName }) => firstName)).toEqual(['Asha', 'Usha', 'Asha', 'Usha']);
    expect(new Set(told.map(({ eventId }) => eventId)).size).toBe(4);
  });
});

describe('a deletion', () => {
  it('is told at once where the list shows the contact as inactive, and once', async () => {
    const sandbox = await sandboxWith({ contacts: 3, switches: { listInactive: true } });
    const trigger = triggerFor(sandbox);
    await trigger.activate();
    const id = remove(sandbox, 1);
    const { items } = await trigger.poll();
    expect(items).toMatchObject([{ id, status: 'INACTIVE', event: 'deleted' }]);
    expect(await trigger.poll()).toEqual(NOTHING);
    touch(sandbox, 1);
    expect(await trigger.poll()).toEqual(NOTHING);
  });

  it('is told when two readings in a row lack the contact, and not where it came back', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const trigger = triggerFor(sandbox);
    await trigger.activate();
    const [contact] = sandbox.contacts.splice(1, 1);
    expect(await trigger.poll()).toEqual(NOTHING);
    sandbox.contacts.push(contact!);
    expect(await trigger.poll()).toEqual(NOTHING);
    sandbox.contacts.pop();
    expect(await trigger.poll()).toEqual(NOTHING);
    expect(newsIn(await trigger.poll())).toEqual([['deleted', contact!.id]]);
  });

  it('of a contact that nobody knew is not told', async () => {
    const sandbox = await sandboxWith({ contacts: 3, switches: { listInactive: true } });
    const trigger = triggerFor(sandbox);
    await trigger.activate();
    sandbox.add({ status: 'INACTIVE' });
    expect(await trigger.poll()).toEqual(NOTHING);
    expect(await trigger.poll()).toEqual(NOTHING);
  });

  it('and a creation of the same contact, twice, are four events', async () => {
    for (const listInactive of [true, false]) {
      const sandbox = await sandboxWith({ contacts: 2, switches: { listInactive } });
      const trigger = triggerFor(sandbox);
      await trigger.activate();
      const told: IDataObject[] = [];
      for (const status of ['INACTIVE', 'ACTIVE', 'INACTIVE', 'ACTIVE'] as const) {
        touch(sandbox, 1);
        sandbox.contacts[1]!.status = status;
        told.push(...(await trigger.poll()).items, ...(await trigger.poll()).items);
      }
      expect(told.map(({ event }) => event)).toEqual([
        ...['deleted', 'created', 'deleted', 'created'],
      ]);
      expect(new Set(eventIdsIn(told)).size).toBe(4);
    }
  });
});

it.each(pagings)('tells all that happened where the list is paged by %s', async (_, switches) => {
  const sandbox = await sandboxWith({ contacts: 130, switches });
  const trigger = triggerFor(sandbox);
  expect(await trigger.activate()).toEqual(NOTHING);
  expect(await trigger.poll()).toEqual(NOTHING);
  const updated = change(sandbox, 99, 'Asha');
  const deleted = remove(sandbox, 51);
  const created = sandbox.add().id;
  const told = [await trigger.poll(), await trigger.poll()];
  expect(told.flatMap(newsIn)).toEqual([
    ['updated', updated],
    ['created', created],
    ['deleted', deleted],
  ]);
  expect(await trigger.poll()).toEqual(NOTHING);
});

describe('changes in the middle of a reading', () => {
  it.each(['stored', 'updated-down', 'created-down'] as const)(
    'in a list in the order %s are told, and nobody is told as deleted who is there',
    async (listOrder) => {
      const sandbox = await sandboxWith({ contacts: 60, switches: { maxLimit: 10, listOrder } });
      const trigger = triggerFor(sandbox);
      await trigger.activate();
      let pages = 0;
      let deleted = '';
      let updated = '';
      let created = '';
      sandbox.onPage(() => {
        pages += 1;
        if (pages === 2) deleted = remove(sandbox, 5);
        if (pages === 3) updated = change(sandbox, 40, 'Asha');
        if (pages === 4) created = sandbox.add().id;
      });
      const told = [];
      for (let poll = 0; poll < 5; poll++) told.push(...newsIn(await trigger.poll()));
      expect(told).toHaveLength(3);
      expect(told).toEqual(
        expect.arrayContaining([
          ['updated', updated],
          ['created', created],
          ['deleted', deleted],
        ]),
      );
    },
  );
});
