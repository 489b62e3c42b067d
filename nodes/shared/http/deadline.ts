import { WAIT_SLICE_MS } from './limits';

/** A signal for one request, and which of its two causes fired. */
export interface Deadline {
  signal: AbortSignal;
  hasPassed(): boolean;
  /** Tells that the request is over. */
  release(): void;
}

/** A request under way. */
interface Open {
  controller: AbortController;
  endsAt: number;
  hasPassed: boolean;
}

/**
 * Ends requests when their time is up or when the run is cancelled.
 *
 * The HTTP client's own timeout counts only silence on the line: a server that sends a byte now and then
 * would hold a run for ever. One clock serves all requests of a client, since a timer for each is a good
 * part of what a request costs.
 */
export class Deadlines {
  /**
   * Those of requests that are over, for the next ones: n8n itself gives one signal to all requests of a run, so
   * that a client that left something behind on a signal would be a leak everywhere.
   */
  private readonly idle: AbortController[] = [];

  /** Oldest first: all have the same time, so the first ends first. */
  private readonly open = new Set<Open>();

  private isWatching = false;

  /**
   * @param ms the time for a whole request, its answer included
   * @param cancelled fires when a person cancels the run
   */
  constructor(
    private readonly ms: number,
    private readonly cancelled: AbortSignal | undefined,
  ) {}

  /** Begins the time of one request, which must be released when it is over. */
  begin(): Deadline {
    const request: Open = {
      controller: this.idle.pop() ?? new AbortController(),
      endsAt: performance.now() + this.ms,
      hasPassed: false,
    };
    if (this.cancelled?.aborted) request.controller.abort();
    // Listens to the run only while there is something to end, or every client would leave a listener behind.
    if (this.open.size === 0) this.cancelled?.addEventListener('abort', this.stopAll);
    this.open.add(request);
    if (!this.isWatching) void this.watch();
    return {
      signal: request.controller.signal,
      hasPassed: () => request.hasPassed,
      release: () => {
        this.close(request);
        if (!request.controller.signal.aborted) this.idle.push(request.controller);
      },
    };
  }

  private close(request: Open): void {
    this.open.delete(request);
    if (this.open.size === 0) this.cancelled?.removeEventListener('abort', this.stopAll);
  }

  private readonly stopAll = () => {
    for (const { controller } of this.open) controller.abort();
  };

  private async watch(): Promise<void> {
    this.isWatching = true;
    for (let first = this.first(); first !== undefined; first = this.first()) {
      const left = first.endsAt - performance.now();
      if (left > 0) {
        await tick(Math.min(left, WAIT_SLICE_MS));
        continue;
      }
      first.hasPassed = true;
      this.close(first);
      first.controller.abort();
    }
    this.isWatching = false;
  }

  private first(): Open | undefined {
    const [first] = this.open;
    return first;
  }
}

/** A signal that times out keeps no process alive, as a timer would. */
async function tick(ms: number): Promise<void> {
  await new Promise<void>((resolve) => {
    AbortSignal.timeout(Math.ceil(ms)).addEventListener('abort', () => resolve(), { once: true });
  });
}
