import { failed, type Result, succeeded } from '../result';
import { splitInternational } from './callingCode';
import { asText, shown } from './id';
import { checkPhone, isInternational, MAX_DIGITS } from './phone';

/** A number as Kore.ai takes it: national digits only, and the country code apart, with its `+`. */
export interface WrittenPhone {
  phoneNumber: string;
  countryCode: string;
  /** Both together in digits: what contacts are matched by. */
  full: string;
}

/** Country codes have one to three digits (ITU-T E.164). */
const COUNTRY_CODE = /^(\+|00)?([1-9]\d{0,2})$/;

/**
 * Makes of a number as people have it the two parts that Kore.ai takes. What could mean two numbers is
 * refused, since a wrong number would reach another person.
 *
 * @param phoneNumber with `+` or `00` and country code, or national digits
 * @param countryCode such as `+91`; may be empty where the number has it
 * @returns the parts, or the end of a sentence that begins with "The phone number"
 */
export function writePhone(
  phoneNumber: unknown,
  countryCode: unknown,
): Result<WrittenPhone, string> {
  const checked = checkPhone(withoutTrunkZero(phoneNumber));
  if (!checked.ok) return checked;
  const number = shown(asText(phoneNumber));
  const codeText = asText(countryCode ?? '').replace(/[\s()-]/g, '');
  const code = COUNTRY_CODE.exec(codeText)?.[2];
  if (codeText !== '' && code === undefined) {
    return failed(
      `'${number}' has the country code '${shown(codeText)}', which is not one to three digits`,
    );
  }
  const { digits } = checked.value;
  // No country code begins with another one, so a code that is cut differently is none.
  if (code !== undefined && splitInternational(`${code}00`).code !== code) {
    return failed(`'${number}' has the country code +${code}, which no country has`);
  }
  if (checked.value.international && digits.startsWith('0')) {
    return failed(`'${number}' begins with a country code of 0, which none does`);
  }
  if (checked.value.international) {
    const parts =
      code === undefined
        ? splitInternational(digits)
        : { code, national: digits.startsWith(code) ? digits.slice(code.length) : '' };
    if (parts.national === '') {
      return failed(`'${number}' does not begin with its country code +${parts.code}`);
    }
    return written(parts.code, parts.national);
  }
  if (code === undefined) {
    return failed(`'${number}' has no country code: write it with '+', or fill in 'Country Code'`);
  }
  if (digits.startsWith('0')) {
    return failed(
      `'${number}' begins with 0, which may belong to it or be dialled only inside the country: write it with '+' and country code`,
    );
  }
  if (digits.startsWith(code) && digits.length > code.length + 6) {
    return failed(
      `'${number}' begins with its country code ${code} or with the same digits: write it with '+' and country code`,
    );
  }
  return written(code, digits);
}

/** "+44 (0)20 …" shows the 0 that is dialled inside the country only. */
function withoutTrunkZero(phoneNumber: unknown): unknown {
  if (typeof phoneNumber !== 'string') return phoneNumber;
  return isInternational(phoneNumber) ? phoneNumber.replace(/\(0\)/, '') : phoneNumber;
}

function written(code: string, national: string): Result<WrittenPhone, string> {
  const { length } = code + national;
  if (length > MAX_DIGITS) {
    return failed(`'+${code}${national}' has ${length} digits, and ${MAX_DIGITS} are possible`);
  }
  const phone = { phoneNumber: national, countryCode: `+${code}`, full: `${code}${national}` };
  return succeeded(phone);
}
