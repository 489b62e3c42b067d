import type { IDataObject } from 'n8n-workflow';
import type { Finished } from '../../engine';
import type { Sandbox } from '../../sandbox';
import { finish, type Run } from '../helpers';

/** The parameters under which Get Many returns every contact as Kore gives it out. */
export const everything: IDataObject = { returnAll: true, simplify: false };

/**
 * Runs Get Many to its end.
 *
 * @param sandbox what it runs against
 * @param parameters of the operation
 * @param run further settings; one empty item is the input where none is given
 */
export async function getMany(
  sandbox: Sandbox,
  parameters: IDataObject = {},
  run: Partial<Run> = {},
): Promise<Finished> {
  return await finish(sandbox, {
    items: [{}],
    contact: null,
    ...run,
    parameters: { operation: 'getAll', ...parameters },
  });
}

/**
 * @param sandbox a sandbox
 * @param from the first place
 * @param to the place behind the last
 * @returns the ids of its contacts, in the order of the list
 */
export function idsIn({ contacts }: Sandbox, from = 0, to = contacts.length): string[] {
  return contacts.slice(from, to).map(({ id }) => id);
}

/**
 * @param sandbox a sandbox
 * @returns where in the list each request began, in the order of arrival
 */
export function skipsOf({ requests }: Sandbox): number[] {
  return requests.map(({ query }) => Number(query['skip']));
}
