import { type Contact, isDeleted } from '../shared/contact/contact';
import { type ContactEvent, contentOf, type EventKind, markOf } from './events';
import { idIn, isMissing, markIn, Remembered, type Seen, seenAs } from './seen';

/** What is remembered of a list: the contacts that are in use, in its order. */
export interface Known {
  /** What was to be told when this was remembered. */
  kinds: EventKind[];
  contacts: Seen[];
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
  private readonly remembered: Remembered;

  private readonly news: News;

  /**
   * @param known undefined where nothing is remembered: then nothing is told
   * @param kinds which events are to be told
   */
  constructor(
    private readonly known: Known | undefined,
    kinds: EventKind[],
  ) {
    this.remembered = new Remembered(known?.contacts ?? []);
    this.news = { events: [], next: { kinds, contacts: [] } };
  }

  /** How many contacts in use were there so far. */
  get inUse(): number {
    return this.news.next.contacts.length;
  }

  /** Takes the next contact of the list, which comes once. */
  take(contact: Contact): void {
    const seen = this.remembered.take(contact.id);
    if (isDeleted(contact)) {
      const isNews = seen !== undefined && !isMissing(seen, 'untold');
      if (isNews) this.tell('deleted', contact, markIn(seen), markOf(contact));
      return;
    }
    const { contacts } = this.news.next;
    const content = contentOf(contact);
    if (seen?.startsWith(content) === true) {
      contacts.push(isMissing(seen, 'no') ? seen : seenAs(markIn(seen), 'no', contact.id));
      return;
    }
    const mark = markOf(contact, content);
    contacts.push(seenAs(mark, 'no', contact.id));
    if (seen === undefined) this.tell('created', contact, '', mark);
    else this.tell('updated', contact, markIn(seen), mark);
  }

  /** Ends a list that was read whole; of any other, nothing may be told or remembered. */
  end(): News {
    const { contacts } = this.news.next;
    for (const seen of this.remembered.rest()) {
      const id = idIn(seen);
      const mark = markIn(seen);
      if (isMissing(seen, 'no')) {
        contacts.push(seenAs(mark, this.tells('deleted') ? 'once' : 'untold', id));
      } else if (isMissing(seen, 'once')) this.tell('deleted', { id }, mark);
    }
    return this.news;
  }

  private tells(kind: EventKind): boolean {
    return this.known?.kinds.includes(kind) === true && this.news.next.kinds.includes(kind);
  }

  private tell(kind: EventKind, contact: Contact, before: string, after = ''): void {
    if (this.tells(kind)) this.news.events.push({ kind, contact, before, after });
  }
}
