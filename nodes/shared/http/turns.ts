import { sleep } from 'n8n-workflow';
import { ProblemError } from '../problem/problem';

/**
 * Milliseconds of work after which everything else in the process gets its turn: a fifth of what nobody notices
 * (100 ms), since the last step may take some time more.
 */
export const TURN_MS = 20;

/**
 * Does long work in steps, so that n8n's event loop is not held: other workflows, webhooks and the editor go on.
 *
 * @param steps work that yields after some milliseconds at the most
 * @param cancelled ends it between two steps
 * @returns what the work returns
 * @throws ProblemError where the run was cancelled, and what the work throws
 */
export async function inTurns<T>(
  steps: Generator<undefined, T>,
  cancelled: AbortSignal | undefined,
): Promise<T> {
  let began = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - began < TURN_MS) continue;
    await sleep(0);
    if (cancelled?.aborted === true) throw stopped();
    began = performance.now();
  }
}

function stopped(): ProblemError {
  return new ProblemError({
    message: 'The workflow was cancelled',
    description: 'Nothing was sent to Kore.ai for this item.',
    cause: 'input',
    cancelled: true,
  });
}
