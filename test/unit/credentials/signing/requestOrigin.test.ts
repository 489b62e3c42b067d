import fc from 'fast-check';
import { type SignableRequest, signRequest } from '../../../../credentials/signing/request';

const origin = 'https://platform.kore.ai';
const credential = {
  host: origin,
  accountId: '65f7d49a5dd06e2cefa12345',
  clientId: 'cs-1',
  secret: 'a-secret-that-nobody-may-see',
};

const sign = async (request: SignableRequest, host = origin): Promise<SignableRequest> =>
  await signRequest({ ...credential, host }, request);

describe('a request to the host of the credential', () => {
  const sent = `${origin}/agentassist/api/v1/public/st-1/contacts?skip=0`;
  const path = '/agentassist/api/v1/public/st-1/contacts?skip=0';
  const cases: Array<[string, SignableRequest]> = [
    ['a whole url', { url: sent }],
    ['a relative url', { url: path }],
    ['a relative url and its base', { url: path, baseURL: origin }],
    ['a relative url and a base that ends in a slash', { url: path, baseURL: `${origin}/` }],
    ['a relative url and an empty base', { url: path, baseURL: '' }],
    ['a url in capitals', { url: `HTTPS://PLATFORM.KORE.AI:443${path}` }],
    ['a uri in place of the url', { url: '', uri: sent }],
    ['a relative uri', { url: '', uri: path }],
    ['a url that starts at the host', { url: `//platform.kore.ai${path}` }],
    ['a url and a base that it does not need', { url: sent, baseURL: origin }],
  ];

  it.each(cases)(
    'is signed, given %s, and its address is written out in full',
    async (_, request) => {
      const signed = await sign(request);
      expect(signed.url).toBe(sent);
      expect(signed).not.toHaveProperty('baseURL');
      if (request.uri !== undefined) expect(signed.uri).toBe(sent);
      else expect(signed).not.toHaveProperty('uri');
    },
  );

  it('keeps the path of the base, as n8n puts the two together', async () => {
    const baseURL = `${origin}/agentassist/api/v1`;
    expect((await sign({ url: '/public/st-1/contacts', baseURL })).url).toBe(
      `${origin}/agentassist/api/v1/public/st-1/contacts`,
    );
    expect((await sign({ url: 'contacts', baseURL: `${baseURL}/` })).url).toBe(
      `${origin}/agentassist/api/v1/contacts`,
    );
  });
});

describe('a request to anywhere else', () => {
  const elsewhere: Array<[string, SignableRequest]> = [
    ['another host', { url: 'https://evil.example/a' }],
    ['another host without scheme', { url: '//evil.example/a' }],
    ['another host with many slashes', { url: '////evil.example/a' }],
    ['another host behind backslashes', { url: '\\\\evil.example/a' }],
    ['another host behind a slash and a backslash', { url: '/\\evil.example/a' }],
    ['another host behind blanks', { url: ' \t//evil.example/a' }],
    ['another host with a line break in it', { url: '/\n/evil.example/a' }],
    ['another host with slashes left out', { url: 'http:evil.example' }],
    ['the host as user name', { url: 'https://platform.kore.ai@evil.example/' }],
    ['the host as user name and password', { url: 'https://platform.kore.ai:443@evil.example/' }],
    ['the host before a backslash', { url: 'https://evil.example\\@platform.kore.ai/' }],
    ['the host as a beginning', { url: 'https://platform.kore.ai.evil.example/' }],
    ['the host as an end', { url: 'https://evilplatform.kore.ai/' }],
    ['a host below it', { url: 'https://x.platform.kore.ai/' }],
    ['the host above it', { url: 'https://kore.ai/' }],
    ['the host with a dot behind it', { url: 'https://platform.kore.ai./' }],
    ['another port', { url: 'https://platform.kore.ai:8443/' }],
    ['plain http', { url: 'http://platform.kore.ai/' }],
    ['plain http on the port of https', { url: 'http://platform.kore.ai:443/' }],
    ['another scheme', { url: 'ftp://platform.kore.ai/' }],
    ['a file', { url: 'file:///etc/passwd' }],
    ['data', { url: 'data:text/plain,x' }],
    ['a blob that names the host', { url: `blob:${origin}/a` }],
    ['a user name at the host', { url: 'https://me@platform.kore.ai/a' }],
    ['a user name and a password at the host', { url: 'https://me:pass@platform.kore.ai/a' }],
    ['a base with a user name', { url: '/a', baseURL: 'https://me@platform.kore.ai' }],
    ['what is no url', { url: 'https://' }],
    ['a base elsewhere', { url: '/a', baseURL: 'https://evil.example' }],
    ['a base elsewhere without scheme', { url: '/a', baseURL: '//evil.example' }],
    ['a base that is no url', { url: '/a', baseURL: 'platform.kore.ai' }],
    ['a uri elsewhere beside a good url', { url: `${origin}/a`, uri: 'https://evil.example/' }],
    ['a url elsewhere and a good base', { url: 'https://evil.example/', baseURL: origin }],
  ];

  it.each(elsewhere)('is not signed, given %s', async (_, request) => {
    await expect(sign(request)).rejects.toThrow(
      /^The Kore API credential is for https:\/\/platform\.kore\.ai only, .* not sent/,
    );
  });

  it('goes nowhere else where a good uri stands beside a url elsewhere', async () => {
    const signed = await sign({ url: 'https://evil.example/', uri: `${origin}/a` });
    expect([signed.url, signed.uri]).toEqual([`${origin}/a`, `${origin}/a`]);
  });

  it('does not become signed with another spelling of the slashes after https', async () => {
    for (const url of ['https:evil.example', 'https:/evil.example', 'https:\\\\evil.example']) {
      const signed = await sign({ url }).catch(() => undefined);
      // As a URL parser reads them, some of these are paths below the host: never another host.
      if (signed !== undefined) expect(new URL(signed.url).origin).toBe(origin);
      else expect(signed).toBeUndefined();
    }
  });

  it('is not signed for whatever a request is put together from', async () => {
    const piece = fc.constantFrom(
      ...[
        'https:',
        'http:',
        'blob:',
        'HTTPS:',
        '/',
        '//',
        '\\',
        '@',
        ':',
        '.',
        '..',
        '?',
        '#',
        ' ',
      ],
      ...[
        'platform.kore.ai',
        'evil.example',
        '\t',
        '\n',
        '%2f',
        '%5c',
        '443',
        '8443',
        'a',
        '\u3002',
      ],
    );
    const address = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    const request = fc.record(
      { url: address, uri: address, baseURL: address },
      { requiredKeys: ['url'] },
    );
    await fc.assert(
      fc.asyncProperty(request, async (asked) => {
        let signed: SignableRequest | undefined;
        try {
          signed = await sign(asked);
        } catch (error) {
          expect((error as Error).message).toMatch(/^The Kore API credential is for /);
        }
        for (const url of signed === undefined ? [] : [signed.url, signed.uri ?? signed.url]) {
          expect(url.startsWith(`${origin}/`)).toBe(true);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('is held to the port and the scheme of a private host as well', async () => {
    const host = 'http://127.0.0.1:8080';
    expect((await sign({ url: '/a' }, host)).url).toBe(`${host}/a`);
    for (const url of ['http://127.0.0.1/a', 'https://127.0.0.1:8080/a', 'http://localhost:8080']) {
      await expect(sign({ url }, host)).rejects.toThrow('not sent');
    }
  });
});
