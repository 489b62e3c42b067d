import { type Contact, numbered } from '../../shared/contact/contact';
import {
  type ContactFields,
  fieldsOf,
  fullNameFor,
  type GivenContact,
  sameFields,
} from '../../shared/contact/fields';
import { explain, taskOf } from '../../shared/problem/explain';
import type { Problem } from '../../shared/problem/problem';
import { failed, type Result, succeeded } from '../../shared/result';
import { type Group, grouped } from '../../shared/run/groups';
import type { ItemResults } from '../../shared/run/itemResults';
import type { App } from '../../shared/run/session';
import { createIn, type Creation, creationOf } from './create';
import { replaceIn, type Replacement } from './replace';

/** One contact to create or update, read and checked. */
export interface Upsert {
  app: App;
  given: GivenContact;
  /** The same with what a contact gets that has none of its own. */
  whole: GivenContact;
  /** What keeps it from being created, should it be new. */
  lacks: Problem | undefined;
  /** Milliseconds that one request may take. */
  timeout: number;
}

/** How the contacts of a run are sent. */
export interface UpsertPlan {
  createSize: number;
  updateSize: number;
  /** When the run began, in milliseconds since 1970. */
  startedAt: number;
  stopsAtFailure: boolean;
}

/** What is to be done, with the items that ask for it. */
interface Planned {
  creations: Array<Creation & { items: number[] }>;
  replacements: Array<Replacement & { items: number[] }>;
}

const UPSERTING = {
  ...taskOf('created or updated', {
    check: 'Look the contact up in Kore.ai. Updating it again does no harm.',
  }),
  unsure: taskOf('updated').unsure,
};

/** Creates or updates contacts, each once: of several items with one number, the last tells what it becomes. */
export async function upsertAll(
  items: Array<Result<Upsert, Problem>>,
  results: ItemResults,
  { createSize, updateSize, startedAt, stopsAtFailure }: UpsertPlan,
): Promise<void> {
  const groups = grouped(results.good(items), (item) => [item.app, item.given.phone.full, item]);
  const stopped = () => results.stopped;
  for (const [app, ofApp] of groups) {
    if (results.stopped) return;
    const { creations, replacements } = await planned(app, ofApp, results);
    if (results.stopped) return;
    await createIn(app, creations, {
      batchSize: createSize,
      stopsAtFailure,
      startedAt,
      stopped,
      settle: (creation, result) => settle(results, creation.items, result, { created: true }),
    });
    if (results.stopped) return;
    await replaceIn(app, replacements, {
      task: UPSERTING,
      batchSize: updateSize,
      stopped,
      settle: (replacement, result) =>
        settle(results, replacement.items, result, { created: false }),
    });
  }
}

/** Sorts the contacts into new ones and changed ones; the others are done, and cost no request. */
async function planned(
  app: App,
  groups: Array<Group<Upsert>>,
  results: ItemResults,
): Promise<Planned> {
  const plan: Planned = { creations: [], replacements: [] };
  for (const { key, entries } of groups) {
    const last = entries.at(-1)?.value;
    if (last === undefined) continue;
    const { given, whole, lacks, timeout } = last;
    const items = entries.map(({ itemIndex }) => itemIndex);
    const subject = numbered(`+${key}`);
    const phone = { digits: key, international: true };
    const found = await app.contactList.find({ by: 'phone', phone, typed: `+${key}` }, timeout);
    if (found.ok) {
      const current = fieldsOf(found.value);
      const fields = merged(current, given, whole);
      if (sameFields(current, fields)) {
        settle(results, items, found, { created: false, changed: false });
      } else {
        const { id } = found.value;
        const fullName = fullNameFor(fields, found.value);
        plan.replacements.push({ id, fields, fullName, subject, timeout, items });
      }
    } else if (found.problem.kind !== 'missing') {
      settle(results, items, failed(explain(found.problem, subject, UPSERTING)));
    } else if (lacks !== undefined) {
      settle(results, items, failed(lacks));
    } else plan.creations.push({ ...creationOf(whole, timeout), items });
  }
  return plan;
}

/** What was left empty stays as it is; the number is the one they were matched by. */
function merged(current: ContactFields, given: GivenContact, whole: GivenContact): ContactFields {
  return {
    firstName: given.firstName || current.firstName,
    lastName: given.lastName || current.lastName,
    salutation: given.salutation || current.salutation || whole.salutation,
    cellPhone: { ...current.cellPhone, extension: given.extension || current.cellPhone.extension },
  };
}

function settle(
  results: ItemResults,
  items: number[],
  result: Result<Contact, Problem>,
  { created = false, changed = true } = {},
): void {
  for (const itemIndex of items) {
    if (!result.ok) results.set(itemIndex, result);
    else {
      const json = { ...result.value, created };
      results.set(itemIndex, succeeded(changed ? { json, changed: result.value.id } : { json }));
    }
  }
}
