import { invalidArguments } from './failures';
import type { Switches } from './switches';
import type { CellPhone, StoredContact } from './types';

/** What a request says about a contact; only what it says. */
export interface ContactFields {
  firstName?: string;
  lastName?: string;
  /** Only a bulk update has it (D). */
  fullName?: string;
  salutation?: string;
  cellPhone?: Partial<CellPhone>;
}

const NAMES = ['firstName', 'lastName', 'salutation'] as const;
const PHONE = ['phoneNumber', 'countryCode', 'extension'] as const;

/** @returns whether a parsed JSON value is an object with keys */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads the writable fields of a contact (D) from a request; other keys are ignored.
 *
 * @param value what was sent
 * @param requireAll every field has to be there, as for create and bulk update (D)
 * @param switches `emptyStrings`, and how names and the prefix are kept, count
 * @throws Refusal 412 for a field that is missing or no text
 */
export function readFields(
  value: unknown,
  requireAll: boolean,
  switches: Pick<Switches, 'emptyStrings' | 'keptNames' | 'keptPrefix'>,
): ContactFields {
  if (!isRecord(value)) throw invalidArguments('a contact must be an object');
  const wrong: string[] = [];
  const text = (holder: Record<string, unknown>, key: string, path: string): string | undefined => {
    const given = holder[key];
    if (given === undefined && !requireAll) return undefined;
    if (typeof given !== 'string') wrong.push(`${path} must be a text`);
    else if (given === '' && requireAll && switches.emptyStrings === 'refused') {
      wrong.push(`${path} is required`);
    } else return given;
    return undefined;
  };

  const fields: ContactFields = {};
  for (const key of NAMES) {
    const given = text(value, key, key);
    if (given !== undefined) fields[key] = keptName(given, switches);
  }
  if (typeof value['fullName'] === 'string') fields.fullName = value['fullName'];
  const phone = value['cellPhone'];
  if (isRecord(phone)) {
    fields.cellPhone = {};
    for (const key of PHONE) {
      const given = text(phone, key, `cellPhone.${key}`);
      if (given !== undefined) fields.cellPhone[key] = given;
    }
  } else if (phone !== undefined || requireAll) wrong.push('cellPhone must be an object');
  if (wrong.length > 0) throw invalidArguments(...wrong);
  const { cellPhone } = fields;
  if (cellPhone?.extension !== undefined) {
    const code = { 'as-sent': cellPhone.extension, plus: '+', code: cellPhone.countryCode };
    cellPhone.extension = code[switches.keptPrefix] ?? cellPhone.extension;
  }
  return fields;
}

function keptName(name: string, { keptNames }: Pick<Switches, 'keptNames'>): string {
  const cased = keptNames.startsWith('small') ? name.toLowerCase() : name;
  return keptNames.endsWith('one-space') ? cased.replace(/\s+/g, ' ').trim() : cased;
}

/**
 * @param countryCode as sent, `+91`
 * @param phoneNumber as sent: national digits, if the caller does it right (D)
 * @param switches `prefixTwice` counts
 * @returns the number in the form that answers show, the country code glued in front (D)
 */
export function storedNumber(
  countryCode: string,
  phoneNumber: string,
  switches: Pick<Switches, 'prefixTwice'>,
): string {
  if (phoneNumber === '') return '';
  // Only the sign tells a prefixed number: "91…" may well be the digits of a national one.
  if (phoneNumber.startsWith('+') && !switches.prefixTwice) return phoneNumber;
  return countryCode + phoneNumber;
}

/**
 * What an update makes of a contact, as the switch `updateMode` has it. A full name that is sent is kept as it is;
 * without one, it follows the names where one of them changes (a guess).
 *
 * @param contact as it is; not changed
 * @param fields what the request says
 * @param switches `updateMode` and `prefixTwice` count
 * @returns the fields that change
 */
export function updatedFields(
  contact: StoredContact,
  fields: ContactFields,
  switches: Pick<Switches, 'updateMode' | 'prefixTwice'>,
): Pick<StoredContact, 'firstName' | 'lastName' | 'salutation' | 'fullName' | 'cellPhone'> {
  const keep = switches.updateMode === 'merge';
  const old = contact.cellPhone;
  const sent = fields.cellPhone ?? {};
  const firstName = fields.firstName ?? (keep ? contact.firstName : '');
  const lastName = fields.lastName ?? (keep ? contact.lastName : '');
  const isSameName = firstName === contact.firstName && lastName === contact.lastName;
  const fullName = isSameName ? contact.fullName : `${firstName} ${lastName}`.trim();
  const countryCode = sent.countryCode ?? (keep ? old.countryCode : '');
  const phoneNumber =
    sent.phoneNumber !== undefined
      ? storedNumber(countryCode, sent.phoneNumber, switches)
      : keep
        ? countryCode + withoutPrefix(old.phoneNumber, old.countryCode)
        : '';
  return {
    firstName,
    lastName,
    salutation: fields.salutation ?? (keep ? contact.salutation : ''),
    fullName: fields.fullName ?? fullName,
    cellPhone: {
      extension: sent.extension ?? (keep ? old.extension : ''),
      phoneNumber,
      countryCode,
    },
  };
}

function withoutPrefix(number: string, prefix: string): string {
  return number.startsWith(prefix) ? number.slice(prefix.length) : number;
}
