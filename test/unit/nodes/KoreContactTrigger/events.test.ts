import fc from 'fast-check';
import {
  type ContactEvent,
  contentOf,
  MARK_LENGTH,
  markOf,
  told,
} from '../../../../nodes/KoreContactTrigger/events';
import type { Contact } from '../../../../nodes/shared/contact/contact';
import { simplified } from '../../../../nodes/shared/contact/simplified';

const phone = { phoneNumber: '+919876543210', countryCode: '+91', extension: '+' };

const asha: Contact = {
  ...{ id: '69609027c1746a61429abcde', firstName: 'Asha', lastName: 'Rao', salutation: 'Mrs' },
  ...{ status: 'ACTIVE', createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-02T00:00:00Z' },
  cellPhone: phone,
};

describe('what is remembered of a contact', () => {
  it.each(Object.keys(simplified(asha)).filter((field) => field !== 'updatedAt'))(
    'is another with another %s',
    (field) => {
      const change = { [field]: 'Usha', cellPhone: { ...phone, [field]: 'Usha' } };
      expect(contentOf({ ...asha, ...change })).not.toBe(contentOf(asha));
    },
  );

  it('is another with each value that is no text, and with the text that is written like it', () => {
    const values = [undefined, 7, true, null, ['Ms'], { of: 'Ms' }, { of: 'Mrs' }];
    const texts = ['', ...values.map((value) => JSON.stringify(value) ?? 'undefined')];
    const contents = [...values, ...texts].map((value) =>
      contentOf({ ...asha, salutation: value } as Contact),
    );
    expect(new Set(contents).size).toBe(15);
  });

  it('is another where a name has moved from one field to another', () => {
    const swapped = { ...asha, firstName: asha['lastName'], lastName: asha['firstName'] };
    const joined = { ...asha, firstName: 'Asha Rao', lastName: '' };
    const contents = [asha, swapped, joined].map((contact) =>
      contentOf({ ...contact, fullName: 'Asha Rao' }),
    );
    expect(new Set(contents).size).toBe(3);
  });

  it.each<[string, Partial<Contact>]>([
    ['a later updatedAt', { updatedAt: '2026-01-03T00:00:00Z' }],
    ['no updatedAt', { updatedAt: undefined }],
    ['another dialing prefix', { cellPhone: { ...phone, extension: '00' } }],
    ['an address', { address: ['Pune'] }],
  ])('has the same content with %s', (_, change) => {
    expect(contentOf({ ...asha, ...change })).toBe(contentOf(asha));
    expect(markOf({ ...asha, ...change }).startsWith(contentOf(asha))).toBe(true);
  });

  it('is short, and of letters that need no escape, whatever the contact says', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), (fields, id) => {
        const mark = markOf({ ...fields, id } as Contact);
        expect(mark).toMatch(/^[\w-]*$/);
        expect(mark).toHaveLength(MARK_LENGTH);
      }),
    );
  });
});

describe('the id of an event', () => {
  const event: ContactEvent = { kind: 'updated', contact: asha, before: 'a', after: 'b' };
  const idOf = (changes: Partial<ContactEvent> = {}) =>
    told({ ...event, ...changes }, true)['eventId'];

  it.each<[string, Partial<ContactEvent>]>([
    ['of another kind', { kind: 'created' }],
    ['of another contact', { contact: { ...asha, id: 'b' } }],
    ['from another state', { before: 'c' }],
    ['to another state', { after: 'c' }],
    ['at another time', { contact: { ...asha, updatedAt: '2026-01-03T00:00:00Z' } }],
  ])('is another for an event %s', (_, changes) => {
    expect(idOf(changes)).not.toBe(idOf());
  });

  it('does not depend on what is shown', () => {
    expect(told(event, false)['eventId']).toBe(idOf());
  });
});
