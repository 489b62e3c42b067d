import type { IExecuteFunctions } from 'n8n-workflow';
import { hintIfSlow, requestsFor } from '../hint';

/** Milliseconds for a call that is about several entries: the longest time that one of them gives. */
export function timeoutFor(entries: Array<{ timeout: number }>): number {
  return entries.reduce((longest, { timeout }) => Math.max(longest, timeout), 0);
}

/**
 * Tells in the output pane, when the run is over, that larger batches are much faster, where they are smaller than
 * usual.
 *
 * @param doing the work, such as `Creating`
 * @param usual contacts in a request where nobody sets the option
 */
export function hintIfSmallBatches(
  context: IExecuteFunctions,
  doing: string,
  contacts: number,
  { batchSize, usual, requestsPerMinute, startedAt }: Batching,
): void {
  hintIfSlow(context, {
    requests: Math.ceil(contacts / batchSize),
    fewer: Math.ceil(contacts / usual),
    requestsPerMinute,
    startedAt,
    work: `${doing} ${contacts} contacts in batches of ${batchSize}`,
    instead: `With a 'Batch Size' of ${usual} it is ${requestsFor(contacts, usual)}.`,
  });
}

/** How many contacts go into a request, and how many requests into a minute. */
export interface Batching {
  batchSize: number;
  usual: number;
  requestsPerMinute: number;
  /** When the run began, in milliseconds since 1970. */
  startedAt: number;
}
