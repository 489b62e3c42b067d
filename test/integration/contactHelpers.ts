import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Finished, Running } from '../engine';
import type { CellPhone, Sandbox, StoredContact } from '../sandbox';
import { begin, type Run } from './helpers';

/** The path of the list and of a creation; of nothing else. */
export const CONTACTS = /\/contacts$/;

/** The path that no single update takes. */
export const BULK_UPDATE = /\/contacts\/bulk-update$/;

/** The contact's fields on top of the panel, each from the input. */
const fromInput: INodeParameters = {
  firstName: '={{ $json.firstName }}',
  lastName: '={{ $json.lastName }}',
  salutation: '={{ $json.salutation }}',
  phoneNumber: '={{ $json.phoneNumber }}',
  countryCode: '={{ $json.countryCode }}',
};

/** A run of an operation that takes whole contacts, under way. */
export function beginWith(operation: string, sandbox: Sandbox, run: Run): Running {
  const parameters = { operation, ...fromInput, ...run.parameters };
  return begin(sandbox, { ...run, contact: null, parameters });
}

/** Runs Create to its end, the fields from the input. */
export async function create(sandbox: Sandbox, run: Run): Promise<Finished> {
  return await beginWith('create', sandbox, run).finished;
}

/** Runs Create or Update to its end, the fields from the input. */
export async function upsert(sandbox: Sandbox, run: Run): Promise<Finished> {
  return await beginWith('upsert', sandbox, run).finished;
}

/**
 * Runs Update to its end.
 *
 * @param sandbox what it runs against
 * @param updateFields what to change, for all items
 * @param run the other settings
 */
export async function update(
  sandbox: Sandbox,
  updateFields: IDataObject,
  run: Run,
): Promise<Finished> {
  return await beginUpdate(sandbox, updateFields, run).finished;
}

/** The same, without waiting for the end. */
export function beginUpdate(sandbox: Sandbox, updateFields: IDataObject, run: Run): Running {
  return begin(sandbox, { ...run, parameters: { operation: 'update', updateFields } });
}

/** One of many people: no two have the same number. */
export function person(index: number): IDataObject {
  return {
    firstName: `Asha ${index}`,
    lastName: 'Rao',
    salutation: 'Mrs',
    phoneNumber: `+91 9${String(index).padStart(4, '0')} 43210`,
    countryCode: '',
  };
}

/** The number of `person(1)`, as the sandbox keeps it. */
export const taken = { phoneNumber: '+919000143210', countryCode: '+91', extension: '+' };

/** What Kore.ai changes of a contact by itself whenever it is updated. */
export const touched = {
  updatedAt: expect.any(String) as unknown,
  updatedBy: expect.any(String) as unknown,
};

/**
 * @param count how many
 * @param from which is the first
 * @returns an input item for each of them
 */
export function people(count: number, from = 0): IDataObject[] {
  return Array.from({ length: count }, (_, i) => person(from + i));
}

/**
 * @param contact as the sandbox has it
 * @returns an input item that says the same
 */
export function itemOf({
  id,
  firstName,
  lastName,
  salutation,
  cellPhone,
}: StoredContact): IDataObject {
  const { phoneNumber } = cellPhone;
  return { contactId: id, firstName, lastName, salutation, phoneNumber, countryCode: '' };
}

/**
 * @param sandbox a sandbox
 * @param item an input item whose number is written with its country code
 * @returns every contact that has this number
 */
export function having(sandbox: Sandbox, item: IDataObject): StoredContact[] {
  const digits = String(item['phoneNumber']).replace(/\D/g, '');
  return sandbox.contacts.filter(({ cellPhone }) => cellPhone.phoneNumber === `+${digits}`);
}

/** A contact as a request writes it. */
export interface Written extends IDataObject {
  cellPhone: CellPhone & IDataObject;
}

/**
 * @param sandbox a sandbox
 * @param method of the requests
 * @returns the contacts in each request's body, in the order of arrival
 */
export function bodiesOf(sandbox: Sandbox, method: 'POST' | 'PUT'): Written[][] {
  return sandbox.requests
    .filter((request) => request.method === method)
    .map(({ body }) => (Array.isArray(body) ? body : [body]) as Written[]);
}

/**
 * @param sandbox a sandbox
 * @param method of the requests
 * @returns how many contacts each of them held, the largest first
 */
export function sizesOf(sandbox: Sandbox, method: 'POST' | 'PUT'): number[] {
  return bodiesOf(sandbox, method)
    .map(({ length }) => length)
    .sort((a, b) => b - a);
}

/**
 * @param contact as the sandbox has it
 * @returns what the documented answer to a creation shows of it
 */
export function createdAnswer(contact: StoredContact | undefined): IDataObject {
  const answer: IDataObject = { ...contact } as unknown as IDataObject;
  for (const key of ['createdByAId', 'updatedBy', 'updatedByAId']) delete answer[key];
  return answer;
}

/** Every field of a contact, such that an update has nothing to read. */
export const whole = {
  firstName: 'Asha',
  lastName: 'Rao',
  salutation: 'Mrs',
  phoneNumber: '={{ $json.phone }}',
  extension: '+',
};
