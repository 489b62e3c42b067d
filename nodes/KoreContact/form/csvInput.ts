import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { type Column, COLUMNS, mapColumns } from '../../shared/contact/columns';
import { type ContactRow, linesOf, readCsv } from '../../shared/contact/csv';
import type { GivenContact } from '../../shared/contact/fields';
import { shown } from '../../shared/contact/id';
import { badItem, problemOf } from '../../shared/problem/problem';
import { assertWhole, type ContactDefaults, contactFrom } from './contactFields';

/** Under which column a file has a field of the form. */
const COLUMN_OF: Record<string, Column> = {
  firstName: 'firstName',
  lastName: 'lastName',
  salutation: 'salutation',
  phoneNumber: 'cellPhoneNumber',
  countryCode: 'cellPhoneCountryCode',
  extension: 'cellPhoneExtension',
};

/**
 * Reads the contacts of a CSV file and checks every one.
 *
 * @param itemIndex the item that has the file
 * @param property the binary field that holds it
 * @param defaults what its contacts fall back on
 * @param taken the numbers of the files before for the same app, and where they are; those of this file are added
 * @throws ProblemError that says what is wrong with the file
 */
export async function readFile(
  context: IExecuteFunctions,
  itemIndex: number,
  property: string,
  defaults: ContactDefaults,
  taken: Map<string, string>,
): Promise<ContactRow[]> {
  if (context.getInputData()[itemIndex]?.binary?.[property] === undefined) {
    throw badItem(
      `The item has no file in the binary field '${shown(property)}'`,
      "Enter in 'Input Binary Field' the name under which the node before this one gives out the file.",
    );
  }
  const bytes = await context.helpers.getBinaryDataBuffer(itemIndex, property);
  const rows = readCsv(decoded(bytes));
  if (!rows.ok) throw wrongFile(rows.problem);
  const [header, ...lines] = rows.value;
  const columns = mapColumns(header?.cells ?? []);
  if (!columns.ok) throw wrongFile(columns.problem);
  if (lines.length === 0) throw wrongFile('has no line below its header');
  const good: ContactRow[] = [];
  const bad: string[] = [];
  const numbers = new Map<string, string>();
  const width = filledWidth(header?.cells ?? []);
  for (const { line, cells } of lines) {
    try {
      // A comma that is not quoted moves all that stands behind it into the next columns.
      if (filledWidth(cells) > width) throw tooWide();
      const contact = contactOf(columns.value, (place) => cells[place], defaults);
      const { full } = contact.phone;
      const other = numbers.get(full) ?? taken.get(full);
      if (other !== undefined) {
        bad.push(`line ${line}: The phone number '+${full}' is also in ${other}`);
      }
      numbers.set(full, `line ${line}`);
      good.push({ line, contact });
    } catch (error) {
      bad.push(`line ${line}: ${problemOf(error).message}`);
    }
  }
  if (bad.length > 0) throw wrongFile(`has ${linesOf(bad)}`);
  for (const full of numbers.keys()) taken.set(full, `the file of item ${itemIndex}`);
  return good;
}

/** Reads the contact of an item whose fields are named like the columns of a file. Throws ProblemError. */
export function readRow(json: IDataObject, defaults: ContactDefaults): GivenContact {
  const names = Object.keys(json);
  const columns = mapColumns(names);
  if (columns.ok) return contactOf(columns.value, (place) => json[names[place] ?? ''], defaults);
  throw badItem(
    `The item ${columns.problem}`,
    `Its fields must be named ${COLUMNS.join(', ')}, or in a common way such as First Name and Phone.`,
  );
}

function contactOf(
  columns: Map<Column, number>,
  cell: (place: number) => unknown,
  defaults: ContactDefaults,
): GivenContact {
  const columnOf = (name: string) => COLUMN_OF[name] ?? 'firstName';
  const contact = contactFrom(
    (name) => {
      const place = columns.get(columnOf(name));
      return place === undefined ? '' : cell(place);
    },
    defaults,
    columnOf,
  );
  assertWhole(contact);
  return contact;
}

/** How many cells a row has up to the last one with something in it; Google writes empty ones at the end. */
function filledWidth(cells: string[]): number {
  return cells.findLastIndex((cell) => cell !== '') + 1;
}

function tooWide() {
  return badItem(
    'It has more cells than the header',
    'A text that holds the separator needs quotes around it.',
  );
}

function wrongFile(why: string) {
  return badItem(
    `The file ${why}`,
    `The file needs a header with ${COLUMNS.join(', ')}, or common names such as First Name and Phone; other columns are left out.`,
  );
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw wrongFile('is not UTF-8 text: save it as CSV in UTF-8');
  }
}
