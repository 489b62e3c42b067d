import type { Contact } from '../contact/contact';
import { PAGES_AT_MOST, PAGES_EVER, PAGES_IN_VAIN, SAMPLE_PAGE_SIZE } from '../http/limits';
import type { Failure } from '../problem/failure';
import { failed, type Result, succeeded } from '../result';
import { excessOf } from './excess';
import { isInState, isSameState, type ListOrder, type State, stateOf } from './listOrder';
import { isSamePage, type Page, type PageSource } from './pages';
import { isUsualSize, type Size } from './pageSize';

/** Where in the list to go on. */
export interface Position {
  by: 'skip' | 'page';
  at: number;
  /** The first contact of the page before: where it comes first again, the position was ignored. */
  first?: string;
  /** The last contact of the page before, with which the next one begins. */
  last?: string;
}

/** The contacts of one page, and where to go on; undefined behind the last page. */
export interface Step {
  contacts: Contact[];
  next: Position | undefined;
}

/** What all readings of one walk share. */
export interface Walk {
  source: PageSource;
  order: ListOrder;
  /** The contacts that were yielded. */
  yielded: Set<string>;
  /** How many contacts are wanted for sure. */
  wanted: () => number;
  /** How many requests one reading may take. */
  most: number;
  /** The service's clock, in milliseconds. */
  now: () => number;
}

/** What one reading of the list showed. */
export interface Reading {
  by: 'skip' | 'page';
  ids: string[];
  pages: number;
  /** Whether the list was seen to change. */
  hasChanged: boolean;
  /** Whether it was given up before the end, so that it says nothing of the list as a whole. */
  isGivenUp: boolean;
  /** Whether a contact came that had changed after the reading began. */
  hasNewer: boolean;
  /** Whether each page told how many contacts there are. */
  tellsTotal: boolean;
}

export type ReadingEnd = Result<Reading, Failure>;

/** Pages without anything new that are allowed in a row when paging by `page`, which may count from 0 or 1. */
const BARREN_PAGES = 2;

/** HTTP tells the time in whole seconds, and two clocks that differ by less than two count as one. */
const CLOCK_SLACK_MS = 2_000;

/** More of the list was promised than was shown. */
export const INCOMPLETE: Failure = { kind: 'incomplete', words: '', onlyRead: true };

/** The list changed faster than it could be read. */
export const CHANGING: Failure = { kind: 'changing', words: '', onlyRead: true };

/** Keeps what one reading shows. */
class Shown {
  readonly known = new Map<string, State>();
  readonly reading: Reading;
  pagesAtMost = PAGES_AT_MOST;
  longest = 0;
  private readonly since: number;
  private readonly askedBefore: number;

  constructor(
    private readonly walk: Walk,
    by: Reading['by'],
  ) {
    this.reading = {
      by,
      ids: [],
      pages: 0,
      hasChanged: false,
      isGivenUp: false,
      hasNewer: false,
      tellsTotal: true,
    };
    this.since = walk.now() - CLOCK_SLACK_MS;
    this.askedBefore = walk.source.asked;
  }

  /** Tells of a list that takes more requests than it may, where there is more of it behind a page. */
  excess(page: Page): Failure | undefined {
    const { source, most } = this.walk;
    const requests = source.asked - this.askedBefore;
    const { pages } = this.reading;
    return excessOf({ shown: this.known.size, pages, requests }, page, most);
  }

  /** @returns how many contacts of the page are new to this reading, and those that are new to the walk */
  take(page: Page): { fresh: number; toYield: Contact[] } {
    if (this.reading.pages === 0) this.pagesAtMost = pagesOf(page);
    this.reading.pages += 1;
    if (page.total === undefined) this.reading.tellsTotal = false;
    if (this.walk.order.look(page.contacts) >= this.since) this.reading.hasNewer = true;
    const before = this.reading.ids.length;
    for (const contact of page.contacts) {
      if (!this.known.has(contact.id)) this.reading.ids.push(contact.id);
      this.known.set(contact.id, stateOf(contact));
    }
    const { yielded } = this.walk;
    const toYield = page.contacts.filter(({ id }) => !yielded.has(id) && yielded.add(id));
    return { fresh: this.reading.ids.length - before, toYield };
  }

  /**
   * Whether there is more behind a page. A short page ends a list only where nothing says that there is more.
   *
   * @param reached up to where the list was seen
   */
  saysMore(page: Page, reached: number, asked: Size): boolean {
    const isLong = page.length >= this.longest || (asked !== undefined && page.length >= asked);
    this.longest = Math.max(this.longest, page.length);
    if (page.hasMore === true) return true;
    if (page.total !== undefined) return page.total > reached;
    // Without parameters nothing more can be asked for.
    if (asked === undefined && page.hasMore === false) return false;
    return page.length > 0 && isLong;
  }
}

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
  const { source } = walk;
  if (start.by === 'page') return yield* readByNumber(walk, start);
  const record = new Shown(walk, 'skip');
  const { known, reading } = record;
  let at = start.at;
  let before: Page | undefined;
  // Where the page before was asked for.
  let begunAt = -1;
  let last: Contact | undefined;
  // Nothing need be known of the first page, nor of one behind a stretch that the service hides.
  let isBehindGap = true;
  let shownTo = 0;
  let inVain = 0;
  let hides = false;
  for (let requests = 1; requests <= record.pagesAtMost; requests++) {
    const asked = await source.from(at);
    if (!asked.ok) return asked;
    const { page, limit, isEarly } = asked.value;
    const isPerfect =
      isSameState(page.contacts[0], last) &&
      page.total === before?.total &&
      (page.skip ?? at) === at;
    if (isEarly && !isPerfect) {
      source.dropAhead();
      continue;
    }
    if (before === undefined && isEndAgain(page, at, start)) return succeeded(reading);
    // Behind a step back the same page may come again.
    if (at > begunAt && isIgnored(page, at, start, before, known)) {
      // As many contacts as a page goes on by may have come, too.
      if (page.total !== before?.total) reading.hasChanged = true;
      return yield* withoutSkip(walk, record, page, limit, before);
    }
    if (at > begunAt && !isPerfect && before !== undefined && looksIgnored(page, record)) {
      return succeeded({ ...reading, isGivenUp: true });
    }
    const begin = page.skip ?? at;
    const isAnchored =
      at === 0 ||
      (isBehindGap && (before === undefined || page.total === before.total)) ||
      page.contacts.some((contact) => isInState(contact, known.get(contact.id)));
    if (!isAnchored) {
      reading.hasChanged = true;
      if (++inVain > PAGES_IN_VAIN) return failed(CHANGING);
      const gone = (before?.total ?? 0) - (page.total ?? Infinity);
      at = Math.max(0, at - Math.max(record.longest - 1, gone, 1));
      continue;
    }
    const isHidden = mayHide(page, before, known);
    if (before !== undefined && !isPerfect && !isHidden) {
      const isNew = page.contacts.every(({ id }) => !known.has(id));
      if (!isBehindGap || !isNew || page.total !== before.total) reading.hasChanged = true;
    }
    if (before === undefined) skipRead(walk, page, start);
    const { fresh, toYield } = record.take(page);
    const end = begin + page.length;
    const asAsked = page.skip === at;
    if (asAsked) shownTo = Math.max(shownTo, begin + (page.limit ?? page.length));
    const hasMore = record.saysMore(page, end, limit);
    const isDone =
      !hasMore ||
      (fresh === 0 && page.total !== undefined && end >= page.total) ||
      (fresh === 0 && page.lastPlace < 1 && asAsked && tellsNoMore(page)) ||
      until(page, toYield);
    const excess = isDone ? undefined : record.excess(page);
    if (excess !== undefined) return failed(excess);
    const isStuck = fresh === 0 && (page.lastPlace < 1 || isHidden);
    let next: Position | undefined;
    if (!isDone && limit !== undefined) {
      isBehindGap = isStuck || page.lastPlace < 1;
      const place = isStuck
        ? Math.max(shownTo, begin + 1)
        : begin + (page.lastPlace < 1 ? page.length : page.lastPlace);
      const [first] = page.contacts;
      last = page.contacts.at(-1) ?? last;
      next = {
        by: 'skip',
        at: place,
        ...(first && { first: first.id }),
        ...(last && { last: last.id }),
      };
      const isFull = page.length === (page.limit ?? limit);
      if (isEarly && !isFull) hides = true;
      if (asAsked && isFull && !hides && page.lastPlace > 0) {
        source.getAhead(place, Math.min(page.total ?? 0, walk.wanted()), page.length - 1);
      }
    }
    if (toYield.length > 0) yield { contacts: toYield, next };
    if (isDone) return endOf(record, page, end, asAsked);
    if (next === undefined) return failed(INCOMPLETE);
    if (isStuck && !(asAsked && page.total !== undefined)) {
      return yield* readByNumber(walk, { by: 'page', at: 1 }, record, page, limit);
    }
    if (fresh === 0 && !isBehindGap && ++inVain > PAGES_IN_VAIN) return failed(CHANGING);
    if (fresh > 0) inVain = 0;
    before = page;
    begunAt = at;
    at = next.at;
  }
  return failed(INCOMPLETE);
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

function tellsNoMore({ hasMore, total }: Page): boolean {
  return hasMore !== true && total === undefined;
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

/**
 * Whether known contacts at the beginning of a page may come of contacts that the service counts and does not show:
 * then a page is shorter than it was to be. A page that was cut is of a usual size, or like its neighbours.
 */
function mayHide(page: Page, before: Page | undefined, known: Map<string, State>): boolean {
  if (before?.limit === undefined || before.total === undefined) return false;
  const missing = before.limit - before.length;
  const isCut = isUsualSize(before.length) || before.length === page.length;
  if (page.total !== before.total || missing <= 0 || (isCut && page.length > 1)) return false;
  const shift = page.contacts.findIndex(({ id }) => id === before.contacts.at(-1)?.id);
  const [first] = page.contacts;
  const isKnown = first === undefined || isInState(first, known.get(first.id));
  return isKnown && shift <= missing;
}

/** Goes on where `skip` changes nothing: by number, unless the whole list came at once. */
async function* withoutSkip(
  walk: Walk,
  record: Shown,
  page: Page,
  limit: Size,
  before: Page | undefined,
): AsyncGenerator<Step, ReadingEnd> {
  const { toYield } = before === undefined ? { toYield: [] } : record.take(page);
  if (toYield.length > 0) yield { contacts: toYield, next: undefined };
  const tellsNothing = [page.skip, page.limit, page.total].every((told) => told === undefined);
  if (before !== undefined && tellsNothing && page.hasMore !== true) {
    const other = await walk.source.numbered(2, SAMPLE_PAGE_SIZE);
    if (!other.ok) return other;
    const isSame = isSamePage(page, other.value.page);
    if (isSame && (page.hasMore === false || !isUsualSize(page.length))) {
      // What was created and deleted meanwhile may have made the same page of another place; not of two.
      const behind = await walk.source.from(page.length);
      if (!behind.ok) return behind;
      const isOther = !isSamePage(page, behind.value.page);
      if (isOther) return succeeded({ ...record.reading, isGivenUp: true });
      const { hasChanged, hasNewer } = record.reading;
      return succeeded({ ...record.reading, pages: hasChanged || hasNewer ? 2 : 1 });
    }
    if (isSame) return failed(INCOMPLETE);
  }
  return yield* readByNumber(walk, { by: 'page', at: 1 }, record, page, limit);
}

/**
 * Reads the list by the numbers of its pages. They do not overlap, so that any change may hide a contact: whoever
 * reads so has to read again unless nothing changed.
 *
 * @param first the first page, where it was had already
 */
async function* readByNumber(
  walk: Walk,
  start: Position,
  record = new Shown(walk, 'page'),
  first?: Page,
  limit?: Size,
): AsyncGenerator<Step, ReadingEnd> {
  const { known, reading } = record;
  reading.by = 'page';
  if (first !== undefined) walk.source.fixLimit(limit);
  let total = first?.total;
  let barren = 0;
  record.longest = first?.length ?? 0;
  for (let at = start.at; at < start.at + record.pagesAtMost; at++) {
    const asked = await walk.source.numbered(at);
    if (!asked.ok) return asked;
    const { page } = asked.value;
    // A service that counts from 1 shows its first page once more.
    const isFirstAgain =
      at === start.at &&
      (first !== undefined
        ? isSamePage(page, first)
        : start.first !== undefined && page.contacts[0]?.id === start.first);
    if (!isFirstAgain) {
      if (known.size > 0 && page.total !== total) reading.hasChanged = true;
      if (page.contacts.some(({ id }) => known.has(id))) reading.hasChanged = true;
    }
    total = page.total;
    const { fresh, toYield } = isFirstAgain ? { fresh: 0, toYield: [] } : record.take(page);
    const hasMore = record.saysMore(page, Math.max(known.size, 0), asked.value.limit);
    const isAll = page.total !== undefined && known.size >= page.total;
    const isDone = isFirstAgain ? false : !hasMore || (fresh === 0 && isAll);
    const excess = isDone ? undefined : record.excess(page);
    if (excess !== undefined) return failed(excess);
    const [one] = page.contacts;
    const next: Position = { by: 'page', at: at + 1, ...(one && { first: one.id }) };
    if (toYield.length > 0) yield { contacts: toYield, next: isDone ? undefined : next };
    if (isDone) return succeeded(reading);
    barren = fresh > 0 ? 0 : barren + 1;
    if (barren >= BARREN_PAGES) break;
  }
  return failed(INCOMPLETE);
}

/** Twice what the first page promises leaves room for a list that grows, but not for one that never ends. */
function pagesOf({ total, length }: Page): number {
  if (total === undefined || length === 0) return PAGES_AT_MOST;
  return Math.min(Math.max(PAGES_AT_MOST, 2 * Math.ceil(total / length)), PAGES_EVER);
}
