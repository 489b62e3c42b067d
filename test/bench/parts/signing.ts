import { createRequire } from 'node:module';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import path from 'node:path';
import type { createToken as CreateToken } from '../../../credentials/signing/token';
import { root } from '../../demo/built';

/** Tokens signed in one round; of RSA fewer, since they take a hundred times as long. */
const TOKENS = { HS256: 20_000, HS512: 20_000, RS256: 500, RS512: 500 } as const;

const ROUNDS = 7;

/** The least that Kore.ai's algorithms take (RFC 7518, section 3.3). */
const RSA_BITS = 2_048;

/** What one token takes by one algorithm, in microseconds, a value for each round. */
export interface Signing {
  algorithm: string;
  microseconds: number[];
}

/** Measures what signing one token takes, with the module that the built package has. */
export function signing(): Signing[] {
  const file = path.join(root, 'dist', 'credentials', 'signing', 'token.js');
  const { createToken } = createRequire(__filename)(file) as { createToken: typeof CreateToken };
  const secret = randomBytes(32).toString('base64url');
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: RSA_BITS,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return (['HS256', 'HS512', 'RS256', 'RS512'] as const).map((algorithm) => {
    const signWith = algorithm.startsWith('HS') ? secret : privateKey;
    const microseconds: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const startedAt = performance.now();
      for (let token = 0; token < TOKENS[algorithm]; token++) {
        if (
          createToken({ clientId: 'cs-bench', identity: 'n8n', algorithm, signWith }) === undefined
        )
          throw new Error(`No token by ${algorithm}`);
      }
      const each = (1_000 * (performance.now() - startedAt)) / TOKENS[algorithm];
      // The first round is for the compiler.
      if (round > 0) microseconds.push(each);
    }
    return { algorithm, microseconds };
  });
}
