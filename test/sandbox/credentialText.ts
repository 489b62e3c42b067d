import type { SandboxCredential } from './types';

/**
 * What to type into the credential's form, a line for each field that is not as the form has it.
 *
 * @param credential of a sandbox that signs with HS256 or HS512
 */
export function credentialText(credential: SandboxCredential): string[] {
  return [
    `  Environment URL    ${credential.host}`,
    `  Account ID         ${credential.accountId}`,
    `  App (Stream) ID    ${credential.streamId}`,
    `  Client ID          ${credential.clientId}`,
    `  Client Secret      ${credential.secret}`,
    `  Signing Algorithm  ${credential.algorithm}`,
    ...(credential.encryptToken
      ? [
          '  Encrypt Token      on',
          `  Encryption Key     ${credential.encryptionKey}`,
          `  Content Encryption ${credential.contentEncryption}`,
        ]
      : []),
  ];
}
