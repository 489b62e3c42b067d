import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import jwt from 'jsonwebtoken';
import type { IDataObject } from 'n8n-workflow';
import { type SignableRequest, signRequest } from '../../../../credentials/signing/request';

const origin = 'https://platform.kore.ai';
const secret = 'a-secret-that-nobody-may-see';
const credential = {
  host: origin,
  accountId: '65f7d49a5dd06e2cefa12345',
  streamId: 'st-1',
  clientId: 'cs-1',
  secret,
  algorithm: 'HS256',
  privateKey: '',
  identity: 'sync',
  requestsPerMinute: 60,
  allowInsecure: false,
};

const sign = async (
  request: SignableRequest,
  changes: IDataObject = {},
): Promise<SignableRequest> =>
  await signRequest({ ...credential, ...changes } as typeof credential, request);

const deepFrozen = (request: SignableRequest): SignableRequest => {
  Object.freeze(request.headers);
  return Object.freeze(request);
};

const tokenIn = ({ headers }: SignableRequest): jwt.JwtPayload =>
  jwt.verify(String(headers?.['auth']), secret) as jwt.JwtPayload;

describe('a signed request', () => {
  it('carries a token for the Client ID in auth, and the account in accountId', async () => {
    const signed = await sign({ url: `${origin}/a`, headers: { Accept: 'application/json' } });
    expect(tokenIn(signed)).toMatchObject({ appId: 'cs-1', sub: 'sync' });
    expect(Object.keys(signed.headers ?? {}).sort()).toEqual(['Accept', 'accountId', 'auth']);
    expect(signed.headers?.['accountId']).toBe(credential.accountId);
  });

  it('gets a new token each time', async () => {
    const signed = await Promise.all([1, 2, 3].map(async () => await sign({ url: `${origin}/a` })));
    const tokens = signed.map((request) => tokenIn(request).jti);
    expect(new Set(tokens).size).toBe(3);
  });

  it('replaces headers of those names in any case, and keeps all others', async () => {
    const inAnyCase = (name: string) =>
      fc
        .tuple(...[...name].map(() => fc.boolean()))
        .map((upper) =>
          [...name].map((letter, i) => (upper[i] ? letter.toUpperCase() : letter)).join(''),
        );
    const names = fc.tuple(inAnyCase('auth'), inAnyCase('accountid'), inAnyCase('host'));
    await fc.assert(
      fc.asyncProperty(names, async ([auth, account, host]) => {
        const headers = {
          [auth]: 'forged',
          [account]: 'forged',
          [host]: 'forged',
          [` ${auth} `]: 'forged',
          'X-A': '1',
        };
        const signed = await sign({ url: `${origin}/a`, headers });
        expect(Object.keys(signed.headers ?? {}).sort()).toEqual(['X-A', 'accountId', 'auth']);
        expect(Object.values(signed.headers ?? {})).not.toContain('forged');
      }),
    );
  });

  it('keeps everything else of the request', async () => {
    const request = {
      url: `${origin}/a`,
      method: 'PUT' as const,
      qs: { a: 1 },
      body: 'x',
      timeout: 5,
    };
    expect(await sign(request)).toMatchObject(request);
  });

  it('is a copy: the request that came in is not changed', async () => {
    const request = { url: '/a', baseURL: origin, headers: { auth: 'mine' }, uri: '/a' };
    const before = structuredClone(request);
    expect(await sign(deepFrozen(request))).not.toBe(request);
    expect(request).toEqual(before);
  });

  it.each([
    ['the present form', { url: `${origin}/a`, disableFollowRedirect: false }],
    [
      'the older form',
      { url: '', uri: `${origin}/a`, followRedirect: true, followAllRedirects: true },
    ],
  ])('follows no redirect in %s', async (_, request) => {
    expect(await sign({ ...request, sendCredentialsOnCrossOriginRedirect: true })).toMatchObject({
      disableFollowRedirect: true,
      followRedirect: false,
      followAllRedirects: false,
      sendCredentialsOnCrossOriginRedirect: false,
    });
  });

  it('turns both switches for certificates where insecure connections are allowed', async () => {
    expect(await sign({ url: '/a' }, { allowInsecure: true })).toMatchObject({
      skipSslCertificateValidation: true,
      rejectUnauthorized: false,
    });
  });

  it.each([false, undefined, null, 'true', 1])(
    'has certificates checked whatever the request says, where allowInsecure is %j',
    async (allowInsecure) => {
      const careless = {
        skipSslCertificateValidation: true,
        rejectUnauthorized: false,
        agentOptions: { rejectUnauthorized: false },
      };
      for (const request of [{}, careless]) {
        expect(await sign({ url: '/a', ...request }, { allowInsecure })).toMatchObject({
          skipSslCertificateValidation: false,
          rejectUnauthorized: true,
        });
      }
      const { agentOptions } = await sign({ url: '/a', ...careless }, { allowInsecure });
      expect(agentOptions).toEqual({ rejectUnauthorized: true });
    },
  );

  it('has certificates unchecked by the credential alone, in each place that n8n reads', async () => {
    const careful = {
      skipSslCertificateValidation: false,
      rejectUnauthorized: true,
      agentOptions: { rejectUnauthorized: true },
    };
    expect(await sign({ url: '/a', ...careful }, { allowInsecure: true })).toMatchObject({
      skipSslCertificateValidation: true,
      rejectUnauthorized: false,
      agentOptions: { rejectUnauthorized: false },
    });
  });

  it.each([false, true])(
    "takes the client's own certificate along, and nothing else of the connection (insecure: %j)",
    async (allowInsecure) => {
      const own = { cert: 'c', key: 'k', passphrase: 'p', pfx: 'x' };
      const other = {
        ca: 'own',
        checkServerIdentity: () => undefined,
        lookup: () => undefined,
        socketPath: '/tmp/x',
        host: 'evil.example',
        port: 1,
        servername: 'evil.example',
        secureContext: {},
        rejectUnauthorized: allowInsecure,
      };
      const request = { url: '/a', agentOptions: { ...other, ...own } };
      const { agentOptions } = await sign(request, { allowInsecure });
      expect(agentOptions).toEqual({ ...own, rejectUnauthorized: !allowInsecure });
    },
  );

  it.each([
    [origin, false],
    [origin, true],
    ['http://127.0.0.1:1234', false],
    ['http://kore.internal', true],
  ])('takes no proxy of the request along to %s (insecure: %j)', async (host, allowInsecure) => {
    const proxy = { host: 'proxy.example', port: 3128, protocol: 'http' };
    for (const given of [proxy, 'http://proxy.example:3128'] as Array<typeof proxy>) {
      const signed = await sign({ url: '/a', proxy: given }, { host, allowInsecure });
      expect(signed).not.toHaveProperty('proxy');
    }
  });

  it('takes fields with blanks around them, and n8n as identity where there is none', async () => {
    const changes = {
      clientId: ' cs-2\u200b\n',
      secret: ` ${secret} `,
      identity: ' ',
      accountId: ' 65f7\u2060 ',
    };
    const signed = await sign({ url: '/a' }, changes);
    expect(tokenIn(signed)).toMatchObject({ appId: 'cs-2', sub: 'n8n' });
    expect(signed.headers?.['accountId']).toBe('65f7');
  });

  it('signs with the private key for RS256, even one that lost its line breaks', async () => {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    const privateKey = pem.replace(/\n/g, ' ');
    const { headers } = await sign({ url: '/a' }, { algorithm: 'RS256', secret: '', privateKey });
    const options = { algorithms: ['RS256' as const] };
    expect(jwt.verify(String(headers?.['auth']), pair.publicKey, options)).toMatchObject({
      appId: 'cs-1',
    });
  });
});

describe('a field that is empty or odd', () => {
  const pem = generateKeyPairSync('rsa', { modulusLength: 1024 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();
  const cases: Array<[IDataObject, RegExp]> = [
    [{ host: '' }, /Environment URL.* is empty/],
    [{ host: 'https://evil.example/x' }, /Environment URL.* path/],
    [{ accountId: '' }, /Account ID.* is empty/],
    [{ accountId: 'a\r\nX: 1' }, /Account ID.* is not an ID/],
    [{ accountId: 12345 }, /Account ID/],
    [{ clientId: ' ' }, /Client ID.* is empty/],
    [{ secret: '' }, /Client Secret.* is empty.*HS256/],
    [{ secret: null }, /Client Secret.* is empty/],
    [{ secret: pem }, /Client Secret.* can't sign with HS256/],
    [{ algorithm: 'RS256' }, /Private Key.* is empty.*RS256/],
    [{ algorithm: 'RS512', privateKey: secret }, /Private Key.* can't sign with RS512.*PEM/],
    [{ algorithm: 'RS256', privateKey: pem }, /Private Key.* can't sign with RS256.*2048/],
    [{ algorithm: 'none' }, /Signing Algorithm.* is unknown/],
    [{ algorithm: 'ES256' }, /Signing Algorithm.* is unknown/],
    [{ requestsPerMinute: -1 }, /Requests per Minute/],
  ];

  it.each(cases)('%j is told by name, without the secret', async (changes, message) => {
    const error = await sign({ url: '/a' }, changes).catch((thrown: unknown) => thrown as Error);
    expect((error as Error).message).toMatch(message);
    const told = `${(error as Error).message} ${(error as Error).stack?.split('\n')[0]}`;
    expect(told).not.toContain(secret);
    for (const line of pem.split('\n').slice(0, -1)) expect(told).not.toContain(line);
    expect(told).not.toMatch(/undefined|\[object/);
  });

  it.each(['identity', 'clientId', 'accountId', 'streamId', 'requestsPerMinute', 'secret'])(
    'is as good as empty where %s can not be made a text',
    async (name) => {
      const signed = sign({ url: '/x' }, { [name]: { toString: false } });
      const told = await signed.then(
        () => '',
        ({ message }: Error) => message,
      );
      expect(told).not.toMatch(/convert/);
    },
  );

  it('never makes a message with the secret in it, whatever the other fields hold', async () => {
    const names = Object.keys(credential).filter((name) => name !== 'secret');
    const odd = fc.dictionary(fc.constantFrom(...names, 'url'), fc.jsonValue());
    await fc.assert(
      fc.asyncProperty(odd, fc.string(), async (changes, url) => {
        try {
          const signed = await sign({ url }, changes as IDataObject);
          expect(new URL(signed.url).origin).toBe(origin);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
          expect((error as Error).message).not.toContain(secret);
        }
      }),
      { numRuns: 500 },
    );
  });
});
