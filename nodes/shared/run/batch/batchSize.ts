/** Words with which a service says how many contacts one call may hold. */
const SAYS_MOST =
  /\b(?:at most|max\w*|limit\w*|up to|more than|exceed\w*)\D{0,30}(\d{1,6})\s*(?:contacts?|records?|ids?|items?|entries|rows)\b/i;

/**
 * How many entries go into one call: what a person asked for, until refusals tell that it is too many. It is
 * learnt once for a run: a number that a refusal names is believed, else the middle between what was accepted
 * and what was not is tried with the next batches, by one of them at a time.
 */
export class BatchSize {
  /** The most that was accepted in one call, once a larger one was not. */
  private fits = 0;

  /** The least that is known to be too many. */
  private tooMany = Infinity;

  private isTrying = false;

  /** @param wanted entries in a call, 1 or more */
  constructor(private readonly wanted: number) {}

  /** Takes batch after batch off the front of the list, each as large as is known by then. */
  *cut<T>(waiting: T[]): Generator<T[]> {
    while (waiting.length > 0) yield waiting.splice(0, this.next());
  }

  /** Tells that a batch was answered. One that is accepted after all shows that no size was to blame before. */
  answered(length: number, isAccepted: boolean): void {
    if (length > this.fits) this.isTrying = false;
    if (!isAccepted || this.tooMany === Infinity) return;
    if (length >= this.tooMany) this.tooMany = Infinity;
    else this.fits = Math.max(this.fits, length);
  }

  /** Takes part after part off a batch that was refused: its halves, or smaller ones where more is known. */
  *cutRefused<T>(batch: T[]): Generator<T[]> {
    const half = batch.length < this.tooMany ? Math.ceil(batch.length / 2) : Infinity;
    const waiting = [...batch];
    while (waiting.length > 0) yield waiting.splice(0, Math.min(half, this.next()));
  }

  /** Learns from a refusal that says how many a call may hold. */
  readMost(words: string, refused: number): void {
    const most = Number(SAYS_MOST.exec(words)?.[1] ?? 0);
    if (most > 0 && most < refused && most + 1 < this.tooMany) this.exceeded(most + 1, most);
  }

  /**
   * Learns that so many were refused in one call, and that all of them were accepted in smaller ones.
   *
   * @param accepted how many the largest of those held
   */
  exceeded(refused: number, accepted: number): void {
    this.tooMany = Math.min(this.tooMany, refused);
    const most = Math.min(accepted, this.tooMany - 1);
    this.fits = this.fits < this.tooMany ? Math.max(this.fits, most) : most;
  }

  private next(): number {
    if (this.tooMany > this.wanted) return this.wanted;
    const middle = Math.floor((this.fits + this.tooMany) / 2);
    if (this.isTrying || middle === this.fits) return this.fits;
    this.isTrying = true;
    return middle;
  }
}
