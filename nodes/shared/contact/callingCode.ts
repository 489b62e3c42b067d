/**
 * Country calling codes of one and of two digits; all others have three. No code begins with another one,
 * so the first digits of an international number tell how long its code is (ITU-T E.164, list of assigned
 * country codes).
 */
const ONE_DIGIT = /^[17]/;
const TWO_DIGITS = /^(2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/**
 * Cuts an international number into country code and national digits.
 *
 * @param digits the whole number without its `+`
 * @returns both parts, in digits
 */
export function splitInternational(digits: string): { code: string; national: string } {
  const length = ONE_DIGIT.test(digits) ? 1 : TWO_DIGITS.test(digits) ? 2 : 3;
  return { code: digits.slice(0, length), national: digits.slice(length) };
}
