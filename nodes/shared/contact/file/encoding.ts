import { failed, type Result, succeeded } from '../../result';

/** How the bytes of a file stand for its text. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Bytes that are looked at in one go: a millisecond's work or less. */
const SLICE = 65_536;

/** Byte order marks (the Unicode Standard, section 23.8); a reader of text drops them. */
const MARKS: Array<[mark: number[], encoding: Encoding]> = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** What people choose in place of a CSV file: .xlsx, which is a ZIP archive, and .xls, by their first bytes. */
const WORKBOOKS = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
];

/** Bytes in which a header shows whether every other one is 0, as in UTF-16 where no mark tells it. */
const BEGINNING = 200;

/** What no text has. */
const NO_TEXT = /\0/;

/**
 * What text in a Western European language does not have in Windows-1252: control characters, bytes that stand for
 * nothing there, and four letters with accents in a row, as every Cyrillic or Greek word would show.
 */
const NOT_WESTERN = /(?![\t\n\v\f\r])\p{Cc}|[\xc0-\xff]{4}/u;

/**
 * Finds out how a file is encoded: by its mark, by the zeros of UTF-16, as UTF-8 where all of it is that, or else
 * as Windows-1252, in which Excel writes what it calls CSV in Western Europe and America.
 *
 * @yields after each slice, so that others get their turn
 * @returns the encoding, or the end of a sentence that begins with "The file"
 */
export function* encodingOf(bytes: Uint8Array): Generator<undefined, Result<Encoding, string>> {
  if (WORKBOOKS.some((start) => begins(bytes, start))) {
    return failed('is an Excel workbook or an archive, not a CSV file');
  }
  const sure = MARKS.find(([mark]) => begins(bytes, mark))?.[1] ?? utf16(bytes);
  if (yield* isText(bytes, sure ?? 'utf-8', NO_TEXT)) return succeeded(sure ?? 'utf-8');
  if (sure === undefined && (yield* isText(bytes, 'windows-1252', NOT_WESTERN))) {
    return succeeded('windows-1252');
  }
  return failed(`is not ${sure?.toUpperCase() ?? 'UTF-8, UTF-16 or Windows-1252'} text`);
}

/**
 * Decodes a file slice by slice.
 *
 * @throws TypeError where the bytes are none of the encoding
 */
export function* decoded(bytes: Uint8Array, encoding: Encoding): Generator<string, void> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (let start = 0; start < bytes.length; start += SLICE) {
    yield decoder.decode(bytes.subarray(start, start + SLICE), { stream: true });
  }
  yield decoder.decode();
}

function begins(bytes: Uint8Array, start: number[]): boolean {
  return start.every((byte, place) => bytes[place] === byte);
}

/** The header of a file is mostly letters of ASCII, which have a 0 before or behind them in UTF-16. */
function utf16(bytes: Uint8Array): Encoding | undefined {
  const start = bytes.subarray(0, BEGINNING);
  const zeros = [0, 1].map((side) => start.filter((b, place) => b === 0 && place % 2 === side));
  const [even = 0, odd = 0] = zeros.map(({ length }) => length);
  if (odd > start.length / 4 && even === 0) return 'utf-16le';
  return even > start.length / 4 && odd === 0 ? 'utf-16be' : undefined;
}

function* isText(
  bytes: Uint8Array,
  encoding: Encoding,
  not: RegExp,
): Generator<undefined, boolean> {
  try {
    for (const text of decoded(bytes, encoding)) {
      if (not.test(text)) return false;
      yield undefined;
    }
    return true;
  } catch {
    return false;
  }
}
