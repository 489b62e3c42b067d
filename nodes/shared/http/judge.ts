import type { Failure, FailureKind } from '../problem/failure';
import { isRecord } from '../record';
import type { HttpResponse } from './message';
import { meansMissing, saysNothing } from './missing';
import { cleaned, wordsIn } from './words';

/**
 * Sentences about a rate limit: Kore.ai's newer and older ones ("You've exceeded the per-minute rate limit", "Rate
 * limit for this API has been reached"), and what gateways say. The two words alone may be a part of a name, such as
 * "Acme Corporate Limited" or "First Rate Limited".
 */
const RATE_LIMIT = [
  /\bexceed(?:ed|ing|s)?\b[^.;]*\brate[ -]?limits?\b/i,
  /\brate[ -]?limits?\b[^.;]*\b(?:exceeded|reached|hit)\b/i,
  /\b(?:per[ -](?:second|minute|hour)|hourly|daily|api) rate[ -]?limit/i,
  /\b(?:are|is|was|were|been|being) rate[ -]limited\b/i,
  /^\W*rate[ -]?limit(?:ed|ing)?\W*$/i,
];

/** Kore.ai's texts on tokens that it refuses, seen in its own client code. */
const UNAUTHORIZED = /invalid sdk credentials|scope is incorrect|verifying the jwt/i;

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
 * @param contact the id of the one contact that the call's path names; undefined for every other call
 * @returns the failure, or undefined for a success
 */
export function failureOf(reply: HttpResponse, contact?: string): Failure | undefined {
  const { status, retryAfterMs } = reply;
  if (status >= 300 && status < 400) {
    return { kind: 'redirected', status, words: cleaned(reply.location ?? '') };
  }
  if (reply.isPage) {
    const kind =
      kindOfStatus(status) ?? (saysRateLimit(cleaned(reply.text)) ? 'rateLimit' : 'notKore');
    return {
      kind,
      status,
      words: cleaned(reply.text),
      retryAfterMs,
    };
  }
  const disguised = status < 300 && saysFailure(reply.body ?? reply.text);
  if (status < 300 && !disguised) return undefined;
  const pieces = wordsIn(reply.body ?? reply.text);
  // Where a failure says nothing to people, its body says what there is.
  const words = pieces.join('; ') || (disguised ? cleaned(reply.text) : '');
  const code = codeIn(reply.body);
  const counts = disguised ? (code ?? status) : status;
  const kind = kindOf(reply, { counts, code, pieces, contact });
  return { kind, status: counts, words, retryAfterMs, body: reply.body };
}

/**
 * Judges what was said of one record, where there is no status to go by.
 *
 * @param words the reason, cleaned; may be empty
 * @param id the record's
 */
export function failureInWords(words: string, id = ''): Failure {
  return { kind: meansMissing([words], { id }) ? 'missing' : 'refused', words };
}

/**
 * Whether words are about an app, an account or an address: then a smaller page would be refused alike.
 */
export function isAboutOtherThing(words: string): boolean {
  return OTHER_THING.test(words.replace(NO_RECORD, ' '));
}

/** What an answer says in words, and with which numbers. */
interface Said {
  /** The status that counts. */
  counts: number;
  code: number | undefined;
  pieces: string[];
  contact: string | undefined;
}

function kindOf(reply: HttpResponse, said: Said): FailureKind {
  const { counts, code, pieces } = said;
  // A conflict is about the data of contacts, whose names may be any words.
  if (counts !== 409 && pieces.some(saysRateLimit)) return 'rateLimit';
  if (counts === 401 || counts === 403 || code === 4002) return 'unauthorized';
  if (pieces.some((piece) => UNAUTHORIZED.test(piece))) return 'unauthorized';
  const kind = kindOfStatus(counts);
  if (kind !== undefined) return kind;
  return isMissing(reply, said) ? 'missing' : 'refused';
}

/** What a status tells whatever is said beside it. */
function kindOfStatus(status: number): FailureKind | undefined {
  switch (status) {
    case 429:
      return 'rateLimit';
    case 407:
      return 'proxy';
    case 405:
    case 406:
      return 'unsupported';
    // The server did not get the request in time, or not at a time when it takes one (RFC 9110, RFC 8470).
    case 408:
    case 425:
      return 'unavailable';
    default:
      return status >= 500 && status < 600 ? 'unavailable' : undefined;
  }
}

/**
 * A missing contact is told by words that can mean nothing else. A status says so alone only where the path names
 * one contact, and the API itself answered: in JSON, or with nothing.
 */
function isMissing({ body, text }: HttpResponse, { counts, code, pieces, contact }: Said): boolean {
  const about = contact === undefined ? undefined : { id: contact };
  if (body === undefined && text.trim() !== '') {
    // Every server has a text for what it does not have; one that names the contact is the API's.
    return meansMissing(pieces, undefined);
  }
  if (meansMissing(pieces, about)) return true;
  const isGone = [counts, code].some((number) => number === 404 || number === 410);
  return isGone && about !== undefined && saysNothing(body, text);
}

function saysRateLimit(text: string): boolean {
  return RATE_LIMIT.some((sentence) => sentence.test(text));
}

/** Whether the body of a success status is one of the failure bodies. A record always has an id. */
function saysFailure(body: unknown): boolean {
  if (typeof body === 'string') return wordsIn(body).some(saysNo);
  if (!isRecord(body)) return false;
  if (['id', '_id', 'results', 'successfulRecords'].some((key) => key in body)) return false;
  const { errors, error, success, acknowledged, status } = body;
  if (Array.isArray(errors)) return errors.length > 0;
  if ((typeof error === 'string' && error !== '') || isRecord(error)) return true;
  if (isNo(success) || isNo(acknowledged) || isNo(status)) return true;
  return (codeIn(body) ?? 0) >= 400 || wordsIn(body).some(saysNo);
}

/** Whether a value says no where yes or no is asked. */
export function isNo(value: unknown): boolean {
  if (typeof value === 'string')
    return /^(?:false|no|0|error|fail\w*|denied|rejected)$/i.test(value.trim());
  return value === false || value === 0;
}

/** Words with which a success says that nothing was done. */
const NO =
  /\b(?:can|could|was|were|is|are|has|have|did|does|do|will|would) ?n[o'’]t\b|\bcannot\b|\b(?:unable|failed|failure|denied|forbidden|rejected|refused)\b|\bnot (?:found|deleted|updated|created|allowed|permitted|authori[sz]ed|exist)|\balready (?:been )?(?:deleted|removed|inactive)\b|\bno (?:such )?contacts?\b/i;

function saysNo(text: string): boolean {
  return saysRateLimit(text) || NO.test(text);
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

/** How codes of Node.js and of the HTTP client look. */
const CODE = /^[A-Z][A-Z0-9_]{3,}$/;

/** What only the signing says: each of its messages names the credential. */
const OF_THE_CREDENTIAL = /\bKore API credential\b/;

/** What the client's proxy agents say where the way to the host was not opened: no code, and nothing was sent. */
const NO_TUNNEL = /\bproxy\b.*\bconnect\b|\bproxy connection\b|\bHTTP tunneling\b/i;

/**
 * Judges an exception of n8n's helper, which means that there was no answer at all. Whatever is not known to be
 * harmless counts as a broken exchange: the request may have been carried out.
 *
 * n8n wraps the network's error: its code is found as `httpCode` or `code`, on the wrap or on its cause,
 * depending on the version. The exception itself holds the request with its token, so only a code and a
 * cleaned text are taken from it.
 */
export function failureFrom(error: unknown): Failure {
  const chain = [error, causeOf(error), causeOf(causeOf(error))];
  const code = chain.flatMap(codesOf).find((text) => CODE.test(text));
  if (code !== undefined)
    return { kind: NEVER_ARRIVED.test(code) ? 'unreachable' : 'silent', words: code };
  const texts = chain.filter((link) => link !== undefined).map((link) => cleaned(messageOf(link)));
  const signing = texts.find((text) => OF_THE_CREDENTIAL.test(text));
  if (signing !== undefined) return { kind: 'credential', words: signing };
  const tunnel = texts.find((text) => NO_TUNNEL.test(text));
  if (tunnel !== undefined) return { kind: 'unreachable', words: tunnel };
  return { kind: 'silent', words: texts[0] || 'no reason given' };
}

/**
 * Whether an unreachable service may be reached at the next try: a refused connection and a
 * proxy that broke off may, a wrong name or certificate will not.
 */
export function mayPass(failure: Failure): boolean {
  return PASSING.test(failure.words) || NO_TUNNEL.test(failure.words);
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
