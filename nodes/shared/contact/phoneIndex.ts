import { type Contact, isDeleted } from './contact';
import { type PhoneQuery, storedPhone } from './phone';

/**
 * Finds contacts by phone number.
 *
 * A number written with its country code matches whole numbers only. One without may be national digits,
 * or whole digits whose `+` got lost, so it is looked up as both. Deleted contacts are left out: their
 * number may have gone to somebody else.
 */
export class PhoneIndex {
  private readonly byFull = new Map<string, Contact[]>();

  private readonly byNational = new Map<string, Contact[]>();

  /**
   * @param contact a contact; one that is deleted or has no number is passed over
   */
  add(contact: Contact): void {
    const phone = isDeleted(contact) ? undefined : storedPhone(contact);
    if (phone === undefined) return;
    push(this.byFull, phone.full, contact);
    push(this.byNational, phone.national, contact);
  }

  /**
   * @param phone the number looked for
   * @returns every contact that it may mean, each once
   */
  find(phone: PhoneQuery): Contact[] {
    const full = this.byFull.get(phone.digits) ?? [];
    if (phone.international) return full;
    const national = this.byNational.get(phone.digits) ?? [];
    return [...new Map([...full, ...national].map((contact) => [contact.id, contact])).values()];
  }
}

function push(index: Map<string, Contact[]>, key: string, contact: Contact): void {
  const there = index.get(key);
  if (there === undefined) index.set(key, [contact]);
  else there.push(contact);
}
