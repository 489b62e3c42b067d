import { randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { Sandbox, SandboxCredential } from './types';

/** An answer of the sandbox. */
export interface Answer<T = Record<string, unknown>> {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed JSON, if it is said to be JSON. */
  body: T;
}

/** How a call differs from a good one. */
export interface CallOptions {
  /** Sent as JSON. */
  body?: unknown;
  form?: FormData;
  /** Claims in place of the usual ones; undefined leaves one out. */
  claims?: Record<string, unknown>;
  headers?: Record<string, string>;
  stream?: string;
  signal?: AbortSignal;
}

const TOKEN_LIFE_S = 300;

/**
 * @param credential of the sandbox
 * @param claims in place of the usual ones; undefined leaves one out
 * @returns a token as README.md, "The token", wants it
 */
export function signToken(
  { clientId, secret, algorithm, privateKey }: SandboxCredential,
  claims: Record<string, unknown> = {},
): string {
  const iat = Math.floor(Date.now() / 1000);
  const usual = { sub: 'test', appId: clientId, jti: randomUUID(), iat, exp: iat + TOKEN_LIFE_S };
  const wanted = Object.entries({ ...usual, ...claims }).filter(([, value]) => value !== undefined);
  return jwt.sign(Object.fromEntries(wanted), privateKey || secret, { algorithm });
}

/**
 * Calls the sandbox with nothing but `fetch`, for what is tested without the node.
 *
 * @param path after the stream id: `/contacts`
 * @throws TypeError `fetch failed` if there is no answer
 */
export async function callSandbox<T = Record<string, unknown>>(
  { url, credential }: Sandbox,
  method: string,
  path: string,
  options: CallOptions = {},
): Promise<Answer<T>> {
  const { body, form, stream = credential.streamId, signal } = options;
  const response = await fetch(`${url}/agentassist/api/v1/public/${stream}${path}`, {
    method,
    headers: {
      auth: signToken(credential, options.claims),
      accountId: credential.accountId,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(form !== undefined && { body: form }),
    ...(signal !== undefined && { signal }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  const { status, headers } = response;
  return { status, headers, text, body: (isJson ? JSON.parse(text) : undefined) as T };
}
