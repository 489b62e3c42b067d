import { createPublicKey, type KeyObject } from 'crypto';
import { isRecord } from '../../nodes/shared/record';
import { plain } from './address';

/** Kore.ai's public key, which tokens are encrypted to. */
export interface EncryptionKey {
  key: KeyObject;
  /** Tells Kore.ai which of its keys it is. */
  kid: string | undefined;
}

/** The least for RSA-OAEP (RFC 7518, section 4.3). */
const LEAST_BITS = 2048;

/** The parts that only a private key has (RFC 7518, sections 6.2.2, 6.3.2 and 6.4.1). */
const PRIVATE_PARTS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/** Far more keys than an n8n has credentials; each takes a few kilobytes. */
const REMEMBERED = 100;

const known = new Map<string, EncryptionKey>();

/**
 * Reads the public key of a JWT app: a JWK as Kore.ai's form shows it (`kty`, `n`, `e`, `kid`), or a set
 * `{"keys": [...]}` with one RSA key in it.
 *
 * Reading a key takes as long as encrypting with it, so each is read once in a process.
 *
 * @param typed the field of the credential
 * @returns the key, the same object for the same text
 * @throws Error that says what is wrong with it, without a character of it
 */
export function readEncryptionKey(typed: unknown): EncryptionKey {
  const text = plain(typed);
  const before = known.get(text);
  if (before !== undefined) return before;
  const key = keyIn(text);
  const [oldest] = known.keys();
  if (known.size >= REMEMBERED && oldest !== undefined) known.delete(oldest);
  known.set(text, key);
  return key;
}

function keyIn(text: string): EncryptionKey {
  if (text === '') throw refusal('is empty, and Encrypt Token (JWE) needs it');
  const { n, e, kid } = rsaKeyIn(json(text));
  const key = publicKey(n, e);
  const { modulusLength: bits = 0, publicExponent = 0n } = key?.asymmetricKeyDetails ?? {};
  // With an exponent of 1, encrypting would change nothing.
  if (key === undefined || publicExponent < 3n) throw refusal("can't be read as an RSA key");
  if (bits < LEAST_BITS) throw refusal(`has ${bits} bits, and ${LEAST_BITS} are the least`);
  return { key, kid: typeof kid === 'string' && kid !== '' ? kid : undefined };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal('is not JSON');
  }
}

/** The one RSA key in a JWK or in a set of them. */
function rsaKeyIn(value: unknown): Record<string, unknown> {
  const keys = isRecord(value) && Array.isArray(value['keys']) ? value['keys'] : [value];
  const records = keys.filter(isRecord);
  if (records.some((key) => PRIVATE_PARTS.some((part) => part in key))) {
    throw refusal('holds a private or secret key');
  }
  const [key, ...others] = records.filter(({ kty }) => kty === 'RSA');
  if (key === undefined) throw refusal('holds no RSA key');
  if (others.length > 0) throw refusal(`holds ${others.length + 1} RSA keys`);
  return key;
}

function publicKey(n: unknown, e: unknown): KeyObject | undefined {
  if (typeof n !== 'string' || typeof e !== 'string') return undefined;
  try {
    return createPublicKey({ key: { kty: 'RSA', n, e }, format: 'jwk' });
  } catch {
    return undefined;
  }
}

function refusal(why: string): Error {
  return new Error(
    `The Encryption Key (JWK) of the Kore API credential ${why}. Copy the one public key that the JWT app in Kore.ai shows for JWE: JSON with kty, n, e and kid.`,
  );
}
