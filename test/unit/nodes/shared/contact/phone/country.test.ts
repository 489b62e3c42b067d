import {
  countryNamed,
  nameOfCountry,
  readCountryCode,
} from '../../../../../../nodes/shared/contact/phone/country';
import {
  callingCodeOf,
  countries,
  splitCallingCode,
} from '../../../../../../nodes/shared/contact/phone/numberPlan';

describe('a country', () => {
  it('is known by its ISO code and by its English name, each by its own', () => {
    for (const country of countries()) {
      expect(countryNamed(country)).toBe(country);
      expect(countryNamed(` ${country.toLowerCase()} `)).toBe(country);
      expect(countryNamed(nameOfCountry(country))).toBe(country);
    }
  });

  it.each([
    ['India', 'IN'],
    ['Deutschland', 'DE'],
    ['États-Unis', 'US'],
    ['Etats Unis', 'US'],
    ['España', 'ES'],
    ['Países Baixos', 'NL'],
    ['Svizzera', 'CH'],
    ['Verenigd Koninkrijk', 'GB'],
    ['USA', 'US'],
    ['U.S.A.', 'US'],
    ['UK', 'GB'],
    ['Great Britain', 'GB'],
    ['Türkiye', 'TR'],
    ['Turkey', 'TR'],
    ['Czech Republic', 'CZ'],
    ["Côte d'Ivoire", 'CI'],
  ])('%s is %s', (name, country) => {
    expect(countryNamed(name)).toBe(country);
  });

  it.each(['', ' ', 'Atlantis', 'XX', '91', '+91'])('%j is none', (name) => {
    expect(countryNamed(name)).toBeUndefined();
  });
});

describe('a country code', () => {
  it.each(['+91', '91', '0091', ' (+91) ', 91, '+ 91', 'IN', 'in', 'India', '\u202a+91\u202c'])(
    '%j is +91',
    (value) => {
      expect(readCountryCode(value)).toMatchObject({ ok: true, value: { code: '91' } });
    },
  );

  it.each(['', ' ', null, undefined, '()', '-'])('%j is none', (value) => {
    expect(readCountryCode(value)).toEqual({ ok: true, value: undefined });
  });

  it.each<unknown>([
    '+',
    '0',
    '+091',
    '9191',
    'true',
    '91.0',
    {},
    ['x'],
    NaN,
    9.1,
    { toString: 1 },
  ])('%j is refused', (value) => {
    expect(readCountryCode(value)).toMatchObject({
      ok: false,
      problem: expect.stringContaining('which is neither a code such as +91 nor a country'),
    });
  });

  it.each(['2', '28', '+999', '0077', 77])('%j is refused, as no country has it', (value) => {
    expect(readCountryCode(value)).toMatchObject({
      ok: false,
      problem: expect.stringContaining('which no country has'),
    });
  });
});

it('each calling code is found in front of a number, and begins no other', () => {
  const codes = new Set(countries().map(callingCodeOf));
  expect(codes.size).toBeGreaterThan(200);
  for (const code of [...codes, '800', '870']) {
    for (const next of '0123456789') {
      const national = `${next}23456789`;
      expect(splitCallingCode(`${code}${national}`)).toEqual({ code, national });
    }
  }
  for (const digits of ['', '0123456', '999123']) expect(splitCallingCode(digits)).toBeUndefined();
});
