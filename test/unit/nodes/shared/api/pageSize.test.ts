import { PageSize, type Size } from '../../../../../nodes/shared/api/pageSize';
import { PAGE_SIZE_KEPT_MS, PAGE_SIZES_KEPT } from '../../../../../nodes/shared/http/limits';
import type { Failure } from '../../../../../nodes/shared/problem/failure';

const LARGEST = 1_000;

const TOO_LARGE: Failure = { kind: 'refused', status: 413, words: 'too large' };

/** What a new run asks an app for first. */
const askedOf = (app: string): Size => pageSizeOf(app).at(0);

const pageSizeOf = (app: string) => new PageSize(app, () => Infinity);

/** Learns that an app refuses pages of more than 100. */
function learn(app: string): void {
  const size = pageSizeOf(app);
  size.lowerAfterRefusal(TOO_LARGE, LARGEST);
  size.learn(100, { length: 100, limit: 100 }, true);
}

/** Lets time pass, without waiting for it. */
const pass = (ms: number) => jest.setSystemTime(Date.now() + ms);

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('How many contacts a page of an app holds', () => {
  it('is remembered for the next run, and for that app alone', () => {
    learn('host a');
    expect([askedOf('host a'), askedOf('host b'), askedOf('other a')]).toEqual([
      100,
      LARGEST,
      LARGEST,
    ]);
  });

  it('is remembered for an hour', () => {
    learn('for an hour');
    pass(PAGE_SIZE_KEPT_MS - 1);
    expect(askedOf('for an hour')).toBe(100);
    pass(1);
    expect(askedOf('for an hour')).toBe(LARGEST);
    expect(PAGE_SIZE_KEPT_MS).toBe(60 * 60 * 1_000);
  });

  it('is remembered for another hour where it was seen again', () => {
    learn('seen again');
    pass(PAGE_SIZE_KEPT_MS - 1);
    pageSizeOf('seen again').learn(100, { length: 100, limit: 100 }, true);
    pass(PAGE_SIZE_KEPT_MS - 1);
    expect(askedOf('seen again')).toBe(100);
  });

  it('is remembered for two hundred apps at the most, those that were seen last', () => {
    expect(PAGE_SIZES_KEPT).toBe(200);
    const apps = Array.from({ length: PAGE_SIZES_KEPT }, (_, i) => `app ${i}`);
    for (const app of apps) learn(app);
    expect(apps.map(askedOf)).toEqual(apps.map(() => 100));
    learn('app 0');
    learn('one more');
    const kept = [...apps, 'one more'].filter((app) => askedOf(app) === 100);
    expect(kept).toHaveLength(PAGE_SIZES_KEPT);
    expect([askedOf('app 0'), askedOf('app 1'), askedOf('one more')]).toEqual([100, LARGEST, 100]);
  });

  it('is not learnt from a refusal, a silence or a word about something else', () => {
    const down: Failure[] = [
      TOO_LARGE,
      { kind: 'refused', status: 400, words: 'Invalid StreamId' },
      { kind: 'unavailable', status: 502, words: '' },
      { kind: 'silent', words: 'ECONNRESET' },
    ];
    for (const failure of down) {
      const size = pageSizeOf('down');
      size.lowerAfterRefusal(failure, LARGEST);
      size.lowerAfterSilence(failure, LARGEST);
      size.lowerAfterSilence(failure, LARGEST);
      expect(askedOf('down')).toBe(LARGEST);
    }
  });
});
