import type { Client, Outcome } from '../http/client';
import { LONGEST_RETRY_AFTER_MS, REQUESTS_AT_ONCE } from '../http/limits';
import { type Failure, isReplay } from '../problem/failure';
import { failed } from '../result';

/** Waves of requests in a row, as many as are open at once, that get nowhere until no more are sent. */
const WAVES = 3;

/** Statuses with which Kore.ai itself answers, and not a gateway for it. */
const OWN_ANSWERS = [500, 501, 505];

/**
 * Keeps a run from meeting one failure a thousand times where that concerns everything in an app: a refused
 * credential, a wait that is longer than the node's, or a service that does not answer. From then on, calls fail
 * in the same words and are not sent.
 *
 * @param client sends the calls that are let through
 */
export function withBreaker(client: Client): Client {
  let broken: Failure | undefined;
  let hasBeenAccepted = false;
  let inVain = 0;
  let asking: Promise<Outcome> | undefined;

  /** Judges an outcome, and gives it back. */
  const noted = (outcome: Outcome): Outcome => {
    if (outcome.ok) hasBeenAccepted = true;
    inVain = !outcome.ok && gotNowhere(outcome.problem) ? inVain + 1 : 0;
    if (outcome.ok) return outcome;
    const { kind, retryAfterMs = 0 } = outcome.problem;
    if (kind === 'cancelled') return outcome;
    const isLong = retryAfterMs > LONGEST_RETRY_AFTER_MS;
    if (kind === 'unauthorized' || isLong || inVain >= WAVES * REQUESTS_AT_ONCE) {
      broken ??= unsent(outcome.problem);
    }
    return outcome;
  };

  const send: Client['send'] = async (call) => {
    if (broken !== undefined) return failed(broken);
    const outcome = await client.send(call);
    const mayBeAccepted =
      !outcome.ok &&
      outcome.problem.kind === 'unauthorized' &&
      (hasBeenAccepted || isReplay(outcome.problem));
    if (!mayBeAccepted) return noted(outcome);
    // Each token is signed anew. One of those that were refused together is sent again; the others wait for it.
    const other = asking;
    if (other === undefined) {
      asking = client.send(call).then(noted);
      return await asking.finally(() => (asking = undefined));
    }
    await other;
    return broken === undefined ? noted(await client.send(call)) : outcome;
  };

  return { ...client, send };
}

function gotNowhere({ kind, status = 0 }: Failure): boolean {
  if (kind === 'unavailable') return !OWN_ANSWERS.includes(status);
  return kind === 'silent' || kind === 'unreachable' || kind === 'rateLimit';
}

function unsent(failure: Failure): Failure {
  return {
    ...failure,
    silentBefore: false,
    unsent: true,
    detail: 'Requests before failed so, and this one was not sent.',
  };
}
