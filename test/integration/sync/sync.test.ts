import type { IDataObject } from 'n8n-workflow';
import { names } from '../../engine';
import {
  bodiesOf,
  createdAnswer,
  having,
  itemOf,
  people,
  person,
  taken,
  touched,
} from '../contactHelpers';
import { callsOf, deletedIn, linksOf, outputOf, sandboxWith } from '../helpers';
import { pagings } from '../pagings';
import {
  activeIn,
  hintOf,
  itemsOf,
  numbersIn,
  numbersOf,
  onError,
  saidBy,
  sync,
  writesTo,
} from './helpers';

/** No guard that counts. */
const open = { maxDeletionShare: 100 };

describe('Sync', () => {
  it('creates, updates and deletes, says of each contact what it did, and links the items', async () => {
    const sandbox = await sandboxWith({ contacts: 4 });
    const [same, changed, gone, other] = structuredClone(sandbox.contacts);
    const items = [person(1), itemOf(same!), { ...itemOf(changed!), lastName: 'New' }];
    const finished = await sync(sandbox, { items });
    expect(finished.error).toBeUndefined();
    expect(outputOf(finished)).toEqual([
      { ...createdAnswer(having(sandbox, person(1))[0]), sync: 'created' },
      { ...same, sync: 'unchanged' },
      {
        ...changed,
        ...touched,
        lastName: 'New',
        fullName: `${changed!.firstName} New`,
        sync: 'updated',
        changes: { lastName: { from: changed!.lastName, to: 'New' } },
      },
      { ...gone, sync: 'deleted' },
      { ...other, sync: 'deleted' },
    ]);
    expect(linksOf(finished)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }, [], []]);
    expect(numbersIn(sandbox)).toEqual(numbersOf(items));
    expect(callsOf(sandbox)).toEqual([
      'GET contacts',
      'POST contacts',
      `PUT ${changed!.id}`,
      'DELETE bulk-delete',
    ]);
  });

  it('leaves contacts that are not in the input alone unless told to delete them', async () => {
    const sandbox = await sandboxWith({ contacts: 12 });
    const finished = await sync(sandbox, {
      items: [person(1)],
      parameters: { notInInput: 'leave' },
    });
    expect(saidBy(finished)).toEqual(['created']);
    expect(deletedIn(sandbox)).toEqual([]);
    expect(hintOf(finished)).toContain('1 created, 0 updated, 0 unchanged, 0 deleted, 0 held back');
  });

  it('does nothing the second time, and says so', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const items = [...people(2), ...itemsOf(sandbox.contacts.slice(0, 2))].map((item) => ({
      ...item,
      salutation: 'Dr',
    }));
    await sync(sandbox, { items });
    sandbox.clearRequests();
    const finished = await sync(sandbox, { items });
    expect(saidBy(finished)).toEqual(Array(4).fill('unchanged'));
    expect(callsOf(sandbox)).toEqual(['GET contacts']);
    expect(hintOf(finished)).toMatch(
      /^Sync: 0 created, 0 updated, 4 unchanged, 0 deleted, 0 held back, 0 failed\. It took 1 request and \d+ s\.$/,
    );
  });

  it.each(pagings)('finds everybody however the list is paged: %s', async (_, switches) => {
    const sandbox = await sandboxWith({ contacts: 135, switches });
    const items = [...itemsOf(sandbox.contacts.slice(0, 120)), ...people(3)];
    const finished = await sync(sandbox, { items });
    expect(saidBy(finished)).toEqual([
      ...Array(120).fill('unchanged'),
      ...Array(3).fill('created'),
      ...Array(15).fill('deleted'),
    ]);
    expect(numbersIn(sandbox)).toEqual(numbersOf(items));
  });

  it('sends no more than five requests that write for 60 new, 60 changed and 60 gone', async () => {
    const sandbox = await sandboxWith({ contacts: 300, switches: { maxLimit: 1_000 } });
    const there = itemsOf(sandbox.contacts.slice(0, 240));
    const changed = there.map((item, i) => (i < 60 ? { ...item, lastName: 'New' } : item));
    const finished = await sync(sandbox, { items: [...changed, ...people(60)] });
    expect(finished.error).toBeUndefined();
    expect(writesTo(sandbox)).toEqual([
      ...Array(2).fill('POST contacts'),
      'PUT bulk-update',
      'DELETE bulk-delete',
    ]);
  });

  it('leaves alone what is left empty, and needs every field of a new contact', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const [before] = structuredClone(sandbox.contacts);
    const { phoneNumber } = before!.cellPhone;
    const items = [
      { phoneNumber, lastName: 'New' },
      { ...person(1), firstName: '' },
    ];
    const finished = await sync(sandbox, { items, onError });
    expect(outputOf(finished)).toMatchObject([
      { ...before, ...touched, lastName: 'New', fullName: `${before!.firstName} New` },
      { error: "The contact with phone number '+919000143210' lacks 'First Name'" },
    ]);
  });

  it('does not count deleted contacts as there', async () => {
    const sandbox = await sandboxWith({ contacts: 3, switches: { listInactive: true } });
    const [gone] = sandbox.contacts;
    gone!.status = 'INACTIVE';
    const items = itemsOf(sandbox.contacts);
    const finished = await sync(sandbox, { items });
    expect(saidBy(finished)).toEqual(['created', 'unchanged', 'unchanged']);
    expect(gone!.status).toBe('INACTIVE');
  });

  it('deletes nobody who has no number', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const nameless = sandbox.add({
      cellPhone: { phoneNumber: '', countryCode: '', extension: '' },
    });
    const finished = await sync(sandbox, { items: [itemOf(sandbox.contacts[0]!)] });
    expect(saidBy(finished)).toEqual(['unchanged', 'deleted']);
    expect(nameless.status).toBe('ACTIVE');
  });
});

describe('Items with one number', () => {
  it('are one contact where they say the same, and all get the result', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const national = { ...person(1), phoneNumber: '(90001) 43210', countryCode: '+91' };
    const finished = await sync(sandbox, { items: [person(1), person(2), national] });
    const [first, , third] = outputOf(finished);
    expect(saidBy(finished)).toEqual(['created', 'created', 'created']);
    expect(third).toEqual(first);
    expect(bodiesOf(sandbox, 'POST').flat()).toHaveLength(2);
    expect(hintOf(finished)).toContain('2 created');
  });

  it('all fail where they do not, before anything is written where the node stops', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const items = [person(1), person(2), { ...person(1), lastName: 'Roy' }];
    const { error } = await sync(sandbox, { items });
    expect(error?.message).toBe(
      "The phone number '+919000143210' is in items 0, 2, which do not say the same of the contact",
    );
    expect(writesTo(sandbox)).toEqual([]);
    const finished = await sync(sandbox, { items, onError });
    expect(saidBy(finished)).toEqual(['failed', 'created', 'failed', 'held', 'held', 'held']);
    expect(having(sandbox, person(1))).toEqual([]);
  });
});

describe('A number that several contacts have', () => {
  it('fails its item, names them, and holds them back and nobody else', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const twins = ['A', 'B'].map((firstName) => sandbox.add({ firstName, cellPhone: taken }));
    const items = [person(1), itemOf(sandbox.contacts[0]!)];
    const finished = await sync(sandbox, { items, onError });
    const [failure, ...others] = outputOf(finished);
    expect(failure?.['error']).toContain('2 contacts have this number');
    for (const { id } of twins) expect(failure?.['message']).toContain(id);
    expect(others.map((one) => [one['sync'], one['reason']])).toEqual([
      ['unchanged', undefined],
      ['held', 'several'],
      ['held', 'several'],
      ['deleted', undefined],
    ]);
    expect(deletedIn(sandbox)).toEqual([sandbox.contacts[1]!.id]);
  });

  it('writes nothing where the node stops', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    sandbox.add({ cellPhone: taken });
    sandbox.add({ cellPhone: taken });
    const { error } = await sync(sandbox, { items: [person(2), person(1)] });
    expect(error?.message).toContain('2 contacts have this number');
    expect(writesTo(sandbox)).toEqual([]);
  });
});

describe('What comes out', () => {
  const settings = async () => {
    const sandbox = await sandboxWith({ contacts: 4 });
    const [same, changed] = sandbox.contacts;
    const items: IDataObject[] = [
      itemOf(same!),
      { ...itemOf(changed!), lastName: 'New' },
      person(1),
      { ...person(2), phoneNumber: 'none' },
    ];
    return { sandbox, items };
  };

  it('leaves out the unchanged as Changes Only', async () => {
    const { sandbox, items } = await settings();
    const finished = await sync(sandbox, { items, onError, options: { output: 'changes' } });
    expect(saidBy(finished)).toEqual(['updated', 'created', 'failed', 'held', 'held']);
    expect(linksOf(finished)).toEqual([{ item: 1 }, { item: 2 }, { item: 3 }, [], []]);
  });

  it('is one item with the numbers as Summary, linked to all, beside the failures', async () => {
    const { sandbox, items } = await settings();
    const finished = await sync(sandbox, { items, onError, options: { output: 'summary' } });
    expect(outputOf(finished)).toEqual([
      { error: expect.stringContaining("'none'"), message: expect.any(String) },
      { created: 1, updated: 1, unchanged: 1, deleted: 0, held: 2, failed: 1, requests: 3 },
    ]);
    expect(linksOf(finished)).toEqual([{ item: 3 }, [0, 1, 2, 3].map((item) => ({ item }))]);
    expect(sandbox.requests).toHaveLength(3);
  });

  it('sends failures to the error output', async () => {
    const { sandbox, items } = await settings();
    const finished = await sync(sandbox, { items, onError: 'continueErrorOutput' });
    expect(saidBy(finished)).toEqual(['unchanged', 'updated', 'created', 'held', 'held']);
    expect(finished.output(names.node, 1).map(({ json }) => json)).toEqual([
      { ...items[3], error: expect.any(String), message: expect.any(String) },
    ]);
  });
});

describe('A dry run', () => {
  it.each(['all', 'changes', 'summary'])(
    'says what would happen and writes nothing: %s',
    async (output) => {
      const sandbox = await sandboxWith({ contacts: 6 });
      const before = structuredClone(sandbox.contacts);
      const [same, changed, ...gone] = before;
      const items = [itemOf(same!), { ...itemOf(changed!), lastName: 'New' }, person(1)];
      const options = { ...open, output, dryRun: true, protectedContacts: gone[0]!.id };
      const finished = await sync(sandbox, { items, options });
      const changes = [
        {
          ...changed,
          sync: 'updated',
          dryRun: true,
          changes: { lastName: { from: changed!.lastName, to: 'New' } },
        },
        {
          firstName: 'Asha 1',
          lastName: 'Rao',
          fullName: 'Asha 1 Rao',
          salutation: 'Mrs',
          cellPhone: { phoneNumber: '+919000143210', countryCode: '+91', extension: '+' },
          sync: 'created',
          dryRun: true,
        },
        { ...gone[0], sync: 'held', reason: 'protected', dryRun: true },
        ...gone.slice(1).map((contact) => ({ ...contact, sync: 'deleted', dryRun: true })),
      ];
      const numbers = { created: 1, updated: 1, unchanged: 1, deleted: 3, held: 1, failed: 0 };
      expect(outputOf(finished)).toEqual(
        {
          all: [{ ...same, sync: 'unchanged', dryRun: true }, ...changes],
          changes,
          summary: [{ ...numbers, requests: 4, dryRun: true }],
        }[output],
      );
      expect(callsOf(sandbox)).toEqual(['GET contacts']);
      expect(sandbox.contacts).toEqual(before);
      expect(hintOf(finished)).toBe(
        'Dry run, nothing was written. A run would come to: 1 created, 1 updated, 1 unchanged, 3 deleted, 1 held back, 0 failed. It would take 4 requests, less than a minute at 60 requests a minute.',
      );
    },
  );

  it('tells the time that a run would take', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const options = { dryRun: true, batchSize: 1 };
    const finished = await sync(sandbox, { items: people(130), options });
    expect(hintOf(finished)).toContain('131 requests, 2 minutes or more at 60 requests a minute');
  });
});

it('takes what concerns the whole run from the first item', async () => {
  const sandbox = await sandboxWith({ contacts: 2 });
  const items = [
    { ...itemOf(sandbox.contacts[0]!), what: 'leave', dry: true },
    { ...person(1), what: 'delete', dry: false },
  ];
  const finished = await sync(sandbox, {
    items,
    parameters: { notInInput: '={{ $json.what }}' },
    options: { dryRun: '={{ $json.dry }}' },
  });
  expect(outputOf(finished).map(({ sync: said, dryRun }) => [said, dryRun])).toEqual([
    ['unchanged', true],
    ['created', true],
  ]);
  expect(activeIn(sandbox)).toHaveLength(2);
});
