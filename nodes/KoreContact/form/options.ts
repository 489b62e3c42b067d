import type { INodeProperties } from 'n8n-workflow';

/** The contact that an operation is about: picked, by id, or by phone number. */
export const contactField: INodeProperties = {
  displayName: 'Contact',
  name: 'contactId',
  type: 'resourceLocator',
  required: true,
  default: { mode: 'list', value: '' },
  description: 'The contact to work on. An ID is the surest: names and phone numbers can change.',
  modes: [
    {
      displayName: 'From List',
      name: 'list',
      type: 'list',
      placeholder: 'Select a contact...',
      typeOptions: { searchListMethod: 'searchContacts', searchable: true },
    },
    {
      displayName: 'By ID',
      name: 'id',
      type: 'string',
      placeholder: 'e.g. 69609027c1746a61429abcde',
      validation: [
        {
          type: 'regex',
          properties: {
            regex: '^\\s*[A-Za-z0-9_-]{1,64}\\s*$',
            errorMessage: "A contact ID holds only letters, digits, '_' and '-'",
          },
        },
      ],
    },
    {
      displayName: 'By Phone Number',
      name: 'phone',
      type: 'string',
      placeholder: 'e.g. +91 98765 43210',
      hint: 'With or without country code; spaces, dashes and brackets do not matter. Only one contact may have the number.',
    },
  ],
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
 * @param size the operation's default
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

/**
 * Makes the Options collection of an operation: its own options and those that all operations have.
 *
 * @param own the operation's own options
 */
export function optionsField(own: INodeProperties[]): INodeProperties {
  const options = [...own, streamIdOption, timeoutOption];
  return {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    options: options.sort((a, b) => a.displayName.localeCompare(b.displayName)),
  };
}
