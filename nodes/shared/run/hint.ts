import type { IExecuteFunctions } from 'n8n-workflow';
import { KORE_LIMIT } from '../../../credentials/signing/address';
import { timeIn } from './progress';

/** Work that takes as many requests as contacts, and what would do it in fewer. */
export interface SlowWork {
  /** How many requests it takes. */
  requests: number;
  /** The limit in the credential; 0 for none. */
  requestsPerMinute: number;
  /** The work as the beginning of a sentence: `Deleting 300 contacts one by one`. */
  work: string;
  /** How many requests it takes otherwise. */
  fewer: number;
  /** What takes so many, as a sentence. */
  instead: string;
  /** When the run began, in milliseconds since 1970. */
  startedAt: number;
}

/**
 * Tells in the output pane, when the run is over, how long it took and what is much faster, where it took more than
 * the requests of a minute.
 */
export function hintIfSlow(context: IExecuteFunctions, slow: SlowWork): void {
  const { requests, fewer, requestsPerMinute, work, instead, startedAt } = slow;
  const limit = requestsPerMinute || KORE_LIMIT;
  if (requests <= limit || requests <= fewer) return;
  const time = timeIn(Date.now() - startedAt);
  context.addExecutionHints({
    message: `${work} took ${time} and ${requests} requests, of which a minute has ${limit}. ${instead}`,
    location: 'outputPane',
  });
}

/** How long so many requests take at least, in words: those of the first minute go at once. */
export function timeFor(requests: number, requestsPerMinute: number): string {
  const minutes = Math.floor((requests - 1) / requestsPerMinute);
  return minutes <= 1 ? 'a minute' : `${minutes} minutes`;
}

/** The number of requests in words. */
export function requestsFor(contacts: number, batchSize: number): string {
  const count = Math.ceil(contacts / batchSize);
  return count === 1 ? 'one request' : `${count} requests`;
}
