import fc from 'fast-check';
import { originOf } from '../../../../credentials/signing/address';

/** The origin, or what the refusal says. */
function read(typed: unknown, allowInsecure = false): string {
  try {
    return originOf(typed, allowInsecure);
  } catch (error) {
    return `refused: ${(error as Error).message}`;
  }
}

/** Pieces that people, and people who mean harm, put addresses together from. */
const piecemeal = fc
  .array(
    fc.constantFrom(
      ...['https://', 'http://', 'HTTP:', 'https:', 'ftp://', 'blob:', '//', '/', '\\', '@', ':'],
      ...['platform.kore.ai', 'evil.example', 'localhost', '127.0.0.1', '[::1]', '0x7f.1', '8443'],
      ...['%2f', '%40', '%00', '?', '#', '..', '.', ' ', '\t', '\u0000', 'ü', '\uff0f', '\u3002'],
    ),
    { maxLength: 7 },
  )
  .map((pieces) => pieces.join(''));

const anyText = fc.oneof(piecemeal, fc.webUrl(), fc.string({ unit: 'binary' }), fc.string());

describe('what may be typed as Environment URL', () => {
  it.each([
    ['https://platform.kore.ai', 'https://platform.kore.ai'],
    ['platform.kore.ai', 'https://platform.kore.ai'],
    ['de-platform.kore.ai/', 'https://de-platform.kore.ai'],
    ['https://jp-platform.kore.ai///', 'https://jp-platform.kore.ai'],
    ['  https://bots.kore.ai\n', 'https://bots.kore.ai'],
    ['HTTPS://Platform.KORE.ai', 'https://platform.kore.ai'],
    ['https://kore.example.com:8443', 'https://kore.example.com:8443'],
    ['kore.example.com:8443/', 'https://kore.example.com:8443'],
    ['https://platform.kore.ai:443', 'https://platform.kore.ai'],
    ['kore', 'https://kore'],
    ['10.1.2.3', 'https://10.1.2.3'],
    ['[fd00::1]:9000', 'https://[fd00::1]:9000'],
    ['bücher.example', 'https://xn--bcher-kva.example'],
    ['https://例え.テスト', 'https://xn--r8jz45g.xn--zckzah'],
  ])('reads %j as %s', (typed, origin) => {
    expect(read(typed)).toBe(origin);
  });

  it('takes any domain, with and without scheme, in any case, with slashes behind it', () => {
    const host = fc.domain().filter((domain) => URL.canParse(`https://${domain}`));
    const spelled = fc.record({
      host,
      scheme: fc.constantFrom('', 'https://', 'HTTPS://'),
      port: fc.option(fc.integer({ min: 1, max: 65_535 }).filter((port) => port !== 443)),
      slashes: fc.constantFrom('', '/', '//'),
      upper: fc.boolean(),
    });
    fc.assert(
      fc.property(spelled, ({ host: domain, scheme, port, slashes, upper }) => {
        const name = `${upper ? domain.toUpperCase() : domain}${port === null ? '' : `:${port}`}`;
        expect(read(`${scheme}${name}${slashes}`)).toBe(`https://${name.toLowerCase()}`);
      }),
    );
  });
});

describe('what is refused as Environment URL', () => {
  it.each([
    ['', 'is empty'],
    ['   ', 'is empty'],
    [undefined, 'is empty'],
    [null, 'is empty'],
    [42, 'is empty'],
    [{ host: 'platform.kore.ai' }, 'is empty'],
    ['https://', 'is not a host'],
    ['https://platform.kore.ai:99999', 'is not a host'],
    ['https:platform.kore.ai', 'is not a host'],
    ['javascript:alert(1)', 'is not a host'],
    ['https://a%2fb.example', 'is not a host'],
    ['ftp://platform.kore.ai', 'not https'],
    ['file://platform.kore.ai', 'not https'],
    ['wss://platform.kore.ai', 'not https'],
    ['https://platform.kore.ai/agentassist', 'contains a path'],
    ['platform.kore.ai/agentassist/api/v1', 'contains a path'],
    ['https://platform.kore.ai?x=1', 'contains a query or a fragment'],
    ['https://platform.kore.ai/?', 'contains a query or a fragment'],
    ['https://platform.kore.ai#top', 'contains a query or a fragment'],
    ['https://platform.kore.ai/#', 'contains a query or a fragment'],
    ['https://me:pass@platform.kore.ai', 'contains a user name or password'],
    ['platform.kore.ai@evil.example', 'contains a user name or password'],
    ['https://@platform.kore.ai', 'contains a user name or password'],
    ['https://platform.kore.ai\\@evil.example', 'a character that no host has'],
    ['https:\\\\platform.kore.ai', 'a character that no host has'],
  ])('refuses %j, since it %s', (typed, why) => {
    expect(read(typed)).toMatch(/^refused: .*Environment URL/);
    expect(read(typed)).toContain(why);
    expect(read(typed, true)).toContain(why);
  });

  it('refuses white space, control and invisible characters anywhere inside', () => {
    const host = 'https://platform.kore.ai';
    const odd = fc.constantFrom(
      ...[' ', '\t', '\n', '\r', '\u0000', '\u001f', '\u007f', '\u0085', '\u00a0', '\u00ad'],
      ...['\u200b', '\u200d', '\u202e', '\u2028', '\u2060', '\u3000', '\ufeff', '\\'],
    );
    fc.assert(
      fc.property(odd, fc.integer({ min: 1, max: host.length - 1 }), (character, at) => {
        const typed = host.slice(0, at) + character + host.slice(at);
        expect(read(typed, true)).toContain('a character that no host has');
      }),
    );
  });
});

describe('plain http', () => {
  it.each([
    ['http://localhost:5678', 'http://localhost:5678'],
    ['http://LOCALHOST/', 'http://localhost'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['http://127.8.9.10:80', 'http://127.8.9.10'],
    ['http://[::1]:3000/', 'http://[::1]:3000'],
  ])('is taken for this machine itself: %s', (typed, origin) => {
    expect(read(typed)).toBe(origin);
  });

  it.each([
    'http://platform.kore.ai',
    'HTTP://platform.kore.ai',
    'http://localhost.evil.example',
    'http://127.0.0.1.evil.example',
    'http://not-localhost',
    'http://128.0.0.1',
    'http://[::2]',
    'http://10.0.0.1',
  ])('is refused for any other host: %s', (typed) => {
    expect(read(typed)).toMatch(/^refused: .*Environment URL.*unencrypted.*Allow Insecure/);
  });

  it('is taken for any host where insecure connections are allowed', () => {
    expect(read('http://kore.test:8080/', true)).toBe('http://kore.test:8080');
    expect(read('kore.test:8080', true)).toBe('https://kore.test:8080');
  });
});

describe('whatever is typed', () => {
  it('an accepted result is an origin, and no path behind it leads elsewhere', () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), anyText, (typed, allowInsecure, path) => {
        const origin = read(typed, allowInsecure);
        if (origin.startsWith('refused: ')) return;
        expect(new URL(origin).origin).toBe(origin);
        expect(new URL(`${origin}/${path}`).origin).toBe(origin);
      }),
      { numRuns: 2_000 },
    );
  });

  it('an accepted result without scheme, or with https, never becomes plain http', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        const origin = read(typed);
        fc.pre(!origin.startsWith('refused: '));
        if (!/^\s*http:/i.test(typed)) expect(origin).toMatch(/^https:\/\//);
      }),
    );
  });

  it('a refusal is an Error that names the field, for values of any type', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.anything()), fc.boolean(), (typed, allowInsecure) => {
        try {
          originOf(typed, allowInsecure);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
          expect((error as Error).constructor).toBe(Error);
          expect((error as Error).message).toContain('Environment URL');
        }
      }),
      { numRuns: 500 },
    );
  });
});
