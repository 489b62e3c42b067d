import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { nameOfCountry } from '../../shared/contact/phone/country';
import { callingCodeOf, countries } from '../../shared/contact/phone/numberPlan';

/** Fills the list of *Default Country*, by name. It needs no credential, and asks Kore.ai nothing. */
export async function getCountries(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  const options = countries().map((country) => ({
    name: `${nameOfCountry(country)} (+${callingCodeOf(country)})`,
    value: country,
  }));
  return await Promise.resolve(options.sort((a, b) => a.name.localeCompare(b.name)));
}
