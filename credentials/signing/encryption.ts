import { CompactEncrypt } from 'jose';
import type { EncryptionKey } from './jwk';

/** What Kore.ai's reference on JWT apps names for the content of an encrypted token. */
export type ContentEncryption = 'A128CBC-HS256' | 'A128GCM' | 'A256GCM';

/**
 * The one way to encrypt the content's key that is offered. Kore.ai's reference also names RSA1_5, which lets
 * whoever can ask the service often enough read a token.
 */
const KEY_ENCRYPTION = 'RSA-OAEP';

/**
 * Encrypts a signed token to Kore.ai's key, in the compact form of five parts (RFC 7516), with the header that the
 * sample of Kore.ai's reference has.
 *
 * @param token as it was signed
 * @param key of the JWT app, one and the same object for each request: the library prepares it once
 * @returns the encrypted token for the header `auth`, or undefined where this key can't encrypt; the library's own
 *   words are dropped, since they may quote what they are about
 */
export async function encryptToken(
  token: string,
  { key, kid }: EncryptionKey,
  enc: ContentEncryption,
): Promise<string | undefined> {
  const header = { alg: KEY_ENCRYPTION, enc, ...(kid === undefined ? {} : { kid }), typ: 'JWT' };
  try {
    return await new CompactEncrypt(Buffer.from(token)).setProtectedHeader(header).encrypt(key);
  } catch {
    return undefined;
  }
}
