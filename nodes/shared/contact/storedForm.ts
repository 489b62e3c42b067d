import type { Contact } from './contact';
import { type ContactFields, fieldsOf } from './fields';

/** The fields that hold words, and so may be stored in other letters or with other spaces. */
const WORDS = ['firstName', 'lastName', 'salutation'] as const;

/**
 * What a service was seen to make of what it was sent, so that its own form of a name is not sent again and again.
 *
 * Only what was seen counts: as long as names come back as they were sent, `asha` is not `Asha`, and a person can
 * mend it. It holds no name and no number.
 */
export class StoredForm {
  private losesCase = false;

  private losesSpaces = false;

  /** By a dialing prefix that was sent, the one that came back. */
  private readonly prefixes = new Map<string, string>();

  /**
   * @param sent what the contact was to become
   * @param contact what came back of it
   */
  learn(sent: ContactFields, contact: Contact): void {
    const stored = fieldsOf(contact);
    for (const name of WORDS) {
      const [before, after] = [sent[name], stored[name]];
      if (before === after || !isAlike(before, after)) continue;
      if (small(before) !== small(after)) this.losesSpaces = true;
      if (spaced(before) !== spaced(after)) this.losesCase = true;
    }
    const prefix = stored.cellPhone.extension;
    if (prefix === sent.cellPhone.extension) this.prefixes.delete(prefix);
    else if (prefix !== '') this.prefixes.set(sent.cellPhone.extension, prefix);
  }

  /** Whether a name that is stored is what the service makes of the given one. */
  isSame(given: string, stored: string): boolean {
    const form = (text: string) => {
      const cased = this.losesCase ? small(text) : text;
      return this.losesSpaces ? spaced(cased) : cased;
    };
    return form(given) === form(stored);
  }

  /** Whether a dialing prefix that is stored is what the service makes of the given one. */
  isSamePrefix(given: string, stored: string): boolean {
    return given === stored || this.prefixes.get(given) === stored;
  }
}

/** Whether two names differ in nothing but upper and lower case, and in spaces. */
export function isAlike(one: string, other: string): boolean {
  return small(spaced(one)) === small(spaced(other));
}

function small(text: string): string {
  return text.toLowerCase();
}

function spaced(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
