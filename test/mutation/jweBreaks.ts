import type { Promised } from './mutants';

const jwe = 'test/integration/credential/jwe.test.ts';
const elsewhere = 'test/integration/credential/elsewhere.test.ts';
const button = 'test/integration/credential/testButton.test.ts';
const time = 'test/integration/credential/testTime.test.ts';
const encryption = 'test/unit/credentials/signing/encryption.test.ts';
const requests = 'test/unit/credentials/signing/request.test.ts';

const CREDENTIAL = 'credentials/KoreApi.credentials.ts';
const ENCRYPTION = 'credentials/signing/encryption.ts';
const JWK = 'credentials/signing/jwk.ts';
const REQUEST = 'credentials/signing/request.ts';
const TEST = 'credentials/signing/connectionTest.ts';
const TOKEN = 'credentials/signing/credentialToken.ts';

/** Encrypted tokens, where tokens go, and the Test button. */
export const jwePromises: Promised[] = [
  {
    promise: 'A token is signed and then encrypted where the credential says so',
    mutants: [
      {
        breaks: 'it is not encrypted',
        file: TOKEN,
        from: "credential['encryptToken'] === true ?",
        to: "credential['encryptToken'] === 'never' ?",
        tests: [jwe],
      },
      {
        breaks: 'it is always encrypted',
        file: TOKEN,
        from: "credential['encryptToken'] === true ?",
        to: "credential['encryptToken'] !== undefined ?",
        tests: [jwe],
      },
      {
        breaks: 'what is inside is not signed',
        file: TOKEN,
        from: 'await encryptToken(token, key, encryption)',
        to: "await encryptToken(token.split('.')[1] ?? '', key, encryption)",
        tests: [jwe],
      },
      {
        breaks: 'the content encryption is always the same',
        file: TOKEN,
        from: 'await encryptToken(token, key, encryption)',
        to: "await encryptToken(token, key, 'A128GCM')",
        tests: [jwe],
      },
      {
        breaks: 'any content encryption will do',
        file: TOKEN,
        from: "    case 'A256GCM':\n      return value;\n    default:",
        to: "    case 'A256GCM':\n      return value;\n    case 'A256CBC-HS512':\n      return 'A256GCM';\n    default:",
        tests: [jwe],
      },
      {
        breaks: 'the content key is encrypted with another hash',
        file: ENCRYPTION,
        from: "KEY_ENCRYPTION = 'RSA-OAEP'",
        to: "KEY_ENCRYPTION = 'RSA-OAEP-256'",
        tests: [jwe],
      },
      {
        breaks: 'the header does not name the key',
        file: ENCRYPTION,
        from: '...(kid === undefined ? {} : { kid }), ',
        to: '',
        tests: [jwe],
      },
      {
        breaks: 'the header names a key that has no name',
        file: JWK,
        from: "typeof kid === 'string' && kid !== '' ? kid : undefined",
        to: 'String(kid)',
        tests: [encryption],
      },
      {
        breaks: 'the header has no type',
        file: ENCRYPTION,
        from: ", typ: 'JWT' };",
        to: ' };',
        tests: [jwe],
      },
    ],
  },
  {
    promise: '… to a key that can be right: anything else is refused before any request',
    mutants: [
      {
        breaks: 'a private key is taken',
        file: JWK,
        from: "['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']",
        to: '[] as string[]',
        tests: [jwe],
      },
      {
        breaks: 'a private key beside a public one is overlooked',
        file: JWK,
        from: 'if (records.some((key) =>',
        to: 'if (records.slice(0, 1).some((key) =>',
        tests: [encryption],
      },
      {
        breaks: 'a key of another type is taken',
        file: JWK,
        from: "records.filter(({ kty }) => kty === 'RSA')",
        to: 'records',
        tests: [jwe],
      },
      {
        breaks: 'the first of several keys is taken',
        file: JWK,
        from: 'if (others.length > 0)',
        to: 'if (others.length > 9)',
        tests: [jwe],
      },
      {
        breaks: 'a set of keys is not taken',
        file: JWK,
        from: "Array.isArray(value['keys']) ? value['keys'] : [value]",
        to: 'false ? [] : [value]',
        tests: [jwe],
      },
      {
        breaks: '1024 bits are enough',
        file: JWK,
        from: 'LEAST_BITS = 2048',
        to: 'LEAST_BITS = 1024',
        tests: [jwe],
      },
      {
        breaks: 'an exponent of 1 will do',
        file: JWK,
        from: 'publicExponent < 3n',
        to: 'publicExponent < 1n',
        tests: [encryption],
      },
      {
        breaks: 'a message quotes the key',
        file: JWK,
        from: "throw refusal('is not JSON');",
        to: 'throw refusal(`is not JSON: ${text}`);',
        tests: [jwe],
      },
      {
        breaks: 'the words of JSON.parse, which quote the key, are told',
        file: JWK,
        from: "  } catch {\n    throw refusal('is not JSON');",
        to: '  } catch (error) {\n    throw refusal(`is not JSON (${(error as Error).message})`);',
        tests: [encryption],
      },
    ],
  },
  {
    promise: '… and the key object is made once for each key',
    mutants: [
      {
        breaks: 'it is made for each request',
        file: JWK,
        from: 'if (before !== undefined) return before;',
        to: '',
        tests: [encryption],
      },
      {
        breaks: 'every key that was ever used is kept',
        file: JWK,
        from: 'if (known.size >= REMEMBERED &&',
        to: 'if (known.size >= 10 * REMEMBERED &&',
        tests: [encryption],
      },
      {
        breaks: 'one key stands for all',
        file: JWK,
        from: 'known.get(text)',
        to: 'known.values().next().value',
        tests: [encryption],
      },
    ],
  },
  {
    promise: 'The token goes to no place that the credential did not choose',
    mutants: [
      {
        breaks: 'an HTTP Request node brings an authority of its own',
        file: REQUEST,
        from: "['cert', 'key', 'passphrase', 'pfx']",
        to: "['ca', 'cert', 'key', 'passphrase', 'pfx']",
        tests: [elsewhere],
      },
      {
        breaks: 'an HTTP Request node judges certificates itself',
        file: REQUEST,
        from: 'CLIENT_CERTIFICATE.includes(name),',
        to: "[...CLIENT_CERTIFICATE, 'checkServerIdentity', 'lookup'].includes(name),",
        tests: [requests],
      },
      {
        breaks: "the client's own certificate is left out",
        file: REQUEST,
        from: '{ ...Object.fromEntries(kept), rejectUnauthorized',
        to: '{ rejectUnauthorized',
        tests: [elsewhere],
      },
      {
        breaks: 'a proxy of the request is used over https',
        file: REQUEST,
        from: 'delete signed.proxy;',
        to: "if (url.startsWith('http:')) delete signed.proxy;",
        tests: [elsewhere],
      },
      {
        breaks: 'a proxy of the request is used over http',
        file: REQUEST,
        from: 'delete signed.proxy;',
        to: "if (url.startsWith('https:')) delete signed.proxy;",
        tests: [elsewhere],
      },
      {
        breaks: 'a header names another host',
        file: REQUEST,
        from: "['auth', 'accountid', 'host']",
        to: "['auth', 'accountid']",
        tests: [elsewhere],
      },
    ],
  },
  {
    promise: 'The Test button does what a run does, and ends in time, in words',
    mutants: [
      {
        breaks: 'what nobody sees stays in the App (Stream) ID of a run',
        file: 'credentials/signing/address.ts',
        from: "plain(written(credential['streamId']))",
        to: "String(credential['streamId'] ?? '').trim()",
        tests: [button],
      },
      {
        breaks: 'the test takes the App (Stream) ID as it was typed',
        file: TEST,
        from: "checkedId(credential['streamId'], 'App (Stream) ID')",
        to: "encodeURIComponent(String(credential['streamId']).trim())",
        tests: [button],
      },
      {
        breaks: 'the test has no time limit',
        file: TEST,
        from: '    abortSignal: endsWith(NO_ANSWER, TEST_TIME_MS),\n',
        to: '',
        tests: [time],
      },
      {
        breaks: 'the time limit ends in no words',
        file: TEST,
        from: 'endsWith(NO_ANSWER, TEST_TIME_MS)',
        to: 'AbortSignal.timeout(TEST_TIME_MS)',
        tests: [time],
      },
      {
        breaks: 'the test is no test',
        file: CREDENTIAL,
        from: 'requestOptions.url === TEST_ADDRESS',
        to: "requestOptions.url === ''",
        tests: [button],
      },
    ],
  },
];
