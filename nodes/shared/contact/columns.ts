import { failed, type Result, succeeded } from '../result';

/** The columns of an import, in the order of Kore.ai's reference. */
export const COLUMNS = [
  'firstName',
  'lastName',
  'salutation',
  'cellPhoneNumber',
  'cellPhoneCountryCode',
  'cellPhoneExtension',
] as const;

export type Column = (typeof COLUMNS)[number];

/** What people call the columns, written small and without anything but letters. */
const NAMES: Record<Column, string[]> = {
  firstName: ['firstname', 'first', 'givenname', 'forename'],
  lastName: ['lastname', 'last', 'surname', 'familyname'],
  salutation: ['salutation', 'title'],
  cellPhoneNumber: [
    'cellphonenumber',
    'phonenumber',
    'phone',
    'cellphone',
    'mobile',
    'mobilephone',
    'mobilenumber',
  ],
  cellPhoneCountryCode: ['cellphonecountrycode', 'countrycode', 'phonecountrycode'],
  cellPhoneExtension: ['cellphoneextension', 'extension', 'dialingprefix'],
};

/** The columns that an import can't do without: a number may bring its country code along. */
const REQUIRED: Column[] = ['firstName', 'lastName', 'salutation', 'cellPhoneNumber'];

/**
 * Finds the columns of an import under the names that people give them.
 *
 * @param header the names, as the file or the item has them
 * @returns where each column is, or the end of a sentence that begins with the file or item
 */
export function mapColumns(header: string[]): Result<Map<Column, number>, string> {
  const places = new Map<Column, number>();
  for (const [place, name] of header.entries()) {
    const plain = name.toLowerCase().replace(/[^a-z]/g, '');
    const column = COLUMNS.find((candidate) => NAMES[candidate].includes(plain));
    if (column === undefined) continue;
    const other = places.get(column);
    if (other !== undefined) {
      return failed(`has two columns for ${column}: '${header[other]}' and '${name}'`);
    }
    places.set(column, place);
  }
  const absent = REQUIRED.filter((column) => !places.has(column));
  return absent.length === 0 ? succeeded(places) : failed(`has no column ${absent.join(', ')}`);
}
