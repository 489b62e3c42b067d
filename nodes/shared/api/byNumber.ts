import { SAMPLE_PAGE_SIZE } from '../http/limits';
import { failed, succeeded } from '../result';
import { isSamePage, type Page } from './pages';
import { isUsualSize, type Size } from './pageSize';
import { INCOMPLETE, type Position, type ReadingEnd, Shown, type Step, type Walk } from './shown';

/** Pages without anything new that are allowed in a row when paging by `page`, which may count from 0 or 1. */
const BARREN_PAGES = 2;

/** Goes on where `skip` changes nothing: by number, unless the whole list came at once. */
export async function* withoutSkip(
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
export async function* readByNumber(
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
