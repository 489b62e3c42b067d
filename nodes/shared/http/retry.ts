import { type Failure, mayBeDone } from '../problem/failure';
import { mayPass } from './judge';
import type { Verb } from './message';
import {
  FIRST_WAIT_MS,
  JITTER,
  LONGEST_RETRY_AFTER_MS,
  LONGEST_WAIT_MS,
  TRIES,
  TRIES_AT_RATE_LIMIT,
} from './limits';

/** How often one call was refused so far, counted apart by what refused it. */
export interface Tried {
  byRateLimit: number;
  otherwise: number;
}

/**
 * Decides whether a failed call is sent again, and after how long.
 *
 * Doing a GET, PUT or DELETE twice leaves the same contact as doing it once, so those are repeated after
 * anything that may pass. A create is repeated only when it can't have been carried out: refused for its
 * rate, turned away by a service that was down or did not begin (503, 425), or never arrived.
 *
 * @param tried the refusals so far, the last one included
 * @returns milliseconds to wait before the next try, or undefined to give up
 */
export function waitBeforeRetry(verb: Verb, failure: Failure, tried: Tried): number | undefined {
  const atRateLimit = failure.kind === 'rateLimit';
  if (!atRateLimit && !isWorthRepeating(verb, failure)) return undefined;
  const count = atRateLimit ? tried.byRateLimit : tried.otherwise;
  if (count >= (atRateLimit ? TRIES_AT_RATE_LIMIT : TRIES)) return undefined;
  // A wait of nothing, or until a time that is over, says no more than that the call may be repeated.
  if (failure.retryAfterMs !== undefined && failure.retryAfterMs > 0) {
    return failure.retryAfterMs > LONGEST_RETRY_AFTER_MS
      ? undefined
      : jittered(failure.retryAfterMs);
  }
  return jittered(Math.min(FIRST_WAIT_MS * 2 ** (count - 1), LONGEST_WAIT_MS));
}

/** Statuses of a server that does not know how, now or later; none is a failure that has no status. */
const NEVER_BETTER: Array<number | undefined> = [501, 505, undefined];

function isWorthRepeating(verb: Verb, failure: Failure): boolean {
  switch (failure.kind) {
    case 'unavailable':
      return !NEVER_BETTER.includes(failure.status) && (verb !== 'POST' || !mayBeDone(failure));
    case 'silent':
      return verb !== 'POST';
    case 'unreachable':
      return mayPass(failure);
    default:
      return false;
  }
}

/** Only ever longer: a wait that was asked for, or that must outlast the window, is never cut short. */
function jittered(ms: number): number {
  return Math.ceil(ms * (1 + JITTER * Math.random()));
}
