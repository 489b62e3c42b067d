import { failed, type Result, succeeded } from '../../result';
import { asText, shown, visible } from '../id';
import {
  callingCodeOf,
  countries,
  type CountryCode,
  isCallingCode,
  type Region,
} from './numberPlan';

/** The languages in which a country's name is understood: those whose exports are read (see columns.ts). */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl'];

/** What people call countries that are called otherwise in the Unicode CLDR, which gives the names. */
const OTHER_NAMES: Record<string, CountryCode> = {
  usa: 'US',
  us: 'US',
  unitedstatesofamerica: 'US',
  america: 'US',
  uk: 'GB',
  greatbritain: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  northernireland: 'GB',
  uae: 'AE',
  russianfederation: 'RU',
  czechrepublic: 'CZ',
  holland: 'NL',
  turkey: 'TR',
  ivorycoast: 'CI',
  macedonia: 'MK',
  swaziland: 'SZ',
  burma: 'MM',
  hongkong: 'HK',
  macao: 'MO',
  macau: 'MO',
  korea: 'KR',
  republicofkorea: 'KR',
};

/** A calling code as people write it: `+91`, `91`, `0091`. */
const CALLING_CODE = /^(?:\+|00)?([1-9]\d{0,2})$/;

let english: Intl.DisplayNames | undefined;

let byName: Map<string, CountryCode> | undefined;

/**
 * Finds a country by its ISO 3166 code or its name, in small letters or capitals.
 *
 * @returns the ISO code; undefined where there is no such country, or none that has phone numbers
 */
export function countryNamed(text: string): CountryCode | undefined {
  const code = text.trim().toUpperCase();
  return callingCodeOf(code) === undefined ? names().get(plain(text)) : (code as CountryCode);
}

/** The country's English name; its ISO code where it has none. */
export function nameOfCountry(country: CountryCode): string {
  english ??= new Intl.DisplayNames(['en'], { type: 'region' });
  return english.of(country) ?? country;
}

/** The region of a country. */
export function regionOf(country: CountryCode): Region {
  return { code: callingCodeOf(country) ?? '', country };
}

/**
 * Reads what a person writes for a country code: `+91`, `91`, `0091`, an ISO code or a country's name.
 *
 * @returns the region, undefined where nothing is written, or the end of a sentence that begins with the number
 */
export function readCountryCode(value: unknown): Result<Region | undefined, string> {
  const written = visible(asText(value ?? ''));
  const text = written.replace(/[\s()[\]-]/g, '');
  if (text === '') return succeeded(undefined);
  const code = CALLING_CODE.exec(text)?.[1];
  if (code !== undefined && isCallingCode(code)) return succeeded({ code });
  if (code !== undefined) return failed(`has the country code +${code}, which no country has`);
  const country = countryNamed(written);
  if (country !== undefined) return succeeded(regionOf(country));
  return failed(
    `has the country code '${shown(written)}', which is neither a code such as +91 nor a country`,
  );
}

function names(): Map<string, CountryCode> {
  if (byName !== undefined) return byName;
  byName = new Map(Object.entries(OTHER_NAMES));
  for (const language of LANGUAGES) {
    const inLanguage = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const country of countries()) {
      const name = inLanguage.of(country);
      if (name !== undefined) byName.set(plain(name), country);
    }
  }
  return byName;
}

/** A name without case, accents, signs and blanks. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}]/gu, '');
}
