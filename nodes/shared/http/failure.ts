import { isRecord } from '../record';
import type { HttpResponse } from './response';
import { cleaned, wordsIn } from './words';

/**
 * Why a call did not do its work.
 *
 * - `cancelled`: a person stopped the run
 * - `credential`: the credential could not sign; nothing was sent
 * - `missing`: Kore.ai does not have the record
 * - `rateLimit`: the account's requests per minute are used up
 * - `unauthorized`: token, account, app or scope was refused
 * - `refused`: Kore.ai understood the call and would not do it
 * - `unavailable`: Kore.ai, or a gateway before it, could not answer properly
 * - `silent`: the request went out and no answer came, so it may have been carried out
 * - `unreachable`: the request never arrived
 * - `redirected`: the answer sends the client elsewhere, which is not followed
 * - `notKore`: the answer is not from Kore.ai's API
 */
export type FailureKind =
  | 'cancelled'
  | 'credential'
  | 'missing'
  | 'rateLimit'
  | 'unauthorized'
  | 'refused'
  | 'unavailable'
  | 'silent'
  | 'unreachable'
  | 'redirected'
  | 'notKore';

/** A failure in plain data: actions decide by `kind`, people read `words`. */
export interface Failure {
  kind: FailureKind;
  /** The status that counts: the HTTP status or, where that claims success, the code in the body. */
  status?: number | undefined;
  /** What Kore.ai, the gateway or the network said, cleaned; empty where nothing was said. */
  words: string;
  /** How long the answer asks to wait, in milliseconds. */
  retryAfterMs?: number | undefined;
  /** The parsed body: a bulk call that failed in part tells about each record there. */
  body?: unknown;
  /** Whether an earlier try of the same call got no answer, and so may have been carried out. */
  silentBefore?: boolean;
}

/**
 * Whether a failed call may have been carried out all the same. A service that answers 500 may have broken
 * down before or after; a gateway's 502 and 504 say that it heard nothing.
 *
 * @param failure why the call did not do its work
 */
export function mayBeDone({ kind, status, silentBefore }: Failure): boolean {
  return silentBefore === true || kind === 'silent' || (kind === 'unavailable' && status !== 503);
}

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
 * @param reply the answer
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
 *
 * @param words the reason, cleaned
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
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
  const fields = body as Record<string, unknown>;
  if ('id' in fields || '_id' in fields || 'results' in fields || 'successfulRecords' in fields) {
    return false;
  }
  if (Array.isArray(fields['errors'])) return fields['errors'].length > 0;
  if (typeof fields['error'] === 'string' || isRecord(fields['error'])) return true;
  if (fields['success'] === false) return true;
  if (typeof fields['status'] === 'string' && /^(error|fail)/i.test(fields['status'])) return true;
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
