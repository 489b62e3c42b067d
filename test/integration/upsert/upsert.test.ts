import type { IDataObject } from 'n8n-workflow';
import type { Sandbox, Switches } from '../../sandbox';
import {
  bodiesOf,
  createdAnswer,
  having,
  itemOf,
  people,
  person,
  sizesOf,
  touched,
  upsert,
} from '../contactHelpers';
import { callsOf, linksOf, outputOf, sandboxWith } from '../helpers';

const onError = 'continueRegularOutput' as const;

/** How many requests of each kind there were. */
function countsOf(sandbox: Sandbox): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const call of callsOf(sandbox)) counts[call] = (counts[call] ?? 0) + 1;
  return counts;
}

describe('Create or Update', () => {
  it('creates, updates and leaves alone in one run, and says which', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const [same, changed] = sandbox.contacts;
    const before = structuredClone(sandbox.contacts);
    const items = [itemOf(changed!), person(1), itemOf(same!)];
    items[0]!['lastName'] = 'Newname';
    const finished = await upsert(sandbox, { items });
    const created = having(sandbox, items[1]!)[0];
    expect(outputOf(finished)).toEqual([
      {
        ...before[1],
        ...touched,
        lastName: 'Newname',
        fullName: `${before[1]!.firstName} Newname`,
        created: false,
      },
      { ...createdAnswer(created), created: true },
      { ...before[0], created: false },
    ]);
    expect(linksOf(finished)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
    expect(callsOf(sandbox)).toEqual(['GET contacts', 'POST contacts', `PUT ${changed!.id}`]);
    expect(sandbox.contacts).toHaveLength(4);
    expect([sandbox.contacts[0], sandbox.contacts[2]]).toEqual([before[0], before[2]]);
  });

  it('sends each contact whole, its number as it is, and one that does not change not at all', async () => {
    const sandbox = await sandboxWith({ contacts: 12 });
    const numbers = sandbox.contacts.map(({ cellPhone }) => ({ ...cellPhone }));
    const items = sandbox.contacts.map((contact, index) =>
      index < 6 ? { ...itemOf(contact), firstName: 'New' } : itemOf(contact),
    );
    await upsert(sandbox, { items });
    expect(bodiesOf(sandbox, 'PUT')).toEqual([
      sandbox.contacts.slice(0, 6).map(({ id, lastName, salutation, cellPhone }) => ({
        id,
        firstName: 'New',
        lastName,
        fullName: `New ${lastName}`,
        salutation,
        cellPhone: {
          ...cellPhone,
          phoneNumber: cellPhone.phoneNumber.slice(cellPhone.countryCode.length),
        },
      })),
    ]);
    expect(callsOf(sandbox)).toEqual(['GET contacts', 'PUT bulk-update']);
    expect(sandbox.contacts.map(({ cellPhone }) => cellPhone)).toEqual(numbers);
  });

  it('leaves a full name that says more than the names, unless one of them changes', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    for (const contact of sandbox.contacts) contact.fullName = `Dr. ${contact.firstName} (VIP)`;
    const before = structuredClone(sandbox.contacts);
    const items = sandbox.contacts.map((contact, index) => ({
      ...itemOf(contact),
      ...(index < 2 ? { salutation: 'Prof' } : { firstName: 'New' }),
    }));
    await upsert(sandbox, { items });
    expect(sizesOf(sandbox, 'PUT')).toEqual([3]);
    expect(sandbox.contacts.map(({ fullName }) => fullName)).toEqual([
      before[0]!.fullName,
      before[1]!.fullName,
      `New ${before[2]!.lastName}`,
    ]);
  });

  it('sends nothing but the listing when it is run again', async () => {
    const sandbox = await sandboxWith({ contacts: 30 });
    const items = [
      ...people(30),
      ...sandbox.contacts.map((contact) => ({ ...itemOf(contact), lastName: 'New' })),
    ];
    const first = await upsert(sandbox, { items });
    sandbox.clearRequests();
    const second = await upsert(sandbox, { items });
    expect(callsOf(sandbox)).toEqual(['GET contacts']);
    expect(outputOf(first).map(({ created }) => created)).toEqual(
      items.map((_, index) => index < 30),
    );
    expect(outputOf(second).map(({ id, created }) => [id, created])).toEqual(
      outputOf(first).map(({ id }) => [id, false]),
    );
  });

  it('needs for 1,000 new contacts one listing and 20 creations, and then one listing', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const items = people(1_000);
    const finished = await upsert(sandbox, { items });
    expect(countsOf(sandbox)).toEqual({ 'GET contacts': 1, 'POST contacts': 20 });
    expect(sizesOf(sandbox, 'POST')).toEqual(Array(20).fill(50));
    expect(outputOf(finished).map(({ firstName }) => firstName)).toEqual(
      items.map(({ firstName }) => firstName),
    );
    sandbox.clearRequests();
    await upsert(sandbox, { items });
    expect(countsOf(sandbox)).toEqual({ 'GET contacts': 11 });
  });

  it('needs for 1,000 changed contacts one listing and 10 updates', async () => {
    const sandbox = await sandboxWith({ contacts: 1_000 });
    const items = sandbox.contacts.map((contact) => ({ ...itemOf(contact), salutation: 'Prof' }));
    const finished = await upsert(sandbox, { items });
    expect(countsOf(sandbox)).toEqual({ 'GET contacts': 11, 'PUT bulk-update': 10 });
    expect(sizesOf(sandbox, 'PUT')).toEqual(Array(10).fill(100));
    expect(outputOf(finished).map(({ id, salutation }) => [id, salutation])).toEqual(
      sandbox.contacts.map(({ id }) => [id, 'Prof']),
    );
  });

  it('creates fifty and updates a hundred in one request, beside one listing', async () => {
    const sandbox = await sandboxWith({ contacts: 250 });
    const changed = sandbox.contacts.map((contact) => ({ ...itemOf(contact), salutation: 'Dr X' }));
    await upsert(sandbox, { items: [...changed, ...people(120)] });
    expect(sizesOf(sandbox, 'POST')).toEqual([50, 50, 20]);
    expect(sizesOf(sandbox, 'PUT')).toEqual([100, 100, 50]);
    expect(callsOf(sandbox).filter((call) => call === 'GET contacts')).toHaveLength(3);
  });

  it('takes Batch Size for creations and for updates', async () => {
    const sandbox = await sandboxWith({ contacts: 7 });
    const changed = sandbox.contacts.map((contact) => ({ ...itemOf(contact), lastName: 'New' }));
    const items = [...people(5), ...changed];
    await upsert(sandbox, { items, options: { batchSize: 3 } });
    expect(sizesOf(sandbox, 'POST')).toEqual([3, 2]);
    expect(sizesOf(sandbox, 'PUT')).toEqual([3, 3, 1]);
    const { error } = await upsert(sandbox, { items, options: { batchSize: 0 } });
    expect(error?.message).toContain("'Batch Size'");
  });

  it.each([{ batchSize: 0 }, { batchSize: 'many' }, { streamId: 'a/b' }])(
    'refuses %j before any request',
    async (options) => {
      const sandbox = await sandboxWith({ contacts: 1 });
      const { error } = await upsert(sandbox, { items: people(1), options });
      expect(error?.message).toMatch(/Batch Size|App \(Stream\) ID/);
      expect(sandbox.requests).toEqual([]);
    },
  );
});

describe('Items with one number', () => {
  it('become one contact, as the last has it, and both get it', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const [stored] = sandbox.contacts;
    const { countryCode, phoneNumber } = stored!.cellPhone;
    const national = { phoneNumber: phoneNumber.slice(countryCode.length), countryCode };
    const items: IDataObject[] = [
      person(1),
      { ...itemOf(stored!), firstName: 'First' },
      { ...person(1), firstName: 'Last', phoneNumber: '(90001) 43210', countryCode: '0091' },
      { ...itemOf(stored!), firstName: 'Second', ...national },
    ];
    const finished = await upsert(sandbox, { items });
    expect(outputOf(finished)).toMatchObject([
      { firstName: 'Last', created: true },
      { id: stored!.id, firstName: 'Second', created: false },
      { firstName: 'Last', created: true },
      { id: stored!.id, firstName: 'Second', created: false },
    ]);
    expect(linksOf(finished)).toEqual([0, 1, 2, 3].map((item) => ({ item })));
    expect(sizesOf(sandbox, 'POST')).toEqual([1]);
    expect(sizesOf(sandbox, 'PUT')).toEqual([1]);
    expect(sandbox.contacts).toHaveLength(2);
  });

  it('cost nothing where the last says what is there', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const item = itemOf(sandbox.contacts[0]!);
    const finished = await upsert(sandbox, { items: [{ ...item, firstName: 'Other' }, item] });
    expect(outputOf(finished)).toEqual(Array(2).fill({ ...sandbox.contacts[0], created: false }));
    expect(callsOf(sandbox)).toEqual(['GET contacts']);
  });

  it('all fail where it fails', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const items = [person(1), person(2), { ...person(1), lastName: '' }];
    const finished = await upsert(sandbox, { items, onError });
    const failure = {
      error: "The contact with phone number '+919000143210' lacks 'Last Name'",
      message: expect.any(String) as unknown,
    };
    expect(outputOf(finished)).toEqual([
      failure,
      expect.objectContaining({ created: true }),
      failure,
    ]);
  });
});

describe('What is left empty', () => {
  it('stays as it is', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const [a, b] = structuredClone(sandbox.contacts);
    b!.cellPhone.extension = sandbox.contacts[1]!.cellPhone.extension = '+91';
    const items = [
      { phoneNumber: a!.cellPhone.phoneNumber, lastName: 'New' },
      { phoneNumber: b!.cellPhone.phoneNumber, firstName: '', salutation: null, lastName: ' ' },
    ];
    const finished = await upsert(sandbox, { items, parameters: { extension: '' } });
    expect(outputOf(finished)).toEqual([
      { ...a, ...touched, lastName: 'New', fullName: `${a!.firstName} New`, created: false },
      { ...b, created: false },
    ]);
    expect(callsOf(sandbox)).toEqual(['GET contacts', `PUT ${a!.id}`]);
    expect(sandbox.contacts[0]).toMatchObject({
      firstName: a!.firstName,
      salutation: a!.salutation,
      cellPhone: a!.cellPhone,
    });
  });

  it('leaves a Dialing Prefix alone that nobody has set', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const [contact] = sandbox.contacts;
    contact!.cellPhone.extension = '+91';
    const items = [{ ...itemOf(contact!), lastName: 'New' }];
    await upsert(sandbox, { items });
    expect(contact).toMatchObject({ lastName: 'New', cellPhone: { extension: '+91' } });
  });

  it('changes the Dialing Prefix where it is given', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const items = [itemOf(sandbox.contacts[0]!)];
    await upsert(sandbox, { items, parameters: { extension: '+91' } });
    expect(sandbox.contacts[0]!.cellPhone.extension).toBe('+91');
  });

  it('is named where the contact is new, and nothing else is held up by it', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const items = [
      { ...person(1), firstName: '', salutation: '' },
      { ...itemOf(sandbox.contacts[0]!), firstName: '', lastName: 'New' },
      person(2),
    ];
    const finished = await upsert(sandbox, { items, onError });
    expect(outputOf(finished)).toEqual([
      {
        error: "The contact with phone number '+919000143210' lacks 'First Name', 'Salutation'",
        message: expect.stringContaining('Nothing was sent to Kore.ai for this item'),
      },
      expect.objectContaining({ lastName: 'New', created: false }),
      expect.objectContaining({ firstName: 'Asha 2', created: true }),
    ]);
    const { error } = await upsert(sandbox, { items: items.slice(0, 1) });
    expect(error?.name).toBe('NodeOperationError');
    expect(error?.message).toContain("lacks 'First Name', 'Salutation'");
  });
});

describe('The contact that has the number', () => {
  it.each<Partial<Switches>>([
    { paging: 'page' },
    { paging: 'page0' },
    { paging: 'everything' },
    { paging: 'repeat' },
    { paging: 'liar' },
    { paging: 'body-array' },
    { limitMode: 'fixed10' },
    { limitMode: 'refuse', maxLimit: 50 },
    { hasMoreMode: 'absent' },
    { idField: '_id' },
  ])('is found however the list is paged: %j', async (switches) => {
    const sandbox = await sandboxWith({ contacts: 135, switches });
    const items = [0, 11, 99, 100, 134].map(
      (index): IDataObject => ({
        ...itemOf(sandbox.contacts[index]!),
        lastName: 'New',
      }),
    );
    const finished = await upsert(sandbox, { items: [...items, person(1)] });
    expect(outputOf(finished).map(({ created }) => created)).toEqual([
      ...Array(5).fill(false),
      true,
    ]);
    expect(outputOf(finished).map(({ id }) => id)).toEqual([
      ...items.map(({ contactId }) => contactId),
      sandbox.contacts.at(-1)!.id,
    ]);
    expect(sandbox.contacts.filter(({ lastName }) => lastName === 'New')).toHaveLength(5);
  });
});
