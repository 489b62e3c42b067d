import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { asText, shown, visible } from '../../shared/contact/id';
import { badItem, badRun } from '../../shared/problem/problem';

/**
 * Contacts in one call unless the option *Batch Size* says otherwise. Kore.ai documents no limit for these calls;
 * the nearest one is a sibling's, which takes at most 100 contacts a call (its reference).
 */
export const BATCH_SIZES = {
  /** Half of that: where a creation is refused or its answer lost, less is in doubt. */
  create: 50,
  deleteMany: 100,
  importCsv: 100,
  update: 100,
};

/** Options that every operation has. */
const streamIdOption: INodeProperties = {
  displayName: 'App (Stream) ID',
  name: 'streamId',
  type: 'string',
  default: '',
  placeholder: 'e.g. st-7dc994f0-4436-5134-9fa8-a942625b1234',
  description:
    "The app that holds the contacts, where it is not the one in the credential. It begins with st- and stands in the app's App Settings in Kore.ai.",
};

const timeoutOption: INodeProperties = {
  displayName: 'Timeout',
  name: 'timeout',
  type: 'number',
  typeOptions: { minValue: 1 },
  default: 30000,
  description:
    'How many milliseconds one request may take before the node stops waiting for its answer',
};

/** What to do about a contact that is not there. */
export const ifMissingOption: INodeProperties = {
  displayName: 'If Contact Is Missing',
  name: 'ifMissing',
  type: 'options',
  default: 'fail',
  options: [
    {
      name: 'Continue',
      value: 'continue',
      description: 'Output an item that says that the contact was not found',
    },
    {
      name: 'Fail',
      value: 'fail',
      description: 'Stop, or follow the On Error setting of the node',
    },
  ],
  description: 'What to do when Kore.ai does not have the contact, or has deleted it already',
};

/** Shows what would be done. */
export const dryRunOption: INodeProperties = {
  displayName: 'Dry Run',
  name: 'dryRun',
  type: 'boolean',
  default: false,
  description:
    'Whether the operation simulates the deletion and returns the contacts that would be deleted',
};

/**
 * How many contacts go into one request.
 *
 * @param size what it is unless a person sets it
 */
export function batchSizeOption(size: number): INodeProperties {
  return {
    displayName: 'Batch Size',
    name: 'batchSize',
    type: 'number',
    typeOptions: { minValue: 1 },
    default: size,
    description:
      'How many contacts go into one request. Larger batches need fewer requests; smaller ones are there in case Kore.ai refuses large ones.',
  };
}

/** What contacts are called that have no salutation, since no CRM asks for one and Kore.ai requires it. */
export const defaultSalutationOption: INodeProperties = {
  displayName: 'Default Salutation',
  name: 'defaultSalutation',
  type: 'string',
  default: '',
  placeholder: 'e.g. Mr or Ms',
  description: 'The salutation of contacts that have none. Kore.ai requires one of every contact.',
};

/** What to do about lines of a file that can't be imported. */
export const badLinesOption: INodeProperties = {
  displayName: 'Bad Lines',
  name: 'badLines',
  type: 'options',
  default: 'stop',
  options: [
    {
      name: 'Import None',
      value: 'stop',
      description: 'Send nothing of a file that has a bad line',
    },
    {
      name: 'Skip Them',
      value: 'skip',
      description: 'Import the good lines, and output each bad one with what is wrong with it',
    },
  ],
  description: 'What to do with a file in which a line is wrong or can not be imported',
};

/** Guards against a list that is longer than anyone meant. */
export const maxContactsOption: INodeProperties = {
  displayName: 'Maximum Contacts',
  name: 'maxContacts',
  type: 'number',
  typeOptions: { minValue: 0 },
  default: 0,
  description:
    'How many contacts one run may delete at the most. With more in the input, nothing is deleted at all. 0 sets no limit.',
};

/** Makes the Options collection of an operation: its own options and those that all operations have. */
export function optionsField(own: INodeProperties[]): INodeProperties {
  const options = [...own, streamIdOption, timeoutOption];
  return {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    options: options.sort(byName),
  };
}

/** Lists of five and more are shown by name. A language's rules would be loaded with the package, some 10 ms. */
export function byName(one: INodeProperties, other: INodeProperties): number {
  return one.displayName < other.displayName ? -1 : 1;
}

/** What to do with a contact that is deleted, or read. */
export interface ContactOptions {
  dryRun: boolean;
  /** Whether a contact that is not there gives an item in place of a failure. */
  continueIfMissing: boolean;
}

/** Reads the options *Dry Run* and *If Contact Is Missing* of one item. Throws ProblemError. */
export function readContactOptions(options: IDataObject): ContactOptions {
  // An expression that gives nothing is no 'false': whoever maps something in wants to be safe.
  const dryRun = 'dryRun' in options ? options['dryRun'] : false;
  if (typeof dryRun === 'boolean') {
    return { dryRun, continueIfMissing: options['ifMissing'] === 'continue' };
  }
  throw badItem(
    `The option 'Dry Run' is '${shown(asText(dryRun))}', which is neither true nor false`,
    'Where the option comes from an expression, let it give a boolean, not text or a number.',
  );
}

/** Reads the option *Default Salutation* of one item: empty where it is not set. Throws ProblemError. */
export function readDefaultSalutation(options: IDataObject): string {
  const value = options['defaultSalutation'] ?? '';
  if (typeof value === 'string') return visible(value).trim() === '' ? '' : value.trim();
  throw badItem(
    `The option 'Default Salutation' is '${shown(asText(value))}', which is no text`,
    'Enter a salutation, such as Mr or Ms.',
  );
}

/** Reads the option *Bad Lines* of one item: whether bad lines of a file are skipped. Throws ProblemError. */
export function readBadLines(options: IDataObject): boolean {
  const value = options['badLines'] ?? 'stop';
  if (value === 'stop' || value === 'skip') return value === 'skip';
  throw badItem(
    `The option 'Bad Lines' is '${shown(asText(value))}', which is neither stop nor skip`,
    "Choose 'Import None' or 'Skip Them'.",
  );
}

/**
 * Reads the size of a batch. It is one for the whole run, taken from the first item.
 *
 * @param usual the size where the option is not set
 * @returns a whole number of 1 or more
 * @throws ProblemError
 */
export function readBatchSize(context: IExecuteFunctions, usual: number): number {
  return readCount(context, 'batchSize', 'Batch Size', usual, 1);
}

/**
 * Reads the safety limit on a run.
 *
 * @returns the most contacts that may be changed, 0 for no limit
 * @throws ProblemError
 */
export function readMaxContacts(context: IExecuteFunctions): number {
  return readCount(context, 'maxContacts', 'Maximum Contacts', 0, 0);
}

/**
 * Reads a whole number that is one for the whole run, taken from the first item.
 *
 * @throws ProblemError
 */
export function readCount(
  context: IExecuteFunctions,
  name: string,
  displayName: string,
  usual: number,
  least: number,
): number {
  const options = context.getNodeParameter('options', 0, {}) as IDataObject;
  return countIn(options, name, displayName, usual, least);
}

/**
 * Reads an option that is a count.
 *
 * @param usual the count where the option is not set
 * @returns a whole number that is no smaller than the least
 * @throws ProblemError
 */
export function countIn(
  options: IDataObject,
  name: string,
  displayName: string,
  usual: number,
  least: number,
): number {
  const value = name in options ? options[name] : usual;
  const count = wholeNumber(value, least);
  if (count !== undefined) return count;
  throw badRun(
    `The option '${displayName}' is '${shown(asText(value))}', which is not a whole number of ${least} or more`,
  );
}

/**
 * Reads a whole number, written out or not. What JavaScript makes of blanks, lists and booleans is 0 or 1, and
 * 0 would switch a guard off, so those are none.
 *
 * @param least the smallest number that makes sense
 * @returns the number, or undefined where there is none
 */
export function wholeNumber(value: unknown, least: number): number | undefined {
  const isCount =
    typeof value === 'number' || (typeof value === 'string' && /^\s*\d+\s*$/.test(value));
  const count = isCount ? Number(value) : NaN;
  return Number.isInteger(count) && count >= least ? count : undefined;
}
