import { type Contact, isDeleted, type PhoneQuery } from '../contact';
import { readDialed } from './numberPlan';
import { storedPhone } from './storedPhone';

/** What is dialed before a national number inside the country has up to two digits (libphonenumber's metadata). */
const LONGEST_TRUNK = 2;

/**
 * Finds contacts by phone number.
 *
 * A number written with its country code matches whole numbers only. One without may be national digits,
 * with or without what is dialed before them inside the country, or whole digits whose `+` got lost, so it is looked
 * up as all of them. Deleted contacts are left out: their number may have gone to somebody else.
 */
export class PhoneIndex {
  private readonly byFull = new Map<string, Contact[]>();

  private readonly byNational = new Map<string, Contact[]>();

  /** A contact that is deleted or has no number is passed over. */
  add(contact: Contact): void {
    const phone = isDeleted(contact) ? undefined : storedPhone(contact);
    if (phone === undefined) return;
    const { full, national, written } = phone;
    push(this.byFull, full, contact);
    if (written !== full) push(this.byFull, written, contact);
    push(this.byNational, national, contact);
  }

  /** Every contact that the number may mean, each once. */
  find({ digits, international }: PhoneQuery): Contact[] {
    const found = [...(this.byFull.get(digits) ?? []), ...(international ? [] : this.at(digits))];
    return [...new Map(found.map((contact) => [contact.id, contact])).values()];
  }

  /** Those who have the national number, or the one that it is without what is dialed before it. */
  private at(digits: string): Contact[] {
    const contacts = [...(this.byNational.get(digits) ?? [])];
    for (let trunk = 1; trunk <= LONGEST_TRUNK; trunk++) {
      const dialed = this.byNational.get(digits.slice(trunk)) ?? [];
      contacts.push(...dialed.filter((contact) => isDialed(digits, contact)));
    }
    return contacts;
  }
}

function isDialed(digits: string, contact: Contact): boolean {
  const { full = '', national = '' } = storedPhone(contact) ?? {};
  const number = readDialed(digits, { code: full.slice(0, full.length - national.length) });
  return number !== undefined && number.code + number.national === full;
}

function push(index: Map<string, Contact[]>, key: string, contact: Contact): void {
  const there = index.get(key);
  if (there === undefined) index.set(key, [contact]);
  else there.push(contact);
}
