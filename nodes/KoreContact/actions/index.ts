import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Action } from './action';
import { create } from './create';
import { deleteContact } from './delete';
import { deleteMany } from './deleteMany';
import { get } from './get';
import { getAll } from './getAll';
import { importCsv } from './importCsv';
import { update } from './update';
import { upsert } from './upsert';

/** Every operation, in the order in which the editor lists them (by name). */
const actions: Action[] = [
  create,
  upsert,
  deleteContact,
  deleteMany,
  get,
  getAll,
  importCsv,
  update,
];

/** The choices of the Operation dropdown. */
export const operations: INodePropertyOptions[] = actions.map(
  ({ name, value, description, action }) => ({ name, value, description, action }),
);

/** The fields of all operations, each shown for its own operation only. */
export const fields: INodeProperties[] = actions.flatMap(({ value, properties }) =>
  properties.map((property) => ({
    ...property,
    displayOptions: {
      ...property.displayOptions,
      show: { ...property.displayOptions?.show, resource: ['contact'], operation: [value] },
    },
  })),
);

/**
 * @param operation the saved value of the Operation dropdown
 * @returns the operation, or undefined where this version of the node has none of that name
 */
export function actionFor(operation: string): Action | undefined {
  return actions.find(({ value }) => value === operation);
}
