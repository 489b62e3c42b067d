import fc from 'fast-check';
import { storedPhone } from '../../../../../nodes/shared/contact/phone';
import { writePhone } from '../../../../../nodes/shared/contact/writtenPhone';

const digitsOf = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength });

const code = fc.constantFrom('1', '7', '20', '44', '91', '39', '358', '971', '380', '599');

/** What follows a country code abroad: it may begin with 0 in Italy, or with its code's own digits. */
const national = digitsOf(4, 11);

const separator = fc.constantFrom('', '', ' ', '-', '.', '/', '\u00a0', '\u2011', '\u200e');

/** A text with random separators between and behind its characters. */
const spreadOut = (text: string) =>
  fc
    .array(separator, { minLength: text.length, maxLength: text.length })
    .map((gaps) => gaps.map((gap, i) => (text[i] ?? '') + gap).join(''));

const plus = fc.constantFrom('+', '00', '(+', '\uff0b', ' +', '\u202a+');

function written(phoneNumber: unknown, countryCode?: unknown) {
  const checked = writePhone(phoneNumber, countryCode);
  if (!checked.ok) throw new Error(`${String(phoneNumber)} ${checked.problem}`);
  return checked.value;
}

function refusal(phoneNumber: unknown, countryCode?: unknown): string {
  const checked = writePhone(phoneNumber, countryCode);
  return checked.ok ? '' : checked.problem;
}

const parts = (countryCode: string, phoneNumber: string) => ({
  phoneNumber,
  countryCode: `+${countryCode}`,
  full: `${countryCode}${phoneNumber}`,
});

describe('a number written with its country code', () => {
  const spelled = fc
    .tuple(code, national, plus)
    // Where 00 stands for the sign, one more 0 could not be told from it; no code begins with it.
    .chain(([cc, digits, sign]) =>
      spreadOut(`${cc}${digits}`).map((text) => ({ cc, digits, text: sign + text })),
    );

  it('is cut behind it, whatever separates it', () => {
    fc.assert(
      fc.property(spelled, ({ cc, digits, text }) => {
        const number = text.startsWith('(') ? `${text})` : text;
        expect(written(number)).toEqual(parts(cc, digits));
      }),
      { numRuns: 500 },
    );
  });

  it('agrees with the same country code in its own field, however that is written', () => {
    const inField = fc.constantFrom('', '+', '00', ' +', '(+');
    fc.assert(
      fc.property(spelled, inField, ({ cc, digits, text }, sign) => {
        expect(written(text, `${sign}${cc} `)).toEqual(parts(cc, digits));
      }),
    );
  });

  it('is refused with the country code of another country', () => {
    fc.assert(
      fc.property(code, code, national, (cc, other, digits) => {
        fc.pre(cc !== other);
        expect(refusal(`+${cc}${digits}`, `+${other}`)).toBe(
          `'+${cc}${digits}' does not begin with its country code +${other}`,
        );
      }),
    );
  });

  it('is refused where it has nothing but the country code', () => {
    expect(written('+9710', '971')).toEqual(parts('971', '0'));
    expect(refusal('+971', '971')).toContain('has 3 digits');
    expect(refusal('+4420', '971')).toContain('does not begin with its country code');
  });

  it.each(['+0 98765 43210', '000 98765 43210', '00 098765 43210', '+098765 43210'])(
    'is refused where that begins with 0: %s',
    (number) => {
      for (const countryCode of ['', '+91', '0']) expect(refusal(number, countryCode)).not.toBe('');
      expect(refusal(number)).toContain('a country code of 0');
    },
  );

  it.each([
    '+44 (0)20 7946 0958',
    '+44(0)2079460958',
    '0044 (0) 20 7946 0958',
    '(+44) (0)20 7946 0958',
    '\u202a+44 (0)20 7946 0958\u202c',
    '\uff0b44 (0)20 7946 0958',
  ])('loses the 0 in brackets, which is dialled inside the country only: %s', (number) => {
    expect(written(number)).toEqual(parts('44', '2079460958'));
    expect(written(number, '+44')).toEqual(parts('44', '2079460958'));
  });

  it('keeps every other 0', () => {
    expect(written('+39 06 1234 5678')).toEqual(parts('39', '0612345678'));
    expect(written('+1 (800) 555-0100')).toEqual(parts('1', '8005550100'));
    expect(written('+44 20 (0) 7946 (0)')).toEqual(parts('44', '2079460'));
  });
});

describe('national digits', () => {
  /** Those that can be told apart: no 0 in front, and not the digits of the country code. */
  const plain = fc
    .tuple(code, national)
    .filter(([cc, digits]) => !digits.startsWith('0') && !digits.startsWith(cc));

  it('go with the country code of the field, however both are written', () => {
    const spelled = plain.chain(([cc, digits]) =>
      spreadOut(digits).map((text) => ({ cc, digits, text })),
    );
    fc.assert(
      fc.property(spelled, fc.constantFrom('', '+', '00', ' (+'), ({ cc, digits, text }, sign) => {
        expect(written(text, `${sign}${cc}`)).toEqual(parts(cc, digits));
        expect(written(Number(digits), Number(cc))).toEqual(parts(cc, digits));
      }),
    );
  });

  it('are refused without a country code', () => {
    fc.assert(
      fc.property(national, fc.constantFrom('', ' ', null, undefined, '()'), (digits, none) => {
        fc.pre(!digits.startsWith('00'));
        expect(refusal(digits, none)).toBe(
          `'${digits}' has no country code: write it with '+', or fill in 'Country Code'`,
        );
      }),
    );
  });

  it.each(['098765 43210', '(0)98765 43210', '0 98765 43210'])(
    'are refused with a 0 in front: %s',
    (number) => {
      expect(refusal(number, '+91')).toContain('begins with 0');
    },
  );

  it('are refused where they may have the country code in front already', () => {
    fc.assert(
      fc.property(code, digitsOf(7, 11), (cc, digits) => {
        fc.pre(cc.length + digits.length <= 15);
        expect(refusal(cc + digits, cc)).toBe(
          `'${cc}${digits}' begins with its country code ${cc} or with the same digits: write it with '+' and country code`,
        );
      }),
    );
  });

  it('are taken where they are too short to have it in front', () => {
    expect(written('912345', '91')).toEqual(parts('91', '912345'));
    expect(written('91234567', '91')).toEqual(parts('91', '91234567'));
    expect(refusal('912345678', '91')).toContain('begins with its country code 91');
  });
});

describe('a country code', () => {
  it.each(['IN', '+', '00', '0', '+0', '091', '+091', '9191', '+1684', 'true', '91.0', '-'])(
    'that is not one to three digits is refused: %j',
    (countryCode) => {
      const why = refusal('98765 43210', countryCode);
      if (countryCode === '-') expect(why).toContain('has no country code');
      else expect(why).toMatch(/has the country code '.+', which is not one to three digits/);
    },
  );

  it.each(['2', '9', '12', '28', '77', '441', '911', '0'])(
    'that no country has is refused, also in front of a number: %s',
    (countryCode) => {
      expect(refusal('98765 43210', `+${countryCode}`)).toContain('has the country code');
      expect(refusal(`+${countryCode} 98765 43210`, countryCode)).toContain('country code');
    },
  );

  it.each([{}, ['x'], true, NaN, 9.1])('that is no text or number is refused: %j', (value) => {
    expect(refusal('98765 43210', value)).toContain('has the country code');
  });
});

describe('a record that can not become text', () => {
  it.each([{ toString: 1 }, Object.create(null)])(
    'is refused as any other: %#',
    (record: unknown) => {
      for (const [number, countryCode] of [
        ['98765 43210', record],
        [record, '+91'],
      ]) {
        expect(writePhone(number, countryCode).ok).toBe(false);
      }
    },
  );

  it('has no number where Kore.ai gives it out', () => {
    const cellPhone = { phoneNumber: { toString: 1 }, countryCode: { toString: 1 } };
    expect(storedPhone({ cellPhone })).toBeUndefined();
  });
});

describe('whatever is written', () => {
  const anything = fc.oneof(fc.anything(), fc.string({ unit: 'binary' }), digitsOf(1, 16));

  it('comes out as Kore takes it, or is refused in one line', () => {
    fc.assert(
      fc.property(anything, anything, (number, countryCode) => {
        const checked = writePhone(number, countryCode);
        if (checked.ok) {
          const { phoneNumber, countryCode: cc, full } = checked.value;
          expect(phoneNumber).toMatch(/^\d+$/);
          expect(cc).toMatch(/^\+[1-9]\d{0,2}$/);
          expect(full).toBe(cc.slice(1) + phoneNumber);
        } else expect(checked.problem).toMatch(/^[^\p{Cc}\p{Cf}<>]+$/u);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is the number that Kore then gives out', () => {
    fc.assert(
      fc.property(code, national, (cc, digits) => {
        const { phoneNumber, countryCode, full } = written(`+${cc}${digits}`);
        const cellPhone = { phoneNumber: countryCode + phoneNumber, countryCode };
        expect(storedPhone({ cellPhone })).toEqual({ full, national: phoneNumber });
      }),
    );
  });

  it('is no longer than a number can be', () => {
    fc.assert(
      fc.property(code, digitsOf(4, 15), (cc, digits) => {
        const checked = writePhone(digits, cc);
        fc.pre(checked.ok);
        // ITU-T E.164: at most 15 digits, the country code among them.
        if (checked.ok) expect(checked.value.full.length).toBeLessThanOrEqual(15);
      }),
      { numRuns: 500 },
    );
  });
});
