import { oneOf } from '../../shared/api/contactList';
import { type Contact, isDeleted } from '../../shared/contact/contact';
import { PhoneIndex } from '../../shared/contact/phone/phoneIndex';
import { storedPhone } from '../../shared/contact/phone/storedPhone';
import { type ProtectedContacts, protectedIds } from '../../shared/contact/protectedContacts';
import type { StoredForm } from '../../shared/contact/storedForm';
import { badItem, type Problem } from '../../shared/problem/problem';
import { ranges } from '../../shared/run/itemResults';
import type { Group } from '../../shared/run/groups';
import { addTo, emptyPlan, type Plan, type Wanted } from './plan';

/** From so many contacts on, a share of them says something (octoDNS refuses deletions by the same number). */
const SHARE_COUNTS_FROM = 10;

/** Whom a sync may delete. */
export interface Policy {
  deletes: boolean;
  protectedContacts: ProtectedContacts;
  /** The most deletions, 0 for no limit. */
  maxDeletions: number;
  /** The most deletions in percent of the contacts that are there, 100 for no limit. */
  maxShare: number;
}

/** Why a contact stays that is not in the input: somebody wants it so, its number is not its own, or an item failed. */
export type HeldReason = 'protected' | 'several' | 'failed';

/** All that makes the contacts there equal to those wanted. */
export interface SyncPlan extends Plan {
  deletions: Contact[];
  held: Array<{ contact: Contact; reason: HeldReason }>;
  /** How many contacts are there. */
  there: number;
}

/**
 * Compares the contacts that are there with those that are wanted.
 *
 * @param there the whole list; deleted contacts count as not there
 * @param wanted by whole number in digits, each number once
 * @param form what Kore.ai was seen to make of names
 */
export function planSync(
  there: Contact[],
  wanted: Array<Group<Wanted>>,
  form: StoredForm,
  { deletes, protectedContacts }: Pick<Policy, 'deletes' | 'protectedContacts'>,
): SyncPlan {
  const active = there.filter((contact) => !isDeleted(contact));
  const index = new PhoneIndex();
  for (const contact of active) index.add(contact);
  const plan: SyncPlan = { ...emptyPlan(), deletions: [], held: [], there: active.length };
  const kept = new Set<string>();
  for (const group of wanted) {
    const contacts = index.find({ digits: group.key, international: true });
    for (const { id } of contacts) kept.add(id);
    addGroup(plan, group, contacts, form);
    if (!deletes || contacts.length < 2) continue;
    for (const contact of contacts) plan.held.push({ contact, reason: 'several' });
  }
  if (!deletes) return plan;
  const safe = protectedIds(protectedContacts, index);
  for (const contact of active) {
    if (kept.has(contact.id) || storedPhone(contact) === undefined) continue;
    if (safe.has(contact.id.toLowerCase())) plan.held.push({ contact, reason: 'protected' });
    else plan.deletions.push(contact);
  }
  return plan;
}

/** Items with one number are one contact where they say the same; otherwise none of them can be believed. */
function addGroup(
  plan: SyncPlan,
  { key, entries }: Group<Wanted>,
  contacts: Contact[],
  form: StoredForm,
): void {
  const [first, ...others] = entries;
  if (first === undefined) return;
  const items = entries.map(({ itemIndex }) => itemIndex);
  const said = saidBy(first.value);
  if (others.every(({ value }) => saidBy(value) === said)) {
    addTo(plan, first.value, items, oneOf(contacts), form);
    return;
  }
  const { problem } = badItem(
    `The phone number '+${key}' is in items ${ranges(items)}, which do not say the same of the contact`,
    'Leave one item for each contact before this node, or make them equal.',
  );
  plan.problems.push({ problem: { ...problem, unnamed: false }, items, isSeveral: false });
}

function saidBy({ given }: Wanted): string {
  const { firstName, lastName, salutation, extension } = given;
  return JSON.stringify([firstName, lastName, salutation, extension]);
}

/** Why a plan is not to be carried out at all; undefined where nothing is wrong with it. */
export function refusalOf(
  { deletions: { length: count }, there }: SyncPlan,
  { maxDeletions, maxShare }: Pick<Policy, 'maxDeletions' | 'maxShare'>,
): Problem | undefined {
  const would = `${count} of ${there} contacts would be deleted`;
  if (maxDeletions > 0 && count > maxDeletions) {
    return refusal(`${would}, and 'Maximum Deletions' allows ${maxDeletions}`, 'Maximum Deletions');
  }
  if (there >= SHARE_COUNTS_FROM && 100 * count > maxShare * there) {
    return refusal(
      `${would}, and 'Maximum Share of Deletions' allows ${maxShare} %`,
      'Maximum Share of Deletions',
    );
  }
  return undefined;
}

function refusal(message: string, option: string): Problem {
  const description = `Nothing was written at Kore.ai. Check that the input is the whole list. To see who would be deleted, raise the option '${option}' with 'Dry Run' switched on; if they are right, switch 'Dry Run' off.`;
  return { message, description, cause: 'input' };
}
