import { generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { encryptToken } from '../../../../credentials/signing/encryption';
import { readEncryptionKey } from '../../../../credentials/signing/jwk';
import { type ContentEncryption, decrypt, headerOf, makeEncryption } from '../../../sandbox/jwe';

const encryption = makeEncryption();
const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJuOG4ifQ.c2lnbmF0dXJl';

const jwkOf = (type: 'rsa' | 'ec', bits = 2048): JsonWebKey => {
  const { publicKey } =
    type === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: bits })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return publicKey.export({ format: 'jwk' });
};

const read = (jwk: unknown) => readEncryptionKey(JSON.stringify(jwk));

/** @returns what reading fails with */
function failureOf(typed: unknown): string {
  try {
    readEncryptionKey(typed);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('It was read');
}

describe.each<ContentEncryption>(['A128CBC-HS256', 'A128GCM', 'A256GCM'])(
  'a token that is encrypted with %s',
  (enc) => {
    it('has five parts, and the header that Kore.ai wants', async () => {
      const sealed = await encryptToken(token, readEncryptionKey(encryption.jwk), enc);
      expect(sealed).toMatch(/^[\w-]+(\.[\w-]+){4}$/);
      expect(headerOf(sealed ?? '')).toEqual({
        alg: 'RSA-OAEP',
        enc,
        kid: encryption.kid,
        typ: 'JWT',
      });
    });

    it('is opened by another library, and holds the signed token', async () => {
      const sealed = await encryptToken(token, readEncryptionKey(encryption.jwk), enc);
      expect(decrypt(sealed ?? '', encryption, enc)).toBe(token);
    });

    it('is never the same twice', async () => {
      const key = readEncryptionKey(encryption.jwk);
      const sealed = await Promise.all([1, 2, 3].map(() => encryptToken(token, key, enc)));
      for (const part of [1, 2, 3]) {
        expect(new Set(sealed.map((one) => one?.split('.')[part])).size).toBe(3);
      }
    });
  },
);

it('names no kid where the key has none', async () => {
  const { kty, n, e } = JSON.parse(encryption.jwk) as JsonWebKey;
  for (const kid of [undefined, '', 5, null]) {
    const sealed = await encryptToken(token, read({ kty, n, e, kid }), 'A128GCM');
    expect(headerOf(sealed ?? '')).toEqual({ alg: 'RSA-OAEP', enc: 'A128GCM', typ: 'JWT' });
  }
});

it('gives nothing, and no words of the library, where the key can not encrypt', async () => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  expect(await encryptToken(token, { key: publicKey, kid: 'k' }, 'A128GCM')).toBeUndefined();
});

describe('a key', () => {
  it('is read once, however often it is asked for', () => {
    const typed = JSON.stringify(jwkOf('rsa'));
    const { key } = readEncryptionKey(typed);
    expect(readEncryptionKey(typed).key).toBe(key);
    expect(readEncryptionKey(` ${typed}\n`).key).toBe(key);
    expect(readEncryptionKey(encryption.jwk).key).not.toBe(key);
  });

  it('is forgotten where a hundred others came after it', () => {
    const { key } = readEncryptionKey(encryption.jwk);
    const jwk = JSON.parse(encryption.jwk) as JsonWebKey;
    for (let i = 0; i < 100; i++) read({ ...jwk, kid: `k-${i}` });
    const again = readEncryptionKey(encryption.jwk);
    expect(again.key).not.toBe(key);
    expect(again.key.equals(key)).toBe(true);
  });

  it('may be alone, in a set, beside keys of other types, and copied with what nobody sees', () => {
    const jwk = jwkOf('rsa');
    const { key } = read(jwk);
    const others: unknown[] = [
      { keys: [jwk] },
      { keys: [jwkOf('ec'), jwk, 'x', null] },
      { ...jwk, use: 'enc', alg: 'RSA-OAEP', key_ops: ['encrypt'] },
    ];
    for (const other of others) expect(read(other).key.equals(key)).toBe(true);
    const copied = JSON.stringify(jwk, undefined, 2).replace(/:/g, ':\u200b');
    expect(readEncryptionKey(`\ufeff${copied}\u200b`).key.equals(key)).toBe(true);
  });

  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const rsa = pair.publicKey.export({ format: 'jwk' });
  const privateRsa = pair.privateKey.export({ format: 'jwk' });
  const pem = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const name = 'The Encryption Key (JWK) of the Kore API credential';
  const unusable: Array<[string, unknown, string]> = [
    ['nothing', undefined, 'is empty, and Encrypt Token (JWE) needs it'],
    ['blanks', ' \u200b', 'is empty, and Encrypt Token (JWE) needs it'],
    ['a PEM', pem, 'is not JSON'],
    ['half a key', JSON.stringify(rsa).slice(0, 200), 'is not JSON'],
    ['a private key', JSON.stringify(privateRsa), 'holds a private or secret key'],
    [
      'a private key in a set',
      JSON.stringify({ keys: [rsa, privateRsa] }),
      'holds a private or secret key',
    ],
    [
      'a shared secret',
      JSON.stringify({ kty: 'oct', k: 'c2VjcmV0' }),
      'holds a private or secret key',
    ],
    ['a key of another type', JSON.stringify(jwkOf('ec')), 'holds no RSA key'],
    ['an empty set', '{"keys": []}', 'holds no RSA key'],
    ['a number', '5', 'holds no RSA key'],
    ['null', 'null', 'holds no RSA key'],
    ['a list', JSON.stringify([rsa]), 'holds no RSA key'],
    ['two RSA keys', JSON.stringify({ keys: [rsa, jwkOf('rsa')] }), 'holds 2 RSA keys'],
    [
      'too short a key',
      JSON.stringify(jwkOf('rsa', 1024)),
      'has 1024 bits, and 2048 are the least',
    ],
    ['a key without n', JSON.stringify({ kty: 'RSA', e: 'AQAB' }), "can't be read as an RSA key"],
    ['a key with an odd n', JSON.stringify({ ...rsa, n: 5 }), "can't be read as an RSA key"],
    [
      'a key that leaves all as it is',
      JSON.stringify({ ...rsa, e: 'AQ' }),
      "can't be read as an RSA key",
    ],
    ['a key without e', JSON.stringify({ ...rsa, e: '' }), "can't be read as an RSA key"],
  ];

  it.each(unusable)('is refused in plain words where it is %s', (_, typed, why) => {
    const message = failureOf(typed);
    expect(message).toMatch(/^[^.]+\. Copy the one public key /);
    expect(message.startsWith(`${name} ${why}.`)).toBe(true);
    expect(message).not.toContain(rsa.n);
    for (const piece of String(typed).match(/[\w-]{12,}/g) ?? []) {
      expect(message).not.toContain(piece);
    }
  });
});
