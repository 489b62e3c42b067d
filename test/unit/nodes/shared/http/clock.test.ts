import { ServiceClock } from '../../../../../nodes/shared/http/clock';

const start = Date.UTC(2026, 0, 31, 12, 0, 0);

/** What a service whose clock is so far ahead writes into `Date` at a time of ours. */
const dateAt = (time: number, aheadMs: number) => Math.floor((time + aheadMs) / 1_000) * 1_000;

describe("the service's clock", () => {
  it('tells no time before an answer did', () => {
    expect(new ServiceClock().timeAtService(start)).toBeUndefined();
  });

  it.each([0, -1_700, 1_700, -3_600_000, 250])(
    'is known to a second and the time of the answer, however far it is ahead: %i ms',
    (aheadMs) => {
      const clock = new ServiceClock();
      clock.learn(dateAt(start + 100, aheadMs), start, start + 200);
      const { from, to } = clock.timeAtService(start) ?? { from: NaN, to: NaN };
      expect(from).toBeLessThanOrEqual(start + aheadMs);
      expect(to).toBeGreaterThanOrEqual(start + aheadMs);
      expect(to - from).toBe(1_200);
    },
  );

  it('is known better the more answers tell it', () => {
    const clock = new ServiceClock();
    for (let at = start; at < start + 3_000; at += 130) {
      clock.learn(dateAt(at + 10, -1_700), at, at + 20);
    }
    const { from, to } = clock.timeAtService(start) ?? { from: NaN, to: NaN };
    expect(to - from).toBeLessThan(300);
    expect([from <= start - 1_700, to >= start - 1_700]).toEqual([true, true]);
  });

  it('may be one of several clocks: then the time is between the furthest', () => {
    const clock = new ServiceClock();
    clock.learn(dateAt(start, 0), start, start);
    clock.learn(dateAt(start, -60_000), start, start);
    const { from, to } = clock.timeAtService(start) ?? { from: NaN, to: NaN };
    expect(from).toBeLessThanOrEqual(start - 60_000);
    expect(to).toBeGreaterThanOrEqual(start);
  });
});
