import { importContacts } from '../../shared/api/calls';
import type { Contact } from '../../shared/contact/contact';
import type { ContactFields, GivenContact } from '../../shared/contact/fields';
import { COLUMNS } from '../../shared/contact/file/columns';
import { writeCsv } from '../../shared/contact/file/csv';
import type { Problem } from '../../shared/problem/problem';
import type { Result } from '../../shared/result';
import { named } from '../../shared/run/badLines';
import { Learnt } from '../../shared/run/batch/bisect';
import type { Progress } from '../../shared/run/progress';
import type { App } from '../../shared/run/session';
import { createIn, type CreatePlan, type Creation, creationOf, type Send } from './create';

/** Lines of a file that were read, and where their contacts go. */
export interface Import<T> {
  app: App;
  contacts: T[];
  /** Milliseconds that one request may take. */
  timeout: number;
}

/** A line of a file with the contact that it describes. */
interface Line {
  line: number;
  contact: GivenContact;
}

/** Sends contacts as a file, the way in which Kore.ai imports them. */
export const sendFile: Send = async (client, fields, timeout) =>
  await importContacts(client, writeCsv([[...COLUMNS], ...fields.map(rowOf)]), timeout);

function rowOf({ firstName, lastName, salutation, cellPhone }: ContactFields): string[] {
  const { phoneNumber, countryCode, extension } = cellPhone;
  return [firstName, lastName, salutation, phoneNumber, countryCode, extension];
}

/** What became of a file; lines that are in neither list were not tried. */
export interface Imported<T> {
  created: Contact[];
  failures: Array<T & { problem: Problem }>;
  /** All failures as one; undefined where there is none. */
  problem: Problem | undefined;
}

/** After which failures the rest of a file is still sent: none, what Kore.ai refuses of single contacts, or any. */
export type GoesOn = 'never' | 'afterRefusals' | 'always';

/**
 * Makes what imports the files of a run, one after the other, each in parts.
 *
 * @param startedAt when the run began, in milliseconds since 1970
 * @param progress is told of each contact
 */
export function fileImporter(
  batchSize: number,
  startedAt: number,
  progress: Progress,
): <T extends Line>(file: Import<T>, goesOn: GoesOn) => Promise<Imported<T>> {
  const learnt = new Map<App, Learnt>();
  return async (file, goesOn) => {
    const ofApp = learnt.get(file.app) ?? new Learnt(batchSize);
    learnt.set(file.app, ofApp);
    return await importFile(file, { batchSize, learnt: ofApp, startedAt, goesOn, progress });
  };
}

async function importFile<T extends Line>(
  { app, contacts, timeout }: Import<T>,
  {
    goesOn,
    progress,
    ...plan
  }: Pick<CreatePlan<Creation>, 'batchSize' | 'learnt' | 'startedAt'> & {
    goesOn: GoesOn;
    progress: Progress;
  },
): Promise<Imported<T>> {
  const creations = contacts.map(({ contact, line }) => ({
    ...creationOf(contact, timeout),
    line,
  }));
  const results = new Map<number, Result<Contact, Problem>>();
  let hasStopped = false;
  await createIn(app, creations, {
    ...plan,
    stopsAtFailure: goesOn === 'never',
    send: sendFile,
    stopped: () => hasStopped,
    settle: ({ line }, result) => {
      results.set(line, result);
      progress.note(result.ok ? 'changed' : 'failed');
      if (!result.ok) hasStopped ||= !goesOnAfter(result.problem, goesOn);
    },
  });
  const created: Contact[] = [];
  const failures: Imported<T>['failures'] = [];
  for (const line of contacts) {
    const result = results.get(line.line);
    if (result?.ok === true) created.push(result.value);
    else if (result !== undefined) failures.push({ ...line, problem: result.problem });
  }
  return { created, failures, problem: problemOfFile(contacts.length, created.length, failures) };
}

function goesOnAfter(problem: Problem, goesOn: GoesOn): boolean {
  return goesOn === 'always' || (goesOn === 'afterRefusals' && problem.isRefusal === true);
}

function problemOfFile(
  count: number,
  created: number,
  failures: Array<Line & { problem: Problem }>,
): Problem | undefined {
  const [first] = failures;
  if (first === undefined) return undefined;
  const missing = count - created;
  const untried = missing - failures.length;
  const isUnsure = failures.some(({ problem }) => problem.unsure === true);
  const were = isUnsure ? 'may or may not have been' : 'were not';
  const rest = untried === 0 ? '' : ` ${untried} more were not tried.`;
  return {
    ...first.problem,
    message: `${missing} of the ${count} contacts in the file ${were} created`,
    description: `The file has ${named(failures)}.${rest} ${first.problem.description}`,
  };
}

/**
 * Finds what is left of a file whose bad lines are skipped.
 *
 * @param goesOn whether the node goes on at failures
 * @returns the problem that ends the import all the same: one that is about more than single contacts, or that no
 *   contact was created; undefined where the failures are lines to be skipped
 */
export function problemBeyondLines<T>(
  { created, failures, problem }: Imported<T>,
  goesOn: boolean,
): Problem | undefined {
  if (failures.some((failure) => failure.problem.cancelled === true)) {
    return problem === undefined ? undefined : { ...problem, cancelled: true };
  }
  if (goesOn) return undefined;
  const isRefused = failures.every((failure) => failure.problem.isRefusal === true);
  return isRefused && created.length > 0 ? undefined : problem;
}
