import { REQUESTS_AT_ONCE } from '../http/limits';

/**
 * Does a job for each entry, a few at a time: as many as requests may be open at once. The lanes share one
 * iterator, so that each entry is taken once, and in order. It returns when everything that was begun has ended.
 *
 * @param entries an iterator can be gone on with later, where it stopped
 * @param work does one; it gives back whether to go on with the next, and must not throw
 */
export async function concurrently<T>(
  entries: Iterable<T>,
  work: (entry: T) => Promise<boolean>,
): Promise<void> {
  const queue = entries[Symbol.iterator]();
  let goOn = true;
  const lane = async () => {
    while (goOn) {
      const entry = queue.next();
      if (entry.done === true) return;
      if (!(await work(entry.value))) goOn = false;
    }
  };
  await Promise.all(Array.from({ length: REQUESTS_AT_ONCE }, lane));
}
