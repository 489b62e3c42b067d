import type { Failure } from '../../problem/failure';

/** Statuses that no entry of a batch is to blame for: the credential, the method, the form, a proxy. */
const CONCERN_EVERYTHING = [401, 403, 405, 406, 407];

/** Sentences about one contact: its number is another's. That a contact is gone is a kind of failure. */
const TAKEN =
  /\balready (exists?|in use|taken|used|registered)\b|\bduplicate\b|\b(has|have|uses?) (this|the same) (phone )?number\b|\bnumber (is|was) taken\b/i;

/** Numbers and ids in a text, which differ from contact to contact. */
const NUMBERS = /[0-9a-f]{8,}|\+?\d+([\s().-]+\d+)*/gi;

/** What stands in a text for what was taken out. */
const TAKEN_OUT = '…';

/**
 * Whether a whole batch was refused for what may be the fault of one entry, or of its size: then its parts may
 * fare better. What was said does not matter, since nobody knows Kore.ai's words.
 */
export function isRefusedWhole({ kind, status = 0 }: Failure): boolean {
  if (kind === 'missing') return true;
  const isRefused = kind === 'refused' || (kind === 'notKore' && status >= 400);
  return isRefused && !CONCERN_EVERYTHING.includes(status);
}

/**
 * Whether a refusal is about one contact alone, and so tells nothing of another.
 *
 * @param names what the contact is called by, which may hold any words
 */
export function isAboutOne({ kind, words }: Failure, names: string[]): boolean {
  return kind === 'missing' || TAKEN.test(withoutNames(words, names));
}

/** What two refusals have in common where they give the same reason for different contacts. */
export function reasonOf({ kind, status, words }: Failure, names: string[]): string {
  const reason = withoutNames(words, names).replace(NUMBERS, TAKEN_OUT).toLowerCase();
  return JSON.stringify([kind, status, reason]);
}

/** A refusal of one contact as the reason of others, which were not sent alone. */
export function spokenFor(failure: Failure, names: string[]): Failure {
  return {
    ...failure,
    words: withoutNames(failure.words, names),
    detail:
      'The answer was the same for others of this run, one by one; this one was not sent alone.',
    body: undefined,
    silentBefore: false,
  };
}

/** A text without what the contacts are called by, wherever that stands as words of its own. */
export function withoutNames(words: string, names: string[]): string {
  const whole = [...new Set(names)].filter((name) => name.trim() !== '' && words.includes(name));
  if (whole.length === 0) return words;
  const listed = whole
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const standing = `(?<![\\p{L}\\p{N}])(?:${listed.join('|')})(?![\\p{L}\\p{N}])`;
  return words.replace(new RegExp(standing, 'gu'), TAKEN_OUT);
}
