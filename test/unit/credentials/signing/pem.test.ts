import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { restorePem } from '../../../../credentials/signing/pem';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

const keys = {
  'PKCS #8': privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  'PKCS #1': privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
};

/** What becomes of a key on its way into a field of one line, and in the files that people copy it from. */
const manglings: Record<string, (pem: string) => string> = {
  'with spaces for its line breaks': (pem) => pem.replace(/\n/g, ' '),
  'without any line breaks': (pem) => pem.replace(/\n/g, ''),
  'with \\n written out': (pem) => pem.replace(/\n/g, '\\n'),
  'with \\r\\n written out': (pem) => pem.replace(/\n/g, '\\r\\n'),
  'with the line breaks of Windows': (pem) => pem.replace(/\n/g, '\r\n'),
  'as JSON, in quotes': (pem) => JSON.stringify(pem),
  'with every line indented': (pem) => pem.replace(/^/gm, '\t  '),
  'with text around it': (pem) => `Bag Attributes\nkey of n8n\n${pem}\nsee the wiki`,
  'between blanks': (pem) => `  \n${pem}\n\n`,
  'with lines of 76': (pem) => {
    const [begin, ...rest] = pem.trim().split('\n');
    const end = rest.pop();
    return [begin, ...(rest.join('').match(/.{1,76}/g) ?? []), end].join('\n');
  },
};

const cases = Object.entries(keys).flatMap(([form, pem]) =>
  Object.entries(manglings).map(([how, mangle]) => ({ form, how, pem, mangled: mangle(pem) })),
);

describe('a private key', () => {
  it.each(Object.entries(keys))('in %s that is whole stays as it is', (_, pem) => {
    expect(restorePem(pem)).toBe(pem);
  });

  it.each(cases)('in $form $how becomes usable again', ({ pem, mangled }) => {
    expect(createPrivateKey(restorePem(mangled)).equals(privateKey)).toBe(true);
    expect(restorePem(mangled)).toBe(pem);
  });

  it('is restored whatever white space got between its characters', () => {
    const pem = keys['PKCS #8'];
    const [, body = ''] = /-----\n([\s\S]*)\n-----/.exec(pem) ?? [];
    const blanks = fc.array(
      fc.tuple(fc.nat(body.length), fc.constantFrom(' ', '\n', '\t', '\r\n', '\u00a0')),
      { maxLength: 40, size: 'max' },
    );
    fc.assert(
      fc.property(blanks, (inserted) => {
        const spaced = inserted.reduce(
          (text, [at, blank]) => text.slice(0, at) + blank + text.slice(at),
          body,
        );
        expect(restorePem(pem.replace(body, spaced))).toBe(pem);
      }),
    );
  });
});

describe('an encrypted key', () => {
  const passphrase = 'correct horse';

  it('with header lines comes back untouched', () => {
    const pem = privateKey
      .export({ type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase })
      .toString();
    expect(pem).toContain('Proc-Type: 4,ENCRYPTED');
    expect(restorePem(pem)).toBe(pem.trim());
    expect(createPrivateKey({ key: restorePem(pem), passphrase }).equals(privateKey)).toBe(true);
  });

  it('without header lines is restored, and still needs its passphrase', () => {
    const pem = privateKey
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase })
      .toString();
    const restored = restorePem(pem.replace(/\n/g, ' '));
    expect(createPrivateKey({ key: restored, passphrase }).equals(privateKey)).toBe(true);
    expect(() => createPrivateKey(restored)).toThrow();
  });
});

describe('text that is no key', () => {
  it.each([
    ['  some secret ', 'some secret'],
    ['-----BEGIN PRIVATE KEY----- half a key', '-----BEGIN PRIVATE KEY----- half a key'],
    [
      '-----BEGIN PRIVATE KEY-----a-----END PUBLIC KEY-----',
      '-----BEGIN PRIVATE KEY-----a-----END PUBLIC KEY-----',
    ],
    ['', ''],
  ])('comes back trimmed: %j', (text, trimmed) => {
    expect(restorePem(text)).toBe(trimmed);
  });

  it('never makes it throw, and doing it twice changes nothing more', () => {
    const dashes = fc.constantFrom('-----BEGIN A-----', '-----END A-----', '\\n', '\n', ':', 'abc');
    const text = fc.oneof(
      fc.string(),
      fc.array(dashes).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (pasted) => {
        const once = restorePem(pasted);
        expect(restorePem(once).trim()).toBe(once.trim());
      }),
    );
  });
});
