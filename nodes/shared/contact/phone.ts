import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../record';
import { failed, type Result, succeeded } from '../result';
import { type Contact, isDeleted, type PhoneQuery } from './contact';
import { asText, shown } from './id';

/**
 * Digits in a phone number: at most 15 with the country code (ITU-T E.164); 4 are the shortest numbers
 * that can be one person's, and fewer would match by chance.
 */
const MIN_DIGITS = 4;
export const MAX_DIGITS = 15;

/** Whether a number is written with `+` or `00` in front, and so begins with its country code. */
export function isInternational(value: unknown): boolean {
  return typeof value === 'string' && /^[\s\p{Cf}()]*(\+|00|\uff0b)/u.test(value);
}

/**
 * Reads a phone number as people write it: spaces, dashes, dots, slashes and brackets do not count.
 *
 * @param value text, or a whole number, as spreadsheets hold phone numbers
 * @returns the digits, or the end of a sentence that begins with "The phone number"
 */
export function checkPhone(value: unknown): Result<PhoneQuery, string> {
  if (value === undefined || value === null || value === '') return failed('is empty');
  if (typeof value !== 'string' && !(Number.isSafeInteger(value) && Number(value) > 0)) {
    return failed('is neither text nor a whole number');
  }
  const text = String(value);
  const bare = text.replace(/[\s\p{Pd}\p{Cf}\u2212.,/()[\]]/gu, '').replace(/^\uff0b/, '+');
  if (bare === '') return failed('is empty');
  const parts = /^(\+|00)?(\d+)$/.exec(bare);
  const digits = parts?.[2] ?? '';
  if (parts === null) {
    return failed(`'${shown(text)}' contains more than digits, '+' in front, and separators`);
  }
  if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS) {
    return failed(
      `'${shown(text)}' has ${digits.length} digits, and ${MIN_DIGITS} to ${MAX_DIGITS} are possible`,
    );
  }
  return succeeded({ digits, international: parts[1] !== undefined });
}

/** The two ways in which a stored number can be written out, in digits. */
export interface StoredPhone {
  /** With the country code. */
  full: string;
  /** Without it. */
  national: string;
}

/**
 * Reads the number of a contact that Kore.ai gave out. There, `phoneNumber` begins with `+` and the
 * country code (its reference), and `countryCode` tells where the national digits begin.
 *
 * @returns the digits, or undefined where the contact has no number
 */
export function storedPhone(contact: IDataObject): StoredPhone | undefined {
  const cell = contact['cellPhone'];
  if (!isRecord(cell)) return undefined;
  const { phoneNumber, countryCode } = cell;
  const written = asText(phoneNumber ?? '').trim();
  const digits = written.replace(/\D/g, '');
  const code = asText(countryCode ?? '').replace(/\D/g, '');
  if (digits === '') return undefined;
  if (!written.startsWith('+')) return { full: `${code}${digits}`, national: digits };
  const national = code !== '' && digits.startsWith(code) ? digits.slice(code.length) : digits;
  return { full: digits, national };
}

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

  /** A contact that is deleted or has no number is passed over. */
  add(contact: Contact): void {
    const phone = isDeleted(contact) ? undefined : storedPhone(contact);
    if (phone === undefined) return;
    push(this.byFull, phone.full, contact);
    push(this.byNational, phone.national, contact);
  }

  /** Every contact that the number may mean, each once. */
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
