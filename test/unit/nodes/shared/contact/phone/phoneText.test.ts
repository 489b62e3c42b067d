import fc from 'fast-check';
import {
  readPhoneStart,
  readPhoneText,
} from '../../../../../../nodes/shared/contact/phone/phoneText';

const digitsOf = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength, size: 'max' });

const separator = fc.constantFrom(
  ...['', '', ' ', '-', '.', '(', ')', '[', ']', '\t', '\u00a0', '\u2011', '\u2013', '\u2212'],
  ...['\u200e', '\u202c', '\ufeff', ' - ', '\u200b'],
);

/** A text with random separators before, between and behind its characters. */
const spreadOut = (text: string) =>
  fc
    .array(separator, { minLength: text.length + 1, maxLength: text.length + 1 })
    .map((between) => between.map((gap, i) => gap + (text[i] ?? '')).join(''));

/** The prefix and the digits, or what is wrong. */
function read(value: unknown): string {
  const text = readPhoneText(value);
  return text.ok ? `${text.value.prefix} ${text.value.digits}` : text.problem;
}

describe('a phone number as people write it', () => {
  it('is its sign and its digits, whatever separates them', () => {
    const spelled = fc
      .tuple(digitsOf(4, 15), fc.constantFrom('+', '00', ''))
      .filter(([digits, prefix]) => !(prefix === '' && digits.startsWith('00')))
      .chain(([digits, prefix]) =>
        spreadOut(`${prefix}${digits}`).map((text) => ({ digits, prefix, text })),
      );
    fc.assert(
      fc.property(spelled, ({ digits, prefix, text }) => {
        // So a spreadsheet writes a whole number.
        fc.pre(!/^\+?\d+\.0+$/.test(text.trim()));
        expect(read(text)).toBe(`${prefix} ${digits}`);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['+91 98765 43210', '+ 919876543210'],
    ['tel:+91-98765-43210', '+ 919876543210'],
    ['whatsapp:+919876543210', '+ 919876543210'],
    ["'+919876543210", '+ 919876543210'],
    ['="+919876543210"', '+ 919876543210'],
    ['9876543210.0', ' 9876543210'],
    ['+919876543210.00', '+ 919876543210'],
    [9876543210, ' 9876543210'],
    ['９８７６５ ４３２１０', ' 9876543210'],
    ['٩٨٧٦٥٤٣٢١٠', ' 9876543210'],
    ['۹۸۷۶۵۴۳۲۱۰', ' 9876543210'],
    ['९८७६५४३२१०', ' 9876543210'],
    ['98765\u200b43210', ' 9876543210'],
    ['+32 2/123.45.67', '+ 3221234567'],
    ['+49 6251/12345', '+ 49625112345'],
    ['(+91) 98765/43210', '+ 919876543210'],
    ['030/1234567', ' 0301234567'],
    ['01/23/45/67/89', ' 0123456789'],
    ['98765, 43210', ' 9876543210'],
  ])('%j is read as "%s"', (value, said) => {
    expect(read(value)).toBe(said);
  });

  it.each([
    ...['x12', ' x 12', ' ext. 12', ' ext 12', ' Ext.: 12', ';ext=12', ',,12', ' # 12', ' extn 12'],
    ...[' Durchwahl 12', ' DW 12', ' anexo 12', ' доб. 12', ' extension 12', ' int. 12'],
  ])('loses its extension "%s"', (extension) => {
    expect(read(`+1 212 555 0123${extension}`)).toBe('+ 12125550123');
  });

  it('is not cut where what follows is as long as itself', () => {
    expect(read('98765x43210')).toContain('contains more than digits');
    expect(read('4321 x12')).toBe(' 4321');
  });

  it.each(['+44 (0)20 7946 0958', '+44 [0] 20 7946 0958', '0044 ( 0 ) 20 7946 0958'])(
    'tells a 0 in brackets: %s',
    (value) => {
      const text = readPhoneText(value);
      expect(text.ok && text.value.digits).toBe('4402079460958');
      expect(text.ok && text.value.withoutTrunk).toBe('442079460958');
    },
  );
});

describe('a cell with two numbers', () => {
  it.each([
    ['+91 98765 43210; +91 98765 43211', "'+91 98765 43210' and '+91 98765 43211'"],
    ['+91 98765 43210 / +91 98765 43211', "'+91 98765 43210' and '+91 98765 43211'"],
    ['9876543210, 9876543211', "'9876543210' and '9876543211'"],
    ['9876543210 or 9876543211', "'9876543210' and '9876543211'"],
    ['9876543210 oder 9876543211', "'9876543210' and '9876543211'"],
    ['+39 06 12345678 ::: +39 347 1234567', "'+39 06 12345678' and '+39 347 1234567'"],
    ['9876543210\n9876543211', "'9876543210' and '9876543211'"],
    ['9876543210|9876543211', "'9876543210' and '9876543211'"],
    ['12 34 56/57', "'12 34 56' and '57'"],
    ['12345/67', "'12345' and '67'"],
    ['030 123456/57/58', "'030 123456' and '57' and '58'"],
    ['1234567/7654321', "'1234567' and '7654321'"],
  ])('%j is refused, and they are shown apart', (value, numbers) => {
    expect(read(value)).toContain(`holds more than one number: ${numbers}`);
  });
});

describe('what is no phone number', () => {
  it.each([
    ...['+91+98765', '98765+', '++9198765', 'abc', '9876o43210', '98765*', "98765' OR 1"],
    ...['98765\u00001', '1-800-FLOWERS', '=cmd|1234567'],
  ])('is refused with what it contains: %j', (value) => {
    expect(read(value)).toMatch(
      /contains more than digits, '\+' in front, and separators|more than one/,
    );
  });

  it.each(['9.87654E+9', '9,87654E+9', '9.8765e9'])('is refused as shortened: %s', (value) => {
    expect(read(value)).toContain('was shortened by a spreadsheet');
  });

  it.each([undefined, null, '', ' ', '( - )'])('is called empty: %j', (value) => {
    expect(read(value)).toBe('is empty');
  });

  it.each([[{}], [['98765']], [true], [0], [-98765], [98765.5], [NaN], [Infinity], [98765n]])(
    'is neither text nor a whole number: %p',
    (value) => {
      expect(read(value)).toBe('is neither text nor a whole number');
    },
  );

  it.each([
    ['123', "'123' has 3 digits"],
    ['+1 2 3', "'+1 2 3' has 3 digits"],
    ['12345678901234567', 'has 17 digits'],
  ])('is told where it has too few digits or too many: %j', (value, why) => {
    expect(read(value)).toContain(why);
    expect(read(value)).toContain('4 to 15 are possible');
  });

  it('never makes it throw, and is never shown with control characters', () => {
    const anything = fc.oneof(fc.anything(), fc.string({ unit: 'binary' }), digitsOf(1, 18));
    fc.assert(
      fc.property(anything, (value) => {
        const text = readPhoneText(value);
        if (text.ok) expect(text.value.digits).toMatch(/^\d{4,16}$/);
        else expect(text.problem).toMatch(/^[^\p{Cc}\p{Cf}<>]+$/u);
      }),
      { numRuns: 1_000 },
    );
  });
});

it.each([
  ['+91 98', { digits: '9198', isAbroad: true }],
  ['0091-98', { digits: '9198', isAbroad: true }],
  ['(98765) 4', { digits: '987654', isAbroad: false }],
  ['٩٨', { digits: '98', isAbroad: false }],
  ['+', undefined],
  ['abc', undefined],
])('the start of a number %j is %j', (text, start) => {
  expect(readPhoneStart(text)).toEqual(start);
});
