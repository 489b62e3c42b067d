import { failed, type Result, succeeded } from '../../result';
import { asText, shown, visible } from '../id';

/** A number as it is written, cleaned of what does not count. */
export interface PhoneText {
  /** The digits behind `+` or `00`, or all of them. */
  digits: string;
  prefix: '+' | '00' | '';
  /** The digits without a 0 in brackets; undefined where there is none. */
  withoutTrunk: string | undefined;
  /** What to call the number in a message. */
  shown: string;
}

/** The digits that a number begins with. */
export interface PhoneStart {
  digits: string;
  /** Whether they begin with the country code. */
  isAbroad: boolean;
}

/**
 * Digits in a phone number: at most 15 with the country code (ITU-T E.164); 4 are the shortest numbers
 * that can be one person's, and fewer would match by chance.
 */
const MIN_DIGITS = 4;
export const MAX_DIGITS = 15;

/** Area codes have at most five digits, without what is dialed inside the country only (Germany's are the longest). */
const LONGEST_AREA = 5;

/** The shortest that is dialed within an area; what is shorter is the end of a second line. */
const SHORTEST_LOCAL = 5;

/** The longest group of digits in a number that is written in groups. */
const LONGEST_GROUP = 4;

/** What separates two numbers in any case, and what may stand within one as well. */
const BETWEEN_NUMBERS = /\s*(?::::|[;|\n]|\b(?:or|and|oder|und|ou|et)\b|&)\s*/iu;
const BETWEEN_PARTS = /\s*[/,]\s*/u;

/** An extension behind a number, in the words that libphonenumber knows and in German's. */
const EXTENSION =
  /[\s,.]*(?:;\s*ext(?:ension)?\s*=|\b(?:ext(?:ension|n)?|xtn?|anexo|int|ramal|durchwahl|dw)\b[.:]*|(?<=[\d\s)])x|доб[.:]*|,,+|#)\s*(\d{1,7})#?\s*$/iu;

/** What has fewer digits and as many behind it is half a number with a letter in the middle (`98765x43210`). */
const SHORTEST_WITH_LONG_EXTENSION = 7;
const SHORT_EXTENSION = 4;

/** How programs and spreadsheets mark a number or a text. */
const SCHEME = /^\s*(?:tel|whatsapp|callto|sms):(?:\/\/)?/i;
const FORMULA = /^\s*=\s*"(.*)"\s*$/s;

/**
 * Reads a phone number as people and programs write it: spaces, dashes, dots, brackets and what marks it do not
 * count, an extension is left out.
 *
 * @param value text, or a whole number, as spreadsheets hold phone numbers
 * @returns the digits, or the end of a sentence that begins with "The phone number"
 */
export function readPhoneText(value: unknown): Result<PhoneText, string> {
  if (value === undefined || value === null || value === '') return failed('is empty');
  if (typeof value !== 'string' && !(Number.isSafeInteger(value) && Number(value) > 0)) {
    return failed('is neither text nor a whole number');
  }
  const written = asText(value);
  const text = unmarked(written);
  if (/^[+-]?\d+(?:[.,]\d+)?e[+-]?\d+$/i.test(text)) {
    return failed(`'${shown(written)}' was shortened by a spreadsheet: format the column as text`);
  }
  // Digits with blanks and dashes, as most are, have neither: not looking for them saves 0.4 of 2.5 s for 100,000.
  const isPlain = /^[\d\s+().-]*$/.test(text) && !text.includes('\n');
  const number = isPlain ? text : withoutExtension(text);
  const several = isPlain ? [] : numbersIn(number);
  if (several.length > 1) {
    const list = several.map((one) => `'${shown(one)}'`).join(' and ');
    return failed(`'${shown(written)}' holds more than one number: ${list}`);
  }
  const bare = bareOf(number);
  if (bare === '') return failed('is empty');
  const [, prefix = '', digits = ''] = /^(\+|00)?(\d+)$/.exec(bare) ?? [];
  if (digits === '') {
    return failed(`'${shown(written)}' contains more than digits, '+' in front, and separators`);
  }
  if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS + 1) {
    return failed(wrongLength(shown(written), digits.length));
  }
  const trunkless = bareOf(number.replace(/[([]\s*0\s*[)\]]/, ''));
  return succeeded({
    digits,
    prefix: prefix as PhoneText['prefix'],
    withoutTrunk: trunkless === bare ? undefined : trunkless.slice(prefix.length),
    shown: shown(written),
  });
}

/**
 * Reads the beginning of a number, or digits within one, as people write it.
 *
 * @returns undefined where there are no digits, or more than digits
 */
export function readPhoneStart(text: string): PhoneStart | undefined {
  const [, prefix, digits] = /^(?!00$)(\+|00)?(\d+)$/.exec(bareOf(unmarked(text))) ?? [];
  return digits === undefined ? undefined : { digits, isAbroad: prefix !== undefined };
}

/** Says of a number that it has too few digits or too many. */
export function wrongLength(number: string, length: number): string {
  return `'${number}' has ${length} digits, and ${MIN_DIGITS} to ${MAX_DIGITS} are possible`;
}

function unmarked(written: string): string {
  const text = visible(written)
    .normalize('NFKC')
    .replace(/(?!\d)\p{Nd}/gu, asciiDigit)
    .trim();
  return (FORMULA.exec(text)?.[1] ?? text)
    .replace(/^\s*['\u2018\u2019`]/, '')
    .replace(SCHEME, '')
    .trim()
    .replace(/^(\+?\d{7,})\.0+$/, '$1');
}

/** The digits of all scripts stand in blocks of ten (Unicode, general category Nd). */
function asciiDigit(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  let zero = point;
  while (point - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(point - zero);
}

function withoutExtension(text: string): string {
  const extension = EXTENSION.exec(text);
  if (extension === null) return text;
  const number = text.slice(0, extension.index);
  const isShort = number.replace(/\D/g, '').length < SHORTEST_WITH_LONG_EXTENSION;
  return isShort && (extension[1] ?? '').length > SHORT_EXTENSION ? text : number;
}

function bareOf(text: string): string {
  return text.replace(/[\s\p{Pd}\u2212.,/()[\]]/gu, '');
}

/** The numbers that a text holds: what stands behind a slash or a comma may be the rest of one. */
function numbersIn(text: string): string[] {
  const apart = text.split(BETWEEN_NUMBERS).filter((part) => /\d/.test(part));
  return apart.flatMap((part) => {
    const parts = part.split(BETWEEN_PARTS).filter((one) => /\d/.test(one));
    return isOneNumber(parts) ? [part] : parts;
  });
}

function isOneNumber(parts: string[]): boolean {
  const digits = parts.map((part) => part.replace(/\D/g, ''));
  if (digits.length <= 1) return true;
  if (parts.slice(1).some((part) => part.includes('+'))) return false;
  if (digits.length > 2) return digits.every(({ length }) => length <= LONGEST_GROUP);
  const [area = '', local = ''] = digits;
  // A country code has up to three digits, and its own 0 or two may stand before an area code.
  const isAbroad = /^[\s(]*(?:\+|00)/.test(parts[0] ?? '');
  const most = isAbroad ? LONGEST_AREA + 3 : LONGEST_AREA;
  return area.replace(/^0+/, '').length <= most && local.length >= SHORTEST_LOCAL;
}
