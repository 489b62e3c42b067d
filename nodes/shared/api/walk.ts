import type { Contact } from '../contact/contact';
import type { Client, Outcome } from '../http/client';
import type { Failure } from '../http/failure';
import {
  PAGE_SIZE,
  PAGES_AT_MOST,
  PAGES_EVER,
  REQUESTS_AT_ONCE,
  SAMPLE_PAGE_SIZE,
} from '../http/limits';
import { type Page, readPage } from './page';

/** Where in the list to go on. */
export interface Position {
  /** Kore.ai's calls page by `skip` or by `page`; nobody knows yet which this one takes. */
  by: 'skip' | 'page';
  at: number;
  /** The first contact of the page before: where it comes first again, the position was ignored. */
  first?: string;
}

/** One step through the list. */
export type Step =
  /** `next` is where to go on; undefined behind the last page. */
  | { kind: 'contacts'; contacts: Contact[]; next: Position | undefined }
  /** The end; not complete where the service showed less than it says it has. */
  | { kind: 'end'; complete: boolean }
  | { kind: 'failure'; failure: Failure };

/** What to ask for, one after the other where it is refused; at last nothing, as the reference has it. */
const SIZES = [PAGE_SIZE, SAMPLE_PAGE_SIZE, undefined];

/** Pages without anything new that are allowed in a row when paging by `page`, which may count from 0 or 1. */
const BARREN_PAGES = 2;

/**
 * Walks through all contacts of an app (stream), each once, in Kore.ai's order.
 *
 * `GET /contacts` documents no parameters, yet its answer names `skip` and `limit`. So both are sent, and
 * what comes back is believed rather than what was asked for: the walk goes on behind the contacts that
 * came, turns to `page` where `skip` changes nothing, drops repeats, and ends when nothing new comes or
 * when there are more pages than any list has.
 *
 * @param client whose contacts
 * @param start where to begin; the beginning where it is left out
 * @param wanted how many contacts are wanted for sure: their pages are asked for together, once the first
 *   page has told the total; none where it is left out
 */
export async function* walkContacts(
  client: Client,
  start?: Position,
  wanted: () => number = () => 0,
): AsyncGenerator<Step, void> {
  const ahead = new Map<number, Promise<Outcome>>();
  const seen = new Set<string>();
  let position: Position = start ?? { by: 'skip', at: 0 };
  let refused = 0;
  let barren = 0;
  let longest = 0;
  // Up to here the service has shown all that it shows, where it tells how it cut its pages.
  let shownTo = 0;
  let pagesAtMost = PAGES_AT_MOST;
  for (let pages = 1; pages <= pagesAtMost; pages++) {
    const limit = SIZES[refused];
    const early = position.by === 'skip' ? ahead.get(position.at) : undefined;
    if (early !== undefined) ahead.delete(position.at);
    const outcome = await (early ?? askFor(client, position, limit));
    if (!outcome.ok) {
      if (outcome.failure.kind === 'refused' && limit !== undefined && seen.size === 0) {
        refused += 1;
        continue;
      }
      // What was asked for ahead of time must not go on when the node has ended.
      await Promise.all(ahead.values());
      yield { kind: 'failure', failure: ofList(outcome.failure) };
      return;
    }
    const page = readPage(outcome.body);
    if (page === undefined) {
      yield { kind: 'failure', failure: NO_LIST };
      return;
    }
    if (seen.size === 0) pagesAtMost = pagesOf(page);
    const fresh = freshIn(page, position, seen);
    const asAsked = position.by === 'skip' && page.skip === position.at;
    const isBehind = position.at >= shownTo;
    if (asAsked)
      shownTo = Math.max(shownTo, endOf(page, position), position.at + (page.limit ?? 0));
    const reached = Math.max(seen.size, asAsked ? endOf(page, position) : 0);
    const isLast = !saysMore(page, reached, longest);
    longest = Math.max(longest, page.length);
    const next = isLast || limit === undefined ? undefined : after(position, page);
    if (fresh.length > 0) {
      barren = 0;
      const until = Math.min(page.total ?? 0, wanted());
      // Only behind a full page that began where it was asked for: then the others will, too.
      if (next?.by === 'skip' && asAsked && page.length === (page.limit ?? limit)) {
        for (let at = next.at; at < until && ahead.size < REQUESTS_AT_ONCE; at += page.length) {
          if (!ahead.has(at)) ahead.set(at, askFor(client, { by: 'skip', at }, limit));
        }
      }
      yield { kind: 'contacts', contacts: fresh, next };
    }
    if (next === undefined) {
      yield { kind: 'end', complete: isLast };
      return;
    }
    const total = page.total ?? Infinity;
    if (fresh.length > 0) {
      position = next;
    } else if (seen.size >= total || (position.by === 'skip' && position.at >= total)) {
      yield { kind: 'end', complete: seen.size >= total || asAsked };
      return;
    } else if (asAsked && total < Infinity && (page.length === 0 || !isBehind)) {
      // Deleted contacts may be counted and not shown: nothing new is here, but there may be behind.
      position = { ...position, at: shownTo };
    } else {
      barren += position.by === 'page' ? 1 : 0;
      if (barren >= BARREN_PAGES) break;
      position = { ...position, by: 'page', at: position.by === 'page' ? position.at + 1 : 1 };
    }
  }
  yield { kind: 'end', complete: false };
}

/** A list that is not there is a wrong address, and no sign of a contact that is gone. */
function ofList(failure: Failure): Failure {
  return failure.kind === 'missing' ? { ...failure, kind: 'refused' } : failure;
}

const NO_LIST: Failure = { kind: 'notKore', status: 200, words: 'no list of contacts' };

/** The contacts of a page that did not come before; they count as seen from now on. */
function freshIn(page: Page, { first }: Position, seen: Set<string>): Contact[] {
  // Where the walk goes on from an earlier one, only its last page is known to have been seen.
  if (seen.size === 0 && first !== undefined && page.contacts[0]?.id === first) return [];
  return page.contacts.filter(({ id }) => !seen.has(id) && seen.add(id));
}

async function askFor(
  client: Client,
  { by, at }: Position,
  limit: number | undefined,
): Promise<Outcome> {
  const query = limit === undefined ? {} : { query: { [by]: at, limit } };
  return await client.send({ method: 'GET', path: ['contacts'], ...query });
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
