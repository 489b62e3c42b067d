import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../record';
import { asText } from '../id';
import { isCallingCode, type PlannedNumber, readDialed, readWhole } from './numberPlan';

/** The ways in which a stored number can be written out, in digits. */
export interface StoredPhone {
  /** With the country code, as its country has the number. */
  full: string;
  /** Without it. */
  national: string;
  /** As it is stored, with the country code in front. */
  written: string;
}

/**
 * Reads the number of a contact that Kore.ai gave out. There, `phoneNumber` begins with `+` and the
 * country code (its reference); one that is stored without `+`, with a 0 for calls inside the country or as a JSON
 * number is the same number.
 *
 * @returns the digits, or undefined where the contact has no number
 */
export function storedPhone(contact: IDataObject): StoredPhone | undefined {
  const cell = contact['cellPhone'];
  if (!isRecord(cell)) return undefined;
  const text = asText(cell['phoneNumber'] ?? '').trim();
  const digits = text.replace(/\D/g, '');
  const code = asText(cell['countryCode'] ?? '').replace(/\D/g, '');
  if (digits === '') return undefined;
  if (!text.startsWith('+')) return withCode(digits, code);
  const number = readWhole(digits);
  if (number?.isValid === true) return known(number, digits);
  const national = code !== '' && digits.startsWith(code) ? digits.slice(code.length) : digits;
  return { full: digits, national, written: digits };
}

function withCode(digits: string, code: string): StoredPhone {
  const raw = { full: `${code}${digits}`, national: digits, written: `${code}${digits}` };
  if (!isCallingCode(code)) return raw;
  const dialed = readDialed(digits, { code });
  if (dialed?.isValid === true && dialed.code === code) return known(dialed, raw.written);
  const whole = digits.startsWith(code) ? readWhole(digits) : undefined;
  return whole?.isValid === true ? known(whole, digits) : raw;
}

function known({ code, national }: PlannedNumber, written: string): StoredPhone {
  return { full: `${code}${national}`, national, written };
}
