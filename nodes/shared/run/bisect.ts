import type { Outcome } from '../http/client';
import { isAboutOtherThing } from '../http/judge';
import type { Failure } from '../problem/failure';
import { failed, succeeded } from '../result';

/** A batch that was sent, and what came of it: an answer for all its entries, or one failure. */
export interface Sent<T> {
  entries: T[];
  outcome: Outcome;
}

/** Statuses with which a service refuses a body as a whole, for one bad entry or for its size. */
const WHOLE_BODY = [400, 404, 409, 410, 412, 413, 422];

/**
 * Sends a batch, and where it is refused as a whole, its halves, and theirs, until only the entries that
 * are to blame are refused alone.
 *
 * @param send sends some entries in one call
 * @param isAnswer whether a refusal's body is after all the answer for each entry
 * @param silentBefore whether a try of a larger batch got no answer, and so may have been carried out
 * @returns what came of each part; together the parts hold every entry once
 */
export async function bisect<T>(
  entries: T[],
  send: (entries: T[]) => Promise<Outcome>,
  isAnswer: (failure: Failure) => boolean,
  silentBefore = false,
): Promise<Array<Sent<T>>> {
  const outcome = remembering(await send(entries), silentBefore);
  const { length } = entries;
  if (outcome.ok || length === 1) return [{ entries, outcome }];
  const failure = outcome.problem;
  if (!isRefusedWhole(failure) || isAnswer(failure)) return [{ entries, outcome }];
  const middle = Math.ceil(length / 2);
  const silent = failure.silentBefore === true;
  const first = await bisect(entries.slice(0, middle), send, isAnswer, silent);
  const second = await bisect(entries.slice(middle), send, isAnswer, silent);
  return [...first, ...second];
}

function remembering(outcome: Outcome, silent: boolean): Outcome {
  if (!silent) return outcome;
  return outcome.ok
    ? succeeded({ ...outcome.value, silentBefore: true })
    : failed({ ...outcome.problem, silentBefore: true });
}

function isRefusedWhole({ kind, status, words }: Failure): boolean {
  if (kind === 'missing') return true;
  if (kind === 'refused') return !isAboutOtherThing(words);
  return kind === 'notKore' && WHOLE_BODY.includes(status ?? 0);
}
