import { parsed } from './parser';

/** How much a row looks like the header of a file: 0 where it does not at all. */
export type HeaderRank = (cells: string[]) => number;

/** How a file is laid out. */
export interface CsvLayout {
  delimiter: string;
  /** Lines above the header. */
  linesBefore: number;
}

/** What separates cells: Excel writes semicolons in many countries, databases write tabs and pipes. */
const DELIMITERS = [',', ';', '\t', '|'];

/** Reports begin with a title, an author and a date; a header further down would be hidden from people, too. */
const HEADER_WITHIN = 10;

/** What Excel writes above the header to tell the separator. */
const SEPARATOR_LINE = /^sep=(.)[ ;,\t]*\n/i;

/** A row that may be the header. */
interface Candidate extends CsvLayout {
  rank: number;
  cells: number;
}

/**
 * Finds out how cells are separated, and where the header is: the row, by whichever separator, that has most of the
 * names that are looked for. Where none has any, it is the first row, with the separator that it uses most.
 *
 * @param text the beginning of the file
 */
export function layoutOf(text: string, rank: HeaderRank): CsvLayout {
  const separator = SEPARATOR_LINE.exec(text);
  const above = separator === null ? 0 : 1;
  const start = text.slice(separator?.[0].length ?? 0);
  const delimiters = separator?.[1] === undefined ? DELIMITERS : [separator[1]];
  const candidates = delimiters.flatMap((delimiter) => candidatesIn(start, delimiter, rank));
  const isKnown = candidates.some((candidate) => candidate.rank > 0);
  const [best] = candidates
    .filter(({ linesBefore }) => isKnown || linesBefore === 0)
    .sort((a, b) => b.rank - a.rank || b.cells - a.cells);
  return {
    delimiter: best?.delimiter ?? delimiters[0] ?? ',',
    linesBefore: above + (best?.linesBefore ?? 0),
  };
}

function candidatesIn(text: string, delimiter: string, rank: HeaderRank): Candidate[] {
  const { rows } = parsed(text, delimiter, { most: HEADER_WITHIN, keepsQuotes: true });
  return rows.map(({ cells }, place) => ({
    delimiter,
    linesBefore: rows[place - 1]?.line ?? 0,
    rank: rank(cells),
    cells: cells.length,
  }));
}
