import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { Pacer, pacerFor } from '../../../../../nodes/shared/http/pacer';

/** A window small enough to wait for. What is asserted holds for any length, on a machine of any speed. */
const WINDOW_MS = 120;

/** A request that takes as many turns of the event loop. */
async function takeTurns(turns: number): Promise<void> {
  for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve));
}

interface Stamp {
  index: number;
  begin: number;
  end: number;
}

/** Makes requests, all asked for at once, and notes when each began and ended. */
async function run(pacer: Pacer, limit: number, turns: number[]): Promise<Stamp[]> {
  const stamps: Stamp[] = [];
  await Promise.all(
    turns.map(async (length, index) => {
      expect(await pacer.begin(limit)).toBe(true);
      const stamp = { index, begin: performance.now(), end: Infinity };
      stamps.push(stamp);
      await takeTurns(length);
      stamp.end = performance.now();
      pacer.end();
    }),
  );
  return stamps;
}

/** Fails where any window holds more than the limit, counted from the end of each request. */
function expectPaced(stamps: Stamp[], limit: number): void {
  const sorted = [...stamps].sort((a, b) => a.begin - b.begin);
  for (const [i, later] of sorted.entries()) {
    const alive = sorted.slice(0, i).filter(({ end }) => end + WINDOW_MS > later.begin);
    expect(alive.length).toBeLessThan(limit);
    const earlier = sorted[i - limit];
    if (earlier !== undefined) {
      expect(later.begin - earlier.begin).toBeGreaterThanOrEqual(WINDOW_MS);
    }
  }
}

/** Whether a promise is settled once all that is ready has run. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  void promise.then(() => (settled = true));
  await takeTurns(3);
  return settled;
}

describe('pacing', () => {
  it('lets no window of any run hold more requests than the limit', async () => {
    const runs = fc.sample(
      fc.record({
        limit: fc.integer({ min: 1, max: 6 }),
        turns: fc.array(fc.nat(30), { minLength: 1, maxLength: 12 }),
      }),
      { numRuns: 30, seed: 7 },
    );
    await Promise.all(
      runs.map(async ({ limit, turns }) => {
        const few = turns.slice(0, 4 * limit);
        const stamps = await run(new Pacer(WINDOW_MS), limit, few);
        expect(stamps).toHaveLength(few.length);
        expectPaced(stamps, limit);
      }),
    );
  });

  it('serves first who came first', async () => {
    const pacer = new Pacer(WINDOW_MS);
    const stamps = await run(pacer, 4, [9, 0, 3, 1, 7, 2, 0, 5, 1, 0, 4]);
    expect(stamps.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('lets no window hold more than the limit of anybody who begins in it', async () => {
    const runs = fc.sample(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 10 }), {
      numRuns: 20,
      seed: 11,
    });
    await Promise.all(
      runs.map(async (limits) => {
        const pacer = new Pacer(WINDOW_MS);
        const stamps: Stamp[] = [];
        await Promise.all(
          limits.map(async (limit, index) => {
            await pacer.begin(limit);
            const begin = performance.now();
            const alive = stamps.filter(({ end }) => end + WINDOW_MS > begin);
            expect(alive.length).toBeLessThan(limit);
            const stamp = { index, begin, end: Infinity };
            stamps.push(stamp);
            await takeTurns(index % 3);
            stamp.end = performance.now();
            pacer.end();
          }),
        );
        expect(stamps).toHaveLength(limits.length);
      }),
    );
  });

  it('does not let who has a lower limit hold up the others, who go in the order of their coming', async () => {
    const pacer = new Pacer(WINDOW_MS);
    const order: string[] = [];
    const ask = async (name: string, limit: number): Promise<void> => {
      await pacer.begin(limit);
      order.push(name);
      pacer.end();
    };
    const asked = [ask('a', 1), ask('low', 1), ask('b', 3), ask('c', 3), ask('d', 3)];
    await takeTurns(3);
    expect(order).toEqual(['a', 'b', 'c']);
    await Promise.all(asked);
    expect(order.slice(3).sort()).toEqual(['d', 'low']);
  });

  it('wakes who waits for the end of others, and not before the last of them is out of the window', async () => {
    const pacer = new Pacer(WINDOW_MS);
    for (let i = 0; i < 3; i++) expect(await pacer.begin(3)).toBe(true);
    const late = pacer.begin(1);
    expect(await isSettled(late)).toBe(false);
    for (let i = 0; i < 3; i++) pacer.end();
    const ended = performance.now();
    expect(await late).toBe(true);
    expect(performance.now() - ended).toBeGreaterThanOrEqual(WINDOW_MS - 1);
  });

  it('lets nobody overtake, though a turn came free before the first in line could take it', async () => {
    const pacer = new Pacer(WINDOW_MS);
    await pacer.begin(1);
    pacer.end();
    const ended = performance.now();
    const order: string[] = [];
    const ask = async (name: string): Promise<void> => {
      await pacer.begin(1);
      order.push(name);
      pacer.end();
    };
    const first = ask('first');
    await takeTurns(2);
    // The process is busy with something else while the window passes.
    while (performance.now() - ended <= WINDOW_MS);
    await Promise.all([ask('second'), first]);
    expect(order).toEqual(['first', 'second']);
  });

  it('lets a burst up to the limit go at once, and the next one not', async () => {
    const pacer = new Pacer(WINDOW_MS);
    let timersRan = false;
    setTimeout(() => (timersRan = true), 0);
    const burst = Array.from({ length: 5 }, async () => await pacer.begin(5));
    expect(await Promise.all(burst)).toEqual([true, true, true, true, true]);
    expect(timersRan).toBe(false);
    expect(await isSettled(pacer.begin(5))).toBe(false);
  });

  it('counts a request that takes long until a window after its end', async () => {
    const pacer = new Pacer(WINDOW_MS);
    await pacer.begin(1);
    const second = pacer.begin(1).then(() => performance.now());
    // Two requests of another account, which together take more than a window.
    await run(new Pacer(1.5 * WINDOW_MS), 1, [0, 0]);
    expect(await isSettled(second)).toBe(false);
    const ended = performance.now();
    pacer.end();
    expect((await second) - ended).toBeGreaterThanOrEqual(WINDOW_MS);
  });

  it('is off where the limit is 0', async () => {
    const pacer = new Pacer(WINDOW_MS);
    let timersRan = false;
    setTimeout(() => (timersRan = true), 0);
    for (let i = 0; i < 1_000; i++) expect(await pacer.begin(0)).toBe(true);
    expect(timersRan).toBe(false);
  });

  it('goes by the limit of whoever asks, since a credential may change', async () => {
    const pacer = new Pacer(WINDOW_MS);
    const stamps = [...(await run(pacer, 3, [0, 0, 0])), ...(await run(pacer, 2, [0, 0]))];
    expectPaced(stamps, 3);
    expect(stamps[3]!.begin - stamps[1]!.end).toBeGreaterThanOrEqual(WINDOW_MS);
    expect(await pacer.begin(10)).toBe(true);
  });
});

describe('cancelling a run that waits for its turn', () => {
  it('ends its wait at once, while the request before is still open', async () => {
    const pacer = new Pacer(WINDOW_MS);
    const run = new AbortController();
    await pacer.begin(1);
    const waiting = pacer.begin(1, run.signal);
    expect(await isSettled(waiting)).toBe(false);
    run.abort();
    expect(await waiting).toBe(false);
  });

  it('ends its wait for the window as well, and leaves no listener behind', async () => {
    const pacer = new Pacer(60_000);
    const run = new AbortController();
    await pacer.begin(1);
    pacer.end();
    const waiting = [pacer.begin(1, run.signal), pacer.begin(1, run.signal)];
    expect(await isSettled(Promise.race(waiting))).toBe(false);
    run.abort();
    expect(await Promise.all(waiting)).toEqual([false, false]);
    expect(getEventListeners(run.signal, 'abort')).toHaveLength(0);
  });

  it('blocks nobody behind it, and takes no turn away', async () => {
    const pacer = new Pacer(WINDOW_MS);
    const cancelled = new AbortController();
    const order: string[] = [];
    const ask = async (name: string, signal?: AbortSignal): Promise<void> => {
      const turn = await pacer.begin(2, signal);
      order.push(`${name} ${turn ? 'begins' : 'gives up'}`);
    };
    await ask('a');
    await ask('b');
    const rest = [
      ask('c', cancelled.signal),
      ask('d'),
      ask('e', cancelled.signal),
      ask('f', cancelled.signal),
      ask('g'),
    ];
    await takeTurns(3);
    cancelled.abort();
    await takeTurns(3);
    pacer.end();
    pacer.end();
    await Promise.all(rest);
    expect(order.slice(0, 2)).toEqual(['a begins', 'b begins']);
    expect(order.slice(2, 5).sort()).toEqual(['c gives up', 'e gives up', 'f gives up']);
    expect(order.slice(5)).toEqual(['d begins', 'g begins']);
  });

  it('before it asks gives it no turn, though one is free', async () => {
    const pacer = new Pacer(WINDOW_MS);
    expect(await pacer.begin(1, AbortSignal.abort())).toBe(false);
    expect(await pacer.begin(0, AbortSignal.abort())).toBe(false);
    expect(await isSettled(pacer.begin(1))).toBe(true);
  });
});

describe('the minute of an account', () => {
  /** Kore.ai's limit is on any 60 seconds. */
  const MINUTE_MS = 60_000;

  // The clock goes on only where a test says so.
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('holds as many requests as the limit, all of them at once', async () => {
    const pacer = pacerFor('https://minute.example', 'all at once');
    const begun = performance.now();
    for (let i = 0; i < 60; i++) {
      expect(await pacer.begin(60)).toBe(true);
      pacer.end();
    }
    expect(performance.now()).toBe(begun);
  });

  it.each([1, 60])(
    'holds not one more than %d, and a whole minute passes before the next',
    async (limit) => {
      const pacer = pacerFor('https://minute.example', `not one more than ${limit}`);
      for (let i = 0; i < limit; i++) {
        await pacer.begin(limit);
        pacer.end();
      }
      let hasTurn = false;
      void pacer.begin(limit).then(() => (hasTurn = true));
      await jest.advanceTimersByTimeAsync(MINUTE_MS - 1);
      expect(hasTurn).toBe(false);
      await jest.advanceTimersByTimeAsync(2);
      expect(hasTurn).toBe(true);
    },
  );

  it('is not waited for by who is cancelled: not a millisecond passes', async () => {
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

describe('after a refusal for the rate', () => {
  it.each([0, 5])('nobody begins for as long as it is held (limit %i)', async (limit) => {
    const pacer = new Pacer(WINDOW_MS);
    const held = performance.now();
    pacer.hold(WINDOW_MS);
    pacer.hold(1);
    const stamps = await run(pacer, limit, [0, 0, 0]);
    for (const { begin } of stamps) expect(begin - held).toBeGreaterThanOrEqual(WINDOW_MS);
  });

  it('whoever waits already is held as well', async () => {
    const pacer = new Pacer(WINDOW_MS);
    await pacer.begin(1);
    pacer.end();
    const waiting = pacer.begin(1).then(() => performance.now());
    await takeTurns(2);
    const held = performance.now();
    pacer.hold(2 * WINDOW_MS);
    expect((await waiting) - held).toBeGreaterThanOrEqual(2 * WINDOW_MS);
  });

  it('a cancelled run does not wait for it', async () => {
    const pacer = new Pacer(WINDOW_MS);
    pacer.hold(60_000);
    const run = new AbortController();
    const waiting = pacer.begin(5, run.signal);
    await takeTurns(2);
    run.abort();
    expect(await waiting).toBe(false);
  });
});

describe('the pacer of an account', () => {
  it('is one for all who use the account, and another for any other', () => {
    const pacer = pacerFor('https://a.example', 'account');
    expect(pacerFor('https://a.example', 'account')).toBe(pacer);
    expect(pacerFor('https://a.example', 'another')).not.toBe(pacer);
    expect(pacerFor('https://b.example', 'account')).not.toBe(pacer);
  });
});
