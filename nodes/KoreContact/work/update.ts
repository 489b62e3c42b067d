import { type Contact, subjectOf, type Target, told } from '../../shared/contact/contact';
import { type Changes, fieldsOf, fullNameFor } from '../../shared/contact/fields';
import { explain, taskOf } from '../../shared/problem/explain';
import { type Problem, problemOf } from '../../shared/problem/problem';
import { failed, type Result, succeeded } from '../../shared/result';
import { concurrently } from '../../shared/run/concurrency';
import { grouped } from '../../shared/run/groups';
import type { ItemResults } from '../../shared/run/itemResults';
import type { App } from '../../shared/run/session';
import { replaceIn, type Replacement } from './replace';

/** One contact to update, read and checked. */
export interface Update {
  app: App;
  target: Target;
  changes: Changes;
  /** Milliseconds that one request may take. */
  timeout: number;
}

/** The contact that an update is about, as it is where it had to be read. */
interface Current {
  id: string;
  contact: Contact | undefined;
}

/** A replacement, and every item that asks for it. */
interface SharedReplacement extends Replacement {
  items: number[];
}

const UPDATING = taskOf('updated', {
  check: 'Look the contact up in Kore.ai. Updating it again does no harm.',
});

/**
 * Loads what is needed of each contact, a few at a time, puts the changes of one contact together in item order,
 * and sends each contact once.
 */
export async function updateAll(
  items: Array<Result<Update, Problem>>,
  batchSize: number,
  results: ItemResults,
): Promise<void> {
  for (const [app, replacements] of await collectReplacements(items, results)) {
    if (results.stopped) return;
    await replaceIn(app, replacements, {
      task: UPDATING,
      batchSize,
      stopped: () => results.stopped,
      settle: ({ id, items: ofContact }, result) => {
        for (const itemIndex of ofContact) {
          results.set(
            itemIndex,
            result.ok
              ? succeeded({ json: told({ id: result.value.id }, result.value), changed: id })
              : result,
          );
        }
      },
    });
  }
}

async function collectReplacements(
  items: Array<Result<Update, Problem>>,
  results: ItemResults,
): Promise<Map<App, SharedReplacement[]>> {
  const found: Array<[number, { update: Update; current: Current }]> = [];
  await concurrently(items.entries(), async ([itemIndex, item]) => {
    const current = item.ok ? await currentOf(item.value) : item;
    if (!current.ok) results.set(itemIndex, current);
    else if (item.ok) found.push([itemIndex, { update: item.value, current: current.value }]);
    return !results.stopped;
  });
  if (results.stopped) return new Map();
  found.sort(([a], [b]) => a - b);
  const groups = grouped(found, (one) => [one.update.app, one.current.id, one]);
  const replacements = [...groups].map(([app, ofApp]): [App, SharedReplacement[]] => [
    app,
    ofApp.flatMap(({ entries }) => replacementOf(entries, results)),
  ]);
  return results.stopped ? new Map() : new Map(replacements);
}

/** All changes of one contact, one after the other; an item whose number is none fails by itself. */
function replacementOf(
  entries: Array<{ itemIndex: number; value: { update: Update; current: Current } }>,
  results: ItemResults,
): SharedReplacement[] {
  let replacement: SharedReplacement | undefined;
  const contact = entries.find(({ value }) => value.current.contact)?.value.current.contact;
  const before = contact === undefined ? undefined : fieldsOf(contact);
  for (const { itemIndex, value } of entries) {
    const { update, current } = value;
    try {
      const fields = update.changes.apply(replacement?.fields ?? before);
      replacement = {
        id: current.id,
        fields,
        fullName: fullNameFor(fields, contact),
        subject: subjectOf(update.target),
        timeout: Math.max(update.timeout, replacement?.timeout ?? 0),
        items: replacement?.items ?? [],
      };
      replacement.items.push(itemIndex);
    } catch (error) {
      results.set(itemIndex, failed(problemOf(error)));
    }
  }
  return replacement === undefined ? [] : [replacement];
}

/** Kore.ai replaces the whole contact, so what is not changed is taken from it as it is. */
async function currentOf({
  app,
  target,
  changes,
  timeout,
}: Update): Promise<Result<Current, Problem>> {
  if (target.by === 'id' && changes.isWhole) {
    return succeeded({ id: target.id, contact: undefined });
  }
  const found = await app.contactList.find(target, timeout);
  if (found.ok) return succeeded({ id: found.value.id, contact: found.value });
  return failed(explain(found.problem, subjectOf(target), UPDATING));
}
