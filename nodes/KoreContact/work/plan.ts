import type { Found } from '../../shared/api/contactList';
import { type Contact, numbered } from '../../shared/contact/contact';
import {
  type ContactFields,
  fieldsOf,
  fullNameFor,
  type GivenContact,
  sameFields,
  saluted,
} from '../../shared/contact/fields';
import type { StoredForm } from '../../shared/contact/storedForm';
import { explain, taskOf } from '../../shared/problem/explain';
import type { Problem } from '../../shared/problem/problem';
import { type Creation, creationOf } from './create';
import type { Replacement } from './replace';

/** One contact as it is wanted. */
export interface Wanted {
  given: GivenContact;
  /** What a contact gets that has none of its own; may be empty. */
  defaultSalutation: string;
  /** What keeps a contact from being created: said only of those that are new, since a list may be long. */
  lackOf: (contact: GivenContact) => Problem | undefined;
  /** Milliseconds that one request may take. */
  timeout: number;
}

/** The items that ask for something, by their place in the input. */
interface ForItems {
  items: number[];
}

/** A contact that is there and is to be another. */
export interface Change extends Replacement, ForItems {
  /** As it was read. */
  current: Contact;
}

/** Why nothing can be done for some items. */
export interface PlanProblem extends ForItems {
  problem: Problem;
  /** Whether it is only that several contacts have the number. */
  isSeveral: boolean;
}

/** What is to be done so that contacts are as they are wanted, with the items that ask for it. */
export interface Plan {
  creations: Array<Creation & ForItems>;
  changes: Change[];
  unchanged: Array<ForItems & { contact: Contact }>;
  problems: PlanProblem[];
}

/** What happens to the contact of each item, for messages. */
export const UPSERTING = {
  ...taskOf('created or updated', {
    check: 'Look the contact up in Kore.ai. Updating it again does no harm.',
  }),
  unsure: taskOf('updated').unsure,
};

export function emptyPlan(): Plan {
  return { creations: [], changes: [], unchanged: [], problems: [] };
}

/**
 * Adds one wanted contact to a plan.
 *
 * @param items those that want it
 * @param found whom Kore.ai has under its number
 * @param form what Kore.ai was seen to make of names, so that its own form of a name is no change
 */
export function addTo(
  plan: Plan,
  { given, defaultSalutation, lackOf, timeout }: Wanted,
  items: number[],
  found: Found,
  form: StoredForm,
): void {
  const subject = numbered(`+${given.phone.full}`);
  if (found.ok) {
    const contact = found.value;
    const before = fieldsOf(contact);
    const fields = merged(before, { given, defaultSalutation }, form);
    if (sameFields(before, fields)) {
      plan.unchanged.push({ contact, items });
      return;
    }
    const fullName = fullNameFor(fields, contact);
    const { id } = contact;
    plan.changes.push({ id, fields, fullName, subject, timeout, items, current: contact });
  } else if (found.problem.kind !== 'missing') {
    const isSeveral = found.problem.kind === 'several';
    plan.problems.push({ problem: explain(found.problem, subject, UPSERTING), items, isSeveral });
  } else {
    const whole = saluted(given, defaultSalutation);
    const lack = lackOf(whole);
    if (lack === undefined) plan.creations.push({ ...creationOf(whole, timeout), items });
    else plan.problems.push({ problem: lack, items, isSeveral: false });
  }
}

/** What was left empty stays as it is, and so does what only looks different; they were matched by the number. */
function merged(
  current: ContactFields,
  { given, defaultSalutation }: Pick<Wanted, 'given' | 'defaultSalutation'>,
  form: StoredForm,
): ContactFields {
  const word = (name: 'firstName' | 'lastName' | 'salutation') =>
    given[name] === '' || form.isSame(given[name], current[name]) ? current[name] : given[name];
  const { cellPhone } = current;
  const isSamePrefix = form.isSamePrefix(given.extension, cellPhone);
  const extension = given.extension === '' || isSamePrefix ? cellPhone.extension : given.extension;
  return {
    firstName: word('firstName'),
    lastName: word('lastName'),
    salutation: word('salutation') || defaultSalutation,
    cellPhone: { ...cellPhone, extension },
  };
}
