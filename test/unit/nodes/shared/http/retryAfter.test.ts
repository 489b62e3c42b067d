import fc from 'fast-check';
import { retryAfterMs } from '../../../../../nodes/shared/http/retryAfter';

const now = Date.UTC(1994, 10, 6, 8, 49, 0);

describe('Retry-After', () => {
  it.each([
    ['0', 0],
    ['1', 1_000],
    ['120', 120_000],
    [' 5 ', 5_000],
    ['1.5', 1_500],
    ['0.0001', 1],
  ])('in seconds: %j is %i ms', (header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms);
  });

  it.each([
    ['Sun, 06 Nov 1994 08:49:37 GMT', 37_000],
    ['Sun, 06 Nov 1994 09:49:00 GMT', 3_600_000],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 37_000],
    // The oldest form names no zone, and means GMT (RFC 9110, section 5.6.7).
    ['Sun Nov  6 08:49:37 1994', 37_000],
  ])('as a date, in all three forms of HTTP: %j is %i ms away', (header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms);
  });

  it('as a date that has passed is no wait', () => {
    expect(retryAfterMs('Sun, 06 Nov 1994 08:48:59 GMT', now)).toBe(0);
    expect(retryAfterMs('Thu, 01 Jan 1970 00:00:00 GMT', now)).toBe(0);
  });

  it.each([
    ...[undefined, '', ' ', 'soon', '-5', '+5', '5s', '1e3', '0x10', 'NaN', 'Infinity', '1,5'],
    ...['2094-01-01', 'May 5', '1/2/2094', 'Sun, 99 Nov 1994 08:49:37 GMT', '60, 60'],
  ])('that makes no sense is as if it were not there: %j', (header) => {
    expect(retryAfterMs(header, now)).toBeUndefined();
  });

  it('is read as written, for any number of seconds and any later second', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000 }), (seconds) => {
        expect(retryAfterMs(String(seconds), now)).toBe(seconds * 1000);
        const date = new Date(now + seconds * 1000).toUTCString();
        expect(retryAfterMs(date, now)).toBe(seconds * 1000);
      }),
    );
  });

  it('never asks for a wait that is negative or no number, whatever it says', () => {
    const header = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[0-9.]{1,400}$/),
      fc.date({ noInvalidDate: false }).map(String),
    );
    fc.assert(
      fc.property(header, (text) => {
        expect(retryAfterMs(text, now) ?? 0).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });
});
