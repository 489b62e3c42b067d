import { sleep } from 'n8n-workflow';
import { WAIT_SLICE_MS } from './limits';

/**
 * Waits, unless the workflow is cancelled.
 *
 * Waits in slices: before n8n-workflow 2.34 its `sleep` knows no signal, and a timer that nobody waits
 * for any more would keep a stopped process alive.
 *
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

/** Resolves with the promise, or with undefined as soon as the run is cancelled. */
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

/** The time of one request. */
export interface Deadline {
  /** Fires when the time is up or the run is cancelled. */
  signal: AbortSignal;
  hasPassed(): boolean;
  /** Must be called when the request is over. */
  release(): void;
}

/**
 * Begins the time of one request, its answer included. The HTTP client's own timeout counts only silence on
 * the line: a server that sends a byte now and then would hold a run for ever.
 */
export function deadline(ms: number, cancelled: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  // Unlike a timer, it keeps no process alive.
  const time = AbortSignal.timeout(Math.ceil(ms));
  const causes = cancelled === undefined ? [time] : [time, cancelled];
  const stop = () => controller.abort();
  if (cancelled?.aborted) stop();
  for (const cause of causes) cause.addEventListener('abort', stop);
  return {
    signal: controller.signal,
    hasPassed: () => time.aborted,
    release: () => {
      // A run's signal lives as long as the run, and would keep whatever listens to it.
      for (const cause of causes) cause.removeEventListener('abort', stop);
    },
  };
}
