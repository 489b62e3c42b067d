import type { IDataObject } from 'n8n-workflow';
import type { Contact } from './contact';
import { splitInternational } from './callingCode';

/** The fields of a contact that can be written, as Kore.ai takes them: all of them, in every call. */
export interface ContactFields {
  firstName: string;
  lastName: string;
  salutation: string;
  cellPhone: { phoneNumber: string; countryCode: string; extension: string };
}

/**
 * Takes the writable fields out of a contact that was read. Kore.ai gives the number out with its country
 * code and takes it without, so that is taken off.
 *
 * @param contact as Kore.ai gave it out
 * @returns its fields; what it does not have is empty
 */
export function fieldsOf(contact: Contact): ContactFields {
  const cell = (contact['cellPhone'] ?? {}) as IDataObject;
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
function apart(cell: IDataObject): { phoneNumber: string; countryCode: string } {
  const written = text(cell['phoneNumber']).trim();
  const countryCode = text(cell['countryCode']);
  const digits = written.replace(/\D/g, '');
  if (!written.startsWith('+')) return { phoneNumber: digits, countryCode };
  const own = countryCode.replace(/\D/g, '');
  const code = own !== '' && digits.startsWith(own) ? own : splitInternational(digits).code;
  return { phoneNumber: digits.slice(code.length), countryCode: `+${code}` };
}

/**
 * Whether two sets of fields say the same.
 *
 * @param a one
 * @param b the other
 */
export function sameFields(a: ContactFields, b: ContactFields): boolean {
  return JSON.stringify(listed(a)) === JSON.stringify(listed(b));
}

function listed({ firstName, lastName, salutation, cellPhone }: ContactFields): string[] {
  const { phoneNumber, countryCode, extension } = cellPhone;
  return [firstName, lastName, salutation, phoneNumber, countryCode, extension];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
