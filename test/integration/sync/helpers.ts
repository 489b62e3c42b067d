import type { IDataObject } from 'n8n-workflow';
import type { Finished, Running } from '../../engine';
import { names } from '../../engine';
import type { Sandbox, StoredContact } from '../../sandbox';
import { beginWith, itemOf } from '../contactHelpers';
import type { Run } from '../helpers';

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
