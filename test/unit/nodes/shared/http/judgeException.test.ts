import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { createToken } from '../../../../../credentials/signing/token';
import { failureFrom, mayPass } from '../../../../../nodes/shared/http/judge';

const node: INode = {
  id: '1',
  name: 'Kore Contact',
  type: 'koreContact',
  typeVersion: 1,
  position: [0, 0],
  parameters: {},
};

const coded = (code: string): Error => Object.assign(new Error(`it failed: ${code}`), { code });

/** The places where n8n's versions leave the network's code. */
const wraps: Record<string, (code: string) => unknown> = {
  'on the error itself': coded,
  'as httpCode': (code) => Object.assign(new Error('x'), { httpCode: code }),
  'on the cause': (code) => new Error('x', { cause: coded(code) }),
  'on the cause of the cause': (code) =>
    new Error('x', { cause: new Error('y', { cause: coded(code) }) }),
  'in a NodeApiError': (code) => new NodeApiError(node, coded(code) as unknown as JsonObject),
  'on a plain object': (code) => ({ code }),
  'beside a status': (code) => Object.assign(coded(code), { httpCode: '500' }),
};

const neverArrived = [
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EPROTO'],
  ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'CERT_HAS_EXPIRED'],
  ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_INVALID_URL'],
  ...['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_INVALID_CHAR'],
];

const perhapsArrived = [
  ...['ECONNRESET', 'ETIMEDOUT', 'ECONNABORTED', 'EPIPE', 'ERR_CANCELED', 'ERR_BAD_RESPONSE'],
  ...['HPE_INVALID_CONSTANT', 'UND_ERR_SOCKET', 'ERR_SOMETHING_NEW', 'ESOCKETTIMEDOUT'],
];

describe.each(Object.entries(wraps))('a code of the network %s', (_, wrap) => {
  it.each(neverArrived)('%s means that the request never arrived', (code) => {
    expect(failureFrom(wrap(code))).toEqual({ kind: 'unreachable', words: code });
  });

  it.each(perhapsArrived)('%s means that the request may have been carried out', (code) => {
    expect(failureFrom(wrap(code))).toEqual({ kind: 'silent', words: code });
  });
});

describe('an exception without a code', () => {
  it('is what the credential said', () => {
    const told = 'The Client Secret of the Kore API credential is empty.';
    expect(failureFrom(new Error(told))).toEqual({ kind: 'credential', words: told });
  });

  it.each([
    'Proxy connection ended before receiving CONNECT response',
    'Proxy response (502) !== 200 when HTTP Tunneling',
  ])('of a proxy that opened no way is no word of the credential: %s', (words) => {
    const failure = failureFrom(new NodeApiError(node, new Error(words) as unknown as JsonObject));
    expect(failure).toEqual({ kind: 'unreachable', words });
    expect(mayPass(failure)).toBe(true);
  });

  it('is told without tokens and markup', () => {
    const token = createToken({
      clientId: 'cs-1',
      identity: 'n8n',
      algorithm: 'HS256',
      signWith: 'secret',
    });
    const { words } = failureFrom(new Error(`<b>no</b>\n${token}`));
    expect(words).toBe('no [token removed]');
    const told = failureFrom(new Error(`<b>The Kore API credential</b> ${token}`));
    expect(told).toEqual({
      kind: 'credential',
      words: 'The Kore API credential [token removed]',
    });
  });

  it.each([
    ['text'],
    [42],
    [null],
    [undefined],
    [true],
    [{}],
    [[]],
    [{ code: 20 }],
    [{ code: '20' }],
  ])('may be anything at all: %j', (thrown) => {
    expect(failureFrom(thrown)).toEqual({ kind: 'silent', words: expect.stringMatching(/./) });
  });

  it('is not misled by a status in place of a code', () => {
    expect(failureFrom(Object.assign(new Error('x'), { httpCode: '401' })).kind).toBe('silent');
  });
});

it('takes nothing of the request along, which holds the token', () => {
  const error = Object.assign(coded('ECONNRESET'), {
    config: { headers: { auth: 'a-token' } },
    options: { auth: 'a-token' },
  });
  expect(JSON.stringify(failureFrom(error))).not.toContain('a-token');
});

describe('what may pass by itself', () => {
  it.each(['ECONNREFUSED', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])('is %s', (code) => {
    expect(mayPass(failureFrom(coded(code)))).toBe(true);
  });

  it.each(['ENOTFOUND', 'CERT_HAS_EXPIRED', 'EPROTO', 'DEPTH_ZERO_SELF_SIGNED_CERT'])(
    'is not %s',
    (code) => {
      expect(mayPass(failureFrom(coded(code)))).toBe(false);
    },
  );
});
