import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import { type Finished, names } from '../../engine';
import type { RecordedFile, Sandbox, SandboxOptions } from '../../sandbox';
import { finish, outputOf, type Run, sandboxWith } from '../helpers';

/** The path of an import; of nothing else. */
export const IMPORT = /\/import-contacts$/;

/** The documented columns. */
export const HEADER =
  'firstName,lastName,salutation,cellPhoneNumber,cellPhoneCountryCode,cellPhoneExtension';

/** One line of a file: a person like no other, whose number no made-up contact has. */
export const row = (i: number): string => `Asha ${i},Rao,Mrs,90000${10_000 + i},+91,+`;

/** The number of that person as Kore.ai gives it out. */
export const numberOf = (i: number): string => `+9190000${10_000 + i}`;

/** A file of so many people. */
export const csv = (count: number, from = 0): string =>
  [HEADER, ...Array.from({ length: count }, (_, i) => row(from + i)), ''].join('\r\n');

/**
 * @param content of a file
 * @param field the binary field that holds it
 */
export function fileOf(content: string | Buffer, field = 'data'): IBinaryKeyData {
  const data = Buffer.from(content).toString('base64');
  return { [field]: { data, mimeType: 'text/csv', fileName: 'people.csv' } };
}

/**
 * Imports files to the end.
 *
 * @param sandbox what it runs against
 * @param contents of the files, one an item
 * @param run the other settings
 */
export async function importFiles(
  sandbox: Sandbox,
  contents: Array<string | Buffer>,
  run: Partial<Run> = {},
): Promise<Finished> {
  return await finish(sandbox, {
    items: contents.map((_, file) => ({ file })),
    binary: contents.map((content) => fileOf(content)),
    contact: null,
    ...run,
    parameters: { operation: 'importCsv', ...run.parameters },
  });
}

/**
 * Imports items as rows to the end.
 *
 * @param sandbox what it runs against
 * @param items the rows
 * @param run the other settings
 */
export async function importItems(
  sandbox: Sandbox,
  items: IDataObject[],
  run: Partial<Run> = {},
): Promise<Finished> {
  const parameters = { operation: 'importCsv', inputMode: 'items' };
  return await finish(sandbox, { items, contact: null, ...run, parameters });
}

/**
 * Starts a sandbox of four contacts, in which one has the number of row 1 already.
 *
 * @param switches of the sandbox
 */
export async function sandboxWithTaken(
  switches: SandboxOptions['switches'] = {},
): Promise<Sandbox> {
  const sandbox = await sandboxWith({ contacts: 3, switches });
  sandbox.add({ firstName: 'Old', cellPhone: { phoneNumber: numberOf(1), countryCode: '+91' } });
  return sandbox;
}

/**
 * @param finished a run
 * @returns the first name in each item on the first output
 */
export function firstNamesOf(finished: Finished): unknown[] {
  return outputOf(finished).map(({ firstName }) => firstName);
}

/** The hints of a run in the output pane. */
export function hintsOf({ run }: Finished): string[] {
  const hints = run.data.resultData.runData[names.node]?.at(-1)?.hints ?? [];
  return hints.map(({ message }) => message);
}

/**
 * @param sandbox a sandbox
 * @returns the file in each import, in the order of arrival
 */
export function filesIn(sandbox: Sandbox): RecordedFile[] {
  return sandbox.requests
    .filter(({ path }) => IMPORT.test(path))
    .map(({ body }) => (body as { result_file: RecordedFile }).result_file);
}

/**
 * @param sandbox a sandbox
 * @returns how many rows each import held
 */
export function rowsIn(sandbox: Sandbox): number[] {
  return filesIn(sandbox).map(({ content }) => content.trim().split('\r\n').length - 1);
}
