import { contactAnswer } from './answers';
import { limitTooLarge } from './failures';
import type { ContactStore } from './store';
import type { Switches } from './switches';
import type { StoredContact } from './types';

/** The `limit` that the documented sample echoes for a request without parameters (D). */
const DEFAULT_LIMIT = 10;

interface Page {
  contacts: StoredContact[];
  /** The echoed skip and limit, whatever really was done. */
  skip: number;
  limit: number;
  hasMore: boolean;
  total: number;
}

/**
 * The answer to a list, as the switches of paging have it.
 *
 * @param query the request's query parameters
 * @returns the body
 * @throws Refusal 412 for a limit that is too large, if the switch `limitMode` says so
 */
export function listAnswer(
  query: Record<string, string>,
  store: ContactStore,
  switches: Switches,
): unknown {
  const page = pageFor(query, store, switches);
  const results = page.contacts.map((contact) => contactAnswer(contact, 'list', switches.idField));
  if (switches.paging === 'body-array' || switches.paging === 'all-array') return results;
  if (switches.paging === 'liar' || switches.paging === 'all') return { results };
  return {
    results,
    skip: page.skip,
    limit: page.limit,
    ...(switches.hasMoreMode === 'true' && { hasMore: page.hasMore }),
    ...(switches.tellsTotal && {
      totalPages: page.limit > 0 ? Math.ceil(page.total / page.limit) : 0,
      totalResults: page.total,
    }),
  };
}

function pageFor(query: Record<string, string>, store: ContactStore, switches: Switches): Page {
  const { hiddenCounted, listInactive } = switches;
  const all = hiddenCounted ? store.ordered() : store.listed();
  const isShown = ({ status }: StoredContact) => listInactive || status === 'ACTIVE';
  const total = all.length;
  const limit = effectiveLimit(query['limit'], switches);
  const skip = wholeNumber(query['skip']) ?? 0;
  const echoed = switches.echo === 'asked' ? wholeNumber(query['limit']) || limit : limit;
  const cut = (from: number): Page => ({
    contacts: all.slice(from, from + limit).filter(isShown),
    skip: from,
    limit: echoed,
    hasMore: from + echoed < total,
    total,
  });
  switch (switches.paging) {
    case 'skip':
    case 'liar':
    case 'body-array':
      return cut(skip);
    case 'page':
      return { ...cut(limit * Math.max(0, (wholeNumber(query['page']) ?? 1) - 1)), skip: 0 };
    case 'page-true':
      return cut(limit * Math.max(0, (wholeNumber(query['page']) ?? 1) - 1));
    case 'page0':
      return { ...cut(limit * (wholeNumber(query['page']) ?? 0)), skip: 0 };
    case 'ignored':
      return { ...cut(0), contacts: all.slice(0, limit), hasMore: true };
    case 'all':
    case 'all-array':
    case 'everything':
      return { contacts: all, skip: 0, limit: total, hasMore: false, total };
    case 'endless': {
      const contacts = Array.from(
        { length: limit },
        (_, i) => all[skip + i] ?? store.madeUp(skip + i),
      );
      return { contacts, skip, limit, hasMore: true, total: skip + 2 * limit };
    }
    case 'repeat': {
      const lastPage = limit * Math.max(0, Math.ceil(total / limit) - 1);
      return { ...cut(Math.min(skip, lastPage)), skip, hasMore: true };
    }
  }
}

function effectiveLimit(asked: string | undefined, switches: Switches): number {
  const { limitMode, maxLimit } = switches;
  if (limitMode === 'fixed10') return DEFAULT_LIMIT;
  const limit = wholeNumber(asked) || DEFAULT_LIMIT;
  if (limit > maxLimit && limitMode === 'refuse') {
    throw limitTooLarge(switches.limitRefusal);
  }
  return Math.min(limit, maxLimit);
}

/** @returns the number, or undefined for what is none: such a parameter is ignored */
function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
