import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { ContactFields } from '../../shared/contact/fields';
import { isInternational } from '../../shared/contact/phone';
import { writePhone } from '../../shared/contact/writtenPhone';
import { isProblem, type Problem } from '../../shared/problem/explain';
import { contactFields, DEFAULT_EXTENSION, textOf, wrongPhone } from './contactFields';

/** What one item changes: only the fields that a person added. */
export type Changes = Partial<
  Record<
    'firstName' | 'lastName' | 'salutation' | 'extension' | 'phoneNumber' | 'countryCode',
    string
  >
>;

/** The fields that can be changed, by name, as lists of five and more are shown. */
export const updatableFields: INodeProperties[] = [...contactFields].sort((a, b) =>
  a.displayName.localeCompare(b.displayName),
);

/**
 * Reads what one item changes. Nothing is sent.
 *
 * @param context the run
 * @param itemIndex the item
 * @returns the changes, or what is wrong with them
 */
export function readChanges(context: IExecuteFunctions, itemIndex: number): Changes | Problem {
  const given = context.getNodeParameter('updateFields', itemIndex, {}) as IDataObject;
  const changes: Changes = {};
  for (const { name, displayName } of contactFields) {
    if (!(name in given)) continue;
    const text = textOf(given[name], displayName);
    if (typeof text !== 'string') return text;
    if (text === '') return emptied(displayName);
    changes[name as keyof Changes] = text;
  }
  if (Object.keys(changes).length === 0) {
    return {
      message: 'There is nothing to update',
      description: "Nothing was sent to Kore.ai for this item. Add a field to 'Update Fields'.",
      cause: 'input',
    };
  }
  return changes;
}

function emptied(displayName: string): Problem {
  return {
    message: `The field '${displayName}' is empty`,
    description:
      "Nothing was sent to Kore.ai for this item. Kore.ai requires every field of a contact, so none can be emptied. Take the field out of 'Update Fields' to leave it as it is.",
    cause: 'input',
  };
}

/**
 * Whether the changes name everything that Kore.ai wants to be sent, so that nothing has to be read.
 *
 * @param changes what one item changes
 */
export function isWhole(changes: Changes): boolean {
  return contactFields.every(
    ({ name }) =>
      name in changes || (name === 'countryCode' && isInternational(changes.phoneNumber)),
  );
}

/**
 * Applies changes to a contact.
 *
 * @param current its fields as they are; undefined where the changes are whole
 * @param changes what changes
 * @returns all of its fields, or what is wrong with the phone number
 */
export function changed(
  current: ContactFields | undefined,
  changes: Changes,
): ContactFields | Problem {
  const cellPhone = phoneOf(current?.cellPhone, changes);
  if (isProblem(cellPhone)) return cellPhone;
  return {
    firstName: changes.firstName ?? current?.firstName ?? '',
    lastName: changes.lastName ?? current?.lastName ?? '',
    salutation: changes.salutation ?? current?.salutation ?? '',
    cellPhone,
  };
}

function phoneOf(
  current: ContactFields['cellPhone'] | undefined,
  changes: Changes,
): ContactFields['cellPhone'] | Problem {
  const extension = changes.extension ?? current?.extension ?? DEFAULT_EXTENSION;
  const digits = (code: string | undefined) => code?.replace(/\D/g, '').replace(/^00/, '');
  const isSameCountry =
    changes.countryCode === undefined ||
    digits(changes.countryCode) === digits(current?.countryCode);
  if (changes.phoneNumber === undefined && isSameCountry) {
    return {
      phoneNumber: current?.phoneNumber ?? '',
      countryCode: current?.countryCode ?? '',
      extension,
    };
  }
  // A number with its own country code needs none; national digits are in the contact's country.
  const fallback = isInternational(changes.phoneNumber) ? '' : current?.countryCode;
  const written = writePhone(
    changes.phoneNumber ?? current?.phoneNumber,
    changes.countryCode ?? fallback,
  );
  if (!written.ok) return wrongPhone(written.why);
  const { phoneNumber, countryCode } = written.phone;
  return { phoneNumber, countryCode, extension };
}
