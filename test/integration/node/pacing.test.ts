const WINDOW_MS = 600;

jest.mock('../../../nodes/shared/http/limits', () => ({
  ...jest.requireActual<object>('../../../nodes/shared/http/limits'),
  // A minute of 600 ms, at the sandbox as well.
  RATE_WINDOW_MS: 600,
  FIRST_WAIT_MS: 50,
}));

import type { RecordedRequest } from '../../sandbox';
import { begin, deletedIn, finish, inputFor, outputOf, sandboxWith } from '../helpers';

/** The most requests that arrived within one window, wherever it begins. */
function mostInAWindow(requests: RecordedRequest[]): number {
  return Math.max(
    ...requests.map(
      ({ at }) => requests.filter((other) => other.at >= at && other.at < at + WINDOW_MS).length,
    ),
  );
}

describe('Pacing', () => {
  it('never goes over the limit in any window, and never meets a refusal', async () => {
    const sandbox = await sandboxWith({
      contacts: 25,
      requestsPerMinute: 10,
      rateWindowMs: WINDOW_MS,
      latencyMs: 20,
    });
    const finished = await finish(sandbox, {
      items: inputFor(sandbox),
      credential: { requestsPerMinute: 10 },
    });
    expect(finished.error).toBeUndefined();
    expect(sandbox.requests.map(({ status }) => status)).toEqual(Array(25).fill(200));
    expect(mostInAWindow(sandbox.requests)).toBe(10);
    expect(sandbox.maxConcurrent).toBeLessThanOrEqual(5);
  });

  it('lets a burst up to the limit go at once', async () => {
    const sandbox = await sandboxWith({ contacts: 11 });
    const running = begin(sandbox, {
      items: inputFor(sandbox),
      credential: { requestsPerMinute: 10 },
    });
    await sandbox.waitForRequests(11);
    const [first, tenth, eleventh] = [0, 9, 10].map((index) => sandbox.requests[index]!.at);
    expect(tenth! - first!).toBeLessThan(WINDOW_MS);
    expect(eleventh! - first!).toBeGreaterThanOrEqual(WINDOW_MS);
    await running.finished;
  });

  it('is shared by everything in the process that uses the account', async () => {
    const sandbox = await sandboxWith({
      contacts: 20,
      requestsPerMinute: 10,
      rateWindowMs: WINDOW_MS,
    });
    const items = inputFor(sandbox);
    const credential = { requestsPerMinute: 10 };
    const runs = [items.slice(0, 10), items.slice(10)].map(
      async (half) => await finish(sandbox, { items: half, credential }),
    );
    const finished = await Promise.all(runs);
    expect(finished.flatMap(outputOf)).toHaveLength(20);
    expect(sandbox.requests.filter(({ status }) => status !== 200)).toEqual([]);
    expect(mostInAWindow(sandbox.requests)).toBeLessThanOrEqual(10);
  });

  it('does not hold up others of the account, whose limit is higher', async () => {
    const sandbox = await sandboxWith({ contacts: 8 });
    const items = inputFor(sandbox);
    const slow = begin(sandbox, {
      items: items.slice(0, 2),
      credential: { requestsPerMinute: 1 },
    });
    await sandbox.waitForRequests(1);
    await finish(sandbox, { items: items.slice(2), credential: { requestsPerMinute: 60 } });
    await slow.finished;
    const order = sandbox.requests.map(({ path }) => path.split('/').at(-1));
    const ids = items.map(({ contactId }) => contactId);
    expect(order.slice(1, 7).sort()).toEqual(ids.slice(2).sort());
    expect(order[7]).toBe(ids[1]);
    const { at = 0 } = sandbox.requests[7] ?? {};
    expect(at - (sandbox.requests[6]?.at ?? 0)).toBeGreaterThanOrEqual(WINDOW_MS);
  });

  it('does not hold up another account', async () => {
    const [busy, idle] = [await sandboxWith({ contacts: 3 }), await sandboxWith({ contacts: 1 })];
    const credential = { requestsPerMinute: 1 };
    const running = begin(busy, { items: inputFor(busy), credential });
    await busy.waitForRequests(1);
    await finish(idle, { items: inputFor(idle), credential });
    expect(busy.requests).toHaveLength(1);
    running.cancel();
    await running.finished;
  });

  it('outlasts a limit that others of the account have used up', async () => {
    const sandbox = await sandboxWith({
      contacts: 30,
      requestsPerMinute: 10,
      rateWindowMs: WINDOW_MS,
    });
    // Nothing here paces, as if each of several workers knew only of itself.
    const finished = await finish(sandbox, { items: inputFor(sandbox) });
    expect(finished.error).toBeUndefined();
    expect(deletedIn(sandbox)).toHaveLength(30);
    expect(sandbox.requests.some(({ status }) => status === 429)).toBe(true);
  });
});
