import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { signRequest as SignRequest } from '../../../credentials/signing/request';
import { root } from '../../demo/built';

/** Requests in one round, one after the other. */
const REQUESTS = 2_000;

const ROUNDS = 7;

/** What a JWT app that enforces JWE has (the node refuses fewer). */
const RSA_BITS = 2_048;

const HOST = 'https://kore.example';

/** What making one request ready takes, in microseconds, a value for each round. */
export interface Encrypting {
  /** The content encryption; `none` for a token that is only signed. */
  encryption: string;
  /** From the request to the signed one. */
  wall: number[];
  /** Of the process, with the threads that encrypt. */
  cpu: number[];
}

/** Measures what an encrypted request costs beside one that is only signed, with the modules of the built package. */
export async function encrypting(): Promise<Encrypting[]> {
  const file = path.join(root, 'dist', 'credentials', 'signing', 'request.js');
  const { signRequest } = createRequire(__filename)(file) as { signRequest: typeof SignRequest };
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: RSA_BITS });
  const credential = {
    host: HOST,
    accountId: 'account',
    clientId: 'cs-bench',
    secret: randomBytes(32).toString('base64url'),
    encryptionKey: JSON.stringify({ ...publicKey.export({ format: 'jwk' }), kid: 'k-bench' }),
  };
  const costs: Encrypting[] = [];
  for (const encryption of ['none', 'A128CBC-HS256', 'A128GCM', 'A256GCM']) {
    const fields = {
      ...credential,
      encryptToken: encryption !== 'none',
      contentEncryption: encryption === 'none' ? '' : encryption,
    };
    const cost: Encrypting = { encryption, wall: [], cpu: [] };
    for (let round = 0; round <= ROUNDS; round++) {
      const startedAt = performance.now();
      const cpuStart = process.cpuUsage();
      for (let i = 0; i < REQUESTS; i++) await signRequest(fields, { url: `${HOST}/contacts` });
      const { user, system } = process.cpuUsage(cpuStart);
      // The first round is for the compiler.
      if (round === 0) continue;
      cost.wall.push((1_000 * (performance.now() - startedAt)) / REQUESTS);
      cost.cpu.push((user + system) / REQUESTS);
    }
    costs.push(cost);
  }
  return costs;
}
