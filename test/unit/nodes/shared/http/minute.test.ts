import { pacerFor } from '../../../../../nodes/shared/http/pacer';

/** Kore.ai's limit is on any 60 seconds; here they pass on a clock that is turned by hand. */
const MINUTE_MS = 60_000;

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

describe('a minute of an account', () => {
  it('holds as many requests as the limit, all of them at once', async () => {
    const pacer = pacerFor('https://minute.example', 'all at once');
    const begun = performance.now();
    for (let i = 0; i < 60; i++) {
      expect(await pacer.begin(60)).toBe(true);
      pacer.end();
    }
    expect(performance.now()).toBe(begun);
  });

  it('holds not one more, and a whole minute passes before the next', async () => {
    const pacer = pacerFor('https://minute.example', 'not one more');
    for (let i = 0; i < 60; i++) {
      await pacer.begin(60);
      pacer.end();
    }
    let hasTurn = false;
    void pacer.begin(60).then(() => (hasTurn = true));
    await jest.advanceTimersByTimeAsync(MINUTE_MS - 1);
    expect(hasTurn).toBe(false);
    await jest.advanceTimersByTimeAsync(2);
    expect(hasTurn).toBe(true);
  });
});

describe('cancelling', () => {
  it('ends the wait for a turn at once: not a millisecond passes', async () => {
    const pacer = pacerFor('https://minute.example', 'cancelled');
    await pacer.begin(1);
    pacer.end();
    const run = new AbortController();
    const waiting = [pacer.begin(1, run.signal), pacer.begin(1, run.signal)];
    await jest.advanceTimersByTimeAsync(100);
    run.abort();
    expect(await Promise.all(waiting)).toEqual([false, false]);
  });
});
