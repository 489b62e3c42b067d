import { failed, type Result, succeeded } from '../../result';
import { asText, shown } from '../id';
import type { PhoneQuery } from '../contact';
import { countryNamed, nameOfCountry, readCountryCode, regionOf } from './country';
import {
  type CountryCode,
  type PlannedNumber,
  readDialed,
  readWhole,
  type Region,
} from './numberPlan';
import { MAX_DIGITS, type PhoneText, readPhoneText, wrongLength } from './phoneText';

/** A number as Kore.ai takes it: national digits only, and the country code apart, with its `+`. */
export interface WrittenPhone {
  phoneNumber: string;
  countryCode: string;
  /** Both together in digits: what contacts are matched by. */
  full: string;
}

/** What tells the country of a number that does not tell it itself; the first that is there goes. */
export interface PhoneOrigin {
  /** The country code that belongs to the number: one that has another is refused. */
  countryCode?: unknown;
  /** The country in which the person lives, as far as is known. */
  country?: unknown;
  /** The country of all numbers of the run that are written without one. */
  defaultCountry?: CountryCode | undefined;
}

/**
 * Makes of a number as people have it the two parts that Kore.ai takes. What could mean two numbers is
 * refused, since a wrong number would reach another person.
 *
 * A number with `+` or `00` has to be as long as numbers of its country are. One without is read as it is dialed in
 * its country, and has to be one that the country gives out, by the number plans that the world uses (Google's, in
 * libphonenumber-js).
 *
 * @returns the parts, or the end of a sentence that begins with "The phone number"
 */
export function readPhone(value: unknown, origin: PhoneOrigin): Result<WrittenPhone, string> {
  const text = readPhoneText(value);
  return text.ok ? phoneIn(text.value, origin) : text;
}

function phoneIn(text: PhoneText, origin: PhoneOrigin): Result<WrittenPhone, string> {
  const { prefix, shown: number } = text;
  const own = readCountryCode(origin.countryCode);
  if (!own.ok) return failed(`'${number}' ${own.problem}`);
  const home = own.value === undefined ? homeOf(origin) : succeeded(own.value);
  const { whole, dialed } = readingsOf(text, home.ok ? home.value : undefined);
  const abroadValid = prefix === '' ? [] : whole.filter(({ isValid }) => isValid);
  const valid = distinct(
    abroadValid.length > 0 ? abroadValid : [...whole, ...dialed].filter(({ isValid }) => isValid),
  );
  if (valid.length > 1) return failed(ambiguous(number, valid));
  // Number plans are newer than any library, so a number that tells its country need not be known.
  const abroad = prefix === '' ? undefined : whole.findLast(({ isPossible }) => isPossible);
  const found = valid[0] ?? abroad;
  if (found === undefined) {
    return failed(prefix === '' ? unknownAt(home, number) : impossible(text, whole[0]));
  }
  if (own.value !== undefined && own.value.code !== found.code) {
    return failed(`'${number}' does not begin with its country code +${own.value.code}`);
  }
  return written(found, number);
}

/**
 * Reads a number by which a contact is looked for. With a country it is read as a contact's number is; what is
 * written with `+` may also be one that no country has, since such a contact may be there.
 *
 * @returns what to look for, or the end of a sentence that begins with "The phone number"
 */
export function readPhoneQuery(
  value: unknown,
  defaultCountry: CountryCode | undefined,
): Result<PhoneQuery, string> {
  const text = readPhoneText(value);
  if (!text.ok) return text;
  const { digits, prefix } = text.value;
  const phone = phoneIn(text.value, { defaultCountry });
  if (phone.ok) return succeeded({ digits: phone.value.full, international: true });
  if (prefix === '' && defaultCountry !== undefined) return phone;
  if (digits.length > MAX_DIGITS) return failed(wrongLength(text.value.shown, digits.length));
  return succeeded({ digits, international: prefix !== '' });
}

/** Whether a number is written so that it tells its country. */
export function tellsCountry(value: unknown): boolean {
  const text = readPhoneText(value);
  return text.ok && text.value.prefix !== '';
}

/**
 * What a number can be: as a whole number, and as it is dialed at home. There, 00 may be the beginning of a longer
 * prefix (Australia's is 0011), and what begins with the country's own code may be whole without its `+`.
 */
function readingsOf(
  text: PhoneText,
  home: Region | undefined,
): Record<'whole' | 'dialed', PlannedNumber[]> {
  const { prefix } = text;
  const read = (reader: (digits: string) => PlannedNumber | undefined) =>
    spellings(text).flatMap((digits) => reader(digits) ?? []);
  return {
    whole: read((digits) =>
      prefix !== '' || (home !== undefined && digits.startsWith(home.code))
        ? readWhole(digits)
        : undefined,
    ),
    dialed:
      prefix === '+' || home === undefined
        ? []
        : read((digits) => readDialed(`${prefix}${digits}`, home)),
  };
}

/** The country of a number that has none of its own. */
function homeOf({ country, defaultCountry }: PhoneOrigin): Result<Region | undefined, string> {
  const text = asText(country ?? '').trim();
  if (text !== '') {
    const named = countryNamed(text);
    if (named !== undefined) return succeeded(regionOf(named));
    return failed(`has the country '${shown(text)}', which is not known: write it with '+'`);
  }
  return succeeded(defaultCountry && regionOf(defaultCountry));
}

/** A 0 in brackets is dialed, or not: what the country makes of it is the number. */
function spellings({ digits, withoutTrunk }: PhoneText): string[] {
  return withoutTrunk === undefined ? [digits] : [digits, withoutTrunk];
}

function distinct(numbers: PlannedNumber[]): PlannedNumber[] {
  return [...new Map(numbers.map((one) => [one.code + one.national, one])).values()];
}

function ambiguous(number: string, [one, other]: PlannedNumber[]): string {
  const [first, second] = [one, other].map((each) => `+${each?.code} ${each?.national}`);
  return `'${number}' may be ${first} or ${second}: write it with '+' and country code`;
}

function impossible({ shown: number, digits }: PhoneText, reading: PlannedNumber | undefined) {
  if (digits.length > MAX_DIGITS) return wrongLength(number, digits.length);
  if (reading === undefined) return `'${number}' does not begin with the code of a country`;
  return `'${number}' has more or fewer digits than numbers of +${reading.code} can have`;
}

function unknownAt(home: Result<Region | undefined, string>, number: string): string {
  if (!home.ok) return `'${number}' ${home.problem}`;
  if (home.value === undefined) {
    return `'${number}' has no country code: write it with '+', or fill in 'Country Code' or 'Default Country'`;
  }
  const { code, country } = home.value;
  const name = country === undefined ? `+${code}` : `${nameOfCountry(country)} (+${code})`;
  return `'${number}' is no number of ${name} that is known: if it is right, write it with '+' and country code`;
}

function written({ code, national }: PlannedNumber, number: string): Result<WrittenPhone, string> {
  const full = `${code}${national}`;
  if (full.length > MAX_DIGITS) return failed(wrongLength(number, full.length));
  return succeeded({ phoneNumber: national, countryCode: `+${code}`, full });
}
