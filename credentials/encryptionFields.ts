import type { INodeProperties } from 'n8n-workflow';

/**
 * The fields for JWT apps that enforce JWE. They stand by themselves because n8n's check of credentials takes a name
 * with "token" in it for a secret and wants it masked: n8n can't open a credential in which a switch is masked.
 */
export const encryptionFields: INodeProperties[] = [
  {
    displayName: 'Encrypt Token (JWE)',
    name: 'encryptToken',
    type: 'boolean',
    default: false,
    description:
      'Whether to encrypt each token after it was signed. On if Enforce JWE is on in the JWT app in Kore.ai, off if not: Kore.ai refuses a token that is not as the JWT app says.',
  },
  {
    displayName: 'Encryption Key (JWK)',
    name: 'encryptionKey',
    type: 'string',
    required: true,
    default: '',
    placeholder: 'e.g. {"kty": "RSA", "n": "…", "e": "AQAB", "kid": "k-…"}',
    description:
      'The public key that Kore.ai shows in the form of the JWT app once Enforce JWE is on: all of it, from { to }. It is RSA and no secret.',
    displayOptions: { show: { encryptToken: [true] } },
  },
  {
    displayName: 'Content Encryption',
    name: 'contentEncryption',
    type: 'options',
    default: 'A128CBC-HS256',
    options: [
      { name: 'A128CBC-HS256', value: 'A128CBC-HS256' },
      { name: 'A128GCM', value: 'A128GCM' },
      { name: 'A256GCM', value: 'A256GCM' },
    ],
    description:
      "How what is in the token is encrypted. Kore.ai's reference names these three, and its sample has A128CBC-HS256. The key to it is encrypted with RSA-OAEP.",
    displayOptions: { show: { encryptToken: [true] } },
  },
];
