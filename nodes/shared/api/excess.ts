import type { Failure } from '../problem/failure';
import type { Page } from './pages';

/** How far a reading of the list has come. */
interface Progress {
  /** How many contacts it has shown. */
  shown: number;
  pages: number;
  /** How many requests it took; a page that was refused for its size takes more than one. */
  requests: number;
}

/**
 * Tells of a list that takes more requests than it may: by its first page, where that tells how many contacts there
 * are, or else once so many requests were made. That there are more pages is known.
 *
 * @param page the last page that came
 * @param most how many requests one reading may take
 */
export function excessOf(
  { shown, pages, requests }: Progress,
  { total, length }: Page,
  most: number,
): Failure | undefined {
  if (total === undefined) {
    if (requests < most) return undefined;
    return excess(`the first ${shown} contacts took ${requests} requests`, most);
  }
  // Behind the first page a list may take more because it changes, which passes.
  if (pages > 1 || length === 0) return undefined;
  // Each page begins with the last contact of the one before.
  const needed = 1 + Math.ceil((total - length) / Math.max(1, length - 1));
  if (needed <= most) return undefined;
  return excess(`${total} contacts, ${length} a page, take ${needed} requests`, most);
}

function excess(words: string, most: number): Failure {
  return { kind: 'tooLong', words, most, onlyRead: true };
}
