import fc from 'fast-check';
import { checkId, shown, visible } from '../../../../../nodes/shared/contact/id';

const idCharacters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-'];

const idOf = (maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...idCharacters), minLength: 1, maxLength, size: 'max' });

const anId = idOf(64);

const reserved = ['bulk-delete', 'bulk-update', 'import-contacts', 'undefined', 'null'];

/** What is wrong with a value; empty where it is taken. */
function refusal(value: unknown): string {
  const checked = checkId(value);
  return checked.ok ? '' : checked.problem;
}

describe('a contact ID', () => {
  it('is taken with blanks around it dropped, whatever its letters', () => {
    const blanks = fc.string({ unit: fc.constantFrom(' ', '\n', '\t', '\u00a0'), maxLength: 3 });
    const notReserved = anId.filter(
      (id) => !reserved.includes(id.toLowerCase()) && !/^[0-9a-f]{24}$/i.test(id),
    );
    fc.assert(
      fc.property(notReserved, blanks, blanks, (id, before, after) => {
        expect(checkId(`${before}${id}${after}`)).toEqual({ ok: true, value: id });
      }),
    );
  });

  it.each(['65f7d49a5dd06e2cefa12345', 'cs-1e845b00-81ad-5757-a1e7-d0f6fea12345', 'a', '0', '_'])(
    'can be %s',
    (id) => {
      expect(checkId(id)).toEqual({ ok: true, value: id });
    },
  );

  it.each([
    ['65F7D49A5DD06E2CEFA12345', '65f7d49a5dd06e2cefa12345'],
    ['65f7d49a5dd06e2cEFA12345', '65f7d49a5dd06e2cefa12345'],
    ['65F7D49A5DD06E2CEFA1234', '65F7D49A5DD06E2CEFA1234'],
    ['CS-1E845B00', 'CS-1E845B00'],
  ])('means digits by its letters only where it has the known form: %s', (typed, value) => {
    expect(checkId(typed)).toEqual({ ok: true, value });
  });

  it('is its own place in the path: no other record and no other call is reached', () => {
    const text = fc.oneof(anId, fc.string(), fc.string({ unit: 'binary' }), fc.webPath());
    fc.assert(
      fc.property(text, (value) => {
        const checked = checkId(value);
        if (!checked.ok) return;
        expect(encodeURIComponent(checked.value)).toBe(checked.value);
        const { pathname, search } = new URL(`https://a.example/contacts/${checked.value}`);
        expect([pathname, search]).toEqual([`/contacts/${checked.value}`, '']);
        expect(reserved).not.toContain(checked.value.toLowerCase());
      }),
      { numRuns: 1_000 },
    );
  });

  it('is refused with any other character inside, wherever it stands', () => {
    const outside = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 1 })
      .filter((character) => !idCharacters.includes(character) && visible(character).trim() !== '');
    fc.assert(
      fc.property(idOf(30), idOf(30), outside, (before, after, character) => {
        expect(checkId(`${before}${character}${after}`).ok).toBe(false);
        expect(checkId(`${character}${after}`).ok).toBe(false);
        expect(checkId(`${before}${character}`).ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['\u200b', '\ufeff', '\u200e', '\u2060', '\u00ad', '\ufe0f', '\u3164', '\u034f'])(
    'is taken without an invisible character around it or in it: %j',
    (character) => {
      expect(visible(`a${character}b`)).toBe('ab');
      const value = `${character} 6960${character}9027${character}\n${character}`;
      expect(checkId(value)).toEqual({ ok: true, value: '69609027' });
      expect(refusal(`${character} ${character}`)).toBe('is empty');
      expect(refusal(`bulk${character}-delete`)).toBe("is the word 'bulk-delete'");
    },
  );

  it.each([
    ['6960\u0008', "'6960' contains more than letters, digits, underscore and hyphen: U+0008"],
    ['<6960>', "'6960' contains more than letters, digits, underscore and hyphen: U+003C, U+003E"],
    [
      '\u00006960\u0001',
      "'6960' contains more than letters, digits, underscore and hyphen: U+0000, U+0001",
    ],
    ['69/60\u0008', "'69/60' contains more than letters, digits, underscore and hyphen"],
  ])('is not shown as a perfect one: %j', (value, problem) => {
    expect(refusal(value)).toBe(problem);
  });

  it.each([
    'a b',
    'a\nb',
    '../x',
    'a/b',
    'a?b',
    'a#b',
    'a%2fb',
    'a.',
    '.',
    '..',
    'ä',
    '<b>',
    'a,b',
  ])('cannot be %j, and is shown in the refusal', (value) => {
    expect(refusal(value)).toContain('contains more than letters, digits, underscore and hyphen');
  });

  it('is refused where it is a word that stands for another call or for nothing, in any case', () => {
    const anyCase = fc.mixedCase(fc.constantFrom(...reserved));
    fc.assert(
      fc.property(anyCase, fc.constantFrom('', ' ', '\n'), (word, blank) => {
        expect(refusal(`${blank}${word}${blank}`)).toBe(`is the word '${word}'`);
      }),
    );
  });

  it('may contain such a word', () => {
    for (const word of reserved) expect(checkId(`${word}-1`).ok).toBe(true);
  });

  it('has 64 characters at most', () => {
    expect(checkId('a'.repeat(64)).ok).toBe(true);
    expect(refusal('a'.repeat(65))).toBe('is 65 characters long, and 64 is the most');
    expect(refusal('/'.repeat(1_000_000)).length).toBeLessThan(100);
  });

  it.each([undefined, null, '', '   ', '\n'])('is called empty where it is %j', (value) => {
    expect(refusal(value)).toBe('is empty');
  });

  it.each([
    [42, 'is a number, not text'],
    [0, 'is a number, not text'],
    [NaN, 'is a number, not text'],
    [10n, 'is a bigint, not text'],
    [true, 'is a boolean, not text'],
    [false, 'is a boolean, not text'],
    [{ id: 'a' }, 'is an object, not text'],
    [{ toString: () => 'a' }, 'is an object, not text'],
    [new String('a'), 'is an object, not text'],
    [['a'], 'is a list, not text'],
    [[], 'is a list, not text'],
    [Symbol('a'), 'is a symbol, not text'],
  ])('must be text: %p is refused', (value, why) => {
    expect(refusal(value)).toBe(why);
  });

  it('is never made of anything but text', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (value) => {
        fc.pre(typeof value !== 'string');
        expect(refusal(value)).toMatch(/^is (empty|an? \w+, not text)$/);
      }),
    );
  });
});

describe('a value that is shown', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300, size: 'max' }),
    fc.string({ unit: 'grapheme', maxLength: 300, size: 'max' }),
    fc.string({ unit: fc.constantFrom('😀', 'a', '\n', '<'), maxLength: 300, size: 'max' }),
  );

  it('has no control or invisible characters and no angle brackets', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(shown(value)).not.toMatch(/[\p{Cc}\p{Cf}<>]/u);
      }),
    );
  });

  it('stays on one line', () => {
    expect(shown('a\nb\r\nc\u0085d\u2028e\u2029f')).not.toMatch(/[\n\r\u0085\u2028\u2029]/);
  });

  it('is cut to 60 characters and a sign that it was cut', () => {
    expect(shown('x'.repeat(60))).toBe('x'.repeat(60));
    expect(shown('x'.repeat(61))).toBe(`${'x'.repeat(60)}…`);
    fc.assert(
      fc.property(text, (value) => {
        expect(Array.from(shown(value)).length).toBeLessThanOrEqual(61);
      }),
    );
  });

  it('is cut between characters, however many code units they take', () => {
    expect(shown('😀'.repeat(60))).toBe('😀'.repeat(60));
    expect(shown('😀'.repeat(61))).toBe(`${'😀'.repeat(60)}…`);
    expect(shown(`x${'😀'.repeat(100)}`)).toBe(`x${'😀'.repeat(59)}…`);
  });

  it('is otherwise the text itself', () => {
    expect(shown(' +91 (98765) 43210 ')).toBe('+91 (98765) 43210');
  });
});
