import type { IDataObject } from 'n8n-workflow';
import { asText, shown } from './id';

/**
 * Digits in a phone number: at most 15 with the country code (ITU-T E.164); 4 are the shortest numbers
 * that can be one person's, and fewer would match by chance.
 */
const MIN_DIGITS = 4;
export const MAX_DIGITS = 15;

/**
 * Whether a number is written with `+` or `00` in front, and so begins with its country code.
 *
 * @param value whatever the workflow gave
 */
export function isInternational(value: unknown): boolean {
  return typeof value === 'string' && /^[\s\p{Cf}()]*(\+|00|\uff0b)/u.test(value);
}

/** A number as a person gave it, ready to be compared. */
export interface PhoneQuery {
  digits: string;
  /** Whether it was written with `+` or `00`, so that it begins with the country code. */
  international: boolean;
}

export type CheckedPhone = { ok: true; phone: PhoneQuery } | { ok: false; why: string };

/**
 * Reads a phone number as people write it: spaces, dashes, dots, slashes and brackets do not count.
 *
 * @param value text, or a whole number, as spreadsheets hold phone numbers
 * @returns the digits, or the end of a sentence that begins with "The phone number"
 */
export function checkPhone(value: unknown): CheckedPhone {
  if (value === undefined || value === null || value === '') return { ok: false, why: 'is empty' };
  if (typeof value !== 'string' && !(Number.isSafeInteger(value) && Number(value) > 0)) {
    return { ok: false, why: 'is neither text nor a whole number' };
  }
  const text = String(value);
  const bare = text.replace(/[\s\p{Pd}\p{Cf}\u2212.,/()[\]]/gu, '').replace(/^\uff0b/, '+');
  if (bare === '') return { ok: false, why: 'is empty' };
  const parts = /^(\+|00)?(\d+)$/.exec(bare);
  const digits = parts?.[2] ?? '';
  if (parts === null) {
    return {
      ok: false,
      why: `'${shown(text)}' contains more than digits, '+' in front, and separators`,
    };
  }
  if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS) {
    return {
      ok: false,
      why: `'${shown(text)}' has ${digits.length} digits, and ${MIN_DIGITS} to ${MAX_DIGITS} are possible`,
    };
  }
  return { ok: true, phone: { digits, international: parts[1] !== undefined } };
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
 * @param contact a contact
 * @returns the digits, or undefined where the contact has no number
 */
export function storedPhone(contact: IDataObject): StoredPhone | undefined {
  const cell = contact['cellPhone'];
  if (typeof cell !== 'object' || cell === null || Array.isArray(cell)) return undefined;
  const { phoneNumber, countryCode } = cell as IDataObject;
  const written = asText(phoneNumber ?? '').trim();
  const digits = written.replace(/\D/g, '');
  const code = asText(countryCode ?? '').replace(/\D/g, '');
  if (digits === '') return undefined;
  if (!written.startsWith('+')) return { full: `${code}${digits}`, national: digits };
  const national = code !== '' && digits.startsWith(code) ? digits.slice(code.length) : digits;
  return { full: digits, national };
}
