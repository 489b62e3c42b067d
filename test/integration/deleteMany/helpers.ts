import type { IDataObject } from 'n8n-workflow';
import type { Finished } from '../../engine';
import type { Sandbox } from '../../sandbox';
import { finish, type Run } from '../helpers';
import { expectOnlySecondFails } from '../onlySecondFails';

/** The path that no single deletion takes. */
export const BULK = /\/contacts\/bulk-delete$/;

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
export async function expectOnlyGuiltyFails(
  sandbox: Sandbox,
  { id: guilty, message, says }: Guilt,
): Promise<void> {
  await expectOnlySecondFails(() => {
    const [a, b, c] = [sandbox.add(), sandbox.add(), sandbox.add()].map(({ id }) => id);
    const isGone = (id: string) => sandbox.find(id)?.status === 'INACTIVE';
    return {
      items: itemsFor([a!, guilty, b!, c!]),
      run: async (run) => await deleteMany(sandbox, run),
      good: () => [a!, b!, c!].filter(isGone).map((id) => ({ id, deleted: true })),
      done: 'deleted',
      guilt: { error: message, says },
    };
  });
}
