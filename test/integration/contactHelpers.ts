import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { type Finished, names, type Running } from '../engine';
import type { CellPhone, Sandbox, StoredContact } from '../sandbox';
import { begin, linksOf, outputOf, type Run } from './helpers';

/** An id that no sandbox has. */
export const GONE = '0123456789abcdef01234567';

/** The path of the list and of a creation; of nothing else. */
export const CONTACTS = /\/contacts$/;

/** The path that no single update takes. */
export const BULK_UPDATE = /\/contacts\/bulk-update$/;

/** The settings of the node under which a failure does not end it. */
export const goingOn = ['continueRegularOutput', 'continueErrorOutput'] as const;

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

/** Every field of a contact, such that an update has nothing to read. */
export const whole = {
  firstName: 'Asha',
  lastName: 'Rao',
  salutation: 'Mrs',
  phoneNumber: '={{ $json.phone }}',
  extension: '+',
};
