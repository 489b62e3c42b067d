import { getEventListeners, once } from 'node:events';
import { deadline } from '../../nodes/shared/transport/deadline';

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

  it('lets go of the run once it is released', () => {
    const run = new AbortController();
    const limits = Array.from({ length: 8 }, () => deadline(FOR_EVER_MS, run.signal));
    expect(getEventListeners(run.signal, 'abort')).toHaveLength(8);
    for (const limit of limits) limit.release();
    expect(getEventListeners(run.signal, 'abort')).toHaveLength(0);
    run.abort();
    expect(limits.some(({ signal }) => signal.aborted)).toBe(false);
  });
});
