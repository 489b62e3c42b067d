import { sleep } from 'n8n-workflow';
import { WAIT_SLICE_MS } from './limits';

/**
 * Waits, unless the workflow is cancelled.
 *
 * Waits in slices: before n8n-workflow 2.34 its `sleep` knows no signal, and a timer that nobody waits
 * for any more would keep a stopped process alive.
 *
 * @param ms how long, in milliseconds
 * @param cancelled fires when a person cancels the run
 * @returns true after the whole time, false as soon as the run is cancelled
 */
export async function wait(ms: number, cancelled?: AbortSignal): Promise<boolean> {
  const until = performance.now() + ms;
  for (let left = ms; left > 0; left = until - performance.now()) {
    if (cancelled?.aborted) return false;
    await firstOf(sleep(Math.min(left, WAIT_SLICE_MS)), cancelled);
  }
  return cancelled?.aborted !== true;
}

/**
 * Resolves with the promise, or with undefined as soon as the run is cancelled.
 *
 * @param promise what is waited for
 * @param cancelled fires when a person cancels the run
 */
export async function firstOf<T>(
  promise: Promise<T>,
  cancelled: AbortSignal | undefined,
): Promise<T | undefined> {
  if (cancelled === undefined) return await promise;
  let stop = () => {};
  const cancellation = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined);
    if (cancelled.aborted) stop();
    cancelled.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([promise, cancellation]);
  } finally {
    cancelled.removeEventListener('abort', stop);
  }
}
