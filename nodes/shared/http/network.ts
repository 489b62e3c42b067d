import type { Failure } from './failure';
import { cleaned } from './words';

/** Codes of Node.js, its DNS and its TLS that mean: no byte of the request reached the service. */
const NEVER_ARRIVED =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EPROTO|ERR_TLS_\w+|ERR_SSL_\w+|CERT_\w+|SELF_SIGNED_\w+|DEPTH_ZERO_\w+|UNABLE_TO_\w+|HOSTNAME_MISMATCH|ERR_INVALID_\w+|ERR_HTTP_INVALID_\w+|ERR_UNESCAPED_\w+)$/;

/** Those of them that pass by themselves, so that trying again makes sense. */
const PASSING = /^(ECONNREFUSED|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/;

/** How codes of Node.js and of the HTTP client look; what the credential throws carries none. */
const CODE = /^[A-Z][A-Z0-9_]{3,}$/;

/**
 * Judges an exception of n8n's helper, which means that there was no answer at all. A code that is not
 * known to be harmless counts as a broken exchange: the request may have been carried out.
 *
 * n8n wraps the network's error: its code is found as `httpCode` or `code`, on the wrap or on its cause,
 * depending on the version. The exception itself holds the request with its token, so only a code and a
 * cleaned text are taken from it.
 *
 * @param error whatever was thrown
 */
export function failureFrom(error: unknown): Failure {
  const chain = [error, causeOf(error), causeOf(causeOf(error))];
  const code = chain.flatMap(codesOf).find((text) => CODE.test(text));
  if (code === undefined) return { kind: 'credential', words: cleaned(messageOf(error)) };
  return { kind: NEVER_ARRIVED.test(code) ? 'unreachable' : 'silent', words: code };
}

/**
 * Whether an unreachable service may be reached at the next try: a refused connection may, a wrong name
 * or certificate will not.
 *
 * @param failure a failure of kind `unreachable`
 */
export function mayPass(failure: Failure): boolean {
  return PASSING.test(failure.words);
}

function causeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined;
}

function codesOf(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return [];
  const fields = error as { code?: unknown; httpCode?: unknown };
  return [fields.code, fields.httpCode].filter((code) => typeof code === 'string');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
