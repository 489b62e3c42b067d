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
  /** What was to be told when this was remembered. */
  kinds: EventKind[];
  contacts: Map<string, Seen>;
}

/** What one reading of the list comes to. */
export interface News {
  /** In the order of the list; contacts that it does not show any more come last. */
  events: ContactEvent[];
  next: Known;
}

/**
 * Compares a list with what is remembered, contact by contact as they come, so that nothing is held of those that
 * are as they were.
 *
 * A kind of event is told only where it was to be told when that was remembered, too: what may have been seen, and not
 * told, before the kind was chosen is never told later.
 */
export class Comparison {
  /** Contacts that the list shows as deleted. */
  private readonly deleted = new Set<string>();

  private readonly news: News;

  /**
   * @param known undefined where nothing is remembered: then nothing is told
   * @param kinds which events are to be told
   */
  constructor(
    private readonly known: Known | undefined,
    kinds: EventKind[],
  ) {
    this.news = { events: [], next: { kinds, contacts: new Map() } };
  }

  /** How many contacts in use were there so far. */
  get inUse(): number {
    return this.news.next.contacts.size;
  }

  /** Takes the next contact of the list. */
  take(contact: Contact): void {
    const seen = this.known?.contacts.get(contact.id);
    if (isDeleted(contact)) {
      this.deleted.add(contact.id);
      const isNews = seen !== undefined && seen.missing !== 'untold';
      if (isNews) this.tell('deleted', contact, seen.mark, markOf(contact));
      return;
    }
    const content = contentOf(contact);
    const isSame = seen !== undefined && hasContent(seen.mark, content);
    const mark = isSame ? seen.mark : markOf(contact, content);
    this.news.next.contacts.set(contact.id, { mark, missing: 'no' });
    if (!isSame) this.tell(seen === undefined ? 'created' : 'updated', contact, seen?.mark, mark);
  }

  /** Ends a list that was read whole; of any other, nothing may be told or remembered. */
  end(): News {
    const { next } = this.news;
    for (const [id, { mark, missing }] of this.known?.contacts ?? []) {
      if (next.contacts.has(id) || this.deleted.has(id)) continue;
      if (missing === 'no') {
        next.contacts.set(id, { mark, missing: this.tells('deleted') ? 'once' : 'untold' });
      } else if (missing === 'once') this.tell('deleted', { id }, mark);
    }
    return this.news;
  }

  private tells(kind: EventKind): boolean {
    return this.known?.kinds.includes(kind) === true && this.news.next.kinds.includes(kind);
  }

  private tell(kind: EventKind, contact: Contact, before = '', after = ''): void {
    if (this.tells(kind)) this.news.events.push({ kind, contact, before, after });
  }
}
