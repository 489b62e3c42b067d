import type { IDataObject } from 'n8n-workflow';
import type { Sandbox, StoredContact } from '../../sandbox';
import { bodiesOf, sizesOf, touched, update, whole } from '../contactHelpers';
import {
  byPhone,
  callsOf,
  goingOn,
  GONE,
  inputFor,
  linksOf,
  outputOf,
  sandboxWith,
} from '../helpers';

const onError = 'continueRegularOutput' as const;

const phoneOf = (index: number) => `+91 9${String(index).padStart(4, '0')} 43210`;

/** Items by id, each with a phone number that nobody has. */
const withPhones = (sandbox: Sandbox, count?: number): IDataObject[] =>
  inputFor(sandbox, count).map((item, index) => ({ ...item, phone: phoneOf(index) }));

const renamed = (contact: StoredContact, firstName: string) => ({
  ...contact,
  ...touched,
  firstName,
  fullName: `${firstName} ${contact.lastName}`,
});

describe('Update', () => {
  it('changes only what was filled in, and one contact by the call for one', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const before = structuredClone(sandbox.contacts);
    const finished = await update(
      sandbox,
      { firstName: ' Asha ' },
      { items: inputFor(sandbox, 1) },
    );
    expect(callsOf(sandbox)).toEqual(['GET contacts', `PUT ${before[0]!.id}`]);
    const { lastName, salutation, cellPhone } = before[0]!;
    const phoneNumber = cellPhone.phoneNumber.slice(cellPhone.countryCode.length);
    expect(sandbox.requests[1]?.body).toEqual({
      firstName: 'Asha',
      lastName,
      salutation,
      cellPhone: { ...cellPhone, phoneNumber },
    });
    const after = [renamed(before[0]!, 'Asha'), ...before.slice(1)];
    expect(sandbox.contacts).toEqual(after);
    expect(outputOf(finished)).toEqual(after.slice(0, 1));
    expect(linksOf(finished)).toEqual([{ item: 0 }]);
  });

  it.each(['replace', 'merge'] as const)(
    'leaves every number and every other field as it is where Kore would %s',
    async (updateMode) => {
      const sandbox = await sandboxWith({ contacts: 24, switches: { updateMode } });
      sandbox.contacts[3]!.cellPhone.extension = '+91';
      const before = structuredClone(sandbox.contacts);
      const items = inputFor(sandbox).map((item, index) => ({ ...item, first: `Asha ${index}` }));
      const fields = { firstName: '={{ $json.first }}' };
      const finished = await update(sandbox, fields, { items });
      const after = before.map((contact, index) => renamed(contact, `Asha ${index}`));
      expect(sandbox.contacts).toEqual(after);
      // The contact's _id comes out as its id.
      expect(outputOf(finished)).toEqual(after);
      expect(linksOf(finished)).toEqual(items.map((_, item) => ({ item })));
      expect(callsOf(sandbox)).toEqual(['GET contacts', 'PUT bulk-update']);
      expect(Object.keys(bodiesOf(sandbox, 'PUT')[0]![0]!).sort()).toEqual(
        ['id', 'firstName', 'lastName', 'fullName', 'salutation', 'cellPhone'].sort(),
      );
    },
  );

  it('updates 1,000 contacts by ten requests and one listing', async () => {
    const sandbox = await sandboxWith({ contacts: 1_000 });
    const items = inputFor(sandbox);
    const finished = await update(sandbox, { salutation: 'Prof' }, { items });
    expect(callsOf(sandbox).filter((call) => call === 'GET contacts')).toHaveLength(11);
    expect(sizesOf(sandbox, 'PUT')).toEqual(Array(10).fill(100));
    expect(sandbox.requests).toHaveLength(21);
    expect(outputOf(finished).map(({ id, salutation }) => [id, salutation])).toEqual(
      items.map(({ contactId }) => [contactId, 'Prof']),
    );
    expect(sandbox.maxConcurrent).toBeLessThanOrEqual(5);
  });

  it.each([
    ['with a country code in the number', {}],
    ['with a country code of its own', { countryCode: '+91' }],
  ])('loads nothing where every field is given by id, %s', async (_, code) => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const items = withPhones(sandbox);
    const finished = await update(sandbox, { ...whole, ...code }, { items });
    expect(callsOf(sandbox)).toEqual(['PUT bulk-update']);
    expect(outputOf(finished)).toMatchObject(
      items.map(({ contactId }, index) => ({
        id: contactId,
        fullName: 'Asha Rao',
        cellPhone: { phoneNumber: phoneOf(index).replace(/ /g, ''), countryCode: '+91' },
      })),
    );
    sandbox.clearRequests();
    await update(sandbox, { ...whole, ...code }, { items: items.slice(0, 1) });
    expect(callsOf(sandbox)).toEqual([`PUT ${String(items[0]!['contactId'])}`]);
  });

  it('loads the list where one field is left out, and reads it once for all', async () => {
    for (const missing of Object.keys(whole)) {
      const sandbox = await sandboxWith({ contacts: 130 });
      const before = structuredClone(sandbox.contacts);
      const fields = Object.fromEntries(Object.entries(whole).filter(([key]) => key !== missing));
      await update(sandbox, fields, { items: withPhones(sandbox) });
      expect(callsOf(sandbox).sort()).toEqual([
        ...Array<string>(2).fill('GET contacts'),
        ...Array<string>(2).fill('PUT bulk-update'),
      ]);
      const pick = (contact: StoredContact) =>
        missing === 'extension' || missing === 'phoneNumber'
          ? contact.cellPhone[missing]
          : contact[missing as 'firstName'];
      expect(sandbox.contacts.map(pick)).toEqual(before.map(pick));
    }
  });

  it('finds contacts by phone number, and picked ones', async () => {
    const sandbox = await sandboxWith({ contacts: 4 });
    const phones = sandbox.contacts
      .slice(0, 2)
      .map(({ cellPhone: { phoneNumber } }) => phoneNumber);
    const items = phones.map((phone) => ({ phone }));
    const finished = await update(sandbox, { firstName: 'Asha' }, { items, contact: byPhone() });
    expect(outputOf(finished)).toEqual(sandbox.contacts.slice(0, 2));
    const { id } = sandbox.contacts[2]!;
    const picked = { mode: 'list', value: id };
    const again = await update(sandbox, { firstName: 'Bo' }, { items: [{}], contact: picked });
    expect(outputOf(again)).toMatchObject([{ id, firstName: 'Bo' }]);
    expect(sandbox.contacts.map(({ firstName }) => firstName).slice(0, 3)).toEqual([
      'Asha',
      'Asha',
      'Bo',
    ]);
  });

  it.each([
    [1, [1, 1, 1, 1, 1]],
    ['2', [2, 2, 1]],
    [5, [5]],
  ])('puts as many into a request as Batch Size says: %j', async (batchSize, sizes) => {
    const sandbox = await sandboxWith({ contacts: 5 });
    const items = withPhones(sandbox);
    const finished = await update(sandbox, whole, { items, options: { batchSize } });
    expect(sizesOf(sandbox, 'PUT')).toEqual(sizes);
    expect(outputOf(finished)).toEqual(sandbox.contacts);
  });

  it.each([0, 'x'])('takes no Batch Size of %j, and sends nothing', async (batchSize) => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const run = { items: withPhones(sandbox), options: { batchSize } };
    const { error } = await update(sandbox, whole, run);
    expect(error?.message).toContain("'Batch Size'");
    const finished = await update(sandbox, whole, { ...run, onError });
    expect(outputOf(finished)).toMatchObject([{ error: error?.message }]);
    expect(sandbox.requests).toEqual([]);
  });
});

describe('The full name of contacts that are updated in one call', () => {
  const special = ['Dr. F1 L1 (VIP)', 'Only Full', ''];

  /** Three contacts: with a name that says more, with nothing but a full name, and with none. */
  const withFullNames = async (): Promise<Sandbox> => {
    const sandbox = await sandboxWith({ contacts: 3 });
    sandbox.contacts.forEach((contact, index) => {
      const [firstName, lastName] = index === 1 ? ['', ''] : ['F1', 'L1'];
      Object.assign(contact, { firstName, lastName, fullName: special[index] });
    });
    sandbox.switches.emptyStrings = 'accepted';
    return sandbox;
  };

  it('goes back as it is where no name changes, and is put together only where there is none', async () => {
    const sandbox = await withFullNames();
    const items = withPhones(sandbox);
    await update(sandbox, { salutation: 'Prof', phoneNumber: '={{ $json.phone }}' }, { items });
    expect(sizesOf(sandbox, 'PUT')).toEqual([3]);
    expect(sandbox.contacts.map(({ fullName }) => fullName)).toEqual([
      'Dr. F1 L1 (VIP)',
      'Only Full',
      'F1 L1',
    ]);
  });

  it('follows the names where one of them changes, and where nothing was read', async () => {
    const sandbox = await withFullNames();
    await update(sandbox, { lastName: 'L2' }, { items: inputFor(sandbox) });
    expect(sandbox.contacts.map(({ fullName }) => fullName)).toEqual(['F1 L2', 'L2', 'F1 L2']);
    sandbox.clearRequests();
    await update(sandbox, whole, { items: withPhones(sandbox) });
    expect(callsOf(sandbox)).toEqual(['PUT bulk-update']);
    expect(sandbox.contacts.map(({ fullName }) => fullName)).toEqual(Array(3).fill('Asha Rao'));
  });

  it('stays where one item changes a name and the next changes it back', async () => {
    const sandbox = await withFullNames();
    const [a, b] = inputFor(sandbox);
    const items = [
      { ...a, first: 'X' },
      { ...b, first: 'Y' },
      { ...a, first: 'F1' },
    ];
    await update(sandbox, { firstName: '={{ $json.first }}' }, { items });
    expect(sandbox.contacts.map(({ fullName }) => fullName)).toEqual(['Dr. F1 L1 (VIP)', 'Y', '']);
  });
});

describe('Several items for one contact', () => {
  it('change it in their order, in one request, and all get the result', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const before = structuredClone(sandbox.contacts);
    const [a, b] = inputFor(sandbox);
    const items = [
      { ...a, first: 'First', phone: '+44 20 7946 0958' },
      { ...b, first: 'Other', phone: '+1 212 555 0123' },
      // National digits: in the country that the item before has moved it to.
      { ...a, contactId: ` ${String(a!['contactId'])} `, first: 'Last', phone: '20 7946 0999' },
    ];
    const fields = { firstName: '={{ $json.first }}', phoneNumber: '={{ $json.phone }}' };
    const finished = await update(sandbox, fields, { items });
    const cellPhone = (phoneNumber: string, countryCode: string) => ({
      cellPhone: { phoneNumber, countryCode, extension: '+' },
    });
    const first = { ...renamed(before[0]!, 'Last'), ...cellPhone('+442079460999', '+44') };
    const second = { ...renamed(before[1]!, 'Other'), ...cellPhone('+12125550123', '+1') };
    expect(sandbox.contacts).toEqual([first, second]);
    expect(outputOf(finished)).toEqual([first, second, first]);
    expect(linksOf(finished)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
    expect(sizesOf(sandbox, 'PUT')).toEqual([2]);
  });

  it('are done by the call for one where it is the only contact', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const [item] = inputFor(sandbox);
    const items = ['One', 'Two'].map((first) => ({ ...item, first }));
    const finished = await update(sandbox, { firstName: '={{ $json.first }}' }, { items });
    expect(outputOf(finished)).toEqual(Array(2).fill(sandbox.contacts[0]));
    expect(sandbox.contacts[0]!.firstName).toBe('Two');
    expect(callsOf(sandbox)).toEqual(['GET contacts', `PUT ${String(item!['contactId'])}`]);
  });

  it('all fail where it fails, and one with a bad number fails alone', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const [a, b] = inputFor(sandbox);
    const items = [
      { ...a, phone: phoneOf(1) },
      { ...a, phone: '12' },
      { contactId: GONE, phone: phoneOf(2) },
      { ...b, phone: phoneOf(3) },
      { contactId: GONE, phone: phoneOf(4) },
    ];
    const finished = await update(sandbox, whole, { items, onError });
    expect(outputOf(finished)).toMatchObject([
      { id: a!['contactId'], cellPhone: { phoneNumber: '+919000143210' } },
      { error: expect.stringContaining("The phone number '12' has 2 digits") },
      { error: `Contact '${GONE}' was not found at Kore.ai` },
      { id: b!['contactId'] },
      { error: `Contact '${GONE}' was not found at Kore.ai` },
    ]);
    expect(sizesOf(sandbox, 'PUT')).toEqual([3]);
  });
});

describe('An update that makes no sense', () => {
  it.each<[IDataObject, string]>([
    [{}, 'There is nothing to update'],
    [{ firstName: '' }, "The field 'First Name' is empty"],
    [{ firstName: ' ' }, "The field 'First Name' is empty"],
    [{ lastName: '  ' }, "The field 'Last Name' is empty"],
    [
      { firstName: 'Asha', extension: '={{ $json.nothing }}' },
      "The field 'Dialing Prefix' is empty",
    ],
    [
      { firstName: 'Asha', extension: 'x204' },
      "The field 'Dialing Prefix' is 'x204', which is not what is dialed before a number",
    ],
    [{ phoneNumber: '' }, "The field 'Phone Number' is empty"],
    [{ countryCode: '={{ null }}' }, "The field 'Country Code' is empty"],
    [{ firstName: '={{ ["Asha"] }}' }, "The field 'First Name' is a list, not text"],
    [{ lastName: ['x'] }, "The field 'Last Name' is a list, not text"],
    [{ phoneNumber: '={{ ({}) }}' }, "The field 'Phone Number' is of type object, not text"],
  ])('is refused before anything is sent: %j', async (fields, message) => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const stopped = await update(sandbox, fields, { items: inputFor(sandbox) });
    expect(stopped.error?.message).toBe(message);
    expect(stopped.error?.name).toBe('NodeOperationError');
    for (const mode of goingOn) {
      const finished = await update(sandbox, fields, { items: inputFor(sandbox), onError: mode });
      const failed = finished.output('Kore Contact', mode === 'continueErrorOutput' ? 1 : 0);
      expect(failed.map(({ json }) => json)).toMatchObject(
        [0, 1].map((item) => ({
          error: `Item ${item}: ${message}`,
          message: expect.stringContaining('Nothing was sent to Kore.ai for this item'),
        })),
      );
    }
    expect(sandbox.requests).toEqual([]);
  });
});
