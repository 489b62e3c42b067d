import { wait } from '../../../../../nodes/shared/http/wait';

/** The clock stands still here: whatever ends, ends without any time going by. */
describe('a wait that is cancelled', () => {
  beforeEach(() => jest.useFakeTimers());

  afterEach(() => jest.useRealTimers());

  it('ends at once, and not when the timer that it set goes off', async () => {
    const controller = new AbortController();
    const waiting = wait(60_000, controller.signal);
    controller.abort();
    expect(await waiting).toBe(false);
  });

  it('does not begin where the run was cancelled before', async () => {
    expect(await wait(60_000, AbortSignal.abort())).toBe(false);
    expect(jest.getTimerCount()).toBe(0);
  });
});
