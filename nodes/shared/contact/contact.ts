import type { IDataObject } from 'n8n-workflow';

/** A contact as Kore.ai gives it out: only its id can be counted on, the rest passes as it is. */
export interface Contact extends IDataObject {
  id: string;
}

/**
 * Takes a record of Kore.ai for a contact. Bulk update calls the id `_id`, everything else `id`; the node
 * always says `id`.
 *
 * @param record anything from an answer
 * @returns the contact, the record itself where nothing has to be renamed; undefined where there is no
 *   record or it has no id
 */
export function asContact(record: unknown): Contact | undefined {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return undefined;
  if (!('_id' in record)) return hasId(record) ? record : undefined;
  const { _id, ...fields } = record as IDataObject;
  const contact = { ...fields, id: fields['id'] ?? _id };
  return hasId(contact) ? contact : undefined;
}

function hasId(record: object): record is Contact {
  return 'id' in record && typeof record.id === 'string' && record.id !== '';
}

/**
 * Whether a contact has been deleted: Kore.ai keeps deleted contacts, with the status `INACTIVE`.
 *
 * @param contact a contact
 */
export function isDeleted(contact: IDataObject): boolean {
  return typeof contact['status'] === 'string' && contact['status'].toUpperCase() === 'INACTIVE';
}

/**
 * The contact's name as a person reads it.
 *
 * @param contact a contact
 * @returns the full name, else first and last name, else its id
 */
export function nameOf(contact: Contact): string {
  return ownNameOf(contact) || contact.id;
}

/**
 * @param contact a contact
 * @returns the full name, else first and last name; empty where it has none
 */
export function ownNameOf(contact: Contact): string {
  const text = (key: string) =>
    typeof contact[key] === 'string' ? String(contact[key]).trim() : '';
  return text('fullName') || `${text('firstName')} ${text('lastName')}`.trim();
}
