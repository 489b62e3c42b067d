import { PAGE_SIZE_KEPT_MS, PAGE_SIZES, PAGE_SIZES_KEPT, SAMPLE_PAGE_SIZE } from '../http/limits';
import { isAboutOtherThing } from '../http/judge';
import type { Failure } from '../problem/failure';

/** How many contacts to ask for: undefined leaves it to the service, as its reference has it. */
export type Size = number | undefined;

/** Sizes that services cut their pages to; one of any other size may well be a whole list. */
const USUAL_SIZES: readonly number[] = [10, 20, 25, 50, 100, 200, 250, 500, 1_000];

/** What one process has learnt, so that no run has to learn it again. */
const remembered = new Map<string, { size: Size; until: number }>();

/**
 * Finds how many contacts one page of an app may hold: siblings of this call take at most 50, 100 or 1,000, and
 * some refuse more. The largest is tried first, smaller ones where it is refused, cut or too much for a gateway.
 */
export class PageSize {
  private left: Size[];

  private hadSilence = false;

  /**
   * @param app what tells the app from all others: its host and id
   * @param enough up to which place of the list contacts are wanted, for a page that begins at a place
   */
  constructor(
    private readonly app: string,
    private readonly enough: (place: number) => number,
  ) {
    const known = remembered.get(app);
    const isKnown = known !== undefined && known.until > Date.now();
    const sizes: Size[] = [...PAGE_SIZES, undefined];
    this.left = isKnown ? atMost(sizes, known.size) : sizes;
  }

  /** How many contacts to ask for from a place of the list on. */
  at(place: number): Size {
    const [largest] = this.left;
    if (largest === undefined) return undefined;
    return Math.min(largest, Math.max(SAMPLE_PAGE_SIZE, this.enough(place) - place));
  }

  /**
   * Goes down after a refusal.
   *
   * @param asked how many had been asked for
   * @returns whether there is anything smaller, and the refusal may be one of the size
   */
  lowerAfterRefusal(failure: Failure, asked: Size): boolean {
    return isRefusalOfSize(failure) && this.lower(asked);
  }

  /** Goes down where a gateway, or the service, answers nothing for the second time. */
  lowerAfterSilence({ kind, status }: Failure, asked: Size): void {
    if (kind !== 'silent' && !(kind === 'unavailable' && (status === 502 || status === 504)))
      return;
    // The last size is one without parameters, which says nothing of how much it is.
    if (this.hadSilence && this.left.length > 2) this.lower(asked);
    this.hadSilence = true;
  }

  /**
   * Learns from an answer. Where a page was cut, what came is asked for from now on; only a size that is a usual one
   * is believed to be a cut, since a service may also hide some of a page.
   */
  learn(asked: Size, page: { length: number; limit: Size }, hasMore: boolean): void {
    const { length, limit } = page;
    if (asked === undefined) return this.keep(undefined);
    const isCut = hasMore && length > 0 && length < asked;
    const told = limit !== undefined && limit > 0 && limit < asked ? limit : undefined;
    const came = isUsualSize(length) ? length : undefined;
    const cut = isCut ? (told ?? came) : undefined;
    if (cut !== undefined) this.left = atMost(this.left, cut);
    if (cut !== undefined || asked === this.left[0]) this.keep(this.left[0]);
  }

  /** A size that was asked for, or what came in its place. */
  notAbove(asked: Size): Size {
    const [largest] = this.left;
    return asked === undefined || largest === undefined ? asked : Math.min(asked, largest);
  }

  private lower(asked: Size): boolean {
    if (asked === undefined) return false;
    this.left = this.left.filter((size) => size === undefined || size < asked);
    return true;
  }

  private keep(size: Size): void {
    remembered.delete(this.app);
    remembered.set(this.app, { size, until: Date.now() + PAGE_SIZE_KEPT_MS });
    const [oldest] = remembered.keys();
    if (remembered.size > PAGE_SIZES_KEPT && oldest !== undefined) remembered.delete(oldest);
  }
}

/** Whether a service may have cut a page to this size. */
export function isUsualSize(length: number): boolean {
  return USUAL_SIZES.includes(length);
}

function atMost(sizes: Size[], size: Size): Size[] {
  if (size === undefined) return [undefined];
  return [size, ...sizes.filter((other) => other === undefined || other < size)];
}

function isRefusalOfSize({ kind, status, words }: Failure): boolean {
  if (status === 413 || status === 414) return true;
  // Some gateways give every answer the status 200.
  const isOfRequest = status === undefined || status < 300 || [400, 412, 422].includes(status);
  return kind === 'refused' && isOfRequest && !isAboutOtherThing(words);
}
