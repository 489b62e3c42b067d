import fc from 'fast-check';
import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';
import { hintIfSmallBatches, timeoutFor } from '../../../../../../nodes/shared/run/batch/batches';

describe('the time for a call about several entries', () => {
  it('is the longest that one of them gives, wherever it stands', () => {
    const timeout = fc.integer({ min: 1, max: 2_147_483_647 });
    fc.assert(
      fc.property(fc.array(timeout, { minLength: 1 }), (timeouts) => {
        const entries = timeouts.map((ms) => ({ timeout: ms }));
        expect(timeoutFor(entries)).toBe(Math.max(...timeouts));
      }),
    );
  });

  it('is none for none', () => {
    expect(timeoutFor([])).toBe(0);
  });

  it('is found among more entries than a function takes arguments', () => {
    const entries = Array.from({ length: 300_000 }, (_, i) => ({ timeout: i }));
    expect(timeoutFor(entries)).toBe(299_999);
  });
});

describe('the hint that larger batches would be faster', () => {
  function hintsFor(contacts: number, batchSize: number, requestsPerMinute = 60) {
    const hints: NodeExecutionHint[] = [];
    const context = {
      addExecutionHints: (...added: NodeExecutionHint[]) => hints.push(...added),
    } as unknown as IExecuteFunctions;
    const startedAt = Date.now();
    const batching = { batchSize, usual: 100, requestsPerMinute, startedAt };
    hintIfSmallBatches(context, 'Creating', contacts, batching);
    return hints;
  }

  it('tells what it takes, and what it would take with the usual size', () => {
    expect(hintsFor(300, 2)).toEqual([
      {
        message:
          "Creating 300 contacts in batches of 2 took 1 second and 150 requests, of which a minute has 60. With a 'Batch Size' of 100 it is 3 requests.",
        location: 'outputPane',
      },
    ]);
    expect(hintsFor(70, 1, 0)[0]?.message).toBe(
      "Creating 70 contacts in batches of 1 took 1 second and 70 requests, of which a minute has 60. With a 'Batch Size' of 100 it is one request.",
    );
  });

  it.each([
    ['the requests are those of a minute', 120, 2],
    ['the batches are of the usual size', 20_000, 100],
    ['the batches are larger', 20_000, 200],
    ['there is nothing to do', 0, 1],
  ])('is not given where %s', (_, contacts, batchSize) => {
    expect(hintsFor(contacts, batchSize)).toEqual([]);
  });
});
