import type { IDataObject } from 'n8n-workflow';
import type { Contact } from './contact';
import { storedPhone } from './phone';

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
  return {
    firstName: text(contact['firstName']),
    lastName: text(contact['lastName']),
    salutation: text(contact['salutation']),
    cellPhone: {
      phoneNumber: storedPhone(contact)?.national ?? '',
      countryCode: text(cell['countryCode']),
      extension: text(cell['extension']),
    },
  };
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
