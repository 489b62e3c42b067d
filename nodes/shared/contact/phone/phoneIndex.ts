import { type Contact, isDeleted, type PhoneQuery } from '../contact';
import { readDialed } from './numberPlan';
import { storedPhone, type StoredPhone } from './storedPhone';

/** A contact and its number. */
interface Entry {
  contact: Contact;
  phone: StoredPhone;
}

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
  private readonly byFull = new Map<string, Entry[]>();

  private readonly byNational = new Map<string, Entry[]>();

  /** A contact that is deleted or has no number is passed over. */
  add(contact: Contact): void {
    const phone = isDeleted(contact) ? undefined : storedPhone(contact);
    if (phone === undefined) return;
    const { full, national, written } = phone;
    const entry = { contact, phone };
    push(this.byFull, full, entry);
    if (written !== full) push(this.byFull, written, entry);
    push(this.byNational, national, entry);
  }

  /** Every contact that the number may mean, each once. */
  find({ digits, international }: PhoneQuery): Contact[] {
    const found = [...(this.byFull.get(digits) ?? []), ...(international ? [] : this.at(digits))];
    return [...new Map(found.map(({ contact }) => [contact.id, contact])).values()];
  }

  /** Those who have the national number, or the one that it is without what is dialed before it. */
  private at(digits: string): Entry[] {
    const entries = [...(this.byNational.get(digits) ?? [])];
    for (let trunk = 1; trunk <= LONGEST_TRUNK; trunk++) {
      const dialed = this.byNational.get(digits.slice(trunk)) ?? [];
      entries.push(...dialed.filter(({ phone }) => isDialed(digits, phone)));
    }
    return entries;
  }
}

function isDialed(digits: string, { full, national }: StoredPhone): boolean {
  const number = readDialed(digits, { code: full.slice(0, full.length - national.length) });
  return number !== undefined && number.code + number.national === full;
}

function push(index: Map<string, Entry[]>, key: string, entry: Entry): void {
  const there = index.get(key);
  if (there === undefined) index.set(key, [entry]);
  else there.push(entry);
}
