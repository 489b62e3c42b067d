import { isRecord } from '../record';
import type { Answer } from './client';
import { isNo } from './judge';

/**
 * What a success says of the work that was asked for: that it was done, or nothing; that it was not; or something
 * that can't be read.
 */
export type Verdict = 'done' | 'not done' | 'unclear';

/** Texts that say that something was done. */
const YES =
  /^\W*(?:ok(?:ay)?|true|yes|null|[1-9]\d*|accepted|done|completed?|success(?:ful(?:ly)?)?|(?:(?:the |this )?contacts? )?(?:(?:was|has been|is|have been|were) )?(?:successfully )?(?:deleted|removed|updated|inactive)(?: successfully)?|no content)\W*$/i;

/** Fields in which services say whether they did something, and to how many. */
const TELLING =
  /^(?:is)?(?:deleted|removed|updated|modified|done|ok|success|acknowledged|status|result)$|^(?:deleted|removed|modified|matched|affected)_?count$|^n$/i;

/**
 * Reads the success of a call about one contact.
 *
 * @param answer what was answered; failures in disguise were taken out before
 */
export function verdictOf({ body, text }: Answer): Verdict {
  if (body === undefined) return text.trim() === '' || YES.test(text) ? 'done' : 'unclear';
  return verdictIn(body);
}

function verdictIn(body: unknown): Verdict {
  if (Array.isArray(body)) return body.length === 1 ? verdictIn(body[0]) : 'done';
  if (typeof body === 'string') return body.trim() === '' || YES.test(body) ? 'done' : 'unclear';
  if (!isRecord(body)) return isNo(body) ? 'not done' : 'done';
  const isDenied = Object.entries(body).some(([key, value]) => TELLING.test(key) && isNo(value));
  return isDenied ? 'not done' : 'done';
}

/** Whether a text says that something was done. */
export function saysDone(text: string): boolean {
  return YES.test(text);
}
