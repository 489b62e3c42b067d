import type { IExecuteFunctions } from 'n8n-workflow';
import { hintIfSlow } from '../../../../../nodes/shared/run/hint';

/** A clock that stands. */
beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** What is hinted at for so many requests at this limit. */
function hintFor(requests: number, requestsPerMinute: number, ms = 0): string | undefined {
  const startedAt = Date.now() - ms;
  const hints: string[] = [];
  const context = {
    addExecutionHints: ({ message }: { message: string }) => hints.push(message),
  } as unknown as IExecuteFunctions;
  hintIfSlow(context, {
    requests,
    requestsPerMinute,
    work: 'It',
    fewer: 1,
    instead: 'Do that.',
    startedAt,
  });
  return hints[0];
}

it.each([
  [30, 30],
  [1, 1],
  [60, 60],
  [300, 300],
  [60, 0],
])('%i requests fit into a minute of %i', (requests, limit) => {
  expect(hintFor(requests, limit)).toBeUndefined();
});

it.each([
  [31, 30, 61_000, 'It took 1 minute and 31 requests, of which a minute has 30. Do that.'],
  [2, 1, 59_000, 'It took 59 seconds and 2 requests, of which a minute has 1. Do that.'],
  [190, 60, 190_000, 'It took 3 minutes and 190 requests, of which a minute has 60. Do that.'],
  [301, 300, 80, 'It took 1 second and 301 requests, of which a minute has 300. Do that.'],
  // Without pacing, Kore.ai's own limit is what holds.
  [61, 0, 0, 'It took 1 second and 61 requests, of which a minute has 60. Do that.'],
])('%i requests do not fit into a minute of %i: %i ms', (requests, limit, ms, message) => {
  expect(hintFor(requests, limit, ms)).toBe(message);
});
