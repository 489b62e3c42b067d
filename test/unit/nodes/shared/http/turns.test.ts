import { problemOf } from '../../../../../nodes/shared/problem/problem';
import { inTurns, TURN_MS } from '../../../../../nodes/shared/http/turns';

/** So many steps, each of which takes so long by the clock; nothing really waits. */
function* work(steps: number, ms: number, now: { ms: number }): Generator<undefined, string> {
  for (let step = 0; step < steps; step += 1) {
    now.ms += ms;
    yield undefined;
  }
  return 'done';
}

describe('work in turns', () => {
  const now = { ms: 0 };

  beforeEach(() => {
    now.ms = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => now.ms);
  });

  afterEach(() => jest.restoreAllMocks());

  /** How often others get their turn while it is done. */
  const turnsDuring = async (steps: Generator<undefined, string>): Promise<number> => {
    let turns = 0;
    let isDone = false;
    const tick = (): void => {
      turns += 1;
      if (!isDone) setImmediate(tick);
    };
    setImmediate(tick);
    expect(await inTurns(steps, undefined)).toBe('done');
    isDone = true;
    return turns;
  };

  it('lets others have theirs whenever its time is over', async () => {
    expect(await turnsDuring(work(50, TURN_MS, now))).toBeGreaterThanOrEqual(50);
  });

  it('goes on as long as its time is not over', async () => {
    expect(await turnsDuring(work(50, TURN_MS / 100, now))).toBe(0);
  });

  it('ends between two steps when the run is cancelled', async () => {
    const controller = new AbortController();
    controller.abort();
    const error: unknown = await inTurns(work(5, TURN_MS, now), controller.signal).catch(
      (thrown: unknown) => thrown,
    );
    expect(problemOf(error)).toMatchObject({
      message: 'The workflow was cancelled',
      cancelled: true,
    });
    expect(now.ms).toBe(TURN_MS);
  });
});
