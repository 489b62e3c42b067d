import type { IBinaryKeyData } from 'n8n-workflow';
import type { Finished } from '../../engine';
import type { RecordedFile, Sandbox } from '../../sandbox';
import { finish, type Run } from '../helpers';

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
 * @param sandbox a sandbox
 * @returns the file in each import, in the order of arrival
 */
export function filesIn(sandbox: Sandbox): RecordedFile[] {
  return sandbox.requests
    .filter(({ path }) => path.endsWith('/import-contacts'))
    .map(({ body }) => (body as { result_file: RecordedFile }).result_file);
}

/**
 * @param sandbox a sandbox
 * @returns how many rows each import held
 */
export function rowsIn(sandbox: Sandbox): number[] {
  return filesIn(sandbox).map(({ content }) => content.trim().split('\r\n').length - 1);
}
