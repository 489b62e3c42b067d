import type { Failure, FailureKind } from '../problem/failure';
import { isRecord } from '../record';
import type { HttpResponse } from './message';
import { cleaned, wordsIn } from './words';

/** Kore.ai's text on its rate limit, in its newer and older wording ("rate limit for this API"). */
const RATE_LIMIT = /rate[ -]?limit/i;

/** Kore.ai's texts on tokens that it refuses, seen in its own client code. */
const UNAUTHORIZED = /invalid sdk credentials|scope is incorrect|verifying the jwt/i;

/** Ways to say that a record is not there. */
const NOT_THERE =
  /not found|not exist|doesn'?t exist|no such|no contact|could ?n[o']t find|cannot find|already (been )?(deleted|removed|inactive)|is (deleted|inactive)/i;

/** Where the word "contact" stands for no contact: in a path, in the product's name, in a piece of advice. */
const NO_RECORD =
  /\S*\/\S*|contact[ -]?cent(er|re)s?|(please )?contact (us|support|sales|your|the|an?) ?(admin\w*|support|provider|team)?/gi;

/** What else can be "not found", and must never be taken for a contact that is gone. */
const OTHER_THING =
  /\b(stream|bot|app|application|account|instance|org|organi[sz]ation|tenant|user|route|path|url|endpoint|api|page|host)s? ?(id)?\b|streamid|accountid|cannot (get|put|post|delete)/i;

/**
 * Judges an answer.
 *
 * Kore.ai documents no failures for contacts. Those of its other public APIs take many shapes, with any
 * status, so a success status is believed only where the body is no failure in disguise.
 *
 * @returns the failure, or undefined for a success
 */
export function failureOf(reply: HttpResponse): Failure | undefined {
  const { status, retryAfterMs } = reply;
  if (status >= 300 && status < 400) {
    return { kind: 'redirected', status, words: cleaned(reply.location ?? '') };
  }
  if (reply.isPage) {
    const kind =
      status >= 500 ? 'unavailable' : RATE_LIMIT.test(reply.text) ? 'rateLimit' : 'notKore';
    return {
      kind: status === 429 ? 'rateLimit' : kind,
      status,
      words: cleaned(reply.text),
      retryAfterMs,
    };
  }
  const disguised = status < 300 && saysFailure(reply.body ?? reply.text);
  if (status < 300 && !disguised) return undefined;
  const words = wordsIn(reply.body ?? reply.text).join('; ');
  const counts = disguised ? (codeIn(reply.body) ?? status) : status;
  const kind = kindOf(counts, codeIn(reply.body), words);
  return { kind, status: counts, words, retryAfterMs, body: reply.body };
}

/**
 * Judges what was said of one record, where there is no status to go by.
 *
 * @param words the reason, cleaned; may be empty
 */
export function failureInWords(words: string): Failure {
  return { kind: isMissing(undefined, undefined, words) ? 'missing' : 'refused', words };
}

/**
 * Whether words are about an app, an account or an address: then every part of a batch would be refused alike.
 */
export function isAboutOtherThing(words: string): boolean {
  return OTHER_THING.test(words.replace(NO_RECORD, ' '));
}

function kindOf(status: number, code: number | undefined, words: string): FailureKind {
  if (status === 429 || RATE_LIMIT.test(words)) return 'rateLimit';
  if (status === 401 || status === 403 || code === 4002 || UNAUTHORIZED.test(words)) {
    return 'unauthorized';
  }
  if (status >= 500 && status < 600) return 'unavailable';
  if (isMissing(status, code, words)) return 'missing';
  return 'refused';
}

/** A missing contact is told by status or by words; an app or a path that is missing is something else. */
function isMissing(status: number | undefined, code: number | undefined, words: string): boolean {
  const plain = words.replace(NO_RECORD, ' ');
  if (/\bcontact/i.test(plain) && NOT_THERE.test(plain)) return true;
  if (OTHER_THING.test(plain)) return false;
  return [status, code].some((number) => number === 404 || number === 410) || NOT_THERE.test(plain);
}

/** Whether the body of a success status is one of the failure bodies. A record always has an id. */
function saysFailure(body: unknown): boolean {
  if (typeof body === 'string') return RATE_LIMIT.test(body);
  if (!isRecord(body)) return false;
  if (['id', '_id', 'results', 'successfulRecords'].some((key) => key in body)) return false;
  const { errors, error, success, status } = body;
  if (Array.isArray(errors)) return errors.length > 0;
  if (typeof error === 'string' || isRecord(error)) return true;
  if (success === false) return true;
  if (typeof status === 'string' && /^(error|fail)/i.test(status)) return true;
  return (codeIn(body) ?? 0) >= 400 || RATE_LIMIT.test(wordsIn(body).join(' '));
}

/** The first number that a body gives as its code: at its top, or in its list of errors. */
function codeIn(body: unknown): number | undefined {
  if (!isRecord(body)) return undefined;
  const entries = [body, body['error'], ...(Array.isArray(body['errors']) ? body['errors'] : [])];
  return entries
    .filter(isRecord)
    .flatMap((entry) => [entry['code'], entry['statusCode'], entry['status']])
    .map((code) => (typeof code === 'number' || typeof code === 'string' ? Number(code) : NaN))
    .find((code) => Number.isInteger(code) && code >= 400);
}

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
 */
export function mayPass(failure: Failure): boolean {
  return PASSING.test(failure.words);
}

function causeOf(error: unknown): unknown {
  return isRecord(error) ? error['cause'] : undefined;
}

function codesOf(error: unknown): string[] {
  if (!isRecord(error)) return [];
  return [error['code'], error['httpCode']].filter((code) => typeof code === 'string');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
