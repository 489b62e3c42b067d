import type { IDataObject } from 'n8n-workflow';
import type { CellPhone } from '../../sandbox';
import { bodiesOf, update } from '../contactHelpers';
import { callsOf, inputFor, outputOf, sandboxWith } from '../helpers';

const indian: CellPhone = { phoneNumber: '+919876543210', countryCode: '+91', extension: '+' };

/** A sandbox with one contact of this number, and an item for it. */
async function withNumber(cellPhone: CellPhone) {
  const sandbox = await sandboxWith({ contacts: 0 });
  const contact = sandbox.add({ cellPhone });
  return { sandbox, contact, items: inputFor(sandbox) };
}

describe('A new phone number for a contact', () => {
  it.each<[IDataObject, string, string]>([
    [{ phoneNumber: '+91 99999-88888' }, '9999988888', '+91'],
    [{ phoneNumber: '0091 99999 88888' }, '9999988888', '+91'],
    [{ phoneNumber: '99999 88888' }, '9999988888', '+91'],
    [{ phoneNumber: '={{ 9999988888 }}' }, '9999988888', '+91'],
    [{ phoneNumber: '22333 44455' }, '2233344455', '+91'],
    [{ phoneNumber: '+44 20 7946 0958' }, '2079460958', '+44'],
    [{ phoneNumber: '+44 (0)20 7946 0958' }, '2079460958', '+44'],
    [{ phoneNumber: '0044 20 7946 0958' }, '2079460958', '+44'],
    [{ phoneNumber: '(+44) 20 7946 0958' }, '2079460958', '+44'],
    [{ phoneNumber: '(0044) 20 7946 0958' }, '2079460958', '+44'],
    [{ phoneNumber: '\u202a+44 20 7946 0958\u202c' }, '2079460958', '+44'],
    [{ phoneNumber: '\uff0b44 20 7946 0958' }, '2079460958', '+44'],
    [{ phoneNumber: '2079460958', countryCode: '+44' }, '2079460958', '+44'],
    [{ phoneNumber: '20 7946 0958', countryCode: '+44' }, '2079460958', '+44'],
    [{ phoneNumber: '20 7946 0958', countryCode: '={{ 44 }}' }, '2079460958', '+44'],
    [{ phoneNumber: '+44 20 7946 0958', countryCode: '0044' }, '2079460958', '+44'],
    [{ countryCode: '+57' }, '9876543210', '+57'],
    [{ countryCode: 'IN' }, '9876543210', '+91'],
    [{ phoneNumber: '099999 88888' }, '9999988888', '+91'],
    [{ phoneNumber: '919999988888' }, '9999988888', '+91'],
    [{ phoneNumber: '99999 88888', countryCode: 'IN' }, '9999988888', '+91'],
    [{ countryCode: '+91' }, '9876543210', '+91'],
  ])('%j becomes the digits %s and %s', async (fields, national, country) => {
    const { sandbox, contact, items } = await withNumber(indian);
    const finished = await update(sandbox, fields, { items });
    expect(finished.error).toBeUndefined();
    const sent = { phoneNumber: national, countryCode: country, extension: '+' };
    expect(bodiesOf(sandbox, 'PUT').map(([body]) => body?.cellPhone)).toEqual([sent]);
    expect(contact.cellPhone).toEqual({ ...sent, phoneNumber: `${country}${national}` });
    expect(outputOf(finished)).toEqual([contact]);
    expect(callsOf(sandbox)).toEqual(['GET contacts', `PUT ${contact.id}`]);
  });

  it.each<[IDataObject, string]>([
    [{ phoneNumber: '1234567' }, 'is no number of +91 that is known'],
    [{ countryCode: '+44' }, 'is no number of +44 that is known'],
    [
      { phoneNumber: '+44 20 7946 0958', countryCode: '+91' },
      'does not begin with its country code',
    ],
    [{ phoneNumber: '99999 88888', countryCode: 'XX' }, "has the country code 'XX'"],
    [{ countryCode: '+9191' }, "has the country code '+9191'"],
    [{ phoneNumber: '12' }, 'has 2 digits'],
    [{ phoneNumber: 'none' }, 'contains more than digits'],
    [{ phoneNumber: 'call me' }, 'contains more than digits'],
  ])("is refused where it can't be told apart, and the contact stays: %j", async (fields, why) => {
    const { sandbox, contact, items } = await withNumber(indian);
    const before = structuredClone(contact);
    const { error } = await update(sandbox, { ...fields, firstName: 'New' }, { items });
    expect(error?.message).toMatch(/^The phone number /);
    expect(error?.message).toContain(why);
    expect(error?.name).toBe('NodeOperationError');
    expect(error?.description).toContain('Nothing was sent');
    expect(bodiesOf(sandbox, 'PUT')).toEqual([]);
    expect(contact).toEqual(before);
  });

  it('fails alone where one of many is refused', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const items = inputFor(sandbox).map((item, index) => ({
      ...item,
      phone: index === 1 ? '12' : `+91 9000${index} 43210`,
    }));
    const finished = await update(
      sandbox,
      { phoneNumber: '={{ $json.phone }}' },
      { items, onError: 'continueRegularOutput' },
    );
    expect(outputOf(finished)).toEqual([
      sandbox.contacts[0],
      { error: expect.stringContaining("'12' has 2 digits"), message: expect.any(String) },
      sandbox.contacts[2],
    ]);
    expect(sandbox.contacts[2]!.cellPhone.phoneNumber).toBe('+919000243210');
  });
});

describe('The number of a contact that only its name changes of', () => {
  it.each<[string, CellPhone]>([
    [
      'whose national digits begin like its country code',
      { ...indian, phoneNumber: '+919198765432' },
    ],
    [
      'whose national digits begin with 0',
      { phoneNumber: '+390612345678', countryCode: '+39', extension: '+' },
    ],
    [
      'with a country code of three digits',
      { phoneNumber: '+971501234567', countryCode: '+971', extension: '+' },
    ],
    [
      'with a country code of four digits',
      { phoneNumber: '+16842581234', countryCode: '+1684', extension: '+' },
    ],
    [
      'whose country code says less than there is',
      { phoneNumber: '+16842581234', countryCode: '+1', extension: '+' },
    ],
    ['whose country code has no sign', { ...indian, countryCode: '91' }],
    ['whose country code is another one', { ...indian, countryCode: '+44' }],
    ['without a country code', { ...indian, countryCode: '' }],
  ])('stays as it is in a contact %s', async (_, cellPhone) => {
    for (const more of [0, 1]) {
      const { sandbox, contact, items } = await withNumber(cellPhone);
      for (let i = 0; i < more; i++) items.push({ contactId: sandbox.add().id });
      const finished = await update(sandbox, { firstName: 'Asha' }, { items });
      expect(finished.error).toBeUndefined();
      expect(contact.firstName).toBe('Asha');
      expect(contact.cellPhone.phoneNumber).toBe(cellPhone.phoneNumber);
    }
  });

  it.each<[string, CellPhone]>([
    ['begin like its country code', { ...indian, phoneNumber: '+919198765432' }],
    ['begin with 0', { phoneNumber: '+390612345678', countryCode: '+39', extension: '+' }],
  ])(
    'stays as it is where its own country code is given and its digits %s',
    async (_, cellPhone) => {
      const { sandbox, contact, items } = await withNumber(cellPhone);
      const { countryCode } = cellPhone;
      const finished = await update(sandbox, { firstName: 'Asha', countryCode }, { items });
      expect(finished.error).toBeUndefined();
      expect(contact.cellPhone).toEqual(cellPhone);
    },
  );
});

it("bare digits are a Dialing Prefix where they are the contact's own country code", async () => {
  const { sandbox, contact, items } = await withNumber(indian);
  const taken = await update(sandbox, { extension: '91' }, { items });
  expect(taken.error).toBeUndefined();
  expect(contact.cellPhone).toEqual({ ...indian, extension: '91' });
  sandbox.clearRequests();
  const { error } = await update(sandbox, { extension: '204' }, { items });
  expect(error?.message).toBe(
    "The field 'Dialing Prefix' is '204', which is not what is dialed before a number",
  );
  expect(callsOf(sandbox)).toEqual(['GET contacts']);
  expect(contact.cellPhone.extension).toBe('91');
});

it.each([0, 1])('a number that was stored as a number is not lost (%i more)', async (more) => {
  const asNumber = { ...indian, phoneNumber: 9876543210 } as unknown as CellPhone;
  const { sandbox, contact, items } = await withNumber(asNumber);
  for (let i = 0; i < more; i++) items.push({ contactId: sandbox.add().id });
  const finished = await update(sandbox, { firstName: 'Asha' }, { items });
  expect(finished.error).toBeUndefined();
  expect(contact).toMatchObject({ firstName: 'Asha', cellPhone: indian });
});
