import type { IDataObject } from 'n8n-workflow';
import { type Finished, names } from '../engine';
import { goingOn, linksOf, outputOf, type Run } from './helpers';

/** What one item is to fail with: the whole message or a pattern, and a part of the description. */
export interface Guilt {
  error: string | RegExp;
  says: string | RegExp;
}

/** A run in which the second of four items fails, and what the others come to. */
export interface Trial {
  items: IDataObject[];
  /** Runs the operation. */
  run: (run: Run) => Promise<Finished>;
  /** The contacts of the items that do not fail, looked up after the run. */
  good: () => IDataObject[];
  /** What the node says that it has done to contacts: `created`. */
  done: string;
  guilt: Guilt;
}

/**
 * Runs an operation in each of the three modes of On Error, and expects that the second of the four items
 * fails alone, in exactly the shape that n8n sends to the error output.
 *
 * @param trial makes what is run, new for each mode
 */
export async function expectOnlySecondFails(trial: () => Promise<Trial> | Trial): Promise<void> {
  for (const onError of [undefined, ...goingOn]) {
    const { items, run, good, done, guilt } = await trial();
    const finished = await run({ items, ...(onError && { onError }) });
    const done3 = good();
    expect(done3).toHaveLength(3);
    if (onError === undefined) expectStopped(finished, done3, done, guilt);
    else if (onError === 'continueRegularOutput') expectInPlace(finished, done3, guilt);
    else expectApart(finished, done3, items, guilt);
  }
}

function expectStopped(
  { error, output }: Finished,
  good: IDataObject[],
  done: string,
  guilt: Guilt,
): void {
  expectText(error?.message, guilt.error);
  expectText(error?.description, guilt.says);
  expect(error?.name).toBe('NodeApiError');
  expect(error?.context).toMatchObject({ itemIndex: 1 });
  const ids = good.map(({ id }) => id).join(', ');
  expect(error?.description).toContain(
    `Before the node stopped, 3 contacts were ${done} (items 0, 2-3): ${ids}.`,
  );
  expect(output(names.ok)).toEqual([]);
}

function expectInPlace(finished: Finished, good: IDataObject[], guilt: Guilt): void {
  const output = outputOf(finished);
  const [first, failure, ...rest] = output;
  expect(Object.keys(failure ?? {})).toEqual(['error', 'message']);
  expectText(failure?.['error'], guilt.error);
  expectText(failure?.['message'], guilt.says);
  expect([first, ...rest]).toEqual(good);
  expect(linksOf(finished)).toEqual([0, 1, 2, 3].map((item) => ({ item })));
}

function expectApart(
  { output }: Finished,
  good: IDataObject[],
  items: IDataObject[],
  guilt: Guilt,
): void {
  const [failed, ...more] = output(names.failed).map(({ json }) => json);
  expect(more).toEqual([]);
  expect(failed).toEqual({
    ...items[1],
    error: expect.any(String) as unknown,
    message: expect.any(String) as unknown,
  });
  expectText(failed?.['error'], guilt.error);
  expectText(failed?.['message'], guilt.says);
  expect(output(names.ok).map(({ json }) => json)).toEqual(good);
  const links = [0, 1].map((index) => output(names.node, index).map((item) => item.pairedItem));
  expect(links).toEqual([[{ item: 0 }, { item: 2 }, { item: 3 }], [{ item: 1 }]]);
}

function expectText(text: unknown, expected: string | RegExp): void {
  if (typeof expected === 'string') expect(text).toContain(expected);
  else expect(text).toMatch(expected);
}
