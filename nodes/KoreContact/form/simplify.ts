import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { type Contact, nameOf, told } from '../../shared/contact/contact';

/** Whether a contact that was read comes out with the fields that people work with, or all of Kore.ai's. */
export const simplifyField: INodeProperties = {
  displayName: 'Simplify',
  name: 'simplify',
  type: 'boolean',
  default: true,
  description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** Reads *Simplify* of one item. */
export function readSimplify(context: IExecuteFunctions, itemIndex: number): boolean {
  return context.getNodeParameter('simplify', itemIndex, true) !== false;
}

/** A contact that was read, as an output: ten fields with those of the number at the top, or all as they came. */
export function shownAs(contact: Contact, simplify: boolean): IDataObject {
  return simplify ? simplified(contact) : told({ id: contact.id }, contact);
}

function simplified(contact: Contact): IDataObject {
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
