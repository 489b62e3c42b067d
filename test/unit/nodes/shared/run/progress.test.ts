import type { IExecuteFunctions } from 'n8n-workflow';
import { failed, succeeded } from '../../../../../nodes/shared/result';
import { ItemResults } from '../../../../../nodes/shared/run/itemResults';
import { timeIn } from '../../../../../nodes/shared/run/progress';

const MINUTE = 60_000;

const refused = { message: 'It was refused', description: '', cause: 'service' as const };

/** Results of a run over so many contacts, and the lines of n8n's log. */
function run(count: number, done = 'deleted') {
  const lines: string[] = [];
  const context = {
    continueOnFail: () => true,
    getNode: () => ({ name: 'Delete Leavers' }),
    logger: { info: (line: string) => lines.push(line) },
  } as unknown as IExecuteFunctions;
  return { results: new ItemResults(context, count, done), lines };
}

const change = (results: ItemResults, from: number, to: number) => {
  for (let i = from; i < to; i++) results.set(i, succeeded({ json: {}, changed: `c${i}` }));
};

/** Lets time pass, without waiting for it. */
const pass = (ms: number) => jest.setSystemTime(Date.now() + ms);

/** Lets the line be written that a whole batch has. */
const told = async () => await Promise.resolve();

// The line of a batch comes in a microtask, which is left to be a real one.
beforeEach(() => jest.useFakeTimers({ doNotFake: ['queueMicrotask'] }));
afterEach(() => jest.useRealTimers());

describe('A long run', () => {
  it("writes a line to n8n's log each minute, with what is done and what is left", async () => {
    const { results, lines } = run(1_000);
    change(results, 0, 60);
    pass(MINUTE - 1);
    change(results, 60, 61);
    await told();
    expect(lines).toEqual([]);
    pass(1);
    change(results, 61, 100);
    await told();
    pass(4 * MINUTE);
    change(results, 100, 300);
    await told();
    expect(lines).toEqual([
      'Delete Leavers: 100 of 1,000 contacts deleted, 9 minutes left',
      'Delete Leavers: 300 of 1,000 contacts deleted, 12 minutes left',
    ]);
  });

  it('foretells nothing from a list that took a minute to read, and from a batch that came at once', async () => {
    const { results, lines } = run(6_000, 'created or updated');
    pass(MINUTE);
    for (let i = 0; i < 5_900; i++) results.set(i, succeeded({ json: {} }));
    await told();
    pass(MINUTE);
    change(results, 5_900, 6_000);
    await told();
    expect(lines).toEqual([
      'Delete Leavers: 0 of 6,000 contacts created or updated, 5,900 left as they are',
      'Delete Leavers: 100 of 6,000 contacts created or updated, 5,900 left as they are',
    ]);
  });

  it('counts what was not done, and what is missing', async () => {
    const { results, lines } = run(4);
    results.set(0, failed(refused));
    results.set(1, succeeded({ json: { deleted: false, reason: 'notFound' } }));
    pass(MINUTE);
    change(results, 2, 3);
    await told();
    expect(lines).toEqual([
      'Delete Leavers: 1 of 4 contacts deleted, 1 left as they are, 1 failed, 20 seconds left',
    ]);
  });

  it('tells what was done where it was cancelled', () => {
    const { results, lines } = run(10);
    change(results, 0, 3);
    results.set(3, failed({ ...refused, cancelled: true }));
    expect(() => results.deliver()).toThrow();
    expect(lines).toEqual(['Delete Leavers: cancelled, with 3 of 10 contacts deleted']);
  });

  it('says nothing of what changes nothing', async () => {
    const { results, lines } = run(3, '');
    change(results, 0, 1);
    pass(MINUTE);
    change(results, 1, 2);
    await told();
    expect(lines).toEqual([]);
  });
});

it.each([
  [0, '1 second'],
  [1_400, '1 second'],
  [59_400, '59 seconds'],
  [60_000, '1 minute'],
  [150_000, '3 minutes'],
  [90_000_000, '1,500 minutes'],
])('%i ms are %s', (ms, text) => {
  expect(timeIn(ms)).toBe(text);
});
