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

  look(contacts: Contact[]): void {
    const [first] = contacts;
    if (first !== undefined) this.firstChange ??= timeIn(first, 'updatedAt');
    for (const [i, contact] of contacts.entries()) {
      const before = contacts[i - 1];
      if (!Number.isNaN(timeIn(contact, 'updatedAt'))) this.toldTimes = true;
      if (before === undefined) continue;
      this.compare(timeIn(before, 'updatedAt'), timeIn(contact, 'updatedAt'), 'updated');
      this.compare(timeIn(before, 'createdAt'), timeIn(contact, 'createdAt'), 'created');
      if (before.id > contact.id) this.broken.add('idUp');
    }
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

/** Whether a contact was created or changed at this time, in milliseconds of the service's clock, or later. */
export function isNewerThan(contact: Contact, time: number): boolean {
  return timeIn(contact, 'createdAt') >= time || timeIn(contact, 'updatedAt') >= time;
}

/** Whether two answers show one contact in one state: one that was updated in between may have moved. */
export function isSameState(one: Contact | undefined, other: Contact | undefined): boolean {
  if (one === undefined || other === undefined || one.id !== other.id) return false;
  const [before, after] = [one['updatedAt'], other['updatedAt']];
  if (typeof before === 'string' && typeof after === 'string') return before === after;
  return JSON.stringify(one) === JSON.stringify(other);
}

function timeIn(contact: Contact, field: 'createdAt' | 'updatedAt'): number {
  const time = contact[field];
  return typeof time === 'string' ? Date.parse(time) : NaN;
}
