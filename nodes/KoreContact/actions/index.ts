import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Operation } from './operation';
import { create } from './contact/create.operation';
import { deleteContact } from './contact/delete.operation';
import { deleteMany } from './contact/deleteMany.operation';
import { get } from './contact/get.operation';
import { getAll } from './contact/getAll.operation';
import { importCsv } from './contact/importCsv.operation';
import { update } from './contact/update.operation';
import { upsert } from './contact/upsert.operation';

/** Every operation, in the order in which the editor lists them (by name). */
const actions: Operation[] = [
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
export function operationFor(operation: string): Operation | undefined {
  return actions.find(({ value }) => value === operation);
}
