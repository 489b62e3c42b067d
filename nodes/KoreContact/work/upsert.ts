import { storedFormIn } from '../../shared/api/storedForms';
import { type Contact, told } from '../../shared/contact/contact';
import type { Problem } from '../../shared/problem/problem';
import { failed, type Result, succeeded } from '../../shared/result';
import { type Group, grouped } from '../../shared/run/groups';
import type { ItemResults } from '../../shared/run/itemResults';
import type { App } from '../../shared/run/session';
import { carryOut, type Sending } from './carryOut';
import { addTo, emptyPlan, type Plan, type Wanted } from './plan';

/** One contact to create or update, read and checked. */
export interface Upsert extends Wanted {
  app: App;
}

/** Creates or updates contacts, each once: of several items with one number, the last tells what it becomes. */
export async function upsertAll(
  items: Array<Result<Upsert, Problem>>,
  results: ItemResults,
  sending: Sending,
): Promise<void> {
  const groups = grouped(results.good(items), (item) => [item.app, item.given.phone.full, item]);
  const stopped = () => results.stopped;
  for (const [app, ofApp] of groups) {
    if (results.stopped) return;
    const plan = await planned(app, ofApp);
    for (const { problem, items: ofContact } of plan.problems) {
      settle(results, ofContact, failed(problem));
    }
    for (const { contact, items: ofContact } of plan.unchanged) {
      settle(results, ofContact, succeeded(contact), { created: false, changed: false });
    }
    if (results.stopped) return;
    await carryOut(app, plan, sending, {
      stopped,
      created: (creation, result) => settle(results, creation.items, result, { created: true }),
      changed: (change, result) => settle(results, change.items, result, { created: false }),
    });
  }
}

/** Sorts the contacts into new ones, changed ones, and others, which cost no request. */
async function planned(app: App, groups: Array<Group<Upsert>>): Promise<Plan> {
  const plan = emptyPlan();
  const form = storedFormIn(app.client);
  for (const { key, entries } of groups) {
    const last = entries.at(-1)?.value;
    if (last === undefined) continue;
    const items = entries.map(({ itemIndex }) => itemIndex);
    const phone = { digits: key, international: true };
    const target = { by: 'phone' as const, phone, typed: `+${key}` };
    addTo(plan, last, items, await app.contactList.find(target, last.timeout), form);
  }
  return plan;
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
      const json = told({ id: result.value.id, created }, result.value);
      results.set(itemIndex, succeeded(changed ? { json, changed: result.value.id } : { json }));
    }
  }
}
