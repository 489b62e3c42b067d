/**
 * Why a call did not do its work, or a search did not come to one contact.
 *
 * - `cancelled`: a person stopped the run
 * - `credential`: the credential could not sign; nothing was sent
 * - `missing`: Kore.ai does not have the record
 * - `several`: more than one contact has the number
 * - `incomplete`: the list was not shown whole, so nothing can be said for sure
 * - `changing`: the list kept changing while it was read, so nothing can be said for sure
 * - `rateLimit`: the account's requests per minute are used up
 * - `unauthorized`: token, account, app or scope was refused
 * - `refused`: Kore.ai understood the call and would not do it
 * - `unsaid`: an answer that does not bear the work out
 * - `leftOut`: an answer leaves the record out, and so does the list
 * - `unavailable`: Kore.ai, or a gateway before it, could not answer properly
 * - `silent`: the request went out and no answer came, so it may have been carried out
 * - `unreachable`: the request never arrived
 * - `redirected`: the answer sends the client elsewhere, which is not followed
 * - `notKore`: the answer is not from Kore.ai's API
 * - `proxy`: a proxy on the way wants a login (407)
 * - `unsupported`: the method or the form of the call is not taken (405, 406)
 */
export type FailureKind =
  | 'cancelled'
  | 'credential'
  | 'missing'
  | 'several'
  | 'incomplete'
  | 'changing'
  | 'rateLimit'
  | 'unauthorized'
  | 'refused'
  | 'unsaid'
  | 'leftOut'
  | 'unavailable'
  | 'silent'
  | 'unreachable'
  | 'redirected'
  | 'notKore'
  | 'proxy'
  | 'unsupported';

/** A failure in plain data: code decides by `kind`, people read `words`. */
export interface Failure {
  kind: FailureKind;
  /** The status that counts: the HTTP status or, where that claims success, the code in the body. */
  status?: number | undefined;
  /** What Kore.ai, the gateway or the network said, cleaned; empty where nothing was said. */
  words: string;
  /** More about it, as a sentence of ours. */
  detail?: string;
  /** How long the answer asks to wait, in milliseconds. */
  retryAfterMs?: number | undefined;
  /** The parsed body: a bulk call that failed in part tells about each record there. */
  body?: unknown;
  /** The contacts that have the number, where there are several: each with name and id. */
  candidates?: string[];
  /** How often the call was sent. */
  tries?: number;
  /** How far the service's clock is ahead of n8n's, in milliseconds, where that may be why a token is refused. */
  clockAheadMs?: number;
  /** Whether an earlier try of the same call may have been carried out, since nothing said that it was not. */
  silentBefore?: boolean;
  /** Whether the call only reads, so that nothing can have been changed. */
  onlyRead?: boolean;
  /** Whether the app was named by the option *App (Stream) ID*, and not by the credential. */
  byOption?: boolean;
  /** Whether no request was made, since those before it failed so. */
  unsent?: boolean;
}

/** There is no such record, as far as was looked. */
export const MISSING: Failure = { kind: 'missing', words: '' };

/** Statuses that say for sure that nothing was done: down, too early, not known how. */
const NOT_BEGUN = [503, 425, 501, 505];

/**
 * Whether a failed call may have been carried out all the same. A service that answers 500 may have broken
 * down before or after; a gateway's 502 and 504 say that it heard nothing. A web page in place of a success tells
 * nothing either.
 */
export function mayBeDone(failure: Failure): boolean {
  const { kind, status = 0, silentBefore, onlyRead, unsent } = failure;
  if (onlyRead === true) return false;
  if (silentBefore === true) return true;
  if (unsent === true) return false;
  if (kind === 'silent' || kind === 'unsaid') return true;
  if (kind === 'notKore') return status < 300;
  return kind === 'unavailable' && !NOT_BEGUN.includes(status);
}

const CONCERNS_EVERYTHING: FailureKind[] = [
  'credential',
  'proxy',
  'redirected',
  'unauthorized',
  'unreachable',
  'unsupported',
];

/** Whether a failure would meet every other contact alike, so that no part of a batch can fare better. */
export function concernsEverything({ kind }: Failure): boolean {
  return CONCERNS_EVERYTHING.includes(kind);
}

/** Whether a token was refused as one that had been used before (Kore.ai's words, seen in its client code). */
export function isReplay({ kind, words }: Failure): boolean {
  return kind === 'unauthorized' && /\breplay/i.test(words);
}
