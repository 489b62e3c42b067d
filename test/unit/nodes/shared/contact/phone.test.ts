import fc from 'fast-check';
import { checkPhone, storedPhone } from '../../../../../nodes/shared/contact/phone';

const digitsOf = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength, size: 'max' });

/** Digits that do not begin with 00, which would make them international. */
const nationalDigits = digitsOf(4, 15).filter((digits) => !digits.startsWith('00'));

const separator = fc.constantFrom(
  ...['', '', ' ', '-', '.', '/', '(', ')', '[', ']', '\t', '\u00a0', '\u2011', '\u2013', '\u2212'],
  ...['\u200e', '\u202c', '\ufeff', ' - ', ', '],
);

/** A text with random separators before, between and behind its characters. */
const spreadOut = (text: string) =>
  fc
    .array(separator, { minLength: text.length + 1, maxLength: text.length + 1 })
    .map((between) => between.map((gap, i) => gap + (text[i] ?? '')).join(''));

function refusal(value: unknown): string {
  const checked = checkPhone(value);
  return checked.ok ? '' : checked.problem;
}

describe('a phone number as people write it', () => {
  it('without country code is its digits, whatever separates them', () => {
    const spelled = nationalDigits.chain((digits) =>
      spreadOut(digits).map((text) => ({ digits, text })),
    );
    fc.assert(
      fc.property(spelled, ({ digits, text }) => {
        expect(checkPhone(text)).toEqual({ ok: true, value: { digits, international: false } });
      }),
    );
  });

  it('with + or 00 in front begins with the country code, whatever separates it', () => {
    const spelled = fc
      .tuple(digitsOf(4, 15), fc.constantFrom('+', '00', '\uff0b'))
      .filter(([digits, prefix]) => prefix !== '00' || !digits.startsWith('00'))
      .chain(([digits, prefix]) =>
        spreadOut(`${prefix}${digits}`).map((text) => ({ digits, text })),
      );
    fc.assert(
      fc.property(spelled, ({ digits, text }) => {
        expect(checkPhone(text)).toEqual({ ok: true, value: { digits, international: true } });
      }),
    );
  });

  it.each([
    ['+91 98765 43210', '919876543210', true],
    ['(+91) 98765-43210', '919876543210', true],
    ['0091.98765.43210', '919876543210', true],
    ['098765 43210', '09876543210', false],
    ['98765/43210', '9876543210', false],
    [9876543210, '9876543210', false],
    [919876543210, '919876543210', false],
  ])('%j is read as the digits %s', (value, digits, international) => {
    expect(checkPhone(value)).toEqual({ ok: true, value: { digits, international } });
  });
});

describe('how many digits a phone number has', () => {
  it('is 4 to 15, the sign in front not counted', () => {
    fc.assert(
      fc.property(digitsOf(1, 25), fc.constantFrom('', '+'), (digits, prefix) => {
        fc.pre(!digits.startsWith('00'));
        expect(checkPhone(prefix + digits).ok).toBe(digits.length >= 4 && digits.length <= 15);
      }),
    );
  });

  it.each([
    ['123', "'123' has 3 digits"],
    ['+1 2 3', "'+1 2 3' has 3 digits"],
    ['00123', "'00123' has 3 digits"],
    ['1234567890123456', "'1234567890123456' has 16 digits"],
    [`+${'1'.repeat(16)}`, 'has 16 digits'],
    [123, "'123' has 3 digits"],
    [1234567890123456, 'has 16 digits'],
  ])('is told where it cannot be: %j', (value, why) => {
    expect(refusal(value)).toContain(why);
    expect(refusal(value)).toContain('4 to 15 are possible');
  });

  it('does not count 00 as part of the number', () => {
    expect(checkPhone(`00${'1'.repeat(15)}`).ok).toBe(true);
    expect(checkPhone('001234')).toMatchObject({ ok: true, value: { digits: '1234' } });
  });
});

describe('what is no phone number', () => {
  it.each([
    ...[
      '98765 43210 ext. 5',
      '+91+98765',
      '98765+',
      '++9198765',
      'abc',
      '9876o43210',
      '98765;43210',
    ],
    ...['98765*', '#98765', '9.8765e9', '９８７６５', "98765' OR 1", '98765\u00001'],
  ])('is refused with what it contains: %j', (value) => {
    expect(refusal(value)).toContain("contains more than digits, '+' in front, and separators");
  });

  it.each([undefined, null, '', ' ', '( - )'])('is called empty: %j', (value) => {
    expect(refusal(value)).toBe('is empty');
  });

  it.each([
    [{}],
    [['98765']],
    [true],
    [0],
    [-98765],
    [98765.5],
    [NaN],
    [Infinity],
    [2 ** 60],
    [98765n],
  ])('is neither text nor a whole number: %p', (value) => {
    expect(refusal(value)).toBe('is neither text nor a whole number');
  });

  it('never makes it throw, and is never shown with control characters', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string({ unit: 'binary' })), (value) => {
        const checked = checkPhone(value);
        if (checked.ok) expect(checked.value.digits).toMatch(/^\d{4,15}$/);
        else expect(checked.problem).toMatch(/^[^\p{Cc}\p{Cf}<>]+$/u);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the number of a contact that Kore.ai gave out', () => {
  const codes = ['1', '7', '20', '44', '91', '358', '971', '1684', '1876', '441624'];
  const code = fc.constantFrom(...codes);

  it('is told with and without its country code, of whatever length', () => {
    fc.assert(
      fc.property(code, fc.boolean(), digitsOf(4, 11), (countryCode, sign, national) => {
        const cellPhone = {
          phoneNumber: `+${countryCode}${national}`,
          countryCode: `${sign ? '+' : ''}${countryCode}`,
          extension: '+',
        };
        expect(storedPhone({ cellPhone })).toEqual({ full: `${countryCode}${national}`, national });
      }),
    );
  });

  it('gets its country code in front where it was given out without', () => {
    fc.assert(
      fc.property(code, digitsOf(4, 11), (countryCode, national) => {
        const cellPhone = { phoneNumber: national, countryCode: `+${countryCode}` };
        expect(storedPhone({ cellPhone })).toEqual({ full: `${countryCode}${national}`, national });
      }),
    );
  });

  it('loses its country code once only', () => {
    const cellPhone = { phoneNumber: '+91 91919-19191', countryCode: '+91' };
    expect(storedPhone({ cellPhone })).toEqual({ full: '919191919191', national: '9191919191' });
  });

  it.each(['', undefined, null, '+', '+44'])(
    'stays whole where the country code %j is not its beginning',
    (countryCode) => {
      const cellPhone = { phoneNumber: '+919876543210', countryCode } as Record<string, string>;
      expect(storedPhone({ cellPhone })).toEqual({
        full: '919876543210',
        national: '919876543210',
      });
    },
  );

  it.each([
    {},
    { cellPhone: null },
    { cellPhone: '+919876543210' },
    { cellPhone: ['+919876543210'] },
    { cellPhone: {} },
    { cellPhone: { phoneNumber: '', countryCode: '+91' } },
    { cellPhone: { phoneNumber: '+', countryCode: '+91' } },
    { cellPhone: { phoneNumber: null, countryCode: '+91' } },
    { phoneNumber: '+919876543210' },
  ])('is missing in %j', (contact) => {
    expect(storedPhone(contact)).toBeUndefined();
  });
});
