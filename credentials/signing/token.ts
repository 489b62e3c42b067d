import { createPrivateKey, createSecretKey, type KeyObject, randomUUID } from 'crypto';
import { sign } from 'jsonwebtoken';

/** The choices of Signing Algorithm in Kore.ai's form for a JWT app (its reference on JWT apps). */
export type Algorithm = 'HS256' | 'HS512' | 'RS256' | 'RS512';

/** Everything a token is made of. */
export interface TokenParts {
  clientId: string;
  identity: string;
  algorithm: Algorithm;
  /** The Client Secret for HS256 and HS512, a private key in PEM for RS256 and RS512. */
  signWith: string;
}

/**
 * How long a token is good for. Where a JWT app enforces JTI, Kore.ai wants `exp` within one hour;
 * five minutes leave room for a slow request and for a clock that is a little off.
 */
const LIFETIME_SECONDS = 300;

/** How far `iat` is set back: a server with a slow clock must not see a token from the future. */
const CLOCK_SLACK_SECONDS = 30;

/**
 * Signs one token for one request.
 *
 * Kore.ai reads the claims `sub` (any text) and `appId` (the Client ID), and refuses a `jti` that it
 * has seen before where the JWT app enforces JTI: so each call makes a new one.
 *
 * @param parts what to sign, and with what
 * @returns the compact token for the header `auth`, or undefined where this key can't sign so; the
 *   library's own words are dropped, since they may quote the key
 */
export function createToken(parts: TokenParts): string | undefined {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    sub: parts.identity,
    appId: parts.clientId,
    jti: randomUUID(),
    iat: now - CLOCK_SLACK_SECONDS,
    exp: now + LIFETIME_SECONDS,
  };
  try {
    return sign(claims, keyOf(parts), { algorithm: parts.algorithm });
  } catch {
    return undefined;
  }
}

/**
 * Given a text, the library first tries to read a private key in it, which takes fifty times as long as signing.
 * Only what is no secret is left to it, to be refused.
 */
function keyOf({ algorithm, signWith }: TokenParts): KeyObject | string {
  if (!algorithm.startsWith('HS')) return createPrivateKey(signWith);
  const isSecret = signWith !== '' && !signWith.includes('-----BEGIN ');
  return isSecret ? createSecretKey(Buffer.from(signWith)) : signWith;
}
