import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { type Changes, type ContactFields, DEFAULT_EXTENSION } from '../../shared/contact/fields';
import { isInternational } from '../../shared/contact/phone';
import { badItem } from '../../shared/problem/problem';
import { contactFields, extensionField, extensionFrom, phoneFrom, textOf } from './contactFields';

/** The fields that a person added. */
type Added = Partial<
  Record<
    'firstName' | 'lastName' | 'salutation' | 'extension' | 'phoneNumber' | 'countryCode',
    string
  >
>;

export const updateFieldsField: INodeProperties = {
  displayName: 'Update Fields',
  name: 'updateFields',
  type: 'collection',
  placeholder: 'Add field',
  default: {},
  description: 'What to change. Fields that are not added stay as they are.',
  // By name, as lists of five and more are shown.
  options: [...contactFields].sort((a, b) => a.displayName.localeCompare(b.displayName)),
};

/** Reads what one item changes. Throws ProblemError. */
export function readChanges(context: IExecuteFunctions, itemIndex: number): Changes {
  const given = context.getNodeParameter('updateFields', itemIndex, {}) as IDataObject;
  const added: Added = {};
  for (const { name, displayName } of contactFields) {
    if (!(name in given)) continue;
    const text = textOf(given[name], displayName);
    if (text === '') {
      throw badItem(
        `The field '${displayName}' is empty`,
        "Kore.ai requires every field of a contact, so none can be emptied. Take the field out of 'Update Fields' to leave it as it is.",
      );
    }
    added[name as keyof Added] =
      name === extensionField.name ? extensionFrom(text, displayName) : text;
  }
  if (Object.keys(added).length === 0) {
    throw badItem('There is nothing to update', "Add a field to 'Update Fields'.");
  }
  return { isWhole: isWhole(added), apply: (current) => changed(current, added) };
}

function isWhole(changes: Added): boolean {
  return contactFields.every(
    ({ name }) =>
      name in changes || (name === 'countryCode' && isInternational(changes.phoneNumber)),
  );
}

function changed(current: ContactFields | undefined, changes: Added): ContactFields {
  return {
    firstName: changes.firstName ?? current?.firstName ?? '',
    lastName: changes.lastName ?? current?.lastName ?? '',
    salutation: changes.salutation ?? current?.salutation ?? '',
    cellPhone: changedPhone(current?.cellPhone, changes),
  };
}

function changedPhone(
  current: ContactFields['cellPhone'] | undefined,
  changes: Added,
): ContactFields['cellPhone'] {
  const extensionFor = (code: string) =>
    changes.extension === undefined
      ? (current?.extension ?? DEFAULT_EXTENSION)
      : extensionFrom(changes.extension, extensionField.displayName, code);
  const digits = (code: string | undefined) => code?.replace(/\D/g, '').replace(/^00/, '');
  const isSameCountry =
    changes.countryCode === undefined ||
    digits(changes.countryCode) === digits(current?.countryCode);
  if (changes.phoneNumber === undefined && isSameCountry) {
    const { phoneNumber = '', countryCode = '' } = current ?? {};
    return { phoneNumber, countryCode, extension: extensionFor(countryCode) };
  }
  // A number with its own country code needs none; national digits are in the contact's country.
  const fallback = isInternational(changes.phoneNumber) ? '' : current?.countryCode;
  const { phoneNumber, countryCode } = phoneFrom(
    changes.phoneNumber ?? current?.phoneNumber,
    changes.countryCode ?? fallback,
  );
  return { phoneNumber, countryCode, extension: extensionFor(countryCode) };
}
