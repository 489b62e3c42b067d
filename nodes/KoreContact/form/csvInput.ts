import type { IExecuteFunctions } from 'n8n-workflow';
import type { GivenContact } from '../../shared/contact/fields';
import { findColumns, headerRank } from '../../shared/contact/file/columns';
import { type CsvRow, readCsv } from '../../shared/contact/file/csv';
import { decoded, encodingOf } from '../../shared/contact/file/encoding';
import { jobAmong, titleIn } from '../../shared/contact/file/line';
import { badItem, type ProblemError, problemOf } from '../../shared/problem/problem';
import { type BadLine, type FileLine, named } from '../../shared/run/badLines';
import { inTurns } from '../../shared/http/turns';
import { findBinaryFile } from './binaryFile';
import { type ContactDefaults, SALUTATION_ADVICE } from './contactFields';
import { assertColumns, contactOf } from './rowInput';

/** A line of a file with the contact that it describes. */
export interface ContactLine extends FileLine {
  contact: GivenContact;
}

/** A file that was read. */
export interface ContactFile {
  header: string[];
  contacts: ContactLine[];
  /** Lines that are left out, where they may be. */
  bad: BadLine[];
  /** What a person should know of how it was read, as a sentence; empty where there is nothing. */
  note: string;
}

/** How a file is read. */
export interface FilePlan {
  /** What contacts have that do not tell it themselves. */
  defaults: ContactDefaults;
  /** Whether bad lines are left out; otherwise a file that has one is refused. */
  skipsBadLines: boolean;
  /** The numbers of the files before for the same app, and where they are; those of this file are added. */
  taken: Map<string, string>;
}

/**
 * The largest file that is read, in bytes: more than 600,000 lines, which take 6,000 requests, and those 100 minutes
 * at Kore.ai's limit. A larger one is in the way of everything else in n8n's memory.
 */
export const LARGEST_FILE = 60_000_000;

/** Bytes in a megabyte, as file managers count. */
const MEGABYTE = 1_000_000;

/** Rows that are looked at in one go: a few milliseconds' work. */
const ROWS_IN_A_STEP = 200;

/**
 * Reads the contacts of a CSV file and checks every one, without holding n8n's event loop.
 *
 * @param itemIndex the item that has the file
 * @param property what the field *Input Binary Field* gives: the name of the binary field that holds it
 * @throws ProblemError that says what is wrong with the file
 */
export async function readFile(
  context: IExecuteFunctions,
  itemIndex: number,
  property: unknown,
  plan: FilePlan,
): Promise<ContactFile> {
  const { name, file } = findBinaryFile(context, itemIndex, property);
  assertSize(await sizeOf(context, file));
  const bytes = await context.helpers.getBinaryDataBuffer(itemIndex, name);
  assertSize(bytes.length);
  const steps = contactsIn(bytes, plan, `the file of item ${itemIndex}`);
  return await inTurns(steps, context.getExecutionCancelSignal());
}

function* contactsIn(
  bytes: Uint8Array,
  plan: FilePlan,
  ofFile: string,
): Generator<undefined, ContactFile> {
  const encoding = yield* encodingOf(bytes);
  if (!encoding.ok) {
    throw badItem(`The file ${encoding.problem}`, "Save it as 'CSV UTF-8', and import that.");
  }
  const rows = yield* readCsv(decoded(bytes, encoding.value), headerRank);
  const names = rows[0]?.cells ?? [];
  const columns = findColumns(names);
  const cellsOf = (row: CsvRow) => (place: number) => row.cells[place];
  const width = filledWidth(names);
  // A comma that is not quoted moves all that stands behind it into the next columns.
  const isTooWide = ({ cells }: CsvRow) => filledWidth(cells) > width;
  const job = yield* jobIn(rows, (row) =>
    row.problem !== undefined || isTooWide(row) ? '' : titleIn(columns, cellsOf(row)),
  );
  const rowPlan = { defaults: plan.defaults, job };
  assertColumns(names, columns, rowPlan, { whose: 'The file', column: 'column' });
  if (rows.length < 2) throw badItem('The file has no line below its header', '');
  const contacts: ContactLine[] = [];
  const bad: BadLine[] = [];
  const numbers = new Map<string, number>();
  for (const [count, row] of rows.entries()) {
    if (count === 0) continue;
    if (count % ROWS_IN_A_STEP === 0) yield undefined;
    const { line, cells, problem } = row;
    try {
      if (problem !== undefined) throw unreadable(problem);
      if (isTooWide(row)) throw tooWide();
      const contact = contactOf(columns, cellsOf(row), rowPlan);
      const { full } = contact.phone;
      const before = numbers.get(full);
      const other = before === undefined ? plan.taken.get(full) : `line ${before}`;
      if (other !== undefined) throw twice(full, other);
      numbers.set(full, line);
      contacts.push({ line, cells, contact });
    } catch (error) {
      bad.push({ line, cells, problem: problemOf(error) });
    }
  }
  if (bad.length > 0 && (!plan.skipsBadLines || contacts.length === 0)) throw badLines(bad, plan);
  for (const [count, { contact }] of contacts.entries()) {
    if (count % ROWS_IN_A_STEP === 0) yield undefined;
    plan.taken.set(contact.phone.full, ofFile);
  }
  return {
    header: names,
    contacts,
    bad,
    note: encoding.value === 'windows-1252' ? WINDOWS_1252 : '',
  };
}

/** Looks through the column *Title*, up to the first job. */
function* jobIn(
  rows: CsvRow[],
  titleOf: (row: CsvRow) => unknown,
): Generator<undefined, string | undefined> {
  // The first row is the header.
  for (let start = 1; start < rows.length; start += ROWS_IN_A_STEP) {
    const job = jobAmong(rows.slice(start, start + ROWS_IN_A_STEP).map(titleOf));
    if (job !== undefined) return job;
    yield undefined;
  }
  return undefined;
}

const WINDOWS_1252 =
  "The file is no UTF-8, so it was read as Windows-1252: look whether names with accents came out right. 'CSV UTF-8' leaves no doubt.";

/** The size of a file as far as n8n tells it, without reading it; 0 where it does not. */
async function sizeOf(
  context: IExecuteFunctions,
  { id, data }: { id?: string; data: string },
): Promise<number> {
  // Text of base64 has four characters for three bytes.
  if (id === undefined) return Math.floor(data.length / 4) * 3;
  try {
    return (await context.helpers.getBinaryMetadata(id)).fileSize;
  } catch {
    // Whatever is the matter with the file, reading it tells.
    return 0;
  }
}

function assertSize(bytes: number): void {
  if (bytes <= LARGEST_FILE) return;
  const megabytes = (size: number) => Math.ceil(size / MEGABYTE);
  throw badItem(
    `The file has ${megabytes(bytes)} MB, and ${megabytes(LARGEST_FILE)} MB is the most that is read at once`,
    "Split it into several files, each with the header in its first line, and give each to this node as an item. Or read it in parts before this node, and import them with the Input Mode 'Items as Rows'.",
  );
}

/** How many cells a row has up to the last one with something in it; Google writes empty ones at the end. */
function filledWidth(cells: string[]): number {
  return cells.findLastIndex((cell) => cell !== '') + 1;
}

function unreadable(problem: string): ProblemError {
  return badItem(problem, '');
}

function tooWide(): ProblemError {
  return badItem('It has more cells than the header: a text with the separator needs quotes', '');
}

function twice(full: string, other: string): ProblemError {
  return badItem(`The phone number '+${full}' is also in ${other}`, '');
}

function badLines(bad: BadLine[], { skipsBadLines }: FilePlan): ProblemError {
  const next = skipsBadLines
    ? 'No line of it is good.'
    : "Mend these lines, or set the option 'Bad Lines' to 'Skip Them' to import the others.";
  const lacksSalutation = bad.some(({ problem }) =>
    problem.description.includes(SALUTATION_ADVICE),
  );
  const advice = lacksSalutation ? `${next} ${SALUTATION_ADVICE}` : next;
  return badItem(`The file has ${named(bad)}`, advice);
}
