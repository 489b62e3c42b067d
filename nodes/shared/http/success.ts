import { isRecord } from '../record';
import type { Answer } from './client';
import { isNo } from './judge';

/**
 * What a success says of the work that was asked for: that it was done, or nothing; that it was not; or something
 * that can't be read.
 */
export type Verdict = 'done' | 'not done' | 'unclear';

/** What was asked for. */
export type Work = 'deleted' | 'updated';

/** Words with which a text says that something was done, whatever it was. */
const PLAIN = 'ok(?:ay)?|true|yes|done|completed?|success(?:ful(?:ly)?)?';

/** Words of the work itself; a contact is kept when it is deleted, and its status is what is updated then. */
const OF_WORK: Record<Work, string> = {
  deleted: 'deleted|removed|updated|inactive',
  updated: 'updated|modified|changed|saved',
};

/** Texts that say plainly that the work was done; the first group is how many contacts, where they are counted. */
const PLAINLY = patterns((of) => PLAIN + worked(of));

/** Texts that are taken for it where one contact was asked about. */
const YES = patterns((of) => `${PLAIN}${worked(of)}|null|[1-9]\\d*|accepted|no content`);

/** Fields in which services say whether they did something. */
const TELLING =
  /^(?:is)?(?:deleted|removed|updated|modified|done|ok|success|acknowledged|status|result)$/i;

/** Fields in which they say how many; the first of bulk calls, as the reference has it. */
const COUNTING = /^successful$|^(?:deleted|removed|modified|updated|affected)_?count$|^n$/i;

/** The same of what was found to work on. */
const MATCHING = /^matched_?count$/i;

/**
 * Reads the success of a call about one contact.
 *
 * @param answer what was answered; failures in disguise were taken out before
 */
export function verdictOf({ body, text }: Answer, work: Work): Verdict {
  if (body === undefined) return text.trim() === '' ? 'done' : verdictIn(text, work);
  return verdictIn(body, work);
}

function verdictIn(body: unknown, work: Work): Verdict {
  if (Array.isArray(body)) return body.length === 1 ? verdictIn(body[0], work) : 'done';
  if (typeof body === 'string')
    return body.trim() === '' || saysDone(body, work) ? 'done' : 'unclear';
  if (!isRecord(body)) return isNo(body) ? 'not done' : 'done';
  return isDenied(body) ? 'not done' : 'done';
}

/** Whether a text says that something was done. */
export function saysDone(text: string, work: Work): boolean {
  return YES[work].test(text);
}

/**
 * Whether the success of a call about many contacts, which names none of them, says plainly that all were done: in
 * words, or with their number. Nothing said is no yes where many were asked about.
 *
 * @param count how many were sent
 */
export function saysAllDone({ body, text }: Answer, work: Work, count: number): boolean {
  const said = body ?? text;
  if (said === true) return true;
  if (typeof said === 'string') {
    const match = PLAINLY[work].exec(said);
    return match !== null && (match[1] === undefined || Number(match[1]) === count);
  }
  if (!isRecord(said) || isDenied(said) || Number(said['failed'] ?? 0) !== 0) return false;
  const fields = Object.entries(said);
  const counts = fields.filter(([key]) => COUNTING.test(key)).map(([, value]) => value);
  if (counts.length > 0) return counts.every((value) => value === count);
  return fields.some(
    ([key, value]) =>
      TELLING.test(key) &&
      (value === true || (typeof value === 'string' && PLAINLY[work].test(value))),
  );
}

function isDenied(body: Record<string, unknown>): boolean {
  return Object.entries(body).some(
    ([key, value]) =>
      isNo(value) && [TELLING, COUNTING, MATCHING].some((pattern) => pattern.test(key)),
  );
}

function worked(of: string): string {
  return `|(?:(?:the |this |all )?(?:(\\d+) )?contacts? )?(?:(?:was|has been|is|have been|were) )?(?:successfully )?(?:${of})(?: successfully)?`;
}

function patterns(write: (of: string) => string): Record<Work, RegExp> {
  const pattern = (of: string) => new RegExp(`^\\W*(?:${write(of)})\\W*$`, 'i');
  return { deleted: pattern(OF_WORK.deleted), updated: pattern(OF_WORK.updated) };
}
