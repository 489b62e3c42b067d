import fc from 'fast-check';
import { readTime } from '../../../../../nodes/KoreContact/form/time';

const read = (value: unknown, timeZone = 'UTC'): string | undefined => {
  const time = readTime(value, timeZone);
  return time === undefined ? undefined : new Date(time).toISOString();
};

/** What the clocks of a zone show at a time, to the second. */
const clocksAt = (time: number, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(
    time,
  );

describe('a time with a zone', () => {
  it.each([
    ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.000Z'],
    ['2026-01-31t12:00:00z', '2026-01-31T12:00:00.000Z'],
    ['2026-01-31T12:00Z', '2026-01-31T12:00:00.000Z'],
    ['2026-01-31T12:00:00.1234567Z', '2026-01-31T12:00:00.123Z'],
    ['2026-01-31T12:00:00.5+05:30', '2026-01-31T06:30:00.500Z'],
    ['2026-01-31T12:00:00-0330', '2026-01-31T15:30:00.000Z'],
    ['2026-01-31 12:00:00+02', '2026-01-31T10:00:00.000Z'],
    ['2026-01-31 12:00:00 +02:00', '2026-01-31T10:00:00.000Z'],
    [' 2024-02-29T00:00:00Z\n', '2024-02-29T00:00:00.000Z'],
  ])('%s is that time, wherever the workflow is', (text, expected) => {
    for (const zone of ['UTC', 'Asia/Kolkata', 'America/New_York']) {
      expect(read(text, zone)).toBe(expected);
    }
  });

  it('can be an object of JavaScript', () => {
    const time = '2026-01-10T12:00:00.123Z';
    expect(read(new Date(time), 'Asia/Kolkata')).toBe(time);
    expect(readTime(new Date('none'), 'UTC')).toBeUndefined();
  });
});

describe("a time without a zone is in the workflow's", () => {
  it.each([
    ['2026-01-31', 'America/New_York', '2026-01-31T05:00:00.000Z'],
    ['2026-01-31T00:00:00', 'America/New_York', '2026-01-31T05:00:00.000Z'],
    ['2026-07-31T00:00:00', 'America/New_York', '2026-07-31T04:00:00.000Z'],
    ['2026-01-31 00:00', 'Asia/Kolkata', '2026-01-30T18:30:00.000Z'],
    ['2026-01-31T00:00:00.250', 'Pacific/Kiritimati', '2026-01-30T10:00:00.250Z'],
    ['0099-01-31T00:00:00', 'UTC', '0099-01-31T00:00:00.000Z'],
  ])('%s in %s', (text, zone, expected) => {
    expect(read(text, zone)).toBe(expected);
  });

  it.each([
    ['the last minute before the clocks go forward', '2026-03-29T01:59', '2026-03-29T00:59'],
    ['the hour that they pass over', '2026-03-29T02:30', '2026-03-29T01:30'],
    ['the first minute after', '2026-03-29T03:00', '2026-03-29T01:00'],
    ['the last minute that is there once', '2026-10-25T01:59', '2026-10-24T23:59'],
    ['the hour that is there twice', '2026-10-25T02:30', '2026-10-25T00:30'],
    ['the first minute that is there once again', '2026-10-25T03:00', '2026-10-25T02:00'],
  ])('also over a change to summer time and back: %s', (_, text, expected) => {
    expect(read(text, 'Europe/Berlin')).toBe(`${expected}:00.000Z`);
  });

  it('also where midnight is not there', () => {
    expect(read('2024-09-08', 'America/Santiago')).toBe('2024-09-08T04:00:00.000Z');
    expect(read('2024-09-08T01:00', 'America/Santiago')).toBe('2024-09-08T04:00:00.000Z');
  });

  it('and shows on the clocks there, at any time of many zones', () => {
    const zones = [
      ...['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'],
      ...['Pacific/Apia', 'America/St_Johns', 'Africa/Casablanca', 'Asia/Tehran', 'UTC'],
    ];
    const min = new Date('2000-01-01');
    const max = new Date('2039-12-31');
    const date = fc.date({ min, max, noInvalidDate: true });
    fc.assert(
      fc.property(fc.constantFrom(...zones), date, (zone, when) => {
        const text = clocksAt(when.getTime(), zone);
        const time = readTime(text, zone) ?? NaN;
        // A time that the clocks show twice is the first of the two.
        expect([clocksAt(time, zone), time <= when.getTime()]).toEqual([text, true]);
      }),
      { numRuns: 2_000 },
    );
  });
});

it.each([
  ...['Contact 5', '7', 'banana 3', '2026-02-30', '03/04/2026', '2026', '20260131', '', 'soon'],
  ...['2026-13-01', '2026-00-10', '2026-01-00', '2025-02-29', '2026-1-31', '31.01.2026'],
  ...['2026-01-31T24:00:00', '2026-01-31T12', '2026-01-31T12:60', '2026-01-31T12:00:60Z'],
  ...['2026-01-31Z', '2026-01-31T12:00+25:00', '2026-01-31T12:00+02:75', '2026-01-31T12:00 CET'],
  ...['Sat Jan 31 2026', 'January 31, 2026', '1767225600000', '2026-01-31T12:00:00Z x', '{}'],
  ...[7, 1767225600000, true, null, undefined, [], {}],
])('%j is no date', (value) => {
  expect(readTime(value, 'UTC')).toBeUndefined();
});
