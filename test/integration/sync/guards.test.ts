import type { IDataObject } from 'n8n-workflow';
import type { Fault, Switches } from '../../sandbox';
import { itemOf, people, person, taken } from '../contactHelpers';
import { callsOf, deletedIn, goingOn, outputOf, sandboxWith } from '../helpers';
import { itemsOf, onError, saidBy, sync, writesTo } from './helpers';

describe('A list that is not whole', () => {
  it.each<[string, Partial<Switches>, Fault]>([
    ['does not show everything', { paging: 'ignored' }, { path: /nowhere/ }],
    ['is refused', {}, { method: 'GET', status: 401, times: Infinity }],
    [
      'fails in the middle',
      { limitMode: 'fixed10' },
      { method: 'GET', after: 3, status: 400, times: Infinity },
    ],
    ['is no list', {}, { method: 'GET', status: 200, body: { ok: true }, times: Infinity }],
  ])('%s: nothing is written', async (_, switches, fault) => {
    const sandbox = await sandboxWith({ contacts: 120, switches });
    sandbox.fault(fault);
    const before = structuredClone(sandbox.contacts);
    const items = [...people(2), ...itemsOf(sandbox.contacts.slice(0, 118))];
    const { error } = await sync(sandbox, { items });
    expect(error?.message).toContain('The list of contacts was not read');
    expect(error?.description).toContain('Nothing was written at Kore.ai');
    const finished = await sync(sandbox, { items, onError, options: { output: 'summary' } });
    expect(outputOf(finished)).toEqual(
      Array(120).fill({
        error: expect.stringContaining('The list of contacts was not read'),
        message: expect.any(String),
      }),
    );
    expect(writesTo(sandbox)).toEqual([]);
    expect(sandbox.contacts).toEqual(before);
  });
});

describe('An item that can not be read', () => {
  const sandboxed = async () => {
    const sandbox = await sandboxWith({ contacts: 4 });
    const [one, two] = itemsOf(sandbox.contacts);
    const items: IDataObject[] = [
      { ...one, lastName: 'New' },
      person(1),
      { ...person(3), phoneNumber: 'none' },
      { ...two, phoneNumber: '' },
      { ...person(2), phoneNumber: ' ' },
    ];
    return { sandbox, items };
  };

  it('keeps everything from being sent where the node stops, and tells how many have no number', async () => {
    const { sandbox, items } = await sandboxed();
    const { error } = await sync(sandbox, { items });
    expect(error?.name).toBe('NodeOperationError');
    expect(error?.message).toBe('2 of 5 items have no phone number');
    expect(error?.description).toContain('put a Filter node before this one');
    expect(error?.context).toMatchObject({ itemIndex: 3 });
    expect(sandbox.requests).toEqual([]);
    const other = await sync(sandbox, { items: [items[1]!, items[2]!] });
    expect(other.error?.message).toContain("'none'");
    expect(other.error?.context).toMatchObject({ itemIndex: 1 });
    expect(sandbox.requests).toEqual([]);
  });

  it.each(goingOn)('holds back every deletion where the node goes on: %s', async (mode) => {
    const { sandbox, items } = await sandboxed();
    const finished = await sync(sandbox, { items, onError: mode });
    const failures = mode === onError ? Array(3).fill('failed') : [];
    expect(saidBy(finished)).toEqual(['updated', 'created', ...failures, ...Array(3).fill('held')]);
    const held = outputOf(finished).slice(-3);
    expect(held).toEqual(
      sandbox.contacts
        .slice(1, 4)
        .map((contact) => ({ ...contact, sync: 'held', reason: 'failed' })),
    );
    expect(deletedIn(sandbox)).toEqual([]);
  });

  it.each([undefined, ...goingOn])('is what Always Output Data gives out: %s', async (mode) => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const finished = await sync(sandbox, { items: [{}], ...(mode && { onError: mode }) });
    const said = mode === onError ? outputOf(finished)[0]?.['error'] : finished.error?.message;
    if (mode !== 'continueErrorOutput') expect(said).toBe('The only item has no phone number');
    expect(sandbox.requests).toEqual([]);
  });

  it('sends nothing where no item can be read, and each says why', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const items = [{}, { ...person(1), phoneNumber: '123' }];
    const finished = await sync(sandbox, { items, onError, options: { output: 'summary' } });
    expect(outputOf(finished).map(({ error }) => error)).toEqual([
      '1 of 2 items have no phone number',
      expect.stringContaining("'123'"),
    ]);
    const none = await sync(sandbox, { items: [{}, {}] });
    expect(none.error?.message).toBe('None of the 2 items has a phone number');
    expect(sandbox.requests).toEqual([]);
  });
});

describe('Maximum Deletions', () => {
  it('lets nothing be written where it would be more', async () => {
    const sandbox = await sandboxWith({ contacts: 6 });
    const before = structuredClone(sandbox.contacts);
    const items = [person(1), { ...itemOf(before[0]!), lastName: 'New' }];
    const { error } = await sync(sandbox, { items, options: { maxDeletions: 4 } });
    expect(error?.name).toBe('NodeOperationError');
    expect(error?.message).toBe(
      "5 of 6 contacts would be deleted, and 'Maximum Deletions' allows 4",
    );
    expect(error?.description).toContain("raise the option 'Maximum Deletions'");
    expect(sandbox.contacts).toEqual(before);
    expect(writesTo(sandbox)).toEqual([]);
    const finished = await sync(sandbox, { items, options: { maxDeletions: 5 } });
    expect(saidBy(finished)).toEqual(['created', 'updated', ...Array(5).fill('deleted')]);
  });
});

describe('Maximum Share of Deletions', () => {
  it.each([undefined, onError])(
    'is 30 percent of the contacts that are there: %s',
    async (mode) => {
      const sandbox = await sandboxWith({ contacts: 100 });
      const run = { ...(mode && { onError: mode }) };
      const items = [...itemsOf(sandbox.contacts.slice(0, 69)), ...people(40)];
      const refused = await sync(sandbox, { items, ...run });
      const message =
        "31 of 100 contacts would be deleted, and 'Maximum Share of Deletions' allows 30 %";
      if (mode === undefined) expect(refused.error?.message).toBe(message);
      else expect(outputOf(refused).map(({ error }) => error)).toEqual(Array(109).fill(message));
      expect(writesTo(sandbox)).toEqual([]);
      const more = [...items, itemOf(sandbox.contacts[69]!)];
      const finished = await sync(sandbox, { items: more, ...run });
      expect(finished.error).toBeUndefined();
      expect(deletedIn(sandbox)).toHaveLength(30);
    },
  );

  it('refuses a dry run as it would refuse the run', async () => {
    const sandbox = await sandboxWith({ contacts: 10 });
    const { error } = await sync(sandbox, { items: people(1), options: { dryRun: true } });
    expect(error?.message).toContain('10 of 10 contacts would be deleted');
    const options = { dryRun: true, maxDeletionShare: 100 };
    const finished = await sync(sandbox, { items: people(1), options });
    expect(saidBy(finished)).toEqual(['created', ...Array(10).fill('deleted')]);
    expect(writesTo(sandbox)).toEqual([]);
  });

  it('counts from ten contacts on, and deleted ones are not there', async () => {
    const sandbox = await sandboxWith({ contacts: 10, switches: { listInactive: true } });
    sandbox.contacts[9]!.status = 'INACTIVE';
    const finished = await sync(sandbox, { items: [itemOf(sandbox.contacts[0]!)] });
    expect(saidBy(finished)).toEqual(['unchanged', ...Array(8).fill('deleted')]);
  });

  it('may be any other, also a part of a percent, and 100 sets no limit', async () => {
    const sandbox = await sandboxWith({ contacts: 200 });
    const items = itemsOf(sandbox.contacts.slice(0, 197));
    const options = { maxDeletionShare: '1.4' };
    const { error } = await sync(sandbox, { items, options });
    expect(error?.message).toContain('allows 1.4 %');
    await sync(sandbox, { items: items.slice(0, 1), options: { maxDeletionShare: 100 } });
    expect(deletedIn(sandbox)).toHaveLength(199);
  });
});

describe('Protected contacts', () => {
  it('are held where they would go, by ID, by number, and by national digits', async () => {
    const sandbox = await sandboxWith({ contacts: 6 });
    const [one, two, three, four] = sandbox.contacts;
    const { phoneNumber, countryCode } = two!.cellPhone;
    const spaced = `${phoneNumber.slice(0, 6)} ${phoneNumber.slice(6)}`;
    const national = three!.cellPhone.phoneNumber.slice(three!.cellPhone.countryCode.length);
    expect(countryCode).toMatch(/^\+/);
    const protectedContacts = `${one!.id.toUpperCase()}, ${spaced}\n${national}\r\n\n,+91 99999 99999`;
    const finished = await sync(sandbox, {
      items: [itemOf(four!)],
      options: { protectedContacts },
    });
    expect(outputOf(finished).map((item) => [item['id'], item['sync'], item['reason']])).toEqual([
      [four!.id, 'unchanged', undefined],
      ...[one, two, three].map((contact) => [contact!.id, 'held', 'protected']),
      ...sandbox.contacts.slice(4).map(({ id }) => [id, 'deleted', undefined]),
    ]);
  });

  it('are updated as others are, and no part of what the guards count', async () => {
    const sandbox = await sandboxWith({ contacts: 10 });
    const [one] = sandbox.contacts;
    const protectedContacts = sandbox.contacts
      .slice(3)
      .map(({ id }) => id)
      .join(',');
    const items = [{ ...itemOf(one!), lastName: 'New' }, itemOf(sandbox.contacts[1]!)];
    const options = { protectedContacts: `${one!.id},${protectedContacts}`, maxDeletions: 1 };
    const finished = await sync(sandbox, { items, options });
    expect(saidBy(finished)).toEqual(['updated', 'unchanged', ...Array(7).fill('held'), 'deleted']);
  });
});

describe('An option that can not be right', () => {
  it.each<[IDataObject, string]>([
    [{ maxDeletionShare: 0 }, "'0', which is not a number from 1 to 100"],
    [{ maxDeletionShare: 101 }, "'101', which is not a number from 1 to 100"],
    [{ maxDeletionShare: '' }, "'', which is not a number from 1 to 100"],
    [{ maxDeletionShare: true }, "'true', which is not a number from 1 to 100"],
    [{ maxDeletionShare: '={{ $json.none }}' }, 'which is not a number from 1 to 100'],
    [{ maxDeletions: -1 }, "'Maximum Deletions' is '-1'"],
    [{ maxDeletions: 'few' }, "'Maximum Deletions' is 'few'"],
    [{ maxDeletions: '={{ $json.none }}' }, "'Maximum Deletions' is"],
    [{ protectedContacts: 'a/b' }, "names 'a/b', which is neither a contact ID nor a phone number"],
    [{ protectedContacts: '={{ $json.none }}' }, 'neither a contact ID nor a phone number'],
    [{ protectedContacts: '={{ ({}) }}' }, 'neither a contact ID nor a phone number'],
    [{ output: 'none' }, "The option 'Output' is 'none', which is none of its choices"],
    [{ dryRun: 'no' }, "'Dry Run' is 'no'"],
    [{ batchSize: 0 }, "'Batch Size' is '0'"],
    [{ timeout: 0 }, "'Timeout' is '0'"],
    [{ streamId: 'a/b' }, "The App (Stream) ID 'a/b'"],
  ])('sends nothing: %j', async (options, message) => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const { error } = await sync(sandbox, { items: people(1), options });
    expect(error?.message).toContain(message);
    expect(sandbox.requests).toEqual([]);
  });

  it('sends nothing for what Contacts Not in the Input can not be', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const parameters = { notInInput: '={{ "Delete" }}' };
    const { error } = await sync(sandbox, { items: people(1), parameters });
    expect(error?.message).toBe(
      "The field 'Contacts Not in the Input' is 'Delete', which is none of its choices",
    );
    expect(callsOf(sandbox)).toEqual([]);
  });
});

it('A refusal comes before everything else that would be written', async () => {
  const sandbox = await sandboxWith({ contacts: 12 });
  sandbox.add({ cellPhone: taken });
  const items = [...people(3), { ...itemOf(sandbox.contacts[0]!), firstName: 'New' }];
  const { error } = await sync(sandbox, { items });
  expect(error?.message).toContain('11 of 13 contacts would be deleted');
  expect(callsOf(sandbox)).toEqual(['GET contacts']);
});
