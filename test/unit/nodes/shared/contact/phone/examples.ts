import { PhoneNumberFormat, PhoneNumberType, PhoneNumberUtil } from 'google-libphonenumber';
import type { CountryCode } from '../../../../../../nodes/shared/contact/phone/numberPlan';

/** One of the numbers that Google gives as an example of a country's, and how people write it. */
export interface Example {
  country: CountryCode;
  code: string;
  national: string;
  /** As it is dialed in its country, with blanks as people there write them. */
  dialed: string;
}

/** What a number can be for; each country has an example of most. */
const KINDS = [PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE, PhoneNumberType.TOLL_FREE];

/** The example of an older plan: Zimbabwe gives out none of these any more (libphonenumber-js 1.13.16 is newer). */
const OUTDATED = ['+2631312345'];

/** Google's example numbers of all countries, each once. */
export function exampleNumbers(): Example[] {
  const util = PhoneNumberUtil.getInstance();
  const examples = new Map<string, Example>();
  for (const region of util.getSupportedRegions()) {
    for (const kind of KINDS) {
      const number = util.getExampleNumberForType(region, kind);
      if (!number || OUTDATED.includes(util.format(number, PhoneNumberFormat.E164))) continue;
      const code = String(number.getCountryCode());
      const national = util.getNationalSignificantNumber(number);
      const dialed = util.format(number, PhoneNumberFormat.NATIONAL);
      const country = region as CountryCode;
      examples.set(`${country}${code}${national}`, { country, code, national, dialed });
    }
  }
  return [...examples.values()];
}

/** The spellings in which a number does not tell its country. */
export function atHome({ national, dialed }: Example): string[] {
  return [
    national,
    dialed,
    dialed.replace(/[ ()-]+/g, ' ').trim(),
    dialed.replace(/[ ()-]+/g, '-').replace(/^-|-$/g, ''),
    dialed.replace(/[^\d]/g, ''),
    `${dialed} x12`,
    `${dialed} ext. 12`,
    `${national};ext=12`,
    `${national},,12`,
    `tel:${national}`,
  ];
}

/** Those in which it does. */
export function abroad({ code, national }: Example): string[] {
  return [
    `+${code}${national}`,
    `+${code} ${national}`,
    `(+${code}) ${national}`,
    `00${code}${national}`,
    `00 ${code} ${national}`,
    `+${code}-${national} ext. 12`,
    `'+${code}${national}`,
    `="+${code}${national}"`,
    `tel:+${code}-${national};ext=12`,
    `whatsapp:+${code}${national}`,
    `\uff0b${code}${national}`,
    `\u202a+${code} ${national}\u202c`,
  ];
}
