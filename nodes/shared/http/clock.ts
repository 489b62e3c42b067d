/** A moment that is known to be between two times, in milliseconds since 1970. */
export interface TimeRange {
  from: number;
  to: number;
}

/** How long a second is: HTTP's `Date` is cut to it (RFC 9110, section 5.6.7). */
const SECOND_MS = 1_000;

/**
 * How far the service's clock is from this one. Each answer that tells its time narrows it down: the service wrote
 * the time between the sending of the request and the coming of the answer.
 */
export class ServiceClock {
  private ahead: TimeRange | undefined;

  /**
   * @param date what the service's `Date` says
   * @param sent when the request went out by this clock
   * @param received when the answer came by this clock
   */
  learn(date: number, sent: number, received: number): void {
    const told = { from: date - received, to: date + SECOND_MS - sent };
    const { from, to } = this.ahead ?? told;
    const both = { from: Math.max(from, told.from), to: Math.min(to, told.to) };
    // Several servers with clocks of their own: then it is between the furthest of them.
    const either = { from: Math.min(from, told.from), to: Math.max(to, told.to) };
    this.ahead = both.from <= both.to ? both : either;
  }

  /** A time by this clock told by the service's; undefined as long as no answer told its time. */
  timeAtService(time: number): TimeRange | undefined {
    if (this.ahead === undefined) return undefined;
    return { from: time + this.ahead.from, to: time + this.ahead.to };
  }
}
