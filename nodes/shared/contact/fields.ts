import { isRecord } from '../record';
import type { Contact } from './contact';
import { splitCallingCode } from './phone/numberPlan';
import type { WrittenPhone } from './phone/phoneReader';

/** The fields of a contact that can be written, as Kore.ai takes them: all of them, in every call. */
export interface ContactFields {
  firstName: string;
  lastName: string;
  salutation: string;
  cellPhone: { phoneNumber: string; countryCode: string; extension: string };
}

/** A contact as an item or a line describes it; what was left empty is empty. */
export interface GivenContact {
  firstName: string;
  lastName: string;
  salutation: string;
  extension: string;
  phone: WrittenPhone;
}

/** What an item changes of a contact. */
export interface Changes {
  /** Whether they name everything that Kore.ai wants to be sent, so that nothing has to be read. */
  isWhole: boolean;
  /**
   * @param current the contact's fields as they are; undefined where the changes are whole
   * @returns all of its fields
   * @throws ProblemError where its phone number would be none
   */
  apply(current: ContactFields | undefined): ContactFields;
}

/** A contact with the salutation for those that have none, which may be empty. */
export function saluted(contact: GivenContact, salutation: string): GivenContact {
  // A copy of each is not needed where nothing is added, and a list may be long.
  return contact.salutation === '' ? { ...contact, salutation } : contact;
}

/** Kore.ai's samples of a dialing prefix are mostly `+`. */
export const DEFAULT_EXTENSION = '+';

/**
 * Takes the writable fields out of a contact that was read. Kore.ai gives the number out with its country
 * code and takes it without, so that is taken off.
 *
 * @returns its fields; what it does not have is empty
 */
export function fieldsOf(contact: Contact): ContactFields {
  const cell = isRecord(contact['cellPhone']) ? contact['cellPhone'] : {};
  const { phoneNumber, countryCode } = apart(cell);
  return {
    firstName: text(contact['firstName']),
    lastName: text(contact['lastName']),
    salutation: text(contact['salutation']),
    cellPhone: {
      phoneNumber,
      countryCode,
      extension: text(cell['extension']),
    },
  };
}

/** A whole number says by itself where its country code ends, should the contact's country code not fit it. */
function apart(cell: Record<string, unknown>): { phoneNumber: string; countryCode: string } {
  const written = text(cell['phoneNumber']).trim();
  const countryCode = text(cell['countryCode']);
  const digits = written.replace(/\D/g, '');
  if (!written.startsWith('+')) return { phoneNumber: digits, countryCode };
  const own = countryCode.replace(/\D/g, '');
  const code = own !== '' && digits.startsWith(own) ? own : (splitCallingCode(digits)?.code ?? '');
  return { phoneNumber: digits.slice(code.length), countryCode: `+${code}` };
}

/** What a text may call a contact by: its number and its names, each as it was sent. */
export function namesIn({ firstName, lastName, cellPhone }: ContactFields): string[] {
  const { countryCode, phoneNumber } = cellPhone;
  return [
    `${countryCode}${phoneNumber}`,
    phoneNumber,
    `${firstName} ${lastName}`,
    firstName,
    lastName,
  ];
}

/**
 * The full name that goes with a contact's fields: it follows first and last name only where one of them changes.
 * Otherwise what is there goes back, since it may say more than the two (`Dr. Asha Rao (VIP)`).
 *
 * @param current the contact as it was read; undefined where nothing was read
 */
export function fullNameFor(fields: ContactFields, current: Contact | undefined): string {
  const { firstName, lastName } = fields;
  const before = current === undefined ? undefined : fieldsOf(current);
  const isSame = firstName === before?.firstName && lastName === before.lastName;
  return (isSame && text(current?.['fullName'])) || `${firstName} ${lastName}`.trim();
}

/** Whether two sets of fields say the same. */
export function sameFields(a: ContactFields, b: ContactFields): boolean {
  return JSON.stringify(listed(a)) === JSON.stringify(listed(b));
}

function listed({ firstName, lastName, salutation, cellPhone }: ContactFields): string[] {
  const { phoneNumber, countryCode, extension } = cellPhone;
  return [firstName, lastName, salutation, phoneNumber, countryCode, extension];
}

/** Kore.ai documents texts; a number is what was stored as one, and would be lost in a replacement. */
function text(value: unknown): string {
  return typeof value === 'string' || Number.isFinite(value) ? String(value) : '';
}
