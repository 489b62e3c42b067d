import type { IExecuteFunctions } from 'n8n-workflow';
import { hintIfSlow } from '../../../../../nodes/shared/run/hint';

/** What is hinted at for so many requests at this limit. */
function hintFor(requests: number, requestsPerMinute: number): string | undefined {
  const hints: string[] = [];
  const context = {
    addExecutionHints: ({ message }: { message: string }) => hints.push(message),
  } as unknown as IExecuteFunctions;
  hintIfSlow(context, { requests, requestsPerMinute, work: 'It', fewer: 1, instead: 'Do that.' });
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
  [31, 30, 'It takes a minute or more at 30 requests a minute. Do that.'],
  [2, 1, 'It takes a minute or more at 1 requests a minute. Do that.'],
  [190, 60, 'It takes 3 minutes or more at 60 requests a minute. Do that.'],
  [301, 300, 'It takes a minute or more at 300 requests a minute. Do that.'],
  // Without pacing, Kore.ai's own limit is what holds.
  [61, 0, 'It takes a minute or more at 60 requests a minute. Do that.'],
])('%i requests do not fit into a minute of %i', (requests, limit, message) => {
  expect(hintFor(requests, limit)).toBe(message);
});
