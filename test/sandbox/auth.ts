import { createSecretKey, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { invalidCredentials, invalidStream, replayed, wrongScope } from './failures';
import type { Identity } from './identity';
import { type ContentEncryption, decrypt, type Encryption } from './jwe';
import { rsaPair } from './rsaPair';
import type { Switches } from './switches';
import type { Algorithm, RecordedRequest } from './types';

const HOUR_S = 3600;

/** The keys of a JWT app. */
export interface Keys {
  /** What verifies: the client secret, or the public key. Of a text, the library would try with each token what it is. */
  verify: KeyObject;
  /** PEM, or empty for the HS algorithms. */
  privateKey: string;
}

/**
 * @param algorithm what the app accepts
 * @param secret the client secret, which signs HS256 and HS512 (D)
 * @returns the keys; for RS256 and RS512 a pair of RSA
 */
export function makeKeys(algorithm: Algorithm, secret: string): Keys {
  if (algorithm.startsWith('HS')) {
    return { verify: createSecretKey(Buffer.from(secret)), privateKey: '' };
  }
  const { publicKey, privateKey } = rsaPair('signing');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  return { verify: publicKey, privateKey: pem.toString() };
}

/** The token check, as the section "The token" of README.md has it. */
export class TokenCheck {
  private readonly used = new Set<string>();

  constructor(
    private readonly identity: Identity,
    private readonly key: KeyObject,
    private readonly algorithm: Algorithm,
    private readonly enforceJti: boolean,
    private readonly switches: Switches,
    private readonly jwe: { enc: ContentEncryption; encryption: Encryption } | undefined,
  ) {}

  /**
   * Lets a request through and marks its `jti` as used.
   *
   * @param request what came
   * @param streamId the stream in its path
   * @throws Refusal in the words of the table "Failures" (C)
   */
  check(request: RecordedRequest, streamId: string): void {
    const claims = this.verified(request.rawToken);
    if (claims['appId'] !== this.identity.clientId) throw invalidCredentials();
    if (streamId !== this.identity.streamId) {
      throw this.switches.wrongStream === '400' ? invalidStream() : invalidCredentials();
    }
    if (request.headers['accountid'] !== this.identity.accountId) throw invalidCredentials();
    if (this.enforceJti) this.useJti(claims);
    if (!this.switches.scopeGranted) throw wrongScope();
  }

  private verified(sent: string | undefined): jwt.JwtPayload {
    const { jwe } = this;
    const token = jwe && sent ? decrypt(sent, jwe.encryption, jwe.enc) : sent;
    if (token === undefined) throw invalidCredentials();
    try {
      const claims = jwt.verify(token, this.key, { algorithms: [this.algorithm] });
      if (typeof claims !== 'string') return claims;
    } catch {
      // Kore says the same of every token it does not like (C).
    }
    throw invalidCredentials();
  }

  private useJti({ jti, exp }: jwt.JwtPayload): void {
    if (typeof jti !== 'string' || jti === '') throw invalidCredentials();
    if (exp === undefined || exp > Math.floor(Date.now() / 1000) + HOUR_S) {
      throw invalidCredentials();
    }
    if (this.used.has(jti)) throw replayed();
    this.used.add(jti);
  }
}
