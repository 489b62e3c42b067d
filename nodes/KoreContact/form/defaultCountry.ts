import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { asText, shown } from '../../shared/contact/id';
import { countryNamed } from '../../shared/contact/phone/country';
import type { CountryCode } from '../../shared/contact/phone/numberPlan';
import { badItem } from '../../shared/problem/problem';

/** For operations that read phone numbers. The countries are loaded when the list is opened, since there are 245. */
export const defaultCountryOption: INodeProperties = {
  displayName: 'Default Country Name or ID',
  name: 'defaultCountry',
  type: 'options',
  typeOptions: { loadOptionsMethod: 'getCountries' },
  default: '',
  description:
    'The country of phone numbers that are written without + and country code. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/**
 * Reads the option *Default Country* of one item.
 *
 * @returns the ISO code; undefined where the option is not set
 * @throws ProblemError where it is no country
 */
export function readDefaultCountry(options: IDataObject): CountryCode | undefined {
  const text = asText(options['defaultCountry'] ?? '').trim();
  if (text === '') return undefined;
  const country = countryNamed(text);
  if (country !== undefined) return country;
  throw badItem(
    `The option 'Default Country' is '${shown(text)}', which is no country`,
    'Choose a country from the list, or give its ISO code such as IN, or its English name.',
  );
}
