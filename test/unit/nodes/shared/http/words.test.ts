import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { createToken } from '../../../../../credentials/signing/token';
import { cleaned, parsed, withoutTokens, wordsIn } from '../../../../../nodes/shared/http/words';

const signed =
  createToken({ clientId: 'cs-1', identity: 'n8n', algorithm: 'HS256', signWith: 'secret' }) ?? '';

const part = (value: object | Buffer): string =>
  (Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value))).toString('base64url');

const encryptedHead = part({ alg: 'RSA-OAEP', enc: 'A256GCM', kid: '1' });
const encrypted = [
  encryptedHead,
  ...[256, 12, 300, 16].map((size) => part(randomBytes(size))),
].join('.');
/** With a key agreed on beforehand, the second of the five parts is empty. */
const encryptedDirectly = [
  encryptedHead,
  '',
  ...[12, 300, 16].map((n) => part(randomBytes(n))),
].join('.');
const unsigned = `${part({ alg: 'none' })}.${part({ sub: 'n8n', appId: 'cs-1' })}.`;

const tokens = { signed, encrypted, encryptedDirectly, unsigned };

/** Half of a character that takes two code units. */
const HALF = /\p{Cs}/u;

/** The parts that could be used, or read. */
const partsOf = (token: string): string[] => token.split('.').filter((text) => text !== '');

describe.each(Object.entries(tokens))('a token that is %s', (_, token) => {
  it.each([
    ['alone', '', ''],
    ['at the beginning', '', ' is not valid'],
    ['at the end', 'not valid: ', ''],
    ['at the end of a sentence', 'We got ', '. Try again.'],
    ['in quotes', '"', '"'],
    ['in JSON', '{"auth":"', '","code":401}'],
    ['in JSON within JSON', '{"msg":"{\\"auth\\":\\"', '\\"}"}'],
    ['in a query', 'https://a.example/?auth=', '&x=1'],
    ['behind the name of its header', 'auth: ', '\r\nhost: a'],
    ['behind a scheme', 'Bearer ', ''],
    ['in markup', '<b>', '</b>'],
    ['behind letters', 'token', ''],
  ])('is taken out of a text, standing %s', (__, before, after) => {
    for (const text of [withoutTokens, cleaned]) {
      const result = text(before + token + after);
      for (const piece of partsOf(token)) expect(result).not.toContain(piece);
      expect(result).toContain('[token removed]');
    }
    expect(withoutTokens(before + token + after).startsWith(before)).toBe(true);
  });

  it('is taken out of whatever text, and of the words of a body', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const text = `${before} ${token} ${after}`;
        const results = [
          withoutTokens(text),
          cleaned(text),
          ...wordsIn({ errors: [{ msg: text }] }),
        ];
        for (const piece of partsOf(token)) expect(results.join('\n')).not.toContain(piece);
      }),
    );
  });

  it('is taken out as often as it stands there', () => {
    const result = withoutTokens(`${token} and ${token}, ${signed}`);
    expect(result).toBe('[token removed] and [token removed], [token removed]');
  });
});

it.each(['eyJust a word', 'eye.jay.kay', 'de.platform.kore.ai', 'a eyJ. b', 'version 1.2.3.4'])(
  'text that is no token stays: %j',
  (text) => {
    expect(withoutTokens(text)).toBe(text);
  },
);

describe('text of a server that is shown', () => {
  it.each([
    ['<b>Not</b> allowed', 'Not allowed'],
    ['<p>One</p><p>Two</p>', 'One Two'],
    ['<a href="https://evil.example" onclick=\'x()\'>here</a>', 'here'],
    ['<script>alert("1 < 2")</script>Stop', 'Stop'],
    ['<SCRIPT type=x>\nevil()\n</SCRIPT >Stop', 'Stop'],
    ['<head><title>502</title><style>p{}</style></head><body>Bad Gateway</body>', 'Bad Gateway'],
    ['<style>p > a {}</style>x', 'x'],
    ['<!-- c --><!DOCTYPE html>x', 'x'],
    ['a <b', 'a b'],
    ['a > b', 'a b'],
    ['<<b>script>alert(1)', 'script alert(1)'],
  ])('has no markup: %j becomes %j', (text, result) => {
    expect(cleaned(text)).toBe(result);
  });

  it('is one line', () => {
    expect(cleaned('  a\r\n\tb\u0000c\u001b[31md\u0085e\u2028f\u00a0g\u200bh\u202ei  ')).toBe(
      'a b c [31md e f g h i',
    );
  });

  it('is cut to 500 characters, and shows that it was', () => {
    expect(cleaned('x'.repeat(500))).toBe('x'.repeat(500));
    expect(cleaned('x'.repeat(501))).toBe(`${'x'.repeat(500)}…`);
    expect(cleaned(`${'x'.repeat(499)} yy`)).toBe(`${'x'.repeat(499)}…`);
  });

  it.each(['😀', 'x😀', '👩‍💻', '\u{20000}'])(
    'is cut between characters: many times %s',
    (character) => {
      const result = cleaned(character.repeat(2_000));
      expect(Array.from(result).length).toBeLessThanOrEqual(501);
      expect(result).toMatch(/…$/);
      expect(result).not.toMatch(HALF);
    },
  );

  it('is clean whatever it was', () => {
    const pieces = fc.array(
      fc.constantFrom(
        '<',
        '>',
        '<b>',
        '</',
        'script',
        '<script',
        '😀',
        '\n',
        '\u0000',
        'word',
        ' ',
      ),
      { maxLength: 900, size: 'max' },
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', size: 'large' }),
      pieces.map((list) => list.join('')),
    );
    fc.assert(
      fc.property(text, (raw) => {
        const result = cleaned(raw);
        expect(result).not.toMatch(/[\p{Cc}\p{Cf}<>]|\s\s|^\s|\s$/u);
        expect(Array.from(result).length).toBeLessThanOrEqual(501);
        if (!HALF.test(raw)) expect(result).not.toMatch(HALF);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the words of a body', () => {
  it.each([
    [{ errors: [{ msg: 'A', code: 4002 }] }, ['A']],
    [{ errors: [{ message: 'A' }, { msg: 'B' }, { error: 'C' }] }, ['A', 'B', 'C']],
    [{ errors: ['A', 'B'] }, ['A', 'B']],
    [{ errors: { msg: 'A' } }, ['A']],
    [{ status: 'Error', message: 'A' }, ['A']],
    [{ error: 'A' }, ['A']],
    [{ error: { message: 'A', code: 1 } }, ['A']],
    [{ code: 404, message: 'A' }, ['A']],
    [{ reason: 'A', description: 'B', detail: 'C' }, ['A', 'B', 'C']],
    [{ errors: [{ msg: 'A' }, { msg: 'A' }, { msg: ' A ' }] }, ['A']],
    [{ errors: [{ msg: '{"message":"A","code":4}' }] }, ['A']],
    [{ errors: [{ msg: '{"errors":[{"msg":"A"},{"msg":"B"}]}' }] }, ['A', 'B']],
    [{ msg: ' [{"msg":"A"}]' }, ['A']],
    [{ msg: '{not json' }, ['{not json']],
    ['A', ['A']],
    ['{"error":"A"}', ['A']],
    [
      ['A', { msg: 'B' }],
      ['A', 'B'],
    ],
    [{ msg: '<i>A</i>\n<script>x</script>' }, ['A']],
    [{ msg: '' }, []],
    [{ msg: null, message: 5, error: false, errors: [] }, []],
    [{ id: 'a', firstName: 'Asha' }, []],
    [null, []],
    [undefined, []],
    [7, []],
  ])('of %j are %j', (body, words) => {
    expect(wordsIn(body)).toEqual(words);
  });

  it('end somewhere, however deep the body goes', () => {
    const deep = '{"errors":['.repeat(4_000) + ']}'.repeat(4_000);
    expect(wordsIn(parsed(deep))).toEqual([]);
    expect(wordsIn(deep)).toEqual([]);
  });

  it('never make it throw, and are clean', () => {
    const keyed = fc.dictionary(
      fc.constantFrom('msg', 'message', 'error', 'errors', 'reason', 'code'),
      fc.anything({ withNullPrototype: true }),
    );
    fc.assert(
      fc.property(fc.oneof(keyed, fc.anything(), fc.json()), (body) => {
        for (const words of wordsIn(body)) expect(words).toMatch(/^[^\p{Cc}\p{Cf}<>]+$/u);
      }),
      { numRuns: 500 },
    );
  });
});

it('parses JSON, and gives undefined for everything else', () => {
  expect([parsed('{"a":1}'), parsed('null'), parsed(' 1 ')]).toEqual([{ a: 1 }, null, 1]);
  expect(['', '{', 'a', '<html>'].map(parsed)).toEqual(Array(4).fill(undefined));
});
