import type { Contact } from '../contact/contact';
import type { Client } from '../http/client';
import { PAGE_SIZE, PAGES_AT_MOST, PAGES_EVER, SAMPLE_PAGE_SIZE } from '../http/limits';
import type { Failure } from '../problem/failure';
import { failed, type Result, succeeded } from '../result';
import { type Page, PageSource, readPage } from './pages';

/** Where in the list to go on. */
export interface Position {
  by: 'skip' | 'page';
  at: number;
  /** The first contact of the page before: where it comes first again, the position was ignored. */
  first?: string;
}

/** The contacts of one page, and where to go on; undefined behind the last page. */
export interface Step {
  contacts: Contact[];
  next: Position | undefined;
}

/** How a walk ended: at the end of the whole list, or why not. */
export type WalkEnd = Result<undefined, Failure>;

/** How to walk. */
export interface WalkOptions {
  /** Milliseconds that a request may take. */
  timeout: () => number;
  /** Where to begin; the beginning where it is left out. */
  start?: Position | undefined;
  /**
   * How many contacts are wanted for sure: their pages are asked for together, once the first page has told the
   * total; none where it is left out.
   */
  wanted?: () => number;
}

/** What to ask for, one after the other where it is refused; at last nothing, as the reference has it. */
const SIZES = [PAGE_SIZE, SAMPLE_PAGE_SIZE, undefined];

/** Pages without anything new that are allowed in a row when paging by `page`, which may count from 0 or 1. */
const BARREN_PAGES = 2;

/** More of the list was promised than was shown. */
const INCOMPLETE: Failure = { kind: 'incomplete', words: '', onlyRead: true };

const NO_LIST: Failure = {
  kind: 'notKore',
  status: 200,
  words: 'no list of contacts',
  onlyRead: true,
};

/**
 * Walks through all contacts of an app (stream), each once, in Kore.ai's order.
 *
 * `GET /contacts` documents no parameters, yet its answer names `skip` and `limit`. So both are sent, and
 * what comes back is believed rather than what was asked for: the walk goes on behind the contacts that
 * came, turns to `page` where `skip` changes nothing, drops repeats, and ends when nothing new comes or
 * when there are more pages than any list has.
 */
export async function* walkContacts(
  client: Client,
  options: WalkOptions,
): AsyncGenerator<Step, WalkEnd> {
  const pages = new PageSource(client, options.timeout);
  try {
    return yield* walkPages(pages, options.start ?? { by: 'skip', at: 0 }, options.wanted);
  } finally {
    await pages.settle();
  }
}

async function* walkPages(
  source: PageSource,
  start: Position,
  wanted: () => number = () => 0,
): AsyncGenerator<Step, WalkEnd> {
  const seen = new Set<string>();
  let position = start;
  let refused = 0;
  let barren = 0;
  let longest = 0;
  // Up to here the service has shown all that it shows, where it tells how it cut its pages.
  let shownTo = 0;
  let pagesAtMost = PAGES_AT_MOST;
  for (let pages = 1; pages <= pagesAtMost; pages++) {
    const limit = SIZES[refused];
    const outcome = await source.get({ ...position, limit });
    if (!outcome.ok) {
      const { kind, status } = outcome.problem;
      if (kind !== 'refused' || status === 404 || limit === undefined || seen.size > 0) {
        return failed(ofList(outcome.problem));
      }
      refused += 1;
      continue;
    }
    const page = readPage(outcome.value.body);
    if (page === undefined) return failed(NO_LIST);
    if (seen.size === 0) pagesAtMost = pagesOf(page);
    const fresh = freshIn(page, position, seen);
    const asAsked = position.by === 'skip' && page.skip === position.at;
    const isBehind = position.at >= shownTo;
    if (asAsked) {
      shownTo = Math.max(shownTo, endOf(page, position), position.at + (page.limit ?? 0));
    }
    const reached = Math.max(seen.size, asAsked ? endOf(page, position) : 0);
    const isLast = !saysMore(page, reached, longest);
    longest = Math.max(longest, page.length);
    const next = isLast || limit === undefined ? undefined : after(position, page);
    const total = page.total ?? Infinity;
    if (fresh.length > 0) {
      barren = 0;
      // Only behind a full page that began where it was asked for: then the others will, too.
      const isFull = page.length === (page.limit ?? limit);
      if (next?.by === 'skip' && asAsked && isFull && pages < pagesAtMost) {
        source.getAhead(next.at, Math.min(page.total ?? 0, wanted()), page.length, limit ?? 0);
      }
      yield { contacts: fresh, next };
    }
    if (next === undefined) return isLast ? succeeded(undefined) : failed(INCOMPLETE);
    if (fresh.length > 0) {
      position = next;
    } else if (seen.size >= total || (position.by === 'skip' && position.at >= total)) {
      return seen.size >= total || asAsked ? succeeded(undefined) : failed(INCOMPLETE);
    } else if (asAsked && total < Infinity && (page.length === 0 || !isBehind)) {
      // Deleted contacts may be counted and not shown: nothing new is here, but there may be behind.
      position = { ...position, at: shownTo };
    } else {
      barren += position.by === 'page' ? 1 : 0;
      if (barren >= BARREN_PAGES) break;
      position = { ...position, by: 'page', at: position.by === 'page' ? position.at + 1 : 1 };
    }
  }
  return failed(INCOMPLETE);
}

/** A list that is not there is a wrong address, and no sign of a contact that is gone. */
function ofList(failure: Failure): Failure {
  const kind = failure.kind === 'missing' ? 'refused' : failure.kind;
  return { ...failure, kind, onlyRead: true };
}

/** The contacts of a page that did not come before; they count as seen from now on. */
function freshIn(page: Page, { first }: Position, seen: Set<string>): Contact[] {
  // Where the walk goes on from an earlier one, only its last page is known to have been seen.
  if (seen.size === 0 && first !== undefined && page.contacts[0]?.id === first) return [];
  return page.contacts.filter(({ id }) => !seen.has(id) && seen.add(id));
}

/** Where in the list a page ends; the service's word on where it began is believed. */
function endOf(page: Page, position: Position): number {
  return (page.skip ?? position.at) + page.length;
}

/** Twice what the first page promises leaves room for a list that grows, but not for one that never ends. */
function pagesOf({ total, length }: Page): number {
  if (total === undefined || length === 0) return PAGES_AT_MOST;
  return Math.min(Math.max(PAGES_AT_MOST, 2 * Math.ceil(total / length)), PAGES_EVER);
}

function after(position: Position, page: Page): Position {
  const first = page.contacts[0] === undefined ? {} : { first: page.contacts[0].id };
  if (position.by === 'page') return { by: 'page', at: position.at + 1, ...first };
  // By what came, not by what was promised: a page cut short would otherwise hide the contacts behind it.
  const gap = page.length > 0 ? 0 : (page.limit ?? PAGE_SIZE);
  return { by: 'skip', at: endOf(page, position) + gap, ...first };
}

/**
 * Whether there is more behind a page, by what the service says. Where it says nothing, a page that is
 * shorter than one before it is the last.
 */
function saysMore(page: Page, reached: number, longest: number): boolean {
  if (page.hasMore === true) return true;
  const isFull = page.length > 0 && page.length >= (page.limit ?? 0);
  if (page.total !== undefined) return isFull && page.total > reached;
  if (page.hasMore === false) return false;
  return isFull && page.length >= longest;
}
