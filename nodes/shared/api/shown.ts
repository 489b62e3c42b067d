import type { Contact } from '../contact/contact';
import { PAGES_AT_MOST, PAGES_EVER } from '../http/limits';
import type { Failure } from '../problem/failure';
import type { Result } from '../result';
import { excessOf } from './excess';
import { type ListOrder, type State, stateOf } from './listOrder';
import type { Page, PageSource } from './pages';
import type { Size } from './pageSize';

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
  /** The contacts, in the order in which they came first. */
  known: Map<string, State>;
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

/** HTTP tells the time in whole seconds, and two clocks that differ by less than two count as one. */
const CLOCK_SLACK_MS = 2_000;

/** More of the list was promised than was shown. */
export const INCOMPLETE: Failure = { kind: 'incomplete', words: '', onlyRead: true };

/** The list changed faster than it could be read. */
export const CHANGING: Failure = { kind: 'changing', words: '', onlyRead: true };

/** Keeps what one reading shows. */
export class Shown {
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
      known: this.known,
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
    const before = this.known.size;
    for (const contact of page.contacts) this.known.set(contact.id, stateOf(contact));
    const { yielded } = this.walk;
    const toYield = page.contacts.filter(({ id }) => !yielded.has(id) && yielded.add(id));
    return { fresh: this.known.size - before, toYield };
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

/** Twice what the first page promises leaves room for a list that grows, but not for one that never ends. */
function pagesOf({ total, length }: Page): number {
  if (total === undefined || length === 0) return PAGES_AT_MOST;
  return Math.min(Math.max(PAGES_AT_MOST, 2 * Math.ceil(total / length)), PAGES_EVER);
}
