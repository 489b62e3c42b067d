import { type Contact, isDeleted } from '../shared/contact/contact';
import { type ContactEvent, contentOf, type EventKind, hasContent, markOf } from './events';

/** What is remembered of one contact. */
export interface Seen {
  mark: string;
  /**
   * Whether the last reading lacked the contact: not, or for the first time, so that it is told as deleted if the next
   * one lacks it too; `untold` where deletions were not to be told then.
   */
  missing: 'no' | 'once' | 'untold';
}

/** What is remembered of a list: the contacts that are in use, by id and in its order. */
export interface Known {
  /** What was told when this was remembered. */
  kinds: EventKind[];
  contacts: Map<string, Seen>;
}

/** What one reading of the list comes to. */
export interface Comparison {
  /** In the order of the list; contacts that it does not show any more come last. */
  events: ContactEvent[];
  next: Known;
}

/**
 * Compares a whole list with what is remembered.
 *
 * A kind of event is told only where it was to be told when that was remembered, too: what may have been seen, and not
 * told, before the kind was chosen is never told later.
 *
 * @param known undefined where nothing is remembered: then nothing is told
 * @param list all contacts
 * @param kinds which events are to be told
 */
export function compare(known: Known | undefined, list: Contact[], kinds: EventKind[]): Comparison {
  const left = new Map(known?.contacts);
  const next: Known = { kinds, contacts: new Map() };
  const events: ContactEvent[] = [];
  const tells = (kind: EventKind) =>
    known !== undefined && kinds.includes(kind) && known.kinds.includes(kind);
  const tell = (kind: EventKind, contact: Contact, before = '', after = '') => {
    if (tells(kind)) events.push({ kind, contact, before, after });
  };

  for (const contact of list) {
    const seen = left.get(contact.id);
    left.delete(contact.id);
    if (isDeleted(contact)) {
      const isNews = seen !== undefined && seen.missing !== 'untold';
      if (isNews) tell('deleted', contact, seen.mark, markOf(contact));
      continue;
    }
    const content = contentOf(contact);
    const isSame = seen !== undefined && hasContent(seen.mark, content);
    const mark = isSame ? seen.mark : markOf(contact, content);
    next.contacts.set(contact.id, { mark, missing: 'no' });
    if (!isSame) tell(seen === undefined ? 'created' : 'updated', contact, seen?.mark, mark);
  }

  for (const [id, { mark, missing }] of left) {
    if (missing === 'no') {
      next.contacts.set(id, { mark, missing: tells('deleted') ? 'once' : 'untold' });
    } else if (missing === 'once') tell('deleted', { id }, mark);
  }
  return { events, next };
}
