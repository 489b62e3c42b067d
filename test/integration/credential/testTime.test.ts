import { pressTest } from '../../engine/testButton';
import type { Fault } from '../../sandbox';
import { sandboxWith, tested } from '../helpers';

/** A tenth of what a person is made to wait. */
jest.mock('../../../credentials/signing/limits', () => ({ TEST_TIME_MS: 1_500 }));

describe('The Test button gives up after a while, in words, at', () => {
  it.each<[string, Fault]>([
    ['a host that never answers', { hang: true }],
    ['a host that sends a byte now and then', { drip: true }],
  ])('%s', async (_, fault) => {
    const sandbox = await sandboxWith();
    sandbox.fault(fault);
    const { status, message } = await pressTest(new tested.KoreApi(), { ...sandbox.credential });
    expect(status).toBe('Error');
    expect(message).toMatch(
      /^Kore\.ai did not answer within 1\.5 seconds\. Check the Environment URL/,
    );
    expect(sandbox.requests).toHaveLength(1);
  });
});
