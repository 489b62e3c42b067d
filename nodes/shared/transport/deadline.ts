/** A signal for one request, and which of its two causes fired. */
export interface Deadline {
  signal: AbortSignal;
  hasPassed(): boolean;
  /** Lets go of the run's own signal; without it every request would leave a listener behind. */
  release(): void;
}

/**
 * Ends a request when its time is up or when the run is cancelled.
 *
 * The HTTP client's own timeout counts only silence on the line: a server that sends a byte now and then
 * would hold a run for ever.
 *
 * @param ms the time for the whole request, its answer included
 * @param cancelled fires when a person cancels the run
 */
export function deadline(ms: number, cancelled: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  const stop = () => controller.abort();
  const timeout = AbortSignal.timeout(Math.ceil(ms));
  timeout.addEventListener('abort', stop);
  cancelled?.addEventListener('abort', stop);
  if (cancelled?.aborted) stop();
  return {
    signal: controller.signal,
    hasPassed: () => timeout.aborted,
    release: () => {
      timeout.removeEventListener('abort', stop);
      cancelled?.removeEventListener('abort', stop);
    },
  };
}
