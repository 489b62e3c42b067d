import { RATE_WINDOW_MS, WAIT_SLICE_MS } from './limits';
import { firstOf, wait } from './wait';

/** Somebody who waits for a turn. */
interface Waiter {
  /** Requests in a window, by the credential. */
  limit: number;
  settle: (hasTurn: boolean) => void;
}

/**
 * Keeps one account within its requests per minute: a sliding window, first come first served among those whose own
 * limit leaves room. Who has a lower limit than others of the account waits by itself.
 *
 * A request counts from its start until a whole window after its **end**. Kore.ai counts it at some moment
 * between the two, which nobody here can see; counted so, no 60 seconds at Kore.ai ever hold more than the
 * limit, however long the requests travel.
 */
export class Pacer {
  private open = 0;

  /** When each finished request ended, oldest first; only those of the last window. */
  private readonly ended: number[] = [];

  /** Who waits for a turn, in the order of their coming. */
  private readonly line: Waiter[] = [];

  private onEnd: Array<() => void> = [];

  private heldUntil = 0;

  constructor(private readonly windowMs: number) {}

  /**
   * Waits for a turn. Whoever gets one must call `end` once its request is over.
   *
   * @param limit requests allowed in a window; 0 for no limit
   * @returns true with the turn, false when the run was cancelled while waiting
   */
  async begin(limit: number, cancelled?: AbortSignal): Promise<boolean> {
    if (cancelled?.aborted === true) return false;
    let settle: (hasTurn: boolean) => void = () => {};
    const turn = new Promise<boolean>((resolve) => (settle = resolve));
    const waiter = { limit, settle };
    this.line.push(waiter);
    this.serve();
    void this.watch(waiter, turn, cancelled);
    return await turn;
  }

  /** Tells that a request is over, however it ended. */
  end(): void {
    this.open -= 1;
    const now = performance.now();
    this.forget(now);
    this.ended.push(now);
    this.serve();
    const waiting = this.onEnd;
    this.onEnd = [];
    for (const go of waiting) go();
  }

  /**
   * Lets nobody begin for a while: Kore.ai has just refused a request for its rate, so others of the
   * account that this process knows nothing of have used the window up.
   */
  hold(ms: number): void {
    this.heldUntil = Math.max(this.heldUntil, performance.now() + ms);
  }

  /** Milliseconds for which nobody begins yet, since the service asked for that; 0 where it did not. */
  heldForMs(): number {
    return Math.max(0, this.heldUntil - performance.now());
  }

  /** Milliseconds until a turn is free; undefined when only the end of an open request can free one. */
  private untilFree(limit: number, now = performance.now()): number | undefined {
    if (now < this.heldUntil) return this.heldUntil - now;
    if (limit === 0) return 0;
    this.forget(now);
    if (this.open + this.ended.length < limit) return 0;
    const oldest = this.ended[0];
    return oldest === undefined ? undefined : Math.max(1, oldest + this.windowMs - now);
  }

  private forget(now: number): void {
    const firstKept = this.ended.findIndex((end) => end + this.windowMs > now);
    this.ended.splice(0, firstKept === -1 ? this.ended.length : firstKept);
  }

  /** Gives out the turns that are free, to each in line whose own limit leaves room. */
  private serve(): void {
    // One moment for all: a turn that comes free in between would go to whoever is looked at then, not to the first.
    const now = performance.now();
    for (const waiter of [...this.line]) {
      if (this.untilFree(waiter.limit, now) !== 0) continue;
      this.leave(waiter);
      this.open += 1;
      waiter.settle(true);
    }
  }

  /** Serves the line whenever somebody's turn may have come, until they have it or are cancelled. */
  private async watch(
    waiter: Waiter,
    turn: Promise<boolean>,
    cancelled: AbortSignal | undefined,
  ): Promise<void> {
    while (this.line.includes(waiter)) {
      const pause = this.untilFree(waiter.limit);
      // Somebody else may bring the turn, and a timer must not outlast that for long.
      const change =
        pause === undefined ? this.nextEnd() : wait(Math.min(pause, WAIT_SLICE_MS), cancelled);
      await firstOf(Promise.race([turn, change]), cancelled);
      if (cancelled?.aborted === true && this.leave(waiter)) waiter.settle(false);
      this.serve();
    }
  }

  /** Takes somebody out of the line; false where they are not in it. */
  private leave(waiter: Waiter): boolean {
    const place = this.line.indexOf(waiter);
    if (place >= 0) this.line.splice(place, 1);
    return place >= 0;
  }

  private async nextEnd(): Promise<void> {
    await new Promise<void>((resolve) => this.onEnd.push(resolve));
  }
}

const pacers = new Map<string, Pacer>();

/** The pacer that everything in this process shares for one account: every node, workflow and list search. */
export function pacerFor(origin: string, accountId: string): Pacer {
  const account = `${origin} ${accountId}`;
  const pacer = pacers.get(account) ?? new Pacer(RATE_WINDOW_MS);
  pacers.set(account, pacer);
  return pacer;
}
