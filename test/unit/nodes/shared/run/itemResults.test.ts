import type { IExecuteFunctions, INode } from 'n8n-workflow';
import { ItemResults } from '../../../../../nodes/shared/run/itemResults';
import type { Problem } from '../../../../../nodes/shared/problem/explain';

const node = { name: 'Kore Contact', type: 'koreContact', typeVersion: 1 } as INode;

const contextOf = (continues: boolean): IExecuteFunctions =>
  ({ continueOnFail: () => continues, getNode: () => node }) as unknown as IExecuteFunctions;

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
    results.set(0, { ok: false, problem: refused });
    expect(results.stopped).toBe(false);
    expect(results.deliver()).toEqual([
      { json: { error: refused.message }, pairedItem: { item: 0 } },
    ]);
  });

  it('ends all the same when it is cancelled, with what had been done', () => {
    const results = new ItemResults(contextOf(true), 3, 'deleted');
    results.set(0, { ok: true, json: {}, done: 'a' });
    expect(results.stopped).toBe(false);
    results.set(1, { ok: false, problem: cancelled });
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
    results.set(0, { ok: false, problem: cancelled });
    results.set(1, { ok: false, problem: refused });
    expect(() => results.deliver()).toThrow(refused.message);
  });
});

it('never delivers fewer items than came in', () => {
  const results = new ItemResults(contextOf(true), 2, 'deleted');
  results.set(0, { ok: true, json: {} });
  expect(() => results.deliver()).toThrow('Item 1 was left out');
});
