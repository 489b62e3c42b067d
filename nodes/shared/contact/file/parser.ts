import { parse } from 'csv-parse/sync';
import { isRecord } from '../../record';

/** Rows that were read, and the code of what the reader stumbled over behind them, if it did. */
export interface Piece {
  rows: Array<{
    /** The line of the text that the row ends in, counted from 1. */
    line: number;
    cells: string[];
  }>;
  error?: string;
}

/** Codes of csv-parse, for a quote that ends nowhere and for one within a cell that has none around it. */
export const NOT_CLOSED = 'CSV_QUOTE_NOT_CLOSED';
export const WITHIN_CELL = 'INVALID_OPENING_QUOTE';

/**
 * Reads CSV (RFC 4180) as far as it can be read. Empty lines and lines of nothing but separators are left out.
 *
 * @param text with line breaks of one kind, `\n`
 * @param most rows that are wanted; all where it is left out
 * @param keepsQuotes whether a quote within a cell that has none around it belongs to the cell
 */
export function parsed(
  text: string,
  delimiter: string,
  { most, keepsQuotes = false }: { most?: number; keepsQuotes?: boolean } = {},
): Piece {
  const rows: Piece['rows'] = [];
  try {
    parse(text, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: keepsQuotes,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
      ...(most === undefined ? {} : { to: most }),
      // What comes before the place that can't be read would be lost otherwise.
      on_record: (cells: string[], { lines }) => {
        rows.push({ line: lines, cells });
        return null;
      },
    });
    return { rows };
  } catch (error) {
    return { rows, error: isRecord(error) ? String(error['code']) : '' };
  }
}
