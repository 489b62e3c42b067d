import { type CsvLayout, type HeaderRank, layoutOf } from './layout';
import { NOT_CLOSED, parsed, WITHIN_CELL } from './parser';
import { TextSource } from './source';

/** One row of a file, as texts. */
export interface CsvRow {
  /** The line of the file that the row ends in, counted from 1 as editors do. */
  line: number;
  /** Where the row can't be read: its first line as it stands. */
  cells: string[];
  /** Why the row can't be read, as a sentence without its full stop. */
  problem?: string;
}

/** Bad lines that are named: as many as a person mends in one go. */
export const NAMED_LINES = 20;

/** A contact has some hundred characters; a row that is much longer is one whose quote is not closed. */
export const LONGEST_ROW = 262_144;

/**
 * Reads a CSV file (RFC 4180) piece by piece, however its cells are separated. Line breaks within a cell come out as
 * one kind; a quote within a cell that has none around it is kept.
 *
 * @param texts the file, in as many texts as it comes in
 * @param rank how much a row looks like the header, 0 where it does not at all
 * @yields after each piece, some milliseconds' work, so that others get their turn
 * @returns the rows from the header on; empty lines and lines of nothing but separators are left out
 */
export function* readCsv(
  texts: Iterable<string>,
  rank: HeaderRank,
): Generator<undefined, CsvRow[]> {
  const source = new TextSource(texts);
  const layout = layoutOf(source.text, rank);
  source.drop(layout.linesBefore);
  const rows: CsvRow[] = [];
  for (;;) {
    const { rows: found, error } = parsed(source.text, layout.delimiter);
    // The last row of a piece may go on in the next one.
    if (error === undefined && !source.isLast) found.pop();
    for (const { line, cells } of found) rows.push({ line: source.line + line, cells });
    source.drop(found.at(-1)?.line ?? 0);
    if (error === undefined && source.isLast) return rows;
    const isOpen = error === undefined || error === NOT_CLOSED;
    if (isOpen && !source.isLast && source.text.length < LONGEST_ROW) source.more();
    else rows.push(stumbledOver(error, source, layout));
    yield undefined;
  }
}

/**
 * Takes the row that stopped the reader. Where it can't be read its first line is left behind and no more: a quote
 * that is not closed would take other people's lines along.
 */
function stumbledOver(
  error: string | undefined,
  source: TextSource,
  { delimiter }: CsvLayout,
): CsvRow {
  source.dropEmpty(delimiter);
  source.more();
  const { line: before, firstLine } = source;
  const [row] =
    error === WITHIN_CELL
      ? parsed(source.text, delimiter, { most: 1, keepsQuotes: true }).rows
      : [];
  source.drop(row?.line ?? 1);
  if (row !== undefined) return { line: before + row.line, cells: row.cells };
  return { line: before + 1, cells: [firstLine], problem: reasonOf(error) };
}

function reasonOf(error: string | undefined): string {
  if (error === undefined) return `It is longer than ${LONGEST_ROW} characters`;
  if (error === NOT_CLOSED) return 'It opens a quote that is never closed';
  return "It has text behind a cell's closing quote, or a single quote within it";
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
