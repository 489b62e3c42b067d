import fc from 'fast-check';
import {
  type PhoneOrigin,
  readPhone,
  readPhoneQuery,
  tellsCountry,
} from '../../../../../../nodes/shared/contact/phone/phoneReader';
import { storedPhone } from '../../../../../../nodes/shared/contact/phone/storedPhone';

/** Country code and national digits, or what is wrong. */
function read(value: unknown, origin: PhoneOrigin = {}): string {
  const phone = readPhone(value, origin);
  return phone.ok ? `${phone.value.countryCode} ${phone.value.phoneNumber}` : phone.problem;
}

describe('a number that tells its country', () => {
  it.each([
    ['+44 (0)20 7946 0958', '+44 2079460958'],
    ['+44 020 7946 0958', '+44 2079460958'],
    ['+39 (0)6 1234 5678', '+39 0612345678'],
    ['+39 06 1234 5678', '+39 0612345678'],
    ['+39 (0)347 123 4567', '+39 3471234567'],
    ['+49 (0)30 12', '+49 3012'],
    ['+225 07 01 23 45 67', '+225 0701234567'],
    ['+43 1 12345-0', '+43 1123450'],
    ['+7 8 916 123-45-67', '+7 9161234567'],
    ['+800 1234 5678', '+800 12345678'],
    // It is of no kind that the plan knows, but as long as one.
    ['+49 30 12', '+49 3012'],
    // Of one that the plan does not know, nobody can say that its 0 is dialed at home only.
    ['+91 0500 000 000', '+91 0500000000'],
  ])('%s is %s', (number, said) => {
    expect(read(number)).toBe(said);
    expect(read(number, { defaultCountry: 'IN' })).toBe(said);
    expect(read(number, { country: 'Atlantis' })).toBe(said);
  });

  it('is refused with the country code of another country, but not for another default', () => {
    expect(read('+91 98765 43210', { countryCode: 'GB' })).toBe(
      "'+91 98765 43210' does not begin with its country code +44",
    );
    expect(read('+91 98765 43210', { defaultCountry: 'GB' })).toBe('+91 9876543210');
    expect(read('+1 212 555 0123', { countryCode: 'CA' })).toBe('+1 2125550123');
  });

  it.each([
    ['+91 98765', 'has more or fewer digits than numbers of +91 can have'],
    ['+999 1234567', 'does not begin with the code of a country'],
    ['+0 98765 43210', 'does not begin with the code of a country'],
    ['+1234567890123456', 'has 16 digits, and 4 to 15 are possible'],
  ])('is refused where no number is so: %s', (number, why) => {
    expect(read(number)).toContain(why);
  });
});

describe('a number as it is dialed in its country', () => {
  it.each<[string, PhoneOrigin, string]>([
    ['8 029 491-19-11', { countryCode: '+375' }, '+375 294911911'],
    ['376312345', { countryCode: '+376' }, '+376 312345'],
    ['8 (916) 123-45-67', { defaultCountry: 'RU' }, '+7 9161234567'],
    ['011 15 2345-6789', { defaultCountry: 'AR' }, '+54 91123456789'],
    ['0 15 11 98765-4321', { defaultCountry: 'BR' }, '+55 11987654321'],
    ['06 1234 5678', { defaultCountry: 'IT' }, '+39 0612345678'],
    ['011 44 20 7946 0000', { defaultCountry: 'US' }, '+44 2079460000'],
    ['0011 44 20 7946 0000', { defaultCountry: 'AU' }, '+44 2079460000'],
    ['919876543210', { defaultCountry: 'IN' }, '+91 9876543210'],
    ['98765 43210', { country: 'Indien' }, '+91 9876543210'],
    ['98765 43210', { country: 'India', defaultCountry: 'DE' }, '+91 9876543210'],
    ['98765 43210', { countryCode: '91', country: 'Germany' }, '+91 9876543210'],
  ])('%s with %j is %s', (number, origin, said) => {
    expect(read(number, origin)).toBe(said);
  });

  it.each<[string, PhoneOrigin, string]>([
    ['98765 43210', {}, 'has no country code'],
    ['919876543210', {}, 'has no country code'],
    ['1234567', { defaultCountry: 'IN' }, 'is no number of India (+91) that is known'],
    ['1234567', { countryCode: '+91' }, 'is no number of +91 that is known'],
    ['98765 43210', { country: 'Atlantis' }, "has the country 'Atlantis', which is not known"],
    ['98765 43210', { country: 'Atlantis', defaultCountry: 'IN' }, "the country 'Atlantis'"],
    ['4951234567', { defaultCountry: 'DE' }, 'may be +49 51234567 or +49 4951234567'],
    ['011 44 20 7946 0000', { countryCode: '+1' }, 'is no number of +1 that is known'],
  ])('%s with %j is refused: %s', (number, origin, why) => {
    expect(read(number, origin)).toContain(why);
  });
});

describe('whatever is written', () => {
  const anything = fc.oneof(fc.anything(), fc.string({ unit: 'binary' }));
  const number = fc.oneof(
    fc.stringMatching(/^(\+|00)?[0-9]{4,15}$/),
    fc.stringMatching(/^\+?[0-9 ()/.-]{4,20}$/),
  );
  const code = fc.constantFrom('', '+91', '1', 'GB', 'DE', '39', 'Russia', 'XK');

  it('comes out as Kore.ai takes it, or is refused in one line', () => {
    fc.assert(
      fc.property(fc.oneof(anything, number), fc.oneof(anything, code), (value, countryCode) => {
        const phone = readPhone(value, { countryCode });
        if (!phone.ok) return expect(phone.problem).toMatch(/^[^\p{Cc}\p{Cf}<>]+$/u);
        const { phoneNumber, countryCode: own, full } = phone.value;
        expect(own).toMatch(/^\+[1-9]\d{0,2}$/);
        expect(full).toBe(own.slice(1) + phoneNumber);
        expect(full).toMatch(/^\d{4,15}$/);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is the number that Kore.ai then gives out, and the same when it is read again', () => {
    fc.assert(
      fc.property(number, code, (value, countryCode) => {
        const phone = readPhone(value, { countryCode });
        fc.pre(phone.ok);
        if (!phone.ok) return;
        const { phoneNumber, countryCode: own, full } = phone.value;
        const cellPhone = { phoneNumber: own + phoneNumber, countryCode: own };
        expect(storedPhone({ cellPhone })?.full).toBe(full);
        expect(read(`+${full}`)).toBe(`${own} ${phoneNumber}`);
        const query = readPhoneQuery(`+${full}`, undefined);
        expect(query).toEqual({ ok: true, value: { digits: full, international: true } });
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a number that a contact is looked for by', () => {
  it.each<[unknown, string, boolean]>([
    ['+44 (0)20 7946 0958', '442079460958', true],
    ['0091 98765 43210', '919876543210', true],
    ['+999 1234567', '9991234567', true],
    ['098765 43210', '098765 43210', false],
    [9876543210, '9876543210', false],
  ])('%j is looked for as %s', (value, digits, international) => {
    expect(readPhoneQuery(value, undefined)).toEqual({
      ok: true,
      value: { digits: digits.replace(/ /g, ''), international },
    });
  });

  it('is one of the default country, or none', () => {
    expect(readPhoneQuery('098765 43210', 'IN')).toMatchObject({
      value: { digits: '919876543210' },
    });
    expect(readPhoneQuery('1234567', 'IN')).toMatchObject({
      ok: false,
      problem: expect.stringContaining('is no number of India (+91)'),
    });
  });
});

it.each([
  ['+91 98765 43210', true],
  ['0091 98765 43210', true],
  ['98765 43210', false],
  ['', false],
  [undefined, false],
])('%j tells its country: %s', (value, tells) => {
  expect(tellsCountry(value)).toBe(tells);
});
