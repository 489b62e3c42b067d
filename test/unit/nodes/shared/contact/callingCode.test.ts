import fc from 'fast-check';
import { splitInternational } from '../../../../../nodes/shared/contact/callingCode';

/** Every code that is assigned (ITU-T E.164, list of assigned country codes), by its length. */
const ONE = ['1', '7'];

const TWO = [
  ...['20', '27', '30', '31', '32', '33', '34', '36', '39', '40', '41', '43', '44', '45', '46'],
  ...['47', '48', '49', '51', '52', '53', '54', '55', '56', '57', '58', '60', '61', '62', '63'],
  ...['64', '65', '66', '81', '82', '84', '86', '90', '91', '92', '93', '94', '95', '98'],
];

/** From the first to the last. */
const range = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, i) => String(first + i));

const THREE = [
  ...['211', '212', '213', '216', '218', ...range(220, 258), ...range(260, 269), '290', '291'],
  ...[...range(297, 299), ...range(350, 359), ...range(370, 383), ...range(385, 389), '420'],
  ...['421', '423', ...range(500, 509), ...range(590, 599), '670', ...range(672, 683)],
  ...[...range(685, 692), '800', '808', '850', '852', '853', '855', '856', '870', '878', '880'],
  ...['881', '882', '883', '886', '888', ...range(960, 968), ...range(970, 977), '979'],
  ...[...range(992, 996), '998'],
];

const ALL = [...ONE, ...TWO, ...THREE];

describe('cutting an international number behind its country code', () => {
  it('is tested with every code that is assigned, none of which begins with another', () => {
    expect([ONE.length, TWO.length, THREE.length]).toEqual([2, 44, 171]);
    expect(new Set(ALL).size).toBe(ALL.length);
    const clashes = ALL.filter((code) => ALL.some((o) => o !== code && code.startsWith(o)));
    expect(clashes).toEqual([]);
  });

  it.each(ALL)('finds the code %s', (code) => {
    for (const next of '0123456789') {
      const national = `${next}23456789`;
      expect(splitInternational(code + national)).toEqual({ code, national });
    }
  });

  it('finds each code whatever follows it, and loses no digit', () => {
    const digits = fc.string({
      unit: fc.constantFrom(...'0123456789'),
      minLength: 1,
      maxLength: 13,
    });
    fc.assert(
      fc.property(fc.constantFrom(...ALL), digits, (code, national) => {
        expect(splitInternational(code + national)).toEqual({ code, national });
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes three digits where nothing is assigned, and puts the parts together again', () => {
    const digits = fc.string({
      unit: fc.constantFrom(...'0123456789'),
      minLength: 4,
      maxLength: 15,
    });
    fc.assert(
      fc.property(digits, (number) => {
        const { code, national } = splitInternational(number);
        expect(code + national).toBe(number);
        if (![...ONE, ...TWO].includes(code)) expect(code).toHaveLength(3);
      }),
      { numRuns: 2_000 },
    );
  });
});
