import type { IDataObject } from 'n8n-workflow';
import { type Contact, nameOf } from './contact';

/** The fields that people work with, ten at the most, with those of the number at the top. */
export function simplified(contact: Contact): IDataObject {
  const { phoneNumber, countryCode } = (contact['cellPhone'] ?? {}) as IDataObject;
  const { id, firstName, lastName, salutation, status, createdAt, updatedAt } = contact;
  const fullName = nameOf(contact);
  return {
    id,
    fullName,
    firstName,
    lastName,
    salutation,
    phoneNumber,
    countryCode,
    status,
    createdAt,
    updatedAt,
  };
}
