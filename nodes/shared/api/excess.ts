import type { Failure } from '../problem/failure';
import type { Page } from './pages';

/** How far a reading of the list has come. */
interface Progress {
  known: { size: number };
  reading: { pages: number };
}

/**
 * Tells of a list that takes more requests than it may: by its first page, where that tells how many contacts there
 * are, or else once so many pages were read. That there are more pages is known.
 *
 * @param page the last page that came
 * @param most how many requests one reading may take
 */
export function excessOf(
  { known, reading: { pages } }: Progress,
  { total, length }: Page,
  most: number,
): Failure | undefined {
  if (total === undefined) {
    if (pages < most) return undefined;
    return excess(`the first ${known.size} contacts took ${pages} requests`, most);
  }
  // Each page begins with the last contact of the one before.
  const needed = 1 + Math.ceil((total - length) / Math.max(1, length - 1));
  // Behind the first page a list may take more because it changes, which passes.
  if (pages > 1 || needed <= most) return undefined;
  return excess(`${total} contacts, ${length} a page, take ${needed} requests`, most);
}

function excess(words: string, most: number): Failure {
  return { kind: 'tooLong', words, most, onlyRead: true };
}
