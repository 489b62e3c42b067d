import type { IDataObject } from 'n8n-workflow';
import { generateKeyPairSync } from 'node:crypto';
import { pressTest } from '../../engine/testButton';
import type { ContentEncryption, Sandbox, SandboxOptions } from '../../sandbox';
import { callsOf, deletedIn, expectNoSecrets, finish, inputFor, outputOf } from '../helpers';
import { sandboxWith, tested } from '../helpers';
import { forms, queuesOf, request } from './helpers';

const encryptions: ContentEncryption[] = ['A128CBC-HS256', 'A128GCM', 'A256GCM'];

const enforcing = async (options: SandboxOptions = {}) =>
  await sandboxWith({ enforceJwe: 'A128CBC-HS256', ...options });

const press = async (sandbox: Sandbox, fields: IDataObject = {}) =>
  await pressTest(new tested.KoreApi(), { ...sandbox.credential, ...fields });

/** The header of each request's token, as far as anybody can read it. */
const headersOf = ({ requests }: Sandbox) => requests.map(({ encryption }) => encryption);

describe.each(encryptions)('An app that enforces JWE with %s', (enforceJwe) => {
  const header = { alg: 'RSA-OAEP', enc: enforceJwe, kid: 'k-sandbox', typ: 'JWT' };

  it('is served by the node, each request with a token of its own', async () => {
    const sandbox = await enforcing({ enforceJwe, contacts: 3 });
    const finished = await finish(sandbox, { items: inputFor(sandbox) });
    expect(outputOf(finished).map(({ deleted }) => deleted)).toEqual([true, true, true]);
    expect(deletedIn(sandbox)).toHaveLength(3);
    expect(headersOf(sandbox)).toEqual([header, header, header]);
    expect(new Set(sandbox.requests.map(({ rawToken }) => rawToken)).size).toBe(3);
  });

  it('is content with the Test button', async () => {
    const sandbox = await enforcing({ enforceJwe });
    expect(await press(sandbox)).toMatchObject({ status: 'OK' });
    expect(headersOf(sandbox)).toEqual([header]);
  });

  it.each(forms)('is opened to the HTTP Request node (%s form)', async (form) => {
    const sandbox = await enforcing({ enforceJwe });
    const finished = await request(sandbox, form, queuesOf(sandbox));
    expect(finished.error).toBeUndefined();
    expect(finished.output('HTTP Request')[0]?.json['answer']).toHaveLength(3);
    expect(headersOf(sandbox)).toEqual([header]);
  });
});

it.each(['HS512', 'RS256', 'RS512'] as const)(
  'A token that is signed with %s is encrypted as well',
  async (algorithm) => {
    const sandbox = await enforcing({ algorithm, contacts: 1 });
    const finished = await finish(sandbox, { items: inputFor(sandbox) });
    expect(outputOf(finished)).toMatchObject([{ deleted: true }]);
  },
);

it('A set of keys with one RSA key in it is taken', async () => {
  const sandbox = await enforcing({ contacts: 1 });
  const key: unknown = JSON.parse(sandbox.credential.encryptionKey);
  const encryptionKey = JSON.stringify({ keys: [{ kty: 'EC', crv: 'P-256' }, key] }, undefined, 2);
  const credential = { encryptionKey };
  const finished = await finish(sandbox, { items: inputFor(sandbox), credential });
  expect(outputOf(finished)).toMatchObject([{ deleted: true }]);
});

describe('Where credential and JWT app do not agree', () => {
  const cases: Array<[string, SandboxOptions, IDataObject]> = [
    ['the app enforces JWE and the credential does not encrypt', {}, { encryptToken: false }],
    ['the app wants another content encryption', {}, { contentEncryption: 'A256GCM' }],
    [
      'the credential encrypts and the app does not enforce JWE',
      { enforceJwe: 'none' },
      { encryptToken: true, encryptionKey: publicKey() },
    ],
    ['the key is that of another app', {}, { encryptionKey: publicKey() }],
  ];

  it.each(cases)('%s: the refusal names Encrypt Token (JWE)', async (_, options, credential) => {
    const sandbox = await enforcing({ contacts: 1, ...options });
    const { error } = await finish(sandbox, { items: inputFor(sandbox), credential });
    expect(error?.message).toContain('Kore.ai refused the credential');
    expect(error?.description).toContain('Encrypt Token (JWE)');
    expect((await press(sandbox, credential)).message).toContain('Encrypt Token (JWE)');
    expect(deletedIn(sandbox)).toEqual([]);
  });
});

describe('A key that can not be right sends nothing, and is told without a character of it', () => {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const rsa = pair.publicKey.export({ format: 'jwk' });
  const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
  const cases: Array<[string, unknown, string]> = [
    ['none', '', 'is empty'],
    ['a private key', pair.privateKey.export({ format: 'jwk' }), 'holds a private or secret key'],
    ['of another type', curve.export({ format: 'jwk' }), 'holds no RSA key'],
    ['of 1024 bits', short.export({ format: 'jwk' }), 'has 1024 bits, and 2048 are the least'],
    ['several', { keys: [rsa, rsa] }, 'holds 2 RSA keys'],
    ['no JSON', pair.publicKey.export({ type: 'spki', format: 'pem' }), 'is not JSON'],
    ['no key', { ...rsa, n: undefined }, "can't be read as an RSA key"],
  ];

  it.each(cases)('%s', async (_, key, why) => {
    const sandbox = await enforcing({ contacts: 2 });
    const encryptionKey = typeof key === 'string' ? key : JSON.stringify(key);
    const words = `The Encryption Key (JWK) of the Kore API credential ${why}`;
    const run = { items: inputFor(sandbox), credential: { encryptionKey } };
    const stopped = await finish(sandbox, run);
    expect(stopped.error?.message).toContain('the credential could not be used');
    expect(stopped.error?.description).toContain(words);
    const going = await finish(sandbox, { ...run, onError: 'continueRegularOutput' });
    expect(outputOf(going)).toHaveLength(2);
    const pressed = await press(sandbox, { encryptionKey });
    expect(pressed.message).toContain(words);
    expectNoSecrets(JSON.stringify(pressed), sandbox, { encryptionKey });
    const asked = await request(sandbox, 'older', queuesOf(sandbox), {}, { encryptionKey });
    expect(`${asked.error?.message} ${asked.error?.description}`).toContain(words);
    expect(sandbox.requests).toEqual([]);
  });

  it('nor does a content encryption that nobody offers', async () => {
    const sandbox = await enforcing({ contacts: 1 });
    const credential = { contentEncryption: 'A256CBC-HS512' };
    const { error } = await finish(sandbox, { items: inputFor(sandbox), credential });
    expect(error?.description).toContain(
      'The Content Encryption of the Kore API credential is unknown',
    );
    expect(sandbox.requests).toEqual([]);
  });
});

it('What is not shown is not asked for: without Encrypt Token, a broken key does no harm', async () => {
  const sandbox = await sandboxWith({ contacts: 1 });
  const credential = { encryptionKey: 'nonsense', contentEncryption: 'none' };
  const finished = await finish(sandbox, { items: inputFor(sandbox), credential });
  expect(outputOf(finished)).toMatchObject([{ deleted: true }]);
});

it('An encrypted token that comes back is not told', async () => {
  const sandbox = await enforcing({ contacts: 1 });
  await finish(sandbox, { items: [{ contactId: 'nobody' }] });
  const token = sandbox.requests[0]?.rawToken ?? '';
  sandbox.clearRequests();
  sandbox.fault({ status: 403, body: { message: `Not allowed: ${token}` } });
  const { error, saved } = await finish(sandbox, { items: inputFor(sandbox) });
  expect(error?.description).toContain('Not allowed: [token removed]');
  for (const part of token.split('.')) expect(saved).not.toContain(part);
});

it('A replay is refused inside the encryption as outside of it', async () => {
  const sandbox = await enforcing({ contacts: 1 });
  sandbox.fault({ method: 'DELETE', status: 503, act: true });
  await finish(sandbox, { items: inputFor(sandbox) });
  expect(callsOf(sandbox).length).toBeGreaterThan(1);
  expect(sandbox.requests.some(({ status }) => status === 401)).toBe(false);
});

function publicKey(): string {
  const { publicKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return JSON.stringify(key.export({ format: 'jwk' }));
}
