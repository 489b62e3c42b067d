import fc from 'fast-check';
import { concurrently } from '../../../../../nodes/shared/run/concurrency';

async function takeTurns(turns: number): Promise<void> {
  for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve));
}

describe('a job for each of many', () => {
  const jobs = fc.array(fc.nat(4), { maxLength: 40, size: 'max' });

  it('is begun once for each, in order, and waited for', async () => {
    await fc.assert(
      fc.asyncProperty(jobs, async (turns) => {
        const begun: number[] = [];
        let ended = 0;
        await concurrently(turns.entries(), async ([index, length]) => {
          begun.push(index);
          await takeTurns(length);
          ended += 1;
          return true;
        });
        expect(begun).toEqual(turns.map((_, index) => index));
        expect(ended).toBe(turns.length);
      }),
      { numRuns: 30 },
    );
  });

  it('has five open at a time, while there are that many', async () => {
    let open = 0;
    let most = 0;
    await concurrently(Array(23).keys(), async () => {
      most = Math.max(most, ++open);
      await takeTurns(2);
      open -= 1;
      return true;
    });
    expect(most).toBe(5);
  });

  it('begins nothing new once one says stop, and waits for those under way', async () => {
    await fc.assert(
      fc.asyncProperty(jobs, fc.nat(40), async (turns, last) => {
        let stopped = false;
        let open = 0;
        const begun: number[] = [];
        await concurrently(turns.entries(), async ([index, length]) => {
          expect(stopped).toBe(false);
          begun.push(index);
          open += 1;
          await takeTurns(length);
          open -= 1;
          // One that was begun in the same turn could not know yet.
          if (index === last) setImmediate(() => (stopped = true));
          return index !== last;
        });
        expect(open).toBe(0);
        expect(begun).toEqual(begun.map((_, index) => index));
        if (last >= turns.length) expect(begun).toHaveLength(turns.length);
      }),
      { numRuns: 30 },
    );
  });
});
