import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { type Changes, type ContactFields, DEFAULT_EXTENSION } from '../../shared/contact/fields';
import { readCountryCode } from '../../shared/contact/phone/country';
import type { CountryCode } from '../../shared/contact/phone/numberPlan';
import { tellsCountry } from '../../shared/contact/phone/phoneReader';
import { badItem } from '../../shared/problem/problem';
import { contactFields, extensionField, extensionFrom, phoneFrom, textOf } from './contactFields';
import { readDefaultCountry } from './defaultCountry';
import { byName } from './options';

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
  options: [...contactFields].sort(byName),
};

/** Reads what one item changes. Throws ProblemError. */
export function readChanges(
  context: IExecuteFunctions,
  itemIndex: number,
  options: IDataObject,
): Changes {
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
  const country = readDefaultCountry(options);
  return {
    isWhole: isWhole(added, country),
    apply: (current) => changed(current, added, country),
  };
}

function isWhole(changes: Added, country: CountryCode | undefined): boolean {
  const hasCountry = country !== undefined || tellsCountry(changes.phoneNumber);
  return contactFields.every(
    ({ name }) => name in changes || (name === 'countryCode' && hasCountry),
  );
}

function changed(
  current: ContactFields | undefined,
  changes: Added,
  country: CountryCode | undefined,
): ContactFields {
  return {
    firstName: changes.firstName ?? current?.firstName ?? '',
    lastName: changes.lastName ?? current?.lastName ?? '',
    salutation: changes.salutation ?? current?.salutation ?? '',
    cellPhone: changedPhone(current?.cellPhone, changes, country),
  };
}

function changedPhone(
  current: ContactFields['cellPhone'] | undefined,
  changes: Added,
  country: CountryCode | undefined,
): ContactFields['cellPhone'] {
  const extensionFor = (code: string) =>
    changes.extension === undefined
      ? (current?.extension ?? DEFAULT_EXTENSION)
      : extensionFrom(changes.extension, extensionField.displayName, code);
  const isSameCountry =
    changes.countryCode === undefined ||
    codeOf(changes.countryCode) === codeOf(current?.countryCode);
  if (changes.phoneNumber === undefined && isSameCountry) {
    const { phoneNumber = '', countryCode = '' } = current ?? {};
    return { phoneNumber, countryCode, extension: extensionFor(countryCode) };
  }
  const number = changes.phoneNumber ?? current?.phoneNumber;
  // A number that tells no country is one of the contact's own, unless somebody tells it.
  const isLocal = country === undefined && !tellsCountry(number);
  const { phoneNumber, countryCode } = phoneFrom(number, {
    countryCode: changes.countryCode ?? (isLocal ? current?.countryCode : undefined),
    defaultCountry: country,
  });
  return { phoneNumber, countryCode, extension: extensionFor(countryCode) };
}

function codeOf(countryCode: string | undefined): string | undefined {
  const region = readCountryCode(countryCode);
  return region.ok ? region.value?.code : undefined;
}
