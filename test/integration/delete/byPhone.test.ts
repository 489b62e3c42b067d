jest.mock('../../../nodes/shared/http/limits', () => ({
  ...jest.requireActual<object>('../../../nodes/shared/http/limits'),
  // The sandbox makes up each contact of an endless list: a thousand pages of them would take a minute.
  PAGES_AT_MOST: 40,
}));

import type { IDataObject } from 'n8n-workflow';
import type { Sandbox, StoredContact } from '../../sandbox';
import { byPhone, callsOf, deletedIn, finish, outputOf, sandboxWith } from '../helpers';

function person(
  sandbox: Sandbox,
  phoneNumber: string,
  countryCode: string,
  more = {},
): StoredContact {
  return sandbox.add({ cellPhone: { phoneNumber, countryCode }, ...more });
}

describe('Delete by phone number', () => {
  it.each([
    '+919876543210',
    '+91 98765-43210',
    '+91 (98765) 43210',
    '0091 98765 43210',
    '\u202a+91 98765\u00a043210\u202c',
    'tel:+91-98765-43210',
  ])('finds a contact by %s', async (phone) => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const contact = person(sandbox, '+919876543210', '+91');
    const finished = await finish(sandbox, {
      items: [{ phone }],
      contact: byPhone(),
    });
    expect(finished.error).toBeUndefined();
    expect(deletedIn(sandbox)).toEqual([contact.id]);
  });

  it.each([
    '98765 43210',
    '(98765)-43210',
    '098765.43210',
    '919876543210',
    9876543210,
    919876543210,
  ])(
    'finds a contact by %s in the default country, and refuses it without, before any request',
    async (phone) => {
      const sandbox = await sandboxWith({ contacts: 3 });
      const contact = person(sandbox, '+919876543210', '+91');
      person(sandbox, '+19876543210', '+1');
      const run = async (options: IDataObject) =>
        await finish(sandbox, { items: [{ phone }], contact: byPhone(), options });
      const { error } = await run({});
      expect(error?.message).toBe(
        `The phone number '${phone}' has no country code, and can be a number of several countries`,
      );
      expect(error?.description).toContain("set the option 'Default Country'");
      expect(sandbox.requests).toEqual([]);
      for (const defaultCountry of ['XX', '91']) {
        const refused = await run({ defaultCountry });
        expect(refused.error?.message).toContain("The option 'Default Country' is");
      }
      expect(sandbox.requests).toEqual([]);
      expect((await run({ defaultCountry: 'India' })).error).toBeUndefined();
      expect(deletedIn(sandbox)).toEqual([contact.id]);
    },
  );

  it.each([
    ['9876543210', '+91'],
    ['09876543210', '+91'],
    ['919876543210', '+91'],
    ['+9109876543210', '+91'],
    ['+919876543210', ''],
    [9876543210, '+91'],
    [9876543210, 91],
  ])('finds a contact whose number is stored as %p with %p', async (phoneNumber, countryCode) => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const contact = person(sandbox, phoneNumber as string, countryCode as string);
    await finish(sandbox, { items: [{}], contact: byPhone('+91 98765 43210') });
    expect(deletedIn(sandbox)).toEqual([contact.id]);
  });

  it.each(['+19876543210', '+9876543210', '+91 98765 4321', '009876543210'])(
    'does not take %s for +91 98765 43210',
    async (phone) => {
      const sandbox = await sandboxWith({ contacts: 3 });
      person(sandbox, '+919876543210', '+91');
      const { error } = await finish(sandbox, { items: [{}], contact: byPhone(phone) });
      expect(error?.message).toBe(
        `The contact with phone number '${phone}' was not found at Kore.ai`,
      );
      expect(deletedIn(sandbox)).toEqual([]);
    },
  );

  it('says what was looked for where nothing matches and that is allowed', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const options = { ifMissing: 'continue' };
    const finished = await finish(sandbox, {
      items: [{}],
      contact: byPhone('+1 555 0100'),
      options,
    });
    expect(outputOf(finished)).toEqual([
      { phoneNumber: '+1 555 0100', deleted: false, reason: 'notFound' },
    ]);
  });

  it('refuses a number that several contacts have, and names them', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const a = person(sandbox, '+919876543210', '+91', { fullName: 'Asha Rao' });
    const b = person(sandbox, '+9109876543210', '+91', { fullName: 'Bill Jones' });
    const { error } = await finish(sandbox, { items: [{}], contact: byPhone('+919876543210') });
    expect(error?.message).toContain('2 contacts have this number');
    expect(error?.description).toContain(`Asha Rao (${a.id}), Bill Jones (${b.id})`);
    expect(deletedIn(sandbox)).toEqual([]);
  });

  it('never matches a contact that is inactive', async () => {
    const sandbox = await sandboxWith({ contacts: 1, switches: { listInactive: true } });
    person(sandbox, '+919876543210', '+91', { status: 'INACTIVE' });
    const { error } = await finish(sandbox, { items: [{}], contact: byPhone('+91 9876543210') });
    expect(error?.message).toContain('was not found');
    expect(callsOf(sandbox)).toEqual(['GET contacts']);
    const active = person(sandbox, '+919876543210', '+91');
    const finished = await finish(sandbox, { items: [{}], contact: byPhone('+91 9876543210') });
    expect(outputOf(finished)).toMatchObject([{ id: active.id, deleted: true }]);
  });

  it('reads the list once for all items', async () => {
    const sandbox = await sandboxWith({ contacts: 150 });
    const items = sandbox.contacts
      .slice(0, 20)
      .map(({ cellPhone }) => ({ phone: cellPhone.phoneNumber }));
    await finish(sandbox, { items, contact: byPhone() });
    expect(callsOf(sandbox).filter((call) => call === 'GET contacts')).toHaveLength(2);
    expect(deletedIn(sandbox)).toEqual(sandbox.contacts.slice(0, 20).map(({ id }) => id));
  });

  it.each([
    ['', 'is empty'],
    ['  - ', 'is empty'],
    ['call me', 'contains more than digits'],
    ['98765x43210', 'contains more than digits'],
    ['98+765', 'contains more than digits'],
    ['+91 98765 43210 or 98765 43211', 'holds more than one number'],
    ['123', 'has 3 digits'],
    ['+1234567890123456', 'has 16 digits'],
    [98.5, 'is neither text nor a whole number'],
    [{}, 'is neither text nor a whole number'],
    [null, 'is empty'],
  ])('refuses %j before any request', async (phone, why) => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const { error } = await finish(sandbox, {
      items: [{ phone: phone as string }],
      contact: byPhone(),
    });
    expect(error?.message).toContain(`The phone number `);
    expect(error?.message).toContain(why);
    expect(sandbox.requests).toEqual([]);
  });
});

describe('The list that a phone number is looked up in', () => {
  it.each([
    ['skip', {}],
    ['skip', { limitMode: 'fixed10' }],
    ['skip', { limitMode: 'refuse', maxLimit: 50 }],
    ['skip', { hasMoreMode: 'absent' }],
    ['skip', { listInactive: true }],
    ['page', {}],
    ['page', { limitMode: 'fixed10' }],
    ['page-true', {}],
    ['page0', {}],
    ['everything', {}],
    ['repeat', {}],
    ['liar', {}],
    ['body-array', {}],
  ] as const)('is read to its end where Kore pages by %s, %j', async (paging, more) => {
    const sandbox = await sandboxWith({ contacts: 230, switches: { paging, ...more } });
    const last = sandbox.contacts.at(-1)!;
    const phone = last.cellPhone.phoneNumber;
    const finished = await finish(sandbox, { items: [{}], contact: byPhone(phone) });
    expect(finished.error).toBeUndefined();
    expect(deletedIn(sandbox)).toEqual([last.id]);
    expect(sandbox.requests.length).toBeLessThanOrEqual(32);
  });

  it('is not trusted where Kore never shows all of it', async () => {
    const sandbox = await sandboxWith({ contacts: 230, switches: { paging: 'ignored' } });
    const phone = sandbox.contacts[0]!.cellPhone.phoneNumber;
    const { error } = await finish(sandbox, { items: [{}], contact: byPhone(phone) });
    expect(error?.message).toContain('did not show its whole list');
    expect(deletedIn(sandbox)).toEqual([]);
    expect(sandbox.requests.length).toBeLessThanOrEqual(6);
  });

  it('is given up where it never ends', async () => {
    const sandbox = await sandboxWith({ contacts: 5, switches: { paging: 'endless' } });
    const phone = sandbox.contacts[0]!.cellPhone.phoneNumber;
    const { error } = await finish(sandbox, { items: [{}], contact: byPhone(phone) });
    expect(error?.message).toContain('did not show its whole list');
    expect(deletedIn(sandbox)).toEqual([]);
    expect(sandbox.requests.length).toBeLessThanOrEqual(80);
  });

  it('fails each item that needs it when it can not be read', async () => {
    const sandbox = await sandboxWith({ contacts: 3, switches: { scopeGranted: false } });
    const finished = await finish(sandbox, {
      items: [{}, {}],
      contact: byPhone('+919876543210'),
      onError: 'continueRegularOutput',
    });
    const failure = {
      error:
        "The contact with phone number '+919876543210' was not deleted: Kore.ai refused the credential",
      message: expect.stringContaining('scope Configuration'),
    };
    expect(outputOf(finished)).toEqual([failure, failure]);
  });
});
