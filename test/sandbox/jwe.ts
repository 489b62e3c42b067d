import {
  constants,
  createDecipheriv,
  createHmac,
  type KeyObject,
  privateDecrypt,
  timingSafeEqual,
} from 'node:crypto';
import { rsaPair } from './rsaPair';

/** The header of an encrypted token (RFC 7516, section 4). */
export interface JweHeader {
  alg: string;
  enc: string;
  kid?: string;
  typ?: string;
}

/** How a content is encrypted (RFC 7518, section 5): the bytes of its keys. */
const CONTENT = {
  'A128CBC-HS256': { macBytes: 16, keyBytes: 16, cipher: 'aes-128-cbc', hash: 'sha256' },
  A128GCM: { macBytes: 0, keyBytes: 16, cipher: 'aes-128-gcm', hash: '' },
  A256GCM: { macBytes: 0, keyBytes: 32, cipher: 'aes-256-gcm', hash: '' },
} as const;

/** The content encryptions of a JWT app (D). */
export type ContentEncryption = keyof typeof CONTENT;

/** What a JWT app that enforces JWE has. */
export interface Encryption {
  /** What its form shows: the public key as JSON, with `kty`, `n`, `e` and `kid` (D). */
  jwk: string;
  kid: string;
  privateKey: KeyObject;
}

/** @returns what the JWT apps of all sandboxes of a process have */
export function makeEncryption(): Encryption {
  const { publicKey, privateKey } = rsaPair('encryption');
  const { n, e } = publicKey.export({ format: 'jwk' });
  const kid = 'k-sandbox';
  return { jwk: JSON.stringify({ kty: 'RSA', n, e, kid }), kid, privateKey };
}

/** @returns the header of an encrypted token, undefined where it is none */
export function headerOf(token: string): JweHeader | undefined {
  const parts = token.split('.');
  if (parts.length !== 5) return undefined;
  try {
    return JSON.parse(Buffer.from(parts[0] ?? '', 'base64url').toString()) as JweHeader;
  } catch {
    return undefined;
  }
}

/**
 * Decrypts a compact JWE by hand, with nothing but Node.js: what one library encrypts is not proved by the same
 * library's decrypting it.
 *
 * @returns the signed token that is inside, undefined where it can't be had
 */
export function decrypt(
  token: string,
  { privateKey, kid }: Encryption,
  accepted: ContentEncryption,
): string | undefined {
  const header = headerOf(token);
  if (header?.alg !== 'RSA-OAEP' || header.enc !== accepted || header.kid !== kid) return undefined;
  const [protectedHeader = '', ...others] = token.split('.');
  const [encryptedKey, iv, content, tag] = others.map((part) => Buffer.from(part, 'base64url'));
  if (encryptedKey === undefined || iv === undefined) return undefined;
  if (content === undefined || tag === undefined) return undefined;
  const aad = Buffer.from(protectedHeader, 'ascii');
  try {
    // RSA-OAEP is the one with SHA-1 and MGF1 with SHA-1 (RFC 7518, section 4.3).
    const key = privateDecrypt(
      { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' },
      encryptedKey,
    );
    const { macBytes, keyBytes } = CONTENT[accepted];
    if (key.length !== macBytes + keyBytes) return undefined;
    const opened = accepted === 'A128CBC-HS256' ? openCbc : openGcm;
    return opened(accepted, key, { iv, content, tag, aad });
  } catch {
    return undefined;
  }
}

interface Sealed {
  iv: Buffer;
  content: Buffer;
  tag: Buffer;
  aad: Buffer;
}

/** AES-CBC with HMAC (RFC 7518, section 5.2.2.2): the key's first half is for the tag, its second for the content. */
function openCbc(
  enc: ContentEncryption,
  key: Buffer,
  { iv, content, tag, aad }: Sealed,
): string | undefined {
  const { macBytes, cipher, hash } = CONTENT[enc];
  const bitsOfAad = Buffer.alloc(8);
  bitsOfAad.writeBigUInt64BE(BigInt(aad.length * 8));
  const mac = createHmac(hash, key.subarray(0, macBytes))
    .update(Buffer.concat([aad, iv, content, bitsOfAad]))
    .digest()
    .subarray(0, macBytes);
  if (tag.length !== mac.length || !timingSafeEqual(mac, tag)) return undefined;
  const decipher = createDecipheriv(cipher, key.subarray(macBytes), iv);
  return Buffer.concat([decipher.update(content), decipher.final()]).toString();
}

/** AES-GCM (RFC 7518, section 5.3): 96 bits of IV, 128 of tag. */
function openGcm(
  enc: ContentEncryption,
  key: Buffer,
  { iv, content, tag, aad }: Sealed,
): string | undefined {
  if (iv.length !== 12 || tag.length !== 16) return undefined;
  const cipher = CONTENT[enc].cipher as 'aes-128-gcm' | 'aes-256-gcm';
  const decipher = createDecipheriv(cipher, key, iv).setAAD(aad).setAuthTag(tag);
  return Buffer.concat([decipher.update(content), decipher.final()]).toString();
}
