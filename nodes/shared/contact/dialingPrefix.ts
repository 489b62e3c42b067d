import { failed, type Result, succeeded } from '../result';
import { shown } from './id';

/** What is dialed before a country code, or the code itself; Kore.ai's samples are `+`, `+91` and `91`. */
const PREFIX = /^(\+|00|011|\+[1-9]\d{0,2})$/;

const BARE_CODE = /^[1-9]\d{0,2}$/;

/**
 * Checks a dialing prefix: Kore.ai calls the field `extension`, and a phone's extension (`204`) easily ends up there.
 * Bare digits can be either, so they are taken only where they are the number's own country code.
 *
 * @param countryCode of the number, such as `+91`; undefined where it is not known yet, and any code is then taken
 * @returns the prefix, or the end of a sentence that begins with the name of the field
 */
export function checkDialingPrefix(text: string, countryCode?: string): Result<string, string> {
  const prefix = text.replace(/[\s\p{Cf}]/gu, '');
  const isOwnCode = countryCode === undefined || countryCode.replace(/\D/g, '') === prefix;
  if (PREFIX.test(prefix) || (BARE_CODE.test(prefix) && isOwnCode)) return succeeded(prefix);
  return failed(`is '${shown(text)}', which is not what is dialed before a number`);
}
