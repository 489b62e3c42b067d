import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { checkDialingPrefix } from '../../shared/contact/dialingPrefix';
import { DEFAULT_EXTENSION, type GivenContact } from '../../shared/contact/fields';
import { asText, visible } from '../../shared/contact/id';
import type { CountryCode } from '../../shared/contact/phone/numberPlan';
import {
  type PhoneOrigin,
  readPhone,
  type WrittenPhone,
} from '../../shared/contact/phone/phoneReader';
import { badItem, type Problem, ProblemError } from '../../shared/problem/problem';
import type { Session } from '../../shared/run/session';
import { readDefaultCountry } from './defaultCountry';
import { readDefaultSalutation } from './options';

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
    'The number with + and country code, or as it is dialed in its country with Country Code or the option Default Country. Spaces, dashes and brackets do not matter. No two contacts can have the same number.',
};

export const countryCodeField: INodeProperties = {
  displayName: 'Country Code',
  name: 'countryCode',
  type: 'string',
  default: '',
  placeholder: 'e.g. +91',
  description:
    'The country code of the number, an ISO code such as IN or the English name of a country. It can stay empty where the number begins with + and its country code.',
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

/**
 * For operations that also change contacts: the number comes first, since they are matched by it, and a prefix that
 * nobody set leaves the contact's own alone.
 */
export const contactFieldsToMerge: INodeProperties[] = [
  {
    ...phoneNumberField,
    required: true,
    description:
      'The contact that has this number is updated; if there is none, one is created. The number with + and country code, or as it is dialed in its country with Country Code or the option Default Country.',
  },
  countryCodeField,
  firstNameField,
  lastNameField,
  salutationField,
  {
    ...extensionField,
    default: '',
    description:
      'What is dialed before the country code. Left empty, a new contact gets + and an existing one keeps its own.',
  },
];

/** What a contact has that does not tell it itself. */
export interface ContactDefaults {
  country: CountryCode | undefined;
  /** Empty where nobody set it. */
  salutation: string;
}

/** Reads the options that contacts fall back on. Throws ProblemError. */
export function readDefaults(options: IDataObject): ContactDefaults {
  return { country: readDefaultCountry(options), salutation: readDefaultSalutation(options) };
}

/** Reads the contact that one item describes. Throws ProblemError. */
export function readContact(
  session: Session,
  itemIndex: number,
  defaults: ContactDefaults,
): GivenContact {
  return contactFrom((name) => session.fields.read(name, itemIndex), defaults);
}

/** A contact as one item wants it, new or not. */
interface WantedContact {
  given: GivenContact;
  defaultSalutation: string;
  lackOf: typeof lackOf;
}

/** Reads what one item wants of a contact. Throws ProblemError. */
export function readWanted(
  session: Session,
  itemIndex: number,
  defaults: ContactDefaults,
): WantedContact {
  const given = readContact(session, itemIndex, defaults);
  return { given, defaultSalutation: defaults.salutation, lackOf };
}

/** Whether an item has nothing that could be a phone number: no digit and no letter. */
export function isWithoutNumber(session: Session, itemIndex: number): boolean {
  try {
    const value = session.fields.read(phoneNumberField.name, itemIndex);
    return !/[\p{L}\p{N}]/u.test(asText(value ?? ''));
  } catch {
    return false;
  }
}

/**
 * Makes a contact of its fields, wherever they stand.
 *
 * @param get gives the value of the field of that name
 * @param defaults what it has where the fields do not tell
 * @param country that of the contact's address, for a number that tells none; empty where none is known
 * @throws ProblemError
 */
export function contactFrom(
  get: (name: string) => unknown,
  defaults: ContactDefaults,
  country = '',
): GivenContact {
  const nameOf = (name: string) => displayNames.get(name) ?? name;
  const text = (name: string) => textOf(get(name), nameOf(name));
  const phone = phoneFrom(get('phoneNumber'), {
    countryCode: get('countryCode'),
    country,
    defaultCountry: defaults.country,
  });
  return {
    firstName: text('firstName'),
    lastName: text('lastName'),
    salutation: text('salutation'),
    extension: extensionFrom(text('extension'), nameOf('extension'), phone.countryCode),
    phone,
  };
}

const displayNames = new Map(contactFields.map(({ name, displayName }) => [name, displayName]));

/**
 * Reads a field that holds text; numbers are taken for text, since some sheets hold them so. A text that nobody can
 * see is empty.
 *
 * @param displayName the field's name, for the message
 * @throws ProblemError
 */
export function textOf(value: unknown, displayName: string): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return visible(value).trim() === '' ? '' : value.trim();
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  const kind = Array.isArray(value) ? 'a list' : `of type ${typeof value}`;
  throw badItem(`The field '${displayName}' is ${kind}, not text`, 'Map a text into the field.');
}

/**
 * Reads a dialing prefix, which may be empty.
 *
 * @param name what a person calls the field, for the message
 * @param countryCode of the number; undefined where it is not known yet
 * @throws ProblemError
 */
export function extensionFrom(text: string, name: string, countryCode?: string): string {
  const prefix =
    text === '' ? { ok: true as const, value: '' } : checkDialingPrefix(text, countryCode);
  if (prefix.ok) return prefix.value;
  throw badItem(
    `The field '${name}' ${prefix.problem}`,
    "That is +, 00, 011 or the number's own country code. Kore.ai has no field for an extension behind the number: leave it out.",
  );
}

/** Reads a phone number with what tells its country. Throws ProblemError. */
export function phoneFrom(phoneNumber: unknown, origin: PhoneOrigin): WrittenPhone {
  const written = readPhone(phoneNumber, origin);
  if (written.ok) return written.value;
  throw badItem(
    `The phone number ${written.problem}`,
    "Fill in 'Phone Number' such as +91 98765 43210, or as it is dialed in its country, such as 098765 43210, with 'Country Code' or the option 'Default Country'.",
  );
}

/** What to do about contacts without a salutation, which no CRM asks for. */
export const SALUTATION_ADVICE =
  "For contacts without a salutation there is the option 'Default Salutation'.";

/**
 * Names what a new contact lacks: Kore.ai wants every field.
 *
 * @returns what to say of it, or undefined where it lacks nothing
 */
export function lackOf(contact: GivenContact): Problem | undefined {
  const empty = [firstNameField, lastNameField, salutationField]
    .filter(({ name }) => contact[name as 'firstName'] === '')
    .map(({ displayName }) => `'${displayName}'`)
    .join(', ');
  if (empty === '') return undefined;
  const instead = contact.salutation === '' ? ` ${SALUTATION_ADVICE}` : '';
  const { problem } = badItem(
    `The contact with phone number '+${contact.phone.full}' lacks ${empty}`,
    `Kore.ai requires every field of a new contact. Fill in ${empty}, or give the expression a value to fall back on.${instead}`,
  );
  return { ...problem, unnamed: false };
}

/** @throws ProblemError where a new contact lacks something */
export function assertWhole(contact: GivenContact): void {
  const problem = lackOf(contact);
  if (problem !== undefined) throw new ProblemError(problem);
}
