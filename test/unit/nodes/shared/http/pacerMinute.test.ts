import { pacerFor } from '../../../../../nodes/shared/http/pacer';

/** The clock goes on only where a test says so. */
describe('the pacing of an account', () => {
  beforeEach(() => jest.useFakeTimers());

  afterEach(() => jest.useRealTimers());

  it('lets the next request go a minute after the end of the one before, and not sooner', async () => {
    const pacer = pacerFor('https://platform.kore.ai', 'minute');
    await pacer.begin(1);
    pacer.end();
    let hasBegun = false;
    const next = pacer.begin(1).then(() => (hasBegun = true));
    await jest.advanceTimersByTimeAsync(59_500);
    expect(hasBegun).toBe(false);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(hasBegun).toBe(true);
    await next;
    pacer.end();
  });

  it('is one for all that use the account at one host, and another for each other account', () => {
    const pacer = pacerFor('https://platform.kore.ai', 'a');
    expect(pacerFor('https://platform.kore.ai', 'a')).toBe(pacer);
    expect(pacerFor('https://platform.kore.ai', 'b')).not.toBe(pacer);
    expect(pacerFor('https://de-platform.kore.ai', 'a')).not.toBe(pacer);
  });
});
