import { getEventListeners, once } from 'node:events';
import { deadline } from '../../../../../nodes/shared/http/wait';

const FOR_EVER_MS = 2_147_483_647;

describe('the deadline of a request', () => {
  it('fires when it is over, and not before', async () => {
    const order: string[] = [];
    setTimeout(() => order.push('20 ms'), 20);
    const limit = deadline(40, new AbortController().signal);
    limit.signal.addEventListener('abort', () => order.push('40 ms'));
    expect([limit.signal.aborted, limit.hasPassed()]).toEqual([false, false]);
    await once(limit.signal, 'abort');
    expect(order).toEqual(['20 ms', '40 ms']);
    expect(limit.hasPassed()).toBe(true);
  });

  it.each([1.5, 1.005 * 1000, 30_000.000_001])(
    'may be a fraction, as sums come out: %d ms',
    (ms) => {
      const limit = deadline(ms, undefined);
      expect(limit.signal.aborted).toBe(false);
      limit.release();
    },
  );

  it('fires when the run is cancelled, and then it has not passed', () => {
    const run = new AbortController();
    const limit = deadline(FOR_EVER_MS, run.signal);
    expect(limit.signal.aborted).toBe(false);
    run.abort();
    expect([limit.signal.aborted, limit.hasPassed()]).toEqual([true, false]);
  });

  it('has fired where the run was cancelled before', () => {
    const limit = deadline(FOR_EVER_MS, AbortSignal.abort());
    expect([limit.signal.aborted, limit.hasPassed()]).toEqual([true, false]);
  });

  it('needs no run', async () => {
    const limit = deadline(5, undefined);
    await once(limit.signal, 'abort');
    expect(limit.hasPassed()).toBe(true);
  });

  it('fires for each request when its own time is over', async () => {
    const run = new AbortController();
    const order: string[] = [];
    const begin = (name: string) => {
      const limit = deadline(60, run.signal);
      limit.signal.addEventListener('abort', () => order.push(name));
      return limit;
    };
    const first = begin('first');
    const released = begin('released');
    await new Promise((resolve) => setTimeout(resolve, 30));
    const second = begin('second');
    released.release();
    await once(first.signal, 'abort');
    expect([order, second.hasPassed()]).toEqual([['first'], false]);
    await once(second.signal, 'abort');
    expect(order).toEqual(['first', 'second']);
    expect([first, released, second].map(({ signal }) => signal.aborted)).toEqual([
      true,
      false,
      true,
    ]);
    expect([first.hasPassed(), second.hasPassed()]).toEqual([true, true]);
  });

  it('counts for requests that begin when others are long over', async () => {
    const run = new AbortController();
    for (let round = 0; round < 2; round++) {
      const limit = deadline(20, run.signal);
      await once(limit.signal, 'abort');
      expect(limit.hasPassed()).toBe(true);
      limit.release();
    }
  });

  it('lets go of the run once all requests are over', () => {
    const run = new AbortController();
    const limits = Array.from({ length: 8 }, () => deadline(FOR_EVER_MS, run.signal));
    expect(getEventListeners(run.signal, 'abort')).toHaveLength(8);
    for (const limit of limits) limit.release();
    expect(getEventListeners(run.signal, 'abort')).toHaveLength(0);
    run.abort();
    expect(limits.some(({ signal }) => signal.aborted)).toBe(false);
  });

  it('ends all requests of a run that is cancelled', () => {
    const run = new AbortController();
    const limits = Array.from({ length: 3 }, () => deadline(FOR_EVER_MS, run.signal));
    run.abort();
    expect(limits.map(({ signal }) => signal.aborted)).toEqual([true, true, true]);
  });

  it('that was released fires no more, when its time is over or the run is cancelled', async () => {
    const run = new AbortController();
    const released = deadline(5, run.signal);
    released.release();
    const later = deadline(20, run.signal);
    await once(later.signal, 'abort');
    run.abort();
    expect(released.signal.aborted).toBe(false);
  });
});
