/**
 * Why a call did not do its work, or a search did not come to one contact.
 *
 * - `cancelled`: a person stopped the run
 * - `credential`: the credential could not sign; nothing was sent
 * - `missing`: Kore.ai does not have the record
 * - `several`: more than one contact has the number
 * - `incomplete`: the list was not shown whole, so nothing can be said for sure
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
 */
export type FailureKind =
  | 'cancelled'
  | 'credential'
  | 'missing'
  | 'several'
  | 'incomplete'
  | 'rateLimit'
  | 'unauthorized'
  | 'refused'
  | 'unsaid'
  | 'leftOut'
  | 'unavailable'
  | 'silent'
  | 'unreachable'
  | 'redirected'
  | 'notKore';

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
  /** Whether an earlier try of the same call got no answer, and so may have been carried out. */
  silentBefore?: boolean;
  /** Whether the call only reads, so that nothing can have been changed. */
  onlyRead?: boolean;
}

/** There is no such record, as far as was looked. */
export const MISSING: Failure = { kind: 'missing', words: '' };

/**
 * Whether a failed call may have been carried out all the same. A service that answers 500 may have broken
 * down before or after; a gateway's 502 and 504 say that it heard nothing.
 */
export function mayBeDone({ kind, status, silentBefore, onlyRead }: Failure): boolean {
  if (onlyRead === true) return false;
  if (silentBefore === true || kind === 'silent' || kind === 'unsaid') return true;
  return kind === 'unavailable' && status !== 503;
}
