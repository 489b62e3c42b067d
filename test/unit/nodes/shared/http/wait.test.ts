import { getEventListeners } from 'node:events';
import { firstOf, wait } from '../../../../../nodes/shared/http/wait';

/** Far longer than a test may take: whoever waits for it fails. */
const FOR_EVER_MS = 3_600_000;

describe('waiting', () => {
  it.each([0.5, 20, 60])('%d ms takes at least that long', async (ms) => {
    const begun = performance.now();
    expect(await wait(ms)).toBe(true);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(ms);
    expect(await wait(ms, new AbortController().signal)).toBe(true);
  });

  it('longer than one slice takes the whole time', async () => {
    const begun = performance.now();
    expect(await wait(1_050)).toBe(true);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(1_050);
  });

  it.each([0, -5])('%d ms is over before any timer runs', async (ms) => {
    let timersRan = false;
    setTimeout(() => (timersRan = true), 0);
    expect(await wait(ms)).toBe(true);
    expect(timersRan).toBe(false);
  });

  it('ends as soon as the run is cancelled', async () => {
    const run = new AbortController();
    setImmediate(() => run.abort());
    expect(await wait(FOR_EVER_MS, run.signal)).toBe(false);
    expect(getEventListeners(run.signal, 'abort')).toHaveLength(0);
  });

  it('leaves no listener on a run that goes on', async () => {
    const run = new AbortController();
    await Promise.all([1, 2, 3].map(async (ms) => await wait(ms, run.signal)));
    expect(getEventListeners(run.signal, 'abort')).toHaveLength(0);
  });
});

describe('a wait that is cancelled', () => {
  // The clock stands still here: whatever ends, ends without any time going by.
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('ends at once, and not when the timer that it set goes off', async () => {
    const controller = new AbortController();
    const waiting = wait(FOR_EVER_MS, controller.signal);
    controller.abort();
    expect(await waiting).toBe(false);
  });

  it('does not begin where the run was cancelled before', async () => {
    expect(await wait(FOR_EVER_MS, AbortSignal.abort())).toBe(false);
    expect(await wait(0, AbortSignal.abort())).toBe(false);
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('what comes first', () => {
  const never = new Promise<string>(() => {});

  it('is the promise, where nobody cancels', async () => {
    const run = new AbortController();
    expect(await firstOf(Promise.resolve('done'), undefined)).toBe('done');
    expect(await firstOf(Promise.resolve('done'), run.signal)).toBe('done');
    expect(getEventListeners(run.signal, 'abort')).toHaveLength(0);
  });

  it('is its failure, where it fails', async () => {
    const run = new AbortController();
    await expect(firstOf(Promise.reject(new Error('no')), undefined)).rejects.toThrow('no');
    await expect(firstOf(Promise.reject(new Error('no')), run.signal)).rejects.toThrow('no');
    expect(getEventListeners(run.signal, 'abort')).toHaveLength(0);
  });

  it('is the cancellation, while the promise stays open', async () => {
    const run = new AbortController();
    const first = firstOf(never, run.signal);
    run.abort();
    expect(await first).toBeUndefined();
    expect(await firstOf(never, AbortSignal.abort())).toBeUndefined();
    expect(getEventListeners(run.signal, 'abort')).toHaveLength(0);
  });

  it('lets a failure that comes too late pass unheard', async () => {
    const run = new AbortController();
    let fail: (reason: Error) => void = () => {};
    const late = new Promise<string>((_, reject) => (fail = reject));
    const unhandled: unknown[] = [];
    const listen = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', listen);
    const first = firstOf(late, run.signal);
    run.abort();
    expect(await first).toBeUndefined();
    fail(new Error('too late'));
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', listen);
    expect(unhandled).toEqual([]);
  });
});
