import { MARK_LENGTH } from './events';

/**
 * What is remembered of one contact: its mark, whether the last reading lacked it, and its id, in one text as it is
 * written, so that nothing is taken apart and put together of 20,000 that have not changed.
 */
export type Seen = string;

/**
 * Whether the last reading lacked a contact: not, or for the first time, so that it is told as deleted if the next one
 * lacks it too; `untold` where deletions were not to be told then.
 */
export type Missing = 'no' | 'once' | 'untold';

const SIGNS: Record<Missing, string> = { no: '0', once: '1', untold: '2' };

const SEEN = new RegExp(`^[\\w-]{${MARK_LENGTH}}[012].`, 's');

export function seenAs(mark: string, missing: Missing, id: string): Seen {
  return mark + SIGNS[missing] + id;
}

/** Whether a value is what `seenAs` writes. */
export function isSeen(value: unknown): value is Seen {
  return typeof value === 'string' && SEEN.test(value);
}

export const markIn = (seen: Seen): string => seen.slice(0, MARK_LENGTH);

export const idIn = (seen: Seen): string => seen.slice(MARK_LENGTH + 1);

export const isMissing = (seen: Seen, missing: Missing): boolean =>
  seen[MARK_LENGTH] === SIGNS[missing];

/** What is remembered of a list, out of which contacts are taken as they come. */
export class Remembered {
  /** How many have come, all of them in the order in which they are remembered. */
  private inOrder = 0;

  /** Those that have not come, by id, from the first one on that came out of order. */
  private lacking: Map<string, Seen> | undefined;

  constructor(private readonly all: Seen[]) {}

  /** Takes out what is remembered of a contact. A list that is as before needs no map, a tenth of a poll. */
  take(id: string): Seen | undefined {
    const next = this.lacking === undefined ? this.all[this.inOrder] : undefined;
    if (next !== undefined && idIn(next) === id) {
      this.inOrder += 1;
      return next;
    }
    this.lacking ??= new Map(this.rest().map((seen) => [idIn(seen), seen]));
    const seen = this.lacking.get(id);
    this.lacking.delete(id);
    return seen;
  }

  /** What is remembered of those that have not come. */
  rest(): Seen[] {
    return this.lacking === undefined ? this.all.slice(this.inOrder) : [...this.lacking.values()];
  }
}
