import { failed, type Result, succeeded } from '../result';
import type { PhoneQuery } from './contact';
import { checkId, shown } from './id';
import type { CountryCode } from './phone/numberPlan';
import type { PhoneIndex } from './phone/phoneIndex';
import { readPhoneQuery } from './phone/phoneReader';

/** Contacts that are never deleted. */
export interface ProtectedContacts {
  /** In small letters, as ids are compared. */
  ids: Set<string>;
  phones: PhoneQuery[];
}

/**
 * Reads ids and phone numbers, separated by commas or lines. Digits may be either, and then protect whoever has
 * them as an id or as a number.
 *
 * @param defaultCountry of numbers that do not tell theirs; without it they protect whoever may have them
 * @returns who is protected, or the end of a sentence that begins with the name of the option
 */
export function readProtected(
  text: string,
  defaultCountry?: CountryCode,
): Result<ProtectedContacts, string> {
  const contacts: ProtectedContacts = { ids: new Set(), phones: [] };
  for (const entry of text.split(/[,\r\n]+/).map((part) => part.trim())) {
    if (entry === '') continue;
    const id = checkId(entry);
    const phone = readPhoneQuery(entry, defaultCountry);
    if (id.ok) contacts.ids.add(id.value.toLowerCase());
    if (phone.ok) contacts.phones.push(phone.value);
    if (!id.ok && !phone.ok) {
      return failed(`names '${shown(entry)}', which is neither a contact ID nor a phone number`);
    }
  }
  return succeeded(contacts);
}

/**
 * @param index the contacts that are there, by number
 * @returns the ids of all that are protected, in small letters
 */
export function protectedIds({ ids, phones }: ProtectedContacts, index: PhoneIndex): Set<string> {
  const byPhone = phones.flatMap((phone) => index.find(phone)).map(({ id }) => id.toLowerCase());
  return new Set([...ids, ...byPhone]);
}
