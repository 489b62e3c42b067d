import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { type Column, COLUMNS, mapColumns } from '../../shared/contact/columns';
import { readCsv, writeCsv } from '../../shared/contact/csv';
import { shown } from '../../shared/contact/id';
import { writePhone } from '../../shared/contact/writtenPhone';
import { isProblem, type Problem } from '../../shared/problem/explain';
import { type GivenContact, lacking, textOf, wrongPhone } from './contactFields';
import type { Creation } from '../work/create';

/** One contact of a file, and the line that it stands in. */
export interface Row {
  line: number;
  contact: GivenContact;
}

/** Bad lines that are named; beyond these a person looks at the file anyway. */
const NAMED_LINES = 5;

/**
 * Reads the contacts of a CSV file and checks every one. Nothing is sent.
 *
 * @param context the run
 * @param itemIndex the item that has the file
 * @param property the binary field that holds it
 * @param taken the numbers of the files before, and where they are; those of this file are added
 * @returns the contacts, or what is wrong with the file
 */
export async function readFile(
  context: IExecuteFunctions,
  itemIndex: number,
  property: string,
  taken: Map<string, string>,
): Promise<Row[] | Problem> {
  if (context.getInputData()[itemIndex]?.binary?.[property] === undefined) {
    return {
      message: `The item has no file in the binary field '${shown(property)}'`,
      description:
        "Nothing was sent to Kore.ai for this item. Enter in 'Input Binary Field' the name under which the node before this one gives out the file.",
      cause: 'input',
    };
  }
  const bytes = await context.helpers.getBinaryDataBuffer(itemIndex, property);
  const text = decoded(bytes);
  if (text === undefined) return wrongFile('is not UTF-8 text: save it as CSV in UTF-8');
  const rows = readCsv(text);
  if (typeof rows === 'string') return wrongFile(shown(rows));
  const [header, ...lines] = rows;
  const columns = mapColumns(header?.cells ?? []);
  if (typeof columns === 'string') return wrongFile(columns);
  if (lines.length === 0) return wrongFile('has no line below its header');
  return checked(
    lines.map(({ line, cells }) => ({
      line,
      contact: contactOf(columns, (place) => cells[place]),
    })),
    itemIndex,
    taken,
  );
}

/**
 * Reads the contact of an item whose fields are named like the columns of a file.
 *
 * @param json the item
 */
export function readRow(json: IDataObject): GivenContact | Problem {
  const names = Object.keys(json);
  const columns = mapColumns(names);
  if (typeof columns !== 'string') return contactOf(columns, (place) => json[names[place] ?? '']);
  return {
    message: `The item ${columns}`,
    description: `Nothing was sent to Kore.ai for this item. Its fields must be named ${COLUMNS.join(', ')}, or in a common way such as First Name and Phone.`,
    cause: 'input',
  };
}

/**
 * Writes contacts as the file that Kore.ai imports.
 *
 * @param creations the contacts
 */
export function csvOf(creations: Creation[]): string {
  return writeCsv([
    [...COLUMNS],
    ...creations.map(({ fields }) => {
      const { firstName, lastName, salutation, cellPhone } = fields;
      const { phoneNumber, countryCode, extension } = cellPhone;
      return [firstName, lastName, salutation, phoneNumber, countryCode, extension];
    }),
  ]);
}

function contactOf(
  columns: Map<Column, number>,
  cell: (place: number) => unknown,
): GivenContact | Problem {
  const value = (column: Column) => {
    const place = columns.get(column);
    return place === undefined ? '' : cell(place);
  };
  const texts: Partial<Record<Column, string>> = {};
  for (const column of ['firstName', 'lastName', 'salutation', 'cellPhoneExtension'] as const) {
    const text = textOf(value(column), column);
    if (typeof text !== 'string') return text;
    texts[column] = text;
  }
  const written = writePhone(value('cellPhoneNumber'), value('cellPhoneCountryCode'));
  if (!written.ok) return wrongPhone(written.why);
  const contact: GivenContact = {
    firstName: texts.firstName ?? '',
    lastName: texts.lastName ?? '',
    salutation: texts.salutation ?? '',
    extension: texts.cellPhoneExtension ?? '',
    phone: written.phone,
  };
  return lacking(contact) ?? contact;
}

function checked(
  rows: Array<{ line: number; contact: GivenContact | Problem }>,
  itemIndex: number,
  taken: Map<string, string>,
): Row[] | Problem {
  const lines = new Map<string, string>();
  const good: Row[] = [];
  const bad: string[] = [];
  for (const { line, contact } of rows) {
    if (isProblem(contact)) {
      bad.push(`line ${line}: ${contact.message}`);
      continue;
    }
    const { full } = contact.phone;
    const other = lines.get(full) ?? taken.get(full);
    if (other !== undefined) {
      bad.push(`line ${line}: The phone number '+${full}' is also in ${other}`);
    }
    lines.set(full, `line ${line}`);
    good.push({ line, contact });
  }
  if (bad.length > 0) return wrongFile(`has ${linesOf(bad)}`);
  for (const full of lines.keys()) taken.set(full, `the file of item ${itemIndex}`);
  return good;
}

/**
 * Names bad lines.
 *
 * @param bad what is wrong with each
 */
export function linesOf(bad: string[]): string {
  const rest = bad.length > NAMED_LINES ? `; and ${bad.length - NAMED_LINES} more` : '';
  const count = bad.length === 1 ? 'a bad line' : `${bad.length} bad lines`;
  return `${count}: ${bad.slice(0, NAMED_LINES).join('; ')}${rest}`;
}

function wrongFile(why: string): Problem {
  return {
    message: `The file ${why}`,
    description: `Nothing was sent to Kore.ai for this item. The file needs a header with ${COLUMNS.join(', ')}, or common names such as First Name and Phone; other columns are left out.`,
    cause: 'input',
  };
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
