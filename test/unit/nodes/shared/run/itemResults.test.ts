import fc from 'fast-check';
import type { IExecuteFunctions, INode } from 'n8n-workflow';
import type { Problem } from '../../../../../nodes/shared/problem/problem';
import { failed, type Result, succeeded } from '../../../../../nodes/shared/result';
import { doneBefore, ItemResults, ranges } from '../../../../../nodes/shared/run/itemResults';

const node = { name: 'Kore Contact', type: 'koreContact', typeVersion: 1 } as INode;

const contextOf = (continues: boolean): IExecuteFunctions =>
  ({
    continueOnFail: () => continues,
    getNode: () => node,
    logger: { info: () => undefined },
  }) as unknown as IExecuteFunctions;

const refused: Problem = { message: 'It was refused', description: '', cause: 'service' };

const cancelled: Problem = {
  message: 'It was cancelled',
  description: '',
  cause: 'input',
  cancelled: true,
};

describe('A run that goes on after failures', () => {
  it('goes on after one, and delivers it', () => {
    const results = new ItemResults(contextOf(true), 1, 'deleted');
    results.set(0, failed(refused));
    expect(results.stopped).toBe(false);
    expect(results.deliver()).toEqual([
      { json: { error: refused.message }, pairedItem: { item: 0 } },
    ]);
  });

  it('ends all the same when it is cancelled, with what had been done', () => {
    const results = new ItemResults(contextOf(true), 3, 'deleted');
    results.set(0, succeeded({ json: {}, changed: 'a' }));
    expect(results.stopped).toBe(false);
    results.set(1, failed(cancelled));
    expect(results.stopped).toBe(true);
    expect(() => results.deliver()).toThrow(
      expect.objectContaining({
        message: cancelled.message,
        description: 'Before the node stopped, 1 contact was deleted (items 0): a.',
      }),
    );
  });
});

describe('A run that stops', () => {
  it('tells a failure rather than that it was cancelled', () => {
    const results = new ItemResults(contextOf(false), 2, 'deleted');
    results.set(0, failed(cancelled));
    results.set(1, failed(refused));
    expect(() => results.deliver()).toThrow(refused.message);
  });
});

it('never delivers fewer items than came in', () => {
  const results = new ItemResults(contextOf(true), 2, 'deleted');
  results.set(0, succeeded({ json: {} }));
  expect(() => results.deliver()).toThrow('Item 1 was left out');
});

describe('items that were read', () => {
  const items: Array<Result<string, Problem>> = [
    succeeded('one'),
    failed(refused),
    succeeded('two'),
    succeeded('three'),
  ];

  it('are given with their numbers, and those that can not be read have their results', () => {
    const results = new ItemResults(contextOf(true), items.length, 'deleted');
    const good = [...results.good(items)];
    expect(good).toEqual([
      [0, 'one'],
      [2, 'two'],
      [3, 'three'],
    ]);
    for (const [itemIndex, value] of good) results.set(itemIndex, succeeded({ json: { value } }));
    expect(results.stopped).toBe(false);
    expect(results.deliver()).toEqual([
      { json: { value: 'one' }, pairedItem: { item: 0 } },
      { json: { error: refused.message }, pairedItem: { item: 1 } },
      { json: { value: 'two' }, pairedItem: { item: 2 } },
      { json: { value: 'three' }, pairedItem: { item: 3 } },
    ]);
  });

  it('stop a run that does not go on after failures', () => {
    const results = new ItemResults(contextOf(false), items.length, 'deleted');
    expect([...results.good(items)]).toHaveLength(3);
    expect(results.stopped).toBe(true);
    expect(() => results.deliver()).toThrow(refused.message);
  });
});

describe('what had been done before the node stopped', () => {
  const idsOf = (count: number) => Array.from({ length: count }, (_, i) => `c${i}`);

  it('is nothing where nothing had been done', () => {
    expect(doneBefore([], 'deleted')).toBe('');
  });

  it.each([
    [1, 'Before the node stopped, 1 contact was deleted: c0.'],
    [3, 'Before the node stopped, 3 contacts were deleted: c0, c1, c2.'],
    [100, `Before the node stopped, 100 contacts were deleted: ${idsOf(100).join(', ')}.`],
    [
      101,
      `Before the node stopped, 101 contacts were deleted: ${idsOf(100).join(', ')}, and 1 more.`,
    ],
    [
      250,
      `Before the node stopped, 250 contacts were deleted: ${idsOf(100).join(', ')}, and 150 more.`,
    ],
  ])('is told with up to a hundred ids: %i', (count, told) => {
    expect(doneBefore(idsOf(count), 'deleted')).toBe(told);
  });

  it('is told once of a contact that several items changed, with all of these', () => {
    const results = new ItemResults(contextOf(false), 5, 'updated');
    results.set(0, succeeded({ json: {}, changed: 'a' }));
    results.set(1, succeeded({ json: {}, changed: 'a' }));
    results.set(2, succeeded({ json: {} }));
    results.set(3, failed(refused));
    results.set(4, succeeded({ json: {}, changed: 'b' }));
    expect(() => results.deliver()).toThrow(
      expect.objectContaining({
        message: refused.message,
        description: 'Before the node stopped, 2 contacts were updated (items 0-1, 4): a, b.',
      }),
    );
  });
});

describe('numbers of items as people write them', () => {
  it.each([
    [[], ''],
    [[0], '0'],
    [[0, 1], '0-1'],
    [[0, 1, 2, 3, 5, 7, 8, 9], '0-3, 5, 7-9'],
    [[2, 4, 6], '2, 4, 6'],
  ])('%j are %j', (numbers, text) => {
    expect(ranges(numbers)).toBe(text);
  });

  it('can be read back', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(60)), (numbers) => {
        const sorted = [...numbers].sort((a, b) => a - b);
        const read = ranges(sorted)
          .split(', ')
          .filter((part) => part !== '')
          .flatMap((part) => {
            const [from = 0, to = from] = part.split('-').map(Number);
            return Array.from({ length: to - from + 1 }, (_, i) => from + i);
          });
        expect(read).toEqual(sorted);
      }),
    );
  });
});
