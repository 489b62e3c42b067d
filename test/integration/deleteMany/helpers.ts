import type { IDataObject } from 'n8n-workflow';
import type { Finished } from '../../engine';
import { names } from '../../engine';
import type { Sandbox } from '../../sandbox';
import { finish, linksOf, outputOf, type Run } from '../helpers';

/** An id that no sandbox has. */
export const GONE = '0123456789abcdef01234567';

/** The path that no single deletion takes. */
export const BULK = /\/contacts\/bulk-delete$/;

/** The settings of the node under which a failure does not end it. */
export const goingOn = ['continueRegularOutput', 'continueErrorOutput'] as const;

/**
 * Runs Delete Many to its end.
 *
 * @param sandbox what it runs against
 * @param run its settings
 */
export async function deleteMany(sandbox: Sandbox, run: Run): Promise<Finished> {
  return await finish(sandbox, { ...run, parameters: { operation: 'deleteMany' } });
}

/**
 * @param sandbox a sandbox
 * @returns the ids of every request, in the order of their arrival
 */
export function batchesOf(sandbox: Sandbox): string[][] {
  return sandbox.requests.map(({ body }) => (body as { ids?: string[] } | undefined)?.ids ?? []);
}

/**
 * @param sandbox a sandbox
 * @returns how many ids each request held
 */
export function sizesOf(sandbox: Sandbox): number[] {
  return batchesOf(sandbox).map(({ length }) => length);
}

/**
 * @param ids of contacts
 * @returns an input item for each
 */
export function itemsFor(ids: string[]): IDataObject[] {
  return ids.map((contactId) => ({ contactId }));
}

/** What one item is to fail with. */
export interface Guilt {
  id: string;
  /** The whole message. */
  message: string | RegExp;
  /** Part of the description. */
  says: string | RegExp;
}

/**
 * Runs Delete Many in each of the three modes of On Error, with new contacts around the guilty id, and
 * expects that it alone fails, on its own item.
 *
 * @param sandbox what it runs against
 * @param guilt what is to fail, and how
 */
export async function expectOnlyGuiltyFails(sandbox: Sandbox, guilt: Guilt): Promise<void> {
  for (const onError of [undefined, ...goingOn]) {
    const [a, b, c] = [sandbox.add(), sandbox.add(), sandbox.add()].map(({ id }) => id);
    const good = [a!, b!, c!];
    const items = itemsFor([a!, guilt.id, b!, c!]);
    const finished = await deleteMany(sandbox, { items, ...(onError && { onError }) });
    expect(good.map((id) => sandbox.find(id)?.status)).toEqual(good.map(() => 'INACTIVE'));
    if (onError === undefined) expectStopped(finished, good, guilt);
    else if (onError === 'continueRegularOutput') expectInPlace(finished, good, guilt);
    else expectApart(finished, good, guilt);
  }
}

function expectStopped({ error, output }: Finished, good: string[], guilt: Guilt): void {
  expect(error?.name).toBe('NodeApiError');
  expect(error?.context).toMatchObject({ itemIndex: 1 });
  expectText(error?.message, guilt.message);
  expectText(error?.description, guilt.says);
  expect(error?.description).toContain(
    `Before the node stopped, 3 contacts were deleted (items 0, 2-3): ${good.join(', ')}.`,
  );
  expect(output(names.ok)).toEqual([]);
}

function expectInPlace(finished: Finished, good: string[], guilt: Guilt): void {
  const [first, failure, ...rest] = outputOf(finished);
  expect([first, ...rest]).toEqual(good.map((id) => ({ id, deleted: true })));
  expect(Object.keys(failure ?? {})).toEqual(['error', 'message']);
  expectText(failure?.['error'], guilt.message);
  expectText(failure?.['message'], guilt.says);
  expect(linksOf(finished)).toEqual([0, 1, 2, 3].map((item) => ({ item })));
}

function expectApart({ output }: Finished, good: string[], guilt: Guilt): void {
  expect(output(names.ok).map(({ json }) => json)).toEqual(
    good.map((id) => ({ id, deleted: true })),
  );
  const failed = output(names.failed).map(({ json }) => json);
  expect(failed.map(({ contactId }) => contactId)).toEqual([guilt.id]);
  expectText(failed[0]?.['error'], guilt.message);
  expectText(failed[0]?.['message'], guilt.says);
  const links = [0, 1].map((index) => output(names.node, index).map((item) => item.pairedItem));
  expect(links).toEqual([[{ item: 0 }, { item: 2 }, { item: 3 }], [{ item: 1 }]]);
}

function expectText(text: unknown, expected: string | RegExp): void {
  if (typeof expected === 'string') expect(text).toContain(expected);
  else expect(text).toMatch(expected);
}
