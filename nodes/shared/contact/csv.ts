import { parse } from 'csv-parse/sync';
import { failed, type Result, succeeded } from '../result';
import type { GivenContact } from './fields';
import { shown } from './id';

/** One line of a file, as texts. */
export interface CsvRow {
  /** The line of the file that the row ends in, counted from 1 as editors do. */
  line: number;
  cells: string[];
}

/** One contact of a file, and the line that it stands in. */
export interface ContactRow {
  line: number;
  contact: GivenContact;
}

/** Bad lines that are named; beyond these a person looks at the file anyway. */
const NAMED_LINES = 5;

/** The reader says why in one sentence, and the line towards its end; what it quotes of the file may be long. */
const REASON_LENGTH = 200;

/** What separates cells: Excel writes semicolons in many countries, and databases write tabs. */
const DELIMITERS = [',', ';', '\t'];

/**
 * Reads a CSV file (RFC 4180), with the delimiter that its header uses most. Line breaks within a cell come
 * out as one kind.
 *
 * @param text the file; a byte order mark, empty lines and lines of nothing but separators are passed over
 * @returns its rows, the header among them, or the end of a sentence that begins with "The file"
 */
export function readCsv(text: string): Result<CsvRow[], string> {
  // With one kind of line break, lines are counted as editors count them.
  const lines = text.replace(/\r\n|\r/g, '\n');
  const header = /^.*\S.*$/m.exec(lines)?.[0] ?? '';
  const [delimiter] = DELIMITERS.map((mark) => ({ mark, count: header.split(mark).length })).sort(
    (a, b) => b.count - a.count,
  );
  try {
    const rows = parse(lines, {
      bom: true,
      delimiter: delimiter?.mark ?? ',',
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    }) as unknown as Array<{ info: { lines: number }; record: string[] }>;
    return succeeded(rows.map(({ info, record }) => ({ line: info.lines, cells: record })));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failed(`can't be read as CSV: ${shown(reason, REASON_LENGTH)}`);
  }
}

/** Writes a CSV file (RFC 4180). */
export function writeCsv(rows: string[][]): string {
  return rows.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

function quoted(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell;
}

/** Names bad lines by what is wrong with each. */
export function linesOf(bad: string[]): string {
  const rest = bad.length > NAMED_LINES ? `; and ${bad.length - NAMED_LINES} more` : '';
  const count = bad.length === 1 ? 'a bad line' : `${bad.length} bad lines`;
  return `${count}: ${bad.slice(0, NAMED_LINES).join('; ')}${rest}`;
}
