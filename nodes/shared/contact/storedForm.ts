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

  /** By a dialing prefix that was sent, the one that came back, `the country code` where it is the number's own. */
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
    const [before, after] = [prefixOf(sent.cellPhone), prefixOf(stored.cellPhone)];
    if (before === after) this.prefixes.delete(before);
    else if (after !== '') this.prefixes.set(before, after);
  }

  /** Whether a name that is stored is what the service makes of the given one. */
  isSame(given: string, stored: string): boolean {
    const form = (text: string) => {
      const cased = this.losesCase ? small(text) : text;
      return this.losesSpaces ? spaced(cased) : cased;
    };
    return form(given) === form(stored);
  }

  /**
   * Whether a dialing prefix that is stored is what the service makes of the given one.
   *
   * @param stored the contact's number, prefix included
   */
  isSamePrefix(given: string, stored: ContactFields['cellPhone']): boolean {
    if (given === stored.extension) return true;
    return this.prefixes.get(prefixOf({ ...stored, extension: given })) === prefixOf(stored);
  }
}

/** A dialing prefix as something that can be compared between numbers of different countries. */
function prefixOf({ extension, countryCode }: ContactFields['cellPhone']): string {
  const code = extension.replace(/\D/g, '');
  return code !== '' && code === countryCode.replace(/\D/g, '') ? 'the country code' : extension;
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
