import type { IExecuteFunctions, INode } from 'n8n-workflow';
import { Ledger } from '../../nodes/shared/ledger';
import type { Trouble } from '../../nodes/shared/transport/explain';

const node = { name: 'Kore Contact', type: 'koreContact', typeVersion: 1 } as INode;

const contextOf = (continues: boolean): IExecuteFunctions =>
  ({ continueOnFail: () => continues, getNode: () => node }) as unknown as IExecuteFunctions;

const refused: Trouble = { message: 'It was refused', description: '', cause: 'service' };

const cancelled: Trouble = {
  message: 'It was cancelled',
  description: '',
  cause: 'input',
  cancelled: true,
};

describe('A run that goes on after failures', () => {
  it('goes on after one, and delivers it', () => {
    const ledger = new Ledger(contextOf(true), 1, 'deleted');
    ledger.set(0, { ok: false, trouble: refused });
    expect(ledger.stopped).toBe(false);
    expect(ledger.deliver()).toEqual([
      { json: { error: refused.message }, pairedItem: { item: 0 } },
    ]);
  });

  it('ends all the same when it is cancelled, with what had been done', () => {
    const ledger = new Ledger(contextOf(true), 3, 'deleted');
    ledger.set(0, { ok: true, json: {}, done: 'a' });
    expect(ledger.stopped).toBe(false);
    ledger.set(1, { ok: false, trouble: cancelled });
    expect(ledger.stopped).toBe(true);
    expect(() => ledger.deliver()).toThrow(
      expect.objectContaining({
        message: cancelled.message,
        description: 'Before the node stopped, 1 contact was deleted (items 0): a.',
      }),
    );
  });
});

describe('A run that stops', () => {
  it('tells a failure rather than that it was cancelled', () => {
    const ledger = new Ledger(contextOf(false), 2, 'deleted');
    ledger.set(0, { ok: false, trouble: cancelled });
    ledger.set(1, { ok: false, trouble: refused });
    expect(() => ledger.deliver()).toThrow(refused.message);
  });
});

it('never delivers fewer items than came in', () => {
  const ledger = new Ledger(contextOf(true), 2, 'deleted');
  ledger.set(0, { ok: true, json: {} });
  expect(() => ledger.deliver()).toThrow('Item 1 was left out');
});
