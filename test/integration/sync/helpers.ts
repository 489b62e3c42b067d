import type { IDataObject } from 'n8n-workflow';
import type { Finished, Running } from '../../engine';
import { names } from '../../engine';
import type { Sandbox, StoredContact, Switches } from '../../sandbox';
import { beginWith, itemOf, people } from '../contactHelpers';
import { type Run, sandboxWith } from '../helpers';

/** On Error of a node that goes on. */
export const onError = 'continueRegularOutput' as const;

/** Starts Sync, the fields from the input; contacts that are not in it are deleted unless said otherwise. */
export function beginSync(sandbox: Sandbox, run: Run): Running {
  const parameters = { notInInput: 'delete', ...run.parameters };
  return beginWith('sync', sandbox, { ...run, parameters });
}

/** Runs Sync to its end. */
export async function sync(sandbox: Sandbox, run: Run): Promise<Finished> {
  return await beginSync(sandbox, run).finished;
}

/** The sentence in the output pane. */
export function hintOf({ run }: Finished): string {
  const hints = run.data.resultData.runData[names.node]?.at(-1)?.hints ?? [];
  return hints.map(({ message }) => message).join(' ');
}

/** Items that say what the sandbox has. */
export function itemsOf(contacts: StoredContact[]): IDataObject[] {
  return contacts.map(itemOf);
}

/** The contacts that are in use. */
export function activeIn(sandbox: Sandbox): StoredContact[] {
  return sandbox.contacts.filter(({ status }) => status === 'ACTIVE');
}

/** The numbers of the contacts that are in use; a double would show. */
export function numbersIn(sandbox: Sandbox): string[] {
  return activeIn(sandbox)
    .map(({ cellPhone }) => cellPhone.phoneNumber)
    .sort();
}

/** The numbers that items ask for, each once. */
export function numbersOf(items: IDataObject[]): string[] {
  const digits = items.map((item) => `+${String(item['phoneNumber']).replace(/\D/g, '')}`);
  return [...new Set(digits)].sort();
}

/** What each output item says happened to its contact; `failed` for a failure. */
export function saidBy(finished: Finished, output = 0): unknown[] {
  return finished
    .output(names.node, output)
    .map(({ json }) => json['sync'] ?? ('error' in json ? 'failed' : undefined));
}

/** Everything that was sent beside the readings of the list. */
export function writesTo(sandbox: Sandbox): string[] {
  return sandbox.requests
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path.split('/').at(-1)}`);
}

/** Small batches, so that there is a middle, and no guard that counts. */
export const options = { batchSize: 2, maxDeletionShare: 100 };

/** Forty contacts, of which thirty stay, five of these changed; and five new ones. */
export async function unequal(switches: Partial<Switches> = {}) {
  const sandbox = await sandboxWith({
    contacts: 40,
    switches: { limitMode: 'fixed10', ...switches },
  });
  const stays = structuredClone(sandbox.contacts.slice(0, 30));
  const same = stays.slice(5).map(itemOf);
  const changed = stays
    .slice(0, 5)
    .map((one): IDataObject => ({ ...itemOf(one), lastName: 'New' }));
  return { sandbox, stays, items: [...people(5), ...changed, ...same] };
}

/** Whatever went wrong: nobody is deleted who should have stayed, and nobody is there twice. */
export function expectNoHarm(sandbox: Sandbox, stays: StoredContact[]): void {
  const there = activeIn(sandbox).map(({ id }) => id);
  expect(there).toEqual(expect.arrayContaining(stays.map(({ id }) => id)));
  expect(new Set(numbersIn(sandbox)).size).toBe(there.length);
}

/** The next run ends where it should, and the one behind it has nothing to do. */
export async function expectFinished(sandbox: Sandbox, items: IDataObject[]): Promise<void> {
  sandbox.clearFaults();
  const next = await sync(sandbox, { items, options });
  expect(next.error).toBeUndefined();
  expect(numbersIn(sandbox)).toEqual(numbersOf(items));
  expect(sandbox.contacts.filter(({ lastName }) => lastName === 'New')).toHaveLength(5);
  sandbox.clearRequests();
  const last = await sync(sandbox, { items, options });
  expect(saidBy(last)).toEqual(Array(items.length).fill('unchanged'));
  expect(writesTo(sandbox)).toEqual([]);
}
