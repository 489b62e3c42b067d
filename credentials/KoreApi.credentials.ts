import type {
  Icon,
  ICredentialDataDecryptedObject,
  ICredentialTestRequest,
  ICredentialType,
  IHttpRequestOptions,
  INodeProperties,
} from 'n8n-workflow';
import { encryptionFields } from './encryptionFields';
import { TEST_ADDRESS, testRequest } from './signing/connectionTest';
import { signRequest } from './signing/request';

const NO_CONTACT_LIST =
  'Kore.ai did not answer with a list of contacts. Check the Environment URL, and that the Client ID, Client Secret, Account ID and App (Stream) ID are right, that the JWT app has the API scope Configuration and that the app is published. If all of that is so, test again in a minute: the requests per minute may be used up.';

const REFUSED =
  'Kore.ai refused the token (401). Check Client ID, Client Secret and Signing Algorithm against the JWT app, and Account ID and App (Stream) ID against the app. Encrypt Token (JWE) must be on if the JWT app enforces JWE, and off if not. The JWT app needs the API scope Configuration, and scopes take effect only after the app is published. If all of that is so, look at the clock of the machine that n8n runs on: a token is good for five minutes, and a clock that is off is refused in the same way.';

const WRONG_SCOPE =
  'Kore.ai knows the Client ID and its secret but does not allow contacts (401). Give the JWT app the API scope Configuration, then publish the app: scopes take effect only after that.';

/** Signs requests to Kore.ai's Contact Center APIs with the Client ID and Client Secret of a JWT app. */
export class KoreApi implements ICredentialType {
  name = 'koreApi';

  displayName = 'Kore API';

  icon: Icon = { light: 'file:../icons/kore.svg', dark: 'file:../icons/kore.dark.svg' };

  documentationUrl =
    'https://github.com/n8n-nodes-kore-contact/n8n-nodes-kore-contact/blob/main/docs/credential.md';

  properties: INodeProperties[] = [
    {
      displayName: 'Environment URL',
      name: 'host',
      type: 'string',
      required: true,
      default: 'https://platform.kore.ai',
      placeholder: 'e.g. https://de-platform.kore.ai',
      description:
        'The address at which you open Kore.ai in the browser, without anything after the host, such as https://platform.kore.ai for the US, https://de-platform.kore.ai for Germany or https://jp-platform.kore.ai for Japan. If the test says ENOTFOUND or ECONNREFUSED, there is mostly a typing mistake here, or n8n may not reach that host.',
    },
    {
      displayName: 'Account ID',
      name: 'accountId',
      type: 'string',
      required: true,
      default: '',
      placeholder: 'e.g. 65f7d49a5dd06e2cefa12345',
      description:
        'The ID of your Kore.ai account, mostly 24 letters and digits. The administrator of your Kore.ai account can tell it; every contact that the API gives out carries it as accountId.',
    },
    {
      displayName: 'App (Stream) ID',
      name: 'streamId',
      type: 'string',
      required: true,
      default: '',
      placeholder: 'e.g. st-7dc994f0-4436-5134-9fa8-a942625b1234',
      description:
        'The ID of the app that holds the contacts, beginning with st-. In Kore.ai, open the app and its App Settings; older versions call it Bot ID and show it under General Settings.',
    },
    {
      displayName: 'Client ID',
      name: 'clientId',
      type: 'string',
      required: true,
      default: '',
      placeholder: 'e.g. cs-1e845b00-81ad-5757-a1e7-d0f6fea12345',
      description:
        'The Client ID of a JWT app, beginning with cs-. In Kore.ai, open App Settings > Dev Tools > Web/Mobile SDK and choose or create a JWT app there. It needs the API scope Configuration.',
    },
    {
      displayName: 'Client Secret',
      name: 'secret',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
      description:
        'The Client Secret that Kore.ai shows beside the Client ID of the JWT app. If the test says that the token was refused (401), it is mostly this, or the app was not published.',
      displayOptions: { show: { algorithm: ['HS256', 'HS512'] } },
    },
    {
      displayName: 'Signing Algorithm',
      name: 'algorithm',
      type: 'options',
      default: 'HS256',
      options: [
        { name: 'HS256', value: 'HS256' },
        { name: 'HS512', value: 'HS512' },
        { name: 'RS256', value: 'RS256' },
        { name: 'RS512', value: 'RS512' },
      ],
      description:
        'The JWT Signing Algorithm that was chosen when the JWT app was created in Kore.ai. HS256 is the usual one.',
    },
    {
      displayName: 'Private Key',
      name: 'privateKey',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
      placeholder: '-----BEGIN PRIVATE KEY----- ...',
      description:
        'The RSA private key in PEM form that belongs to the public key you gave to the JWT app in Kore.ai, from its BEGIN line to its END line',
      displayOptions: { show: { algorithm: ['RS256', 'RS512'] } },
    },
    {
      displayName: 'User Identity',
      name: 'identity',
      type: 'string',
      default: 'n8n',
      description:
        'The name that the token carries as its subject. Kore.ai accepts any text; it is not looked up anywhere.',
    },
    ...encryptionFields,
    {
      displayName: 'Requests per Minute',
      name: 'requestsPerMinute',
      type: 'number',
      typeOptions: { minValue: 0 },
      default: 60,
      description:
        'How many requests Kore.ai allows the account in any 60 seconds. It is 60 unless Kore.ai raised it for you. The node waits so as not to go over it; 0 means that it does not wait.',
    },
    {
      displayName: 'Allow Insecure Connection',
      name: 'allowInsecure',
      type: 'boolean',
      default: false,
      description:
        'Whether to allow plain http and self-signed certificates. Only for private test systems: the token can be read on the way. If the test names a certificate (such as DEPTH_ZERO_SELF_SIGNED_CERT), the host has one that nobody vouches for.',
    },
  ];

  /**
   * Signs one request: the Kore Contact node, the HTTP Request node and the Test button all come through here.
   *
   * @throws Error in plain words when a field is wrong or the request goes to another host
   */
  async authenticate(
    credentials: ICredentialDataDecryptedObject,
    requestOptions: IHttpRequestOptions,
  ): Promise<IHttpRequestOptions> {
    const isTest = requestOptions.url === TEST_ADDRESS;
    return await signRequest(
      credentials,
      isTest ? testRequest(credentials, requestOptions) : requestOptions,
    );
  }

  /**
   * Reads one page of contacts: the same path, host, header and scope as every operation, and nothing changes.
   * The status is judged by the answer's body, because n8n keeps a refused status from these rules in some versions.
   */
  test: ICredentialTestRequest = {
    request: {
      method: 'GET',
      // `authenticate` puts the checked Environment URL and App (Stream) ID in its place, and limits the time.
      url: TEST_ADDRESS,
      qs: { skip: 0, limit: 1 },
      ignoreHttpStatusErrors: true,
    },
    rules: [
      bodyRule('errors[0].msg', 'Permission denied. Scope is incorrect!', WRONG_SCOPE),
      bodyRule('errors[0].code', 4002, REFUSED),
      bodyRule('errors[0].code', 401, REFUSED),
      bodyRule('results', undefined, NO_CONTACT_LIST),
    ],
  };
}

/** A rule that fails the test where the answer has this value at this place; the first that fits is shown. */
function bodyRule(key: string, value: unknown, message: string) {
  return { type: 'responseSuccessBody' as const, properties: { key, value, message } };
}
