import { Refusal } from './failures';
import type { Switches } from './switches';

/** Both texts are documented (D). */
const TEXTS: Record<Switches['rateLimit']['text'], string> = {
  newer: "You've exceeded the per-minute rate limit. Please wait for sometime before retrying.",
  older: 'Rate limit for this API has been reached',
};

/** A true sliding window over the times of arrival: one for the account, shared by all calls (D). */
export class RateLimiter {
  private arrivals: number[] = [];

  /**
   * @param limit requests in any one window; 0 = no limit
   * @param windowMs the window's length
   * @param switches `rateLimit` counts: the spelling of the refusal
   */
  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
    private readonly switches: Switches,
  ) {}

  /**
   * Counts a request, or refuses it; one that is refused does not count.
   *
   * @param at when it arrived, in `performance.now()`
   * @throws Refusal if the window ending then is full
   */
  admit(at: number): void {
    if (this.limit <= 0) return;
    this.arrivals = this.arrivals.filter((arrival) => arrival > at - this.windowMs);
    if (this.arrivals.length < this.limit) {
      this.arrivals.push(at);
      return;
    }
    const oldest = this.arrivals[0] ?? at;
    throw this.refusal(Math.max(0, oldest + this.windowMs - at));
  }

  private refusal(waitMs: number): Refusal {
    const { status, text, retryAfter } = this.switches.rateLimit;
    const headers: Record<string, string> = {};
    if (retryAfter === 'seconds') headers['retry-after'] = String(Math.ceil(waitMs / 1000));
    if (retryAfter === 'date') {
      // An HTTP date has whole seconds: rounded up, or it would be over before the window is.
      const end = Math.ceil((Date.now() + waitMs) / 1000) * 1000;
      headers['retry-after'] = new Date(end).toUTCString();
    }
    return new Refusal(status, TEXTS[text], status, [], headers);
  }
}
