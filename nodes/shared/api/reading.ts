import type { Contact } from '../contact/contact';
import { PAGES_IN_VAIN } from '../http/limits';
import { failed, succeeded } from '../result';
import { readByNumber, withoutSkip } from './byNumber';
import { isInState, isSameState, type State } from './listOrder';
import { type Asked, isSamePage, type Page } from './pages';
import { isUsualSize } from './pageSize';
import {
  CHANGING,
  INCOMPLETE,
  type Position,
  type ReadingEnd,
  Shown,
  type Step,
  type Walk,
} from './shown';

/**
 * Reads the list page by page with `skip`, each page beginning with the last contact of the one before.
 *
 * Contacts that nobody changes keep their order. So if a page shows a contact that was read before and is
 * unchanged, every contact that was there all the time and stands behind it, up to the end of the page, is on the
 * page, whatever was created or deleted meanwhile. A page without such a contact shows that something before it was
 * deleted: the reading steps back until it finds one.
 *
 * @param until whether a page is the last that is wanted
 */
export async function* readList(
  walk: Walk,
  start: Position,
  until: (page: Page, toYield: Contact[]) => boolean = () => false,
): AsyncGenerator<Step, ReadingEnd> {
  if (start.by === 'page') return yield* readByNumber(walk, start);
  const record = new Shown(walk, 'skip');
  const { known, reading } = record;
  const way = new Way(walk, record, start.at);
  for (let requests = 1; requests <= record.pagesAtMost; requests++) {
    const { at, before, isForward } = way;
    const asked = await walk.source.from(at);
    if (!asked.ok) return asked;
    const { page, limit, isEarly } = asked.value;
    const isAsExpected = way.isAsExpected(page);
    if (isEarly && !isAsExpected) {
      walk.source.dropAhead();
      continue;
    }

    if (before === undefined && isEndAgain(page, at, start)) return succeeded(reading);
    if (isForward && isIgnored(page, at, start, before, known)) {
      // As many contacts as a page goes on by may have come, too.
      if (page.total !== before?.total) reading.hasChanged = true;
      return yield* withoutSkip(walk, record, page, limit, before);
    }
    if (isForward && before !== undefined && !isAsExpected && looksIgnored(page, record)) {
      return succeeded({ ...reading, isGivenUp: true });
    }

    if (!way.isAnchored(page)) {
      if (!way.stepBack(page)) return failed(CHANGING);
      continue;
    }
    const isHidden = way.noteChange(page, isAsExpected);
    if (before === undefined) skipRead(walk, page, start);
    const { fresh, toYield } = record.take(page);
    const asAsked = page.skip === at;
    const end = (page.skip ?? at) + page.length;
    const hasMore = record.saysMore(page, end, limit);
    const isDone = !hasMore || (fresh === 0 && isEnd(page, end, asAsked)) || until(page, toYield);
    const excess = isDone ? undefined : record.excess(page);
    if (excess !== undefined) return failed(excess);

    const isStuck = fresh === 0 && (page.lastPlace < 1 || isHidden);
    const next = isDone ? undefined : way.goOn(asked.value, isStuck);
    if (toYield.length > 0) yield { contacts: toYield, next };
    if (isDone) return endOf(record, page, end, asAsked);
    if (next === undefined) return failed(INCOMPLETE);
    if (isStuck && !(asAsked && page.total !== undefined)) {
      return yield* readByNumber(walk, { by: 'page', at: 1 }, record, page, limit);
    }
    if (!way.getsOn(fresh)) return failed(CHANGING);
  }
  return failed(INCOMPLETE);
}

/** How far a reading by `skip` has come, and what the page before tells of the next one. */
class Way {
  before: Page | undefined;

  /** Where the page before was asked for. */
  private begunAt = -1;

  private last: Contact | undefined;

  /** Nothing need be known of the first page, nor of one behind a stretch that the service hides. */
  private isBehindGap = true;

  /** Up to where the service said that it had shown the list. */
  private shownTo = 0;

  /** Pages in a row that brought nothing new. */
  private inVain = 0;

  /** Whether a page was shorter than it was to be, so that the places of those behind it can't be told. */
  private hides = false;

  /** @param at the place to ask for next */
  constructor(
    private readonly walk: Walk,
    private readonly record: Shown,
    public at: number,
  ) {}

  /** Whether the page to come is behind the one before: behind a step back the same page may come again. */
  get isForward(): boolean {
    return this.at > this.begunAt;
  }

  /** Whether a page begins with the contact that the one before ended with, and the list has not changed. */
  isAsExpected(page: Page): boolean {
    const isNext = isSameState(page.contacts[0], this.last) && page.total === this.before?.total;
    return isNext && (page.skip ?? this.at) === this.at;
  }

  /** Whether a page shows something that was read before, so that nothing is missing in between. */
  isAnchored(page: Page): boolean {
    const { before, record } = this;
    if (this.at === 0) return true;
    if (this.isBehindGap && (before === undefined || page.total === before.total)) return true;
    return page.contacts.some((contact) => isInState(contact, record.known.get(contact.id)));
  }

  /** Goes back to where a page may begin with something known; false after too many pages in vain. */
  stepBack(page: Page): boolean {
    this.record.reading.hasChanged = true;
    const gone = (this.before?.total ?? 0) - (page.total ?? Infinity);
    this.at = Math.max(0, this.at - Math.max(this.record.longest - 1, gone, 1));
    return ++this.inVain <= PAGES_IN_VAIN;
  }

  /**
   * Notes whether a page shows that the list has changed.
   *
   * @returns whether it may begin with known contacts because the service hides others
   */
  noteChange(page: Page, isAsExpected: boolean): boolean {
    const { before, record } = this;
    const isHidden = this.mayHide(page);
    if (before !== undefined && !isAsExpected && !isHidden) {
      const isNew = page.contacts.every(({ id }) => !record.known.has(id));
      if (!this.isBehindGap || !isNew || page.total !== before.total) {
        record.reading.hasChanged = true;
      }
    }
    return isHidden;
  }

  /**
   * Whether known contacts at the beginning of a page may come of contacts that the service counts and does not show:
   * then a page is shorter than it was to be. A page that was cut is as long as any before, and like its neighbours or
   * of a usual size with the end of the list behind it.
   */
  private mayHide(page: Page): boolean {
    const { at, before, record } = this;
    if (before?.limit === undefined || before.total === undefined) return false;
    const missing = before.limit - before.length;
    const isLast = (page.skip ?? at) + page.length >= before.total;
    const isLikeCut = before.length === page.length || (isUsualSize(before.length) && isLast);
    const isCut = before.length >= record.longest && isLikeCut;
    if (page.total !== before.total || missing <= 0 || (isCut && page.length > 1)) return false;
    const shift = page.contacts.findIndex(({ id }) => id === before.contacts.at(-1)?.id);
    const [first] = page.contacts;
    const isKnown = first === undefined || isInState(first, record.known.get(first.id));
    return isKnown && shift <= missing;
  }

  /**
   * Goes on behind a page, and asks for others ahead of time where their places are sure.
   *
   * @param isStuck whether it brought nothing new since the service hides what stands there
   * @returns undefined where nothing more can be asked for
   */
  goOn({ page, limit, isEarly }: Asked, isStuck: boolean): Position | undefined {
    const begin = page.skip ?? this.at;
    const asAsked = page.skip === this.at;
    if (asAsked) this.shownTo = Math.max(this.shownTo, begin + (page.limit ?? page.length));
    if (limit === undefined) return undefined;
    this.isBehindGap = isStuck || page.lastPlace < 1;
    const place = isStuck
      ? Math.max(this.shownTo, begin + 1)
      : begin + (page.lastPlace < 1 ? page.length : page.lastPlace);
    const [first] = page.contacts;
    this.last = page.contacts.at(-1) ?? this.last;
    const isFull = page.length === (page.limit ?? limit);
    if (isEarly && !isFull) this.hides = true;
    if (asAsked && isFull && !this.hides && page.lastPlace > 0) {
      const until = Math.min(page.total ?? 0, this.walk.wanted());
      this.walk.source.getAhead(place, until, page.length - 1);
    }
    this.before = page;
    this.begunAt = this.at;
    this.at = place;
    return {
      by: 'skip',
      at: place,
      ...(first && { first: first.id }),
      ...(this.last && { last: this.last.id }),
    };
  }

  /** Counts pages without anything new; false after too many. */
  getsOn(fresh: number): boolean {
    if (fresh > 0) this.inVain = 0;
    else if (!this.isBehindGap) this.inVain += 1;
    return this.inVain <= PAGES_IN_VAIN;
  }
}

/** Where a walk goes on from an earlier one, what stands before that one's last contact was yielded by it. */
function skipRead({ yielded }: Walk, { contacts }: Page, { last }: Position): void {
  const place = contacts.findIndex(({ id }) => id === last);
  for (const { id } of contacts.slice(0, place + 1)) yielded.add(id);
}

/** Whether a service shows its last page again to whoever goes on behind it. */
function isEndAgain({ contacts, skip, length, total }: Page, at: number, start: Position): boolean {
  if (at === 0 || skip !== at || total === undefined) return false;
  return contacts[0]?.id === start.first && at + length >= total;
}

/** Whether a page without anything new is the end of the list. */
function isEnd({ total, lastPlace, hasMore }: Page, end: number, asAsked: boolean): boolean {
  if (total !== undefined) return end >= total;
  return lastPlace < 1 && asAsked && hasMore !== true;
}

/** A list is not whole where it counts contacts that were never shown, at places that are not known. */
function endOf({ reading, known }: Shown, page: Page, end: number, asAsked: boolean): ReadingEnd {
  const { total, length } = page;
  if (total === undefined || asAsked || length > 0 || known.size >= total)
    return succeeded(reading);
  return end > total ? succeeded(reading) : failed(INCOMPLETE);
}

/** Whether a page that was asked for by its place is what came without that. */
function isIgnored(
  page: Page,
  at: number,
  start: Position,
  before: Page | undefined,
  known: Map<string, State>,
): boolean {
  const [first] = page.contacts;
  if (before === undefined) {
    return at > 0 && first !== undefined && first.id === start.first;
  }
  if (page.skip !== undefined && page.skip !== at) {
    return page.skip === 0 || page.contacts.every(({ id }) => known.has(id));
  }
  if (first === undefined || !isSamePage(page, before)) return false;
  return page.skip === undefined || (page.total === undefined && page.hasMore === true);
}

/**
 * Whether a page of a list that changed meanwhile may be the one that comes whatever is asked, where no echo tells:
 * then most of it is known, or what is new stands before what is known. What place it has can't be told; the list has to be read from its beginning.
 */
function looksIgnored(page: Page, { known, longest }: Shown): boolean {
  if (page.skip !== undefined || page.length < longest || page.length < 2) return false;
  const old = page.contacts.filter(({ id }) => known.has(id)).length;
  const beginsNew = !known.has(page.contacts[0]?.id ?? '');
  return 2 * old > page.length || (beginsNew && old > 0);
}
