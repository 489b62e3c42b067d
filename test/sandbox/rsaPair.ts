import { generateKeyPairSync, type KeyPairKeyObjectResult } from 'node:crypto';

const pairs = new Map<string, KeyPairKeyObjectResult>();

/**
 * @returns a pair of RSA keys with 2,048 bits, made once in a process for each use: making one takes a tenth of a
 *   second and more
 */
export function rsaPair(use: 'signing' | 'encryption'): KeyPairKeyObjectResult {
  const pair = pairs.get(use) ?? generateKeyPairSync('rsa', { modulusLength: 2048 });
  pairs.set(use, pair);
  return pair;
}
