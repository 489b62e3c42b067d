import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { asText, shown } from '../../shared/contact/id';
import { type ProtectedContacts, readProtected } from '../../shared/contact/protectedContacts';
import { badRun } from '../../shared/problem/problem';
import { defaultCountryOption, readDefaultCountry } from './defaultCountry';
import {
  BATCH_SIZES,
  batchSizeOption,
  defaultSalutationOption,
  dryRunOption,
  optionsField,
  readContactOptions,
  readCount,
} from './options';

/** Deletions in percent of the contacts that are there: what octoDNS takes for a mistake beyond. */
const USUAL_SHARE = 30;

/** What to do with contacts that the input does not have. A model names one contact, which is never the whole list. */
export const notInInputField: INodeProperties = {
  displayName: 'Contacts Not in the Input',
  name: 'notInInput',
  type: 'options',
  default: 'leave',
  displayOptions: { hide: { '@tool': [true] } },
  options: [
    {
      name: 'Delete',
      value: 'delete',
      description: 'Delete them, after everything else and only if nothing failed',
    },
    { name: 'Leave', value: 'leave', description: 'Let them be' },
  ],
  description:
    "What to do with contacts that Kore.ai has and the input does not. All items together are taken for the whole list, so do not delete inside a 'Loop Over Items': each batch would be taken for all of it. Taken from the first item for the whole run.",
};

const outputOption: INodeProperties = {
  displayName: 'Output',
  name: 'output',
  type: 'options',
  default: 'all',
  options: [
    { name: 'All Contacts', value: 'all', description: 'An item for each contact' },
    {
      name: 'Changes Only',
      value: 'changes',
      description: 'Leave out the contacts that are as they should be',
    },
    { name: 'Summary', value: 'summary', description: 'One item with the numbers' },
  ],
  description: 'What comes out. Failures come out in any case.',
};

const maxDeletionsOption: INodeProperties = {
  displayName: 'Maximum Deletions',
  name: 'maxDeletions',
  type: 'number',
  typeOptions: { minValue: 0 },
  default: 0,
  description:
    'How many contacts one run may delete at the most. If it would be more, nothing is written at all. 0 sets no limit.',
};

const maxDeletionShareOption: INodeProperties = {
  displayName: 'Maximum Share of Deletions',
  name: 'maxDeletionShare',
  type: 'number',
  typeOptions: { minValue: 1, maxValue: 100 },
  default: USUAL_SHARE,
  description:
    'How many percent of the contacts that Kore.ai has one run may delete at the most, where it has ten or more. If it would be more, nothing is written at all. 100 sets no limit.',
};

const protectedContactsOption: INodeProperties = {
  displayName: 'Protected Contacts',
  name: 'protectedContacts',
  type: 'string',
  typeOptions: { rows: 3 },
  default: '',
  placeholder: 'e.g. 69609027c1746a61429abcde, +91 98765 43210',
  description:
    'Contacts that are never deleted: IDs and phone numbers, separated by commas or lines',
};

/** The options of a sync; each of them concerns the whole run. */
export const syncOptionsField: INodeProperties = {
  ...optionsField([
    batchSizeOption(BATCH_SIZES.create),
    defaultCountryOption,
    defaultSalutationOption,
    {
      ...dryRunOption,
      description:
        'Whether to write nothing, and only show what would be created, updated and deleted',
    },
    maxDeletionsOption,
    maxDeletionShareOption,
    outputOption,
    protectedContactsOption,
  ]),
  description: 'Each of them is taken from the first item for the whole run',
};

/** What a person asks of a whole sync. */
export interface SyncSettings {
  deletes: boolean;
  dryRun: boolean;
  maxDeletions: number;
  maxShare: number;
  output: 'all' | 'changes' | 'summary';
  protectedContacts: ProtectedContacts;
}

/**
 * Reads what concerns the whole run, from the first item.
 *
 * @throws ProblemError where an option can't be right, since each of them may be a guard
 */
export function readSyncSettings(context: IExecuteFunctions): SyncSettings {
  const options = context.getNodeParameter('options', 0, {}) as IDataObject;
  const value: unknown = context.getNodeParameter('notInInput', 0, 'leave');
  const notInInput = choiceOf(value, ['leave', 'delete'], "field 'Contacts Not in the Input'");
  const deletes = notInInput === 'delete';
  if (deletes && isTool(context)) {
    throw badRun(
      'As a tool of an AI agent, Sync deletes nothing',
      "A model names one contact, and that is never the whole list. Set 'Contacts Not in the Input' to 'Leave', or give the agent the operation 'Delete'.",
    );
  }
  return {
    deletes,
    dryRun: readContactOptions(options).dryRun,
    maxDeletions: readCount(context, 'maxDeletions', 'Maximum Deletions', 0, 0),
    maxShare: readShare(options),
    output: choiceOf(options['output'] ?? 'all', ['all', 'changes', 'summary'], "option 'Output'"),
    protectedContacts: readProtectedContacts(options),
  };
}

/** Whether a model chose what comes in; versions of n8n that can't tell have no such function. */
function isTool(context: IExecuteFunctions): boolean {
  const { isToolExecution } = context as Partial<Pick<IExecuteFunctions, 'isToolExecution'>>;
  return isToolExecution?.call(context) === true;
}

function choiceOf<T extends string>(value: unknown, choices: T[], name: string): T {
  const choice = choices.find((one) => one === value);
  if (choice !== undefined) return choice;
  throw badRun(
    `The ${name} is '${shown(asText(value))}', which is none of its choices`,
    `Let the expression give one of ${choices.join(', ')}.`,
  );
}

function readShare(options: IDataObject): number {
  const value = 'maxDeletionShare' in options ? options['maxDeletionShare'] : USUAL_SHARE;
  const isNumber = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
  const share = isNumber ? Number(value) : NaN;
  if (share >= 1 && share <= 100) return share;
  throw badRun(
    `The option 'Maximum Share of Deletions' is '${shown(asText(value))}', which is not a number from 1 to 100`,
    "100 sets no limit. To delete nothing, set 'Contacts Not in the Input' to 'Leave'.",
  );
}

function readProtectedContacts(options: IDataObject): ProtectedContacts {
  const value = 'protectedContacts' in options ? options['protectedContacts'] : '';
  const contacts = readProtected(asText(value), readDefaultCountry(options));
  if (contacts.ok) return contacts.value;
  throw badRun(
    `The option 'Protected Contacts' ${contacts.problem}`,
    'Separate IDs and phone numbers by commas or lines.',
  );
}
