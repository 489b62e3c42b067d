import { createHmac, generateKeyPairSync } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { type Algorithm, createToken } from '../../../../credentials/signing/token';

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const secret = 'bG9uZyBlbm91Z2ggdG8gYmUgYSBzZWNyZXQ=';

const usable: Array<[Algorithm, string, string]> = [
  ['HS256', secret, secret],
  ['HS512', secret, secret],
  ['RS256', privateKey, publicKey],
  ['RS512', privateKey, publicKey],
];

const create = (algorithm: Algorithm, signWith: string): string | undefined =>
  createToken({ clientId: 'cs-1', identity: 'n8n', algorithm, signWith });

function claimsOf(token: string | undefined, key: string, algorithm: Algorithm): jwt.JwtPayload {
  return jwt.verify(token ?? '', key, { algorithms: [algorithm] }) as jwt.JwtPayload;
}

describe.each(usable)('a token signed with %s', (algorithm, signWith, verifyWith) => {
  it('is verified by the real library, and names the Client ID and the identity', () => {
    const token = create(algorithm, signWith);
    expect(claimsOf(token, verifyWith, algorithm)).toMatchObject({ appId: 'cs-1', sub: 'n8n' });
    expect(jwt.decode(token ?? '', { complete: true })?.header).toMatchObject({ alg: algorithm });
  });

  it('carries nothing but what Kore.ai reads', () => {
    const claims = claimsOf(create(algorithm, signWith), verifyWith, algorithm);
    expect(Object.keys(claims).sort()).toEqual(['appId', 'exp', 'iat', 'jti', 'sub']);
  });

  it('was issued in the past and expires within the hour, counted from either', () => {
    const before = Date.now() / 1000;
    const { iat = NaN, exp = NaN } = claimsOf(create(algorithm, signWith), verifyWith, algorithm);
    expect(iat).toBeLessThan(before);
    expect(exp).toBeGreaterThan(Date.now() / 1000 + 60);
    expect(exp - iat).toBeLessThan(3600);
    expect(exp - before).toBeLessThan(3600);
  });

  it('is not verified by another key', () => {
    const other = algorithm.startsWith('HS')
      ? `${secret}x`
      : generateKeyPairSync('rsa', { modulusLength: 2048 })
          .publicKey.export({ type: 'spki', format: 'pem' })
          .toString();
    expect(() => claimsOf(create(algorithm, signWith), other, algorithm)).toThrow(
      'invalid signature',
    );
  });
});

it('signs HS256 over the raw text of the secret, as Kore.ai reads it', () => {
  const [head, body, signature] = (create('HS256', secret) ?? '').split('.');
  expect(signature).toBe(
    createHmac('sha256', secret).update(`${head}.${body}`).digest('base64url'),
  );
});

it('gives each of 1000 tokens a jti of its own', () => {
  const tokens = Array.from({ length: 1000 }, () => create('HS256', secret));
  const ids = new Set(tokens.map((token) => claimsOf(token, secret, 'HS256').jti));
  expect(ids.size).toBe(1000);
  expect([...ids].every((id) => typeof id === 'string' && id.length >= 32)).toBe(true);
});

describe('a key that cannot sign so gives no token, and no exception that might quote it', () => {
  const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const locked = pair.privateKey.export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'x',
  });
  const unusable: Array<[string, Algorithm, string]> = [
    ['no secret', 'HS256', ''],
    ['a private key as secret', 'HS256', privateKey],
    ['a private key as secret', 'HS512', privateKey],
    ['a secret as private key', 'RS256', secret],
    ['no private key', 'RS512', ''],
    ['a public key', 'RS256', publicKey],
    [
      'a private key of 1024 bits',
      'RS256',
      short.export({ type: 'pkcs8', format: 'pem' }) as string,
    ],
    [
      'a key of an elliptic curve',
      'RS512',
      curve.export({ type: 'pkcs8', format: 'pem' }) as string,
    ],
    ['a locked private key', 'RS256', locked as string],
    ['half a private key', 'RS256', privateKey.slice(0, 600)],
  ];

  it.each(unusable)('%s with %s', (_, algorithm, signWith) => {
    expect(create(algorithm, signWith)).toBeUndefined();
  });
});
