import { importContacts } from '../../shared/api/calls';
import { COLUMNS } from '../../shared/contact/columns';
import type { Contact } from '../../shared/contact/contact';
import { type ContactRow, linesOf, writeCsv } from '../../shared/contact/csv';
import type { ContactFields } from '../../shared/contact/fields';
import type { Problem } from '../../shared/problem/problem';
import type { Result } from '../../shared/result';
import { Learnt } from '../../shared/run/bisect';
import type { Progress } from '../../shared/run/progress';
import type { App } from '../../shared/run/session';
import { createIn, type CreatePlan, type Creation, creationOf, type Send } from './create';

/** A file that was read, and where its contacts go. */
export interface ContactFile {
  app: App;
  rows: ContactRow[];
  /** Milliseconds that one request may take. */
  timeout: number;
}

/** Sends contacts as a file, the way in which Kore.ai imports them. */
export const sendFile: Send = async (client, fields, timeout) =>
  await importContacts(client, writeCsv([[...COLUMNS], ...fields.map(rowOf)]), timeout);

function rowOf({ firstName, lastName, salutation, cellPhone }: ContactFields): string[] {
  const { phoneNumber, countryCode, extension } = cellPhone;
  return [firstName, lastName, salutation, phoneNumber, countryCode, extension];
}

/** What became of a file: what was created is told in any case, what was not is one problem. */
export interface Imported {
  created: Contact[];
  problem: Problem | undefined;
}

/**
 * Makes what imports the files of a run, one after the other, each in parts.
 *
 * @param startedAt when the run began, in milliseconds since 1970
 * @param goesOn whether the rest is tried where a line failed
 * @param progress is told of each contact
 */
export function fileImporter(
  batchSize: number,
  startedAt: number,
  goesOn: boolean,
  progress: Progress,
): (file: ContactFile) => Promise<Imported> {
  const learnt = new Map<App, Learnt>();
  return async (file) => {
    const ofApp = learnt.get(file.app) ?? new Learnt(batchSize);
    learnt.set(file.app, ofApp);
    const plan = { batchSize, learnt: ofApp, startedAt, stopsAtFailure: !goesOn };
    return await importFile(file, plan, progress);
  };
}

async function importFile(
  { app, rows, timeout }: ContactFile,
  plan: Pick<CreatePlan<Creation>, 'batchSize' | 'learnt' | 'startedAt' | 'stopsAtFailure'>,
  progress: Progress,
): Promise<Imported> {
  const lines = rows.map(({ line, contact }) => ({ ...creationOf(contact, timeout), line }));
  const results = new Map<number, Result<Contact, Problem>>();
  let hasFailed = false;
  await createIn(app, lines, {
    ...plan,
    send: sendFile,
    stopped: () => plan.stopsAtFailure && hasFailed,
    settle: ({ line }, result) => {
      results.set(line, result);
      progress.note(result.ok);
      hasFailed ||= !result.ok;
    },
  });
  const created: Contact[] = [];
  const failures: Array<{ line: number; problem: Problem }> = [];
  for (const { line } of rows) {
    const result = results.get(line);
    if (result?.ok === true) created.push(result.value);
    else if (result !== undefined) failures.push({ line, problem: result.problem });
  }
  return { created, problem: problemOfFile(rows.length, created.length, failures) };
}

function problemOfFile(
  count: number,
  created: number,
  failures: Array<{ line: number; problem: Problem }>,
): Problem | undefined {
  const [first] = failures;
  if (first === undefined) return undefined;
  const missing = count - created;
  const untried = missing - failures.length;
  const isUnsure = failures.some(({ problem }) => problem.unsure === true);
  const were = isUnsure ? 'may or may not have been' : 'were not';
  const named = linesOf(failures.map(({ line, problem }) => `line ${line}: ${problem.message}`));
  const rest = untried === 0 ? '' : ` ${untried} more were not tried.`;
  return {
    ...first.problem,
    message: `${missing} of the ${count} contacts in the file ${were} created`,
    description: `The file has ${named}.${rest} ${first.problem.description}`,
  };
}
