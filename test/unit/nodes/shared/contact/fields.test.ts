import fc from 'fast-check';
import type { Contact } from '../../../../../nodes/shared/contact/contact';
import {
  type ContactFields,
  fieldsOf,
  sameFields,
} from '../../../../../nodes/shared/contact/fields';

const digitsOf = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength });

const code = fc.constantFrom('1', '7', '20', '44', '91', '39', '358', '971', '1684');

const asha: Contact = {
  id: '69609027c1746a61429abcde',
  firstName: 'Asha',
  lastName: 'Rao',
  fullName: 'Asha Rao',
  salutation: 'Mrs',
  status: 'ACTIVE',
  cellPhone: { phoneNumber: '+919876543210', countryCode: '+91', extension: '+' },
  address: [],
};

const fields: ContactFields = {
  firstName: 'Asha',
  lastName: 'Rao',
  salutation: 'Mrs',
  cellPhone: { phoneNumber: '9876543210', countryCode: '+91', extension: '+' },
};

describe('the fields of a contact that was read', () => {
  it('are those that can be written, and nothing else', () => {
    expect(fieldsOf(asha)).toEqual(fields);
  });

  it('have a number that makes the same one when Kore puts the country code in front', () => {
    fc.assert(
      fc.property(code, digitsOf(4, 11), (cc, national) => {
        const phoneNumber = `+${cc}${national}`;
        const cellPhone = { phoneNumber, countryCode: `+${cc}`, extension: '+' };
        const { cellPhone: read } = fieldsOf({ ...asha, cellPhone });
        expect(read).toEqual({ phoneNumber: national, countryCode: `+${cc}`, extension: '+' });
        expect(read.countryCode + read.phoneNumber).toBe(phoneNumber);
      }),
    );
  });

  it.each(['', '91', '+44', '+', undefined, null, 91])(
    'have that also where the country code is %j, which does not fit',
    (countryCode) => {
      const cellPhone = { phoneNumber: '+919876543210', countryCode, extension: '+' };
      const { cellPhone: read } = fieldsOf({ ...asha, cellPhone } as unknown as Contact);
      expect(read.countryCode + read.phoneNumber).toBe('+919876543210');
    },
  );

  it('have the digits as they are where Kore gave them out without country code', () => {
    const cellPhone = { phoneNumber: '9876543210', countryCode: '+91', extension: '91' };
    expect(fieldsOf({ ...asha, cellPhone }).cellPhone).toEqual(cellPhone);
  });

  it('are not lost where they were stored as numbers', () => {
    const cellPhone = { phoneNumber: 9876543210, countryCode: 91, extension: 0 };
    const contact = { id: 'a', firstName: 7, lastName: NaN, cellPhone } as unknown as Contact;
    expect(fieldsOf(contact)).toEqual({
      firstName: '7',
      lastName: '',
      salutation: '',
      cellPhone: { phoneNumber: '9876543210', countryCode: '91', extension: '0' },
    });
  });

  it.each<[string, object]>([
    ['nothing', { id: 'a' }],
    ['null in every field', { id: 'a', firstName: null, lastName: null, cellPhone: null }],
    ['other kinds', { id: 'a', firstName: true, lastName: [], salutation: {}, cellPhone: 'none' }],
    ['an empty phone', { id: 'a', cellPhone: {} }],
    ['null in the phone', { id: 'a', cellPhone: { phoneNumber: null, extension: null } }],
  ])('are empty where it has %s', (_, contact) => {
    expect(fieldsOf(contact as Contact)).toEqual({
      firstName: '',
      lastName: '',
      salutation: '',
      cellPhone: { phoneNumber: '', countryCode: '', extension: '' },
    });
  });

  it('are never anything but text', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(asha)), fc.anything()), (record) => {
        const { cellPhone, ...names } = fieldsOf({ ...record, id: 'a' } as Contact);
        for (const value of [...Object.values(names), ...Object.values(cellPhone)]) {
          expect(typeof value).toBe('string');
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('two sets of fields', () => {
  it('are the same where each field is, in whatever order they stand', () => {
    const { firstName, lastName, salutation, cellPhone } = fields;
    const { phoneNumber, countryCode, extension } = cellPhone;
    const turned = {
      cellPhone: { extension, countryCode, phoneNumber },
      salutation,
      lastName,
      firstName,
    };
    expect(sameFields(fields, turned)).toBe(true);
    expect(sameFields(fieldsOf(asha), fields)).toBe(true);
  });

  it.each(['firstName', 'lastName', 'salutation'] as const)('differ by %s', (name) => {
    expect(sameFields(fields, { ...fields, [name]: 'x' })).toBe(false);
    expect(sameFields({ ...fields, [name]: '' }, fields)).toBe(false);
  });

  it.each(['phoneNumber', 'countryCode', 'extension'] as const)('differ by %s', (name) => {
    const cellPhone = { ...fields.cellPhone, [name]: 'x' };
    expect(sameFields(fields, { ...fields, cellPhone })).toBe(false);
  });

  it('differ where a text stands in another field', () => {
    expect(sameFields({ ...fields, firstName: 'Rao', lastName: 'Asha' }, fields)).toBe(false);
    const moved = { ...fields, firstName: 'Asha,Rao', lastName: '' };
    expect(sameFields(moved, { ...fields, firstName: 'Asha', lastName: 'Rao' })).toBe(false);
  });
});
