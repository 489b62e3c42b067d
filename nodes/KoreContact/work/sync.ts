import type { IDataObject } from 'n8n-workflow';
import { readAll } from '../../shared/api/contactList';
import { storedFormIn } from '../../shared/api/storedForms';
import type { Contact } from '../../shared/contact/contact';
import { type ContactFields, fieldsOf } from '../../shared/contact/fields';
import { explain, taskOf } from '../../shared/problem/explain';
import { badRun, type Problem, ProblemError } from '../../shared/problem/problem';
import type { Result } from '../../shared/result';
import { grouped } from '../../shared/run/groups';
import type { App } from '../../shared/run/session';
import { carryOut, type Sending } from './carryOut';
import type { Creation } from './create';
import { deleteGroups } from './deleteMany';
import type { Change, Wanted } from './plan';
import { planSync, type Policy, refusalOf, type SyncPlan } from './syncPlan';
import type { SyncReport } from './syncReport';

/** How a list is made equal to the input. */
export interface SyncRun extends Sending {
  app: App;
  /** Milliseconds that one request may take. */
  timeout: number;
  policy: Policy;
  dryRun: boolean;
  deleteSize: number;
}

const READING = taskOf('read');

/** The apps that a sync of this process works on. */
const underWay = new Set<string>();

/**
 * Does something that no other sync may do to the same app meanwhile: one would delete what the other creates.
 *
 * @throws ProblemError where another one is under way, and what the work throws
 */
export async function alone<T>({ client }: App, work: () => Promise<T>): Promise<T> {
  const app = `${client.origin} ${client.streamId}`;
  if (underWay.has(app)) {
    throw badRun(
      `A sync of the app '${client.streamId}' is under way`,
      'Two at once would undo what the other does. Run again when it has ended.',
    );
  }
  underWay.add(app);
  try {
    return await work();
  } finally {
    underWay.delete(app);
  }
}

/**
 * Makes the contacts of an app equal to those that are wanted: list, plan, guards, creations, changes, and deletions
 * last, which are held back where anything failed before.
 *
 * @param items what was read of each input item
 * @param report where everything goes that happens
 * @returns how many requests there were; in a dry run, how many there would be
 * @throws ProblemError where nothing is to be written at all
 */
export async function syncAll(
  items: Array<Result<Wanted, Problem>>,
  run: SyncRun,
  report: SyncReport,
): Promise<number> {
  const { app, policy } = run;
  const plan = await planned(items, run, report);
  for (const { problem, items: those, isSeveral } of plan.problems) {
    report.failed(those, problem, isSeveral);
  }
  if (report.stopped) return app.client.requests();
  const refusal = refusalOf(plan, policy);
  if (refusal !== undefined) throw new ProblemError(refusal);
  for (const { items: those, contact } of plan.unchanged) {
    report.became('unchanged', those, contact);
  }
  if (run.dryRun) {
    preview(plan, report);
    return app.client.requests() + writesOf(plan, run, report);
  }
  await carryOut(app, plan, run, {
    stopped: () => report.stopped,
    created: ({ items: those }, result) => {
      if (result.ok) report.became('created', those, result.value);
      else report.failed(those, result.problem);
    },
    changed: (change, result) => {
      if (result.ok) report.became('updated', change.items, result.value, changesOf(change));
      else report.failed(change.items, result.problem);
    },
  });
  if (report.stopped) return app.client.requests();
  hold(plan, report);
  if (!report.holdsDeletions) await deleteAll(plan.deletions, run, report);
  return app.client.requests();
}

async function planned(
  items: Array<Result<Wanted, Problem>>,
  { app, timeout, policy }: SyncRun,
  report: SyncReport,
): Promise<SyncPlan> {
  const good = report.good(items);
  const wanted = grouped(good, (item) => [app, item.given.phone.full, item]).get(app) ?? [];
  const list = await readAll(app.client, timeout);
  if (list.ok) return planSync(list.value, wanted, storedFormIn(app.client), policy);
  const problem = explain(list.problem, 'The list of contacts', READING);
  const description = `Nothing was written at Kore.ai. ${problem.description}`.trim();
  throw new ProblemError({ ...problem, description });
}

/** Tells which contacts are not deleted, and why. */
function hold({ held, deletions }: SyncPlan, report: SyncReport): void {
  for (const { contact, reason } of held) report.held(contact, reason);
  if (!report.holdsDeletions) return;
  for (const contact of deletions) report.held(contact, 'failed');
}

/** Tells what a plan would do, without doing it. */
function preview(plan: SyncPlan, report: SyncReport): void {
  for (const creation of plan.creations) {
    report.became('created', creation.items, shownAs(creation) as Contact);
  }
  for (const change of plan.changes) {
    report.became('updated', change.items, change.current, changesOf(change));
  }
  hold(plan, report);
  if (report.holdsDeletions) return;
  for (const contact of plan.deletions) report.deleted(contact);
}

/** A contact that would be created, as Kore.ai would give it out; it has no id yet. */
function shownAs({ fields, full }: Creation): IDataObject {
  const { firstName, lastName, cellPhone } = fields;
  const fullName = `${firstName} ${lastName}`;
  return { ...fields, fullName, cellPhone: { ...cellPhone, phoneNumber: `+${full}` } };
}

/** What an update changes, field by field under the names that the node's fields have. */
function changesOf({ current, fields }: Change): IDataObject {
  const before = flat(fieldsOf(current));
  const changes = Object.entries(flat(fields)).flatMap(([name, to]) => {
    const from = before[name] ?? '';
    return from === to ? [] : [[name, { from, to }] as const];
  });
  return { changes: Object.fromEntries(changes) };
}

function flat({ firstName, lastName, salutation, cellPhone }: ContactFields) {
  const { extension } = cellPhone;
  return { firstName, lastName, salutation, extension } as Record<string, string>;
}

/** How many requests a plan takes, as long as none of them is refused. */
function writesOf(
  { creations, changes, deletions }: SyncPlan,
  { createSize, updateSize, deleteSize }: SyncRun,
  { holdsDeletions }: SyncReport,
): number {
  const deletes = holdsDeletions ? 0 : Math.ceil(deletions.length / deleteSize);
  return (
    Math.ceil(creations.length / createSize) + Math.ceil(changes.length / updateSize) + deletes
  );
}

/** A contact that is gone already is as it should be. */
async function deleteAll(
  contacts: Contact[],
  { app, timeout, deleteSize }: SyncRun,
  report: SyncReport,
): Promise<void> {
  const deletions = contacts.map(({ id }, itemIndex) => {
    const target = { by: 'id' as const, id };
    const value = { app, target, dryRun: false, continueIfMissing: true, timeout };
    return { key: id, entries: [{ itemIndex, value }] };
  });
  await deleteGroups(new Map([[app, deletions]]), deleteSize, {
    get stopped() {
      return report.stopped;
    },
    set(place, result) {
      const contact = contacts[place];
      if (contact !== undefined) report.deleted(contact, result);
    },
  });
}
