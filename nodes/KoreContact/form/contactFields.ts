import type { INodeProperties } from 'n8n-workflow';
import { shown } from '../../shared/contact/id';
import { type WrittenPhone, writePhone } from '../../shared/contact/writtenPhone';
import type { Problem } from '../../shared/problem/explain';
import type { Session } from '../../shared/run/session';

/** Kore.ai's samples of a dialing prefix are mostly `+`. */
export const DEFAULT_EXTENSION = '+';

/** The fields of a contact, in the order in which people fill them in. */
export const firstNameField: INodeProperties = {
  displayName: 'First Name',
  name: 'firstName',
  type: 'string',
  default: '',
  placeholder: 'e.g. Asha',
  description: "The contact's first name",
};

export const lastNameField: INodeProperties = {
  displayName: 'Last Name',
  name: 'lastName',
  type: 'string',
  default: '',
  placeholder: 'e.g. Rao',
  description: "The contact's last name",
};

export const salutationField: INodeProperties = {
  displayName: 'Salutation',
  name: 'salutation',
  type: 'string',
  default: '',
  placeholder: 'e.g. Mrs',
  description: 'How the contact is addressed, such as Mr or Mrs',
};

export const phoneNumberField: INodeProperties = {
  displayName: 'Phone Number',
  name: 'phoneNumber',
  type: 'string',
  default: '',
  placeholder: 'e.g. +91 98765 43210',
  description:
    'The number with + and country code, or only its national digits with Country Code filled in. Spaces, dashes and brackets do not matter. No two contacts can have the same number.',
};

export const countryCodeField: INodeProperties = {
  displayName: 'Country Code',
  name: 'countryCode',
  type: 'string',
  default: '',
  placeholder: 'e.g. +91',
  description: 'The country code of the number. It can stay empty where the number begins with it.',
};

export const extensionField: INodeProperties = {
  displayName: 'Dialing Prefix',
  name: 'extension',
  type: 'string',
  default: DEFAULT_EXTENSION,
  placeholder: 'e.g. +',
  description: 'What is dialed before the country code. It is not an extension behind the number.',
};

/** All of them, for operations that take a whole contact. */
export const contactFields: INodeProperties[] = [
  firstNameField,
  lastNameField,
  salutationField,
  phoneNumberField,
  countryCodeField,
  extensionField,
];

/** Fields marked as required, which the editor then wants to be filled in before a run. */
const required = (fields: INodeProperties[], those: INodeProperties[]): INodeProperties[] =>
  fields.map((field) => (those.includes(field) ? { ...field, required: true } : field));

/** For a new contact: Kore.ai wants every field, and a country code may come with the number. */
export const newContactFields: INodeProperties[] = required(contactFields, [
  firstNameField,
  lastNameField,
  salutationField,
  phoneNumberField,
]);

/** For operations that also change contacts: a prefix that nobody set leaves the contact's own alone. */
export const contactFieldsToMerge: INodeProperties[] = required(contactFields, [
  phoneNumberField,
]).map((field) =>
  field.name === extensionField.name
    ? {
        ...field,
        default: '',
        description:
          'What is dialed before the country code. Left empty, a new contact gets + and an existing one keeps its own.',
      }
    : field,
);

/** A contact as an item describes it; texts that were left empty are empty. */
export interface GivenContact {
  firstName: string;
  lastName: string;
  salutation: string;
  extension: string;
  phone: WrittenPhone;
}

/**
 * Reads the contact that one item describes. Nothing is sent.
 *
 * @param session the run's session
 * @param itemIndex the item
 * @returns the contact, or what is wrong with it
 */
export function readContact(session: Session, itemIndex: number): GivenContact | Problem {
  const value = (name: string): unknown => session.fields.read(name, itemIndex);
  const texts: Record<string, string> = {};
  for (const { name, displayName } of contactFields) {
    if (name === 'phoneNumber' || name === 'countryCode') continue;
    const text = textOf(value(name), displayName);
    if (typeof text !== 'string') return text;
    texts[name] = text;
  }
  const written = writePhone(value('phoneNumber'), value('countryCode'));
  if (!written.ok) return wrongPhone(written.why);
  return {
    firstName: texts['firstName'] ?? '',
    lastName: texts['lastName'] ?? '',
    salutation: texts['salutation'] ?? '',
    extension: texts['extension'] ?? '',
    phone: written.phone,
  };
}

/**
 * Reads a field that holds text; numbers are taken for text, since some sheets hold them so.
 *
 * @param value what the workflow gave
 * @param displayName the field's name, for the message
 * @returns the trimmed text, or what is wrong with it
 */
export function textOf(value: unknown, displayName: string): string | Problem {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  const kind = Array.isArray(value) ? 'a list' : `of type ${typeof value}`;
  return {
    message: `The field '${displayName}' is ${kind}, not text`,
    description: 'Nothing was sent to Kore.ai for this item. Map a text into the field.',
    cause: 'input',
  };
}

/**
 * @param why the end of a sentence that begins with "The phone number"
 */
export function wrongPhone(why: string): Problem {
  return {
    message: `The phone number ${why}`,
    description:
      "Nothing was sent to Kore.ai for this item. Fill in 'Phone Number' such as +91 98765 43210, or with its national digits such as 98765 43210 and 'Country Code' +91.",
    cause: 'input',
  };
}

/**
 * Names what a new contact lacks: Kore.ai wants every field.
 *
 * @param contact the contact
 * @returns what is missing, or undefined
 */
export function lacking(contact: GivenContact): Problem | undefined {
  const empty = contactFields
    .filter(({ name }) => ['firstName', 'lastName', 'salutation'].includes(name))
    .filter(({ name }) => contact[name as 'firstName'] === '')
    .map(({ displayName }) => `'${displayName}'`);
  if (empty.length === 0) return undefined;
  return {
    message: `The contact with phone number '+${contact.phone.full}' lacks ${empty.join(', ')}`,
    description: `Nothing was sent to Kore.ai for this item. Kore.ai requires every field of a new contact. Fill in ${shown(empty.join(', '))}, or give the expression a value to fall back on.`,
    cause: 'input',
  };
}
