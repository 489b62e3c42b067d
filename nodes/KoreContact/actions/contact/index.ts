import type { Resource } from '../operation';
import { create } from './create.operation';
import { deleteContact } from './delete.operation';
import { deleteMany } from './deleteMany.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { importCsv } from './importCsv.operation';
import { sync } from './sync.operation';
import { update } from './update.operation';
import { upsert } from './upsert.operation';

/** The contacts of Kore.ai's Contact Center. */
export const contact: Resource = {
  value: 'contact',
  name: 'Contact',
  operations: [create, upsert, deleteContact, deleteMany, get, getAll, importCsv, sync, update],
  usual: 'delete',
};
