import { setImmediate } from 'node:timers/promises';
import { names } from '../../engine';
import type { Sandbox } from '../../sandbox';
import { begin, deletedIn, inputFor, sandboxWith } from '../helpers';

/**
 * Waits until the only request is answered and the node has read the answer: both ends are in this process, so
 * a number of turns of its event loop are enough.
 */
async function answered(sandbox: Sandbox): Promise<void> {
  while (sandbox.requests[0]?.endedAt === undefined) await setImmediate();
  for (let turn = 0; turn < 100; turn++) await setImmediate();
}

/**
 * In n8n a run ends when its nodes do, so `finished` resolves only after the node has let go.
 *
 * Each test would outlast jest's patience if the node went on waiting: the waits below are a minute each.
 */
describe('Cancelling', () => {
  it('ends the wait for the next minute at once, and nothing is sent any more', async () => {
    const sandbox = await sandboxWith({ contacts: 8 });
    const credential = { requestsPerMinute: 3 };
    const running = begin(sandbox, { items: inputFor(sandbox), credential });
    await sandbox.waitForRequests(3);
    running.cancel();
    await running.finished;
    expect(sandbox.requests).toHaveLength(3);
    expect(deletedIn(sandbox)).toHaveLength(3);
  });

  it('ends the wait before a retry', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    sandbox.fault({ status: 503, headers: { 'retry-after': '100' }, times: Infinity });
    const running = begin(sandbox, { items: inputFor(sandbox) });
    await sandbox.waitForRequests(1);
    await answered(sandbox);
    running.cancel();
    const { error } = await running.finished;
    expect(sandbox.requests).toHaveLength(1);
    expect(error?.message).toContain('was not deleted: the workflow was cancelled');
  });

  it('breaks off the requests that are under way', async () => {
    const sandbox = await sandboxWith({ contacts: 9 });
    sandbox.fault({ hang: true, times: Infinity });
    const running = begin(sandbox, { items: inputFor(sandbox) });
    await sandbox.waitForRequests(5);
    running.cancel();
    await running.finished;
    expect(sandbox.requests).toHaveLength(5);
    expect(deletedIn(sandbox)).toEqual([]);
  });

  it('ends the run also where the node goes on after failures', async () => {
    const sandbox = await sandboxWith({ contacts: 9 });
    sandbox.fault({ hang: true, times: Infinity });
    const running = begin(sandbox, { items: inputFor(sandbox), onError: 'continueErrorOutput' });
    await sandbox.waitForRequests(5);
    running.cancel();
    const { output, run } = await running.finished;
    expect([...output(names.ok), ...output(names.failed)]).toEqual([]);
    const [task] = run.data.resultData.runData[names.node] ?? [];
    expect(task?.error?.message).toContain('the workflow was cancelled');
    expect(sandbox.requests).toHaveLength(5);
  });

  it('ends a list that is being read', async () => {
    const sandbox = await sandboxWith({ contacts: 500 });
    sandbox.fault({ method: 'GET', after: 1, hang: true, times: Infinity });
    const running = begin(sandbox, {
      items: [{}],
      contact: { mode: 'phone', value: '+919876543210' },
    });
    await sandbox.waitForRequests(2);
    running.cancel();
    await running.finished;
    expect(sandbox.requests).toHaveLength(2);
  });
});
