import { parse } from 'csv-parse/sync';
import { invalidArguments, Refusal } from './failures';
import { isRecord, readFields } from './fields';
import type { ContactFields } from './fields';
import type { Switches } from './switches';

/** The documented columns (D). */
const COLUMNS = [
  'firstName',
  'lastName',
  'salutation',
  'cellPhoneNumber',
  'cellPhoneCountryCode',
  'cellPhoneExtension',
] as const;

/** The form field that holds the file (D). */
const FILE_FIELD = 'result_file';

/**
 * Reads the people of an import.
 *
 * @param form the fields of the form, files as `RecordedFile`
 * @param switches `importMax`, `importFailures` and `emptyStrings` count
 * @returns the good rows
 * @throws Refusal 412 if there is no readable file with all columns, if it has too many rows or,
 *   as the switch `importFailures` has it, one bad row
 */
export function readImport(form: unknown, switches: Switches): ContactFields[] {
  const file = isRecord(form) ? form[FILE_FIELD] : undefined;
  if (!isRecord(file) || typeof file['content'] !== 'string') {
    throw invalidArguments(`${FILE_FIELD} must be a file`);
  }
  const rows = readRows(file['content']);
  if (rows.length > switches.importMax) throw invalidArguments('too many rows');
  return rows.flatMap((row) => {
    try {
      return [readFields(row, true, switches)];
    } catch (error) {
      if (error instanceof Refusal && switches.importFailures === 'skip-silently') return [];
      throw error;
    }
  });
}

function readRows(csv: string): unknown[] {
  const [header, ...lines] = parseCsv(csv);
  const at = COLUMNS.map((column) => header?.indexOf(column) ?? -1);
  if (at.includes(-1)) throw invalidArguments('a column is missing');
  return lines.map((line) => {
    const [firstName, lastName, salutation, phoneNumber, countryCode, extension] = at.map(
      (index) => line[index],
    );
    const cellPhone = { phoneNumber, countryCode, extension };
    return { firstName, lastName, salutation, cellPhone };
  });
}

function parseCsv(csv: string): string[][] {
  try {
    return parse(csv, { bom: true, relaxColumnCount: true, skipEmptyLines: true });
  } catch {
    throw invalidArguments('the file is no CSV');
  }
}
