import type { Failure } from '../../problem/failure';
import { isAboutOne, reasonOf, spokenFor } from './refusals';

/** Entries that were refused alone with the same words until these speak for others as well. */
const REFUSALS = 5;

/** Batches in a row that have one reason, until one entry of each further batch is asked first. */
const BATCHES = 2;

/** Refusals in a row, where each contact has a call of its own, until their reason is that of all others. */
const SINGLE_REFUSALS = 100;

/** The failures of contacts that are done one by one: what enough of them met in a row is not met by all others. */
export class FailuresInARow {
  /** The reason of all others. */
  spoken: Failure | undefined;

  private reason: string | undefined;

  private count = 0;

  /** @param names what the contact is called by */
  note(failure: Failure | undefined, names: string[]): void {
    if (failure !== undefined && isAboutOne(failure, names)) return;
    const reason = failure && reasonOf(failure, names);
    this.count = reason !== undefined && reason === this.reason ? this.count + 1 : 1;
    this.reason = reason;
    if (failure !== undefined && this.count >= SINGLE_REFUSALS) {
      this.spoken ??= spokenFor(failure, names);
    }
  }
}

/** What a batch that was refused as a whole has come to so far. */
export class BatchTrial {
  /** The reason that the rest of the batch has as well, once enough gave it and none was accepted. */
  spoken: Failure | undefined;

  private hasAccepted = false;

  private hasOwn = false;

  /** By reason, how many entries were refused alone. */
  private readonly refusals = new Map<string, number>();

  accepted(): void {
    this.hasAccepted = true;
  }

  /** @param names what the entry is called by */
  refused(failure: Failure, names: string[]): void {
    if (isAboutOne(failure, names)) {
      this.hasOwn = true;
      return;
    }
    const reason = reasonOf(failure, names);
    const count = (this.refusals.get(reason) ?? 0) + 1;
    this.refusals.set(reason, count);
    if (count >= REFUSALS && !this.hasAccepted) this.spoken = spokenFor(failure, names);
  }

  /** The one reason of the whole batch, and how many gave it alone; undefined where there is no such. */
  get common(): [reason: string, refusals: number] | undefined {
    if (this.hasAccepted || (this.spoken === undefined && this.hasOwn)) return undefined;
    const [first, ...others] = [...this.refusals].sort(([, a], [, b]) => b - a);
    return this.spoken !== undefined || others.length === 0 ? first : undefined;
  }
}

/** The reason that whole batches of a run had, one after the other. */
export class CommonReason {
  private reason: string | undefined;

  private batches = 0;

  private refusals = 0;

  /** Whether a further batch is likely to have the same reason, so that one of its entries is asked first. */
  get isLikely(): boolean {
    return this.batches >= BATCHES && this.refusals >= REFUSALS;
  }

  isSame(failure: Failure, names: string[]): boolean {
    return reasonOf(failure, names) === this.reason;
  }

  forget(): void {
    this.reason = undefined;
    this.batches = 0;
    this.refusals = 0;
  }

  /** Counts a batch that has been brought to its end. */
  note({ common }: BatchTrial): void {
    if (common === undefined || common[0] !== this.reason) this.forget();
    if (common === undefined) return;
    this.reason = common[0];
    this.batches += 1;
    this.refusals += common[1];
  }
}
