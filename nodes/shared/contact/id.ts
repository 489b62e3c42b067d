import { failed, type Result, succeeded } from '../result';
import { visible } from '../visible';

export { visible };

/**
 * The form of an id: Kore.ai's are 24 hex digits, and other forms may come, but each of these characters
 * stands for itself in a path. A `/`, `.`, `?` or `%` from a mapped field would reach another record.
 */
const ID = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * An id as all known ones of contacts are (Kore.ai's samples): the small letters are those of digits, which other
 * systems write in capitals. Two contacts can't differ in that.
 */
const HEX = /^[0-9a-f]{24}$/i;

/**
 * Words that can't be an id: the calls that stand where an id would (`DELETE /contacts/bulk-delete`
 * deletes many), and what JavaScript writes for a missing value.
 */
const RESERVED = ['bulk-delete', 'bulk-update', 'import-contacts', 'undefined', 'null'];

/** One or two tell what is wrong; a text may hold a thousand. */
const NAMED_CHARACTERS = 3;

/** Shown values are cut, so that a mapped object does not fill the screen. */
const SHOWN_LENGTH = 60;

/**
 * Checks a contact id before it becomes a path.
 *
 * @param value whatever the workflow put in
 * @returns the trimmed id, in small letters where these are digits, or the end of a sentence that begins with "The contact ID"
 */
export function checkId(value: unknown): Result<string, string> {
  if (value === undefined || value === null || value === '') return failed('is empty');
  if (typeof value !== 'string') {
    if (Array.isArray(value)) return failed('is a list, not text');
    return failed(`is a${typeof value === 'object' ? 'n' : ''} ${typeof value}, not text`);
  }
  const id = visible(value).trim();
  if (id === '') return failed('is empty');
  if (RESERVED.includes(id.toLowerCase())) return failed(`is the word '${id}'`);
  if (id.length > 64) return failed(`is ${id.length} characters long, and 64 is the most`);
  if (ID.test(id)) return succeeded(HEX.test(id) ? id.toLowerCase() : id);
  return failed(
    `'${shown(id)}' contains more than letters, digits, underscore and hyphen${unshown(id)}`,
  );
}

/** Whether a text that is no id looks like a phone number: seven digits or more, and what is written between them. */
export function looksLikePhone(value: unknown): boolean {
  return (
    typeof value === 'string' && /^[\s+(]*\d(?:[\s()./-]*\d){6,19}[\s)]*$/.test(visible(value))
  );
}

/** Names the characters that make an id none, where the message would show a text without them. */
export function unshown(value: string): string {
  if (!ID.test(shown(value))) return '';
  const codes = Array.from(value.replace(/[A-Za-z0-9_-]/g, ''), (character) => {
    return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  });
  return `: ${[...new Set(codes)].slice(0, NAMED_CHARACTERS).join(', ')}`;
}

/** Makes text of any value. A record that has a field `toString` can't become text by itself. */
export function asText(value: unknown): string {
  try {
    return String(value);
  } catch {
    return 'an object';
  }
}

/** Makes a text fit to stand in a message: one line, no control characters, no longer than so many characters. */
export function shown(value: string, longest = SHOWN_LENGTH): string {
  const line = value.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>]/gu, ' ').trim();
  const characters = Array.from(line.slice(0, 2 * (longest + 1)));
  return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : line;
}
