import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { Person, Seen } from '../remote';

/** One operation on a number of contacts. */
export interface Work {
  name: string;
  /** Whether the contacts are there before. */
  there: boolean;
  parameters: INodeParameters;
  /** The most contacts that it is measured with; all sizes where left out. */
  most?: number;
  inputOf(people: Person[]): INodeExecutionData[];
  /** What the sandbox has to have seen at the end, for so many contacts. */
  isDone(seen: Seen, count: number): boolean;
}

const BY_ID = { __rl: true, mode: 'id', value: '={{ $json.id }}' };

/** How a contact's fields come out of an item. */
export const PERSON: INodeParameters = {
  firstName: '={{ $json.firstName }}',
  lastName: '={{ $json.lastName }}',
  salutation: 'Ms',
  phoneNumber: '={{ $json.phone }}',
  countryCode: '',
  extension: '+',
};

const untouched = ({ contacts, inactive }: Seen, count: number) =>
  contacts === count && inactive === 0;
const gone = ({ contacts, inactive }: Seen, count: number) =>
  contacts === count && inactive === count;

/** Every operation; Sync where nothing is to do. Create or Update is three; at 100,000 only the one with the most to do is measured, for time. */
export const works: Work[] = [
  {
    name: 'Delete',
    there: true,
    parameters: { operation: 'delete', contactId: BY_ID },
    inputOf: oneEach,
    isDone: gone,
  },
  {
    name: 'Delete Many',
    there: true,
    parameters: { operation: 'deleteMany', contactId: BY_ID },
    inputOf: oneEach,
    isDone: gone,
  },
  {
    name: 'Create',
    there: false,
    parameters: { operation: 'create', ...PERSON },
    inputOf: oneEach,
    isDone: untouched,
  },
  {
    name: 'Create or Update, new',
    most: 10_000,
    there: false,
    parameters: { operation: 'upsert', ...PERSON },
    inputOf: oneEach,
    isDone: untouched,
  },
  {
    name: 'Create or Update, changed',
    there: true,
    parameters: { operation: 'upsert', ...PERSON, firstName: 'Asha' },
    inputOf: oneEach,
    isDone: untouched,
  },
  {
    name: 'Create or Update, the same again',
    most: 10_000,
    there: true,
    // What is left empty stays as it is, and made-up people have a salutation of their own.
    parameters: { operation: 'upsert', ...PERSON, salutation: '' },
    inputOf: oneEach,
    isDone: untouched,
  },
  {
    name: 'Sync, nothing to do',
    there: true,
    parameters: { operation: 'sync', ...PERSON, salutation: '', notInInput: 'delete' },
    inputOf: oneEach,
    isDone: untouched,
  },
  {
    name: 'Update',
    there: true,
    parameters: { operation: 'update', contactId: BY_ID, updateFields: { firstName: 'Asha' } },
    inputOf: oneEach,
    isDone: untouched,
  },
  {
    name: 'Get, by phone number',
    there: true,
    parameters: {
      operation: 'get',
      contactId: { __rl: true, mode: 'phone', value: '={{ $json.phone }}' },
    },
    inputOf: oneEach,
    isDone: untouched,
  },
  {
    name: 'Get Many',
    there: true,
    parameters: { operation: 'getAll', returnAll: true, simplify: true, filters: {} },
    inputOf: () => [{ json: {} }],
    isDone: untouched,
  },
  {
    name: 'Import From CSV',
    there: false,
    parameters: { operation: 'importCsv', inputMode: 'binary', binaryPropertyName: 'data' },
    inputOf: asFile,
    isDone: untouched,
  },
];

function oneEach(people: Person[]): INodeExecutionData[] {
  return people.map((person) => ({ json: { ...person } }));
}

function asFile(people: Person[]): INodeExecutionData[] {
  const header = 'firstName,lastName,salutation,cellPhoneNumber,cellPhoneCountryCode';
  const rows = people.map(({ firstName, lastName, phone }) =>
    [`"${firstName}"`, `"${lastName}"`, 'Ms', phone, ''].join(','),
  );
  const data = Buffer.from([header, ...rows].join('\n')).toString('base64');
  return [{ json: {}, binary: { data: { data, mimeType: 'text/csv', fileName: 'people.csv' } } }];
}
