import type { Contact } from '../contact/contact';

/** Where an update may move a contact while the list is read. */
export type Jumps =
  /** To the front, which was read before: the list is in the order of `updatedAt`, newest first, or may be. */
  | 'front'
  /** Nowhere, or to the end, where it is read: the list is in some other order. */
  | 'harmless'
  /** Anywhere: the contacts are in no order that can be recognised. */
  | 'anywhere'
  /** Nothing is known: the contacts tell no times. */
  | 'untold';

type Order = 'updatedDown' | 'updatedUp' | 'createdDown' | 'createdUp' | 'idUp';

/** Recognises in which order a service lists its contacts, from pages that each are sorted in themselves. */
export class ListOrder {
  /** When the contact that came first was changed, in milliseconds; NaN where that is not told. */
  private firstChange: number | undefined;

  private toldTimes = false;

  private readonly broken = new Set<Order>();

  /** @returns when the last of them was created or changed, by the service's clock; -Infinity where none tells */
  look(contacts: Contact[]): number {
    let newest = -Infinity;
    let before: { id: string; updated: number; created: number } | undefined;
    for (const contact of contacts) {
      const updated = timeIn(contact, 'updatedAt');
      // Most contacts were never changed, and reading a time once saves a twentieth of a poll.
      const isUnchanged = contact['createdAt'] === contact['updatedAt'];
      const created = isUnchanged ? updated : timeIn(contact, 'createdAt');
      this.firstChange ??= updated;
      if (!Number.isNaN(updated)) this.toldTimes = true;
      if (updated > newest) newest = updated;
      if (created > newest) newest = created;
      if (before !== undefined) {
        this.compare(before.updated, updated, 'updated');
        this.compare(before.created, created, 'created');
        if (before.id > contact.id) this.broken.add('idUp');
      }
      before = { id: contact.id, updated, created };
    }
    return newest;
  }

  jumps(): Jumps {
    if (!this.toldTimes) return 'untold';
    if (!this.broken.has('updatedDown')) return 'front';
    const others: Order[] = ['updatedUp', 'createdDown', 'createdUp', 'idUp'];
    return others.some((order) => !this.broken.has(order)) ? 'harmless' : 'anywhere';
  }

  /** Whether a contact, and in a list with the newest change first all behind it, was not changed since the first page. */
  isOlderThanReading(contact: Contact): boolean {
    return timeIn(contact, 'updatedAt') <= (this.firstChange ?? NaN);
  }

  private compare(before: number, after: number, what: 'updated' | 'created'): void {
    // A time that is not told breaks both.
    if (!(before >= after)) this.broken.add(`${what}Down`);
    if (!(before <= after)) this.broken.add(`${what}Up`);
  }
}

/** What tells states of one contact apart: when it was changed or, of one that does not tell that, all of it. */
export type State = string | Contact;

/** A reading keeps this in place of the contact, which for a list of 20,000 is some 20 MB less. */
export function stateOf(contact: Contact): State {
  return typeof contact['updatedAt'] === 'string' ? contact['updatedAt'] : contact;
}

/** Whether an answer shows a contact in the state of before: one that was updated in between may have moved. */
export function isInState(contact: Contact, state: State | undefined): boolean {
  const now = stateOf(contact);
  if (typeof now === 'string' || typeof state === 'string') return now === state;
  return JSON.stringify(now) === JSON.stringify(state);
}

/** Whether two answers show one contact in one state. */
export function isSameState(one: Contact | undefined, other: Contact | undefined): boolean {
  if (one === undefined || other === undefined || one.id !== other.id) return false;
  return isInState(one, stateOf(other));
}

function timeIn(contact: Contact, field: 'createdAt' | 'updatedAt'): number {
  const time = contact[field];
  return typeof time === 'string' ? Date.parse(time) : NaN;
}
