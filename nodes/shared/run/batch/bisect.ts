import type { Outcome } from '../../http/client';
import { type Failure, mayBeDone } from '../../problem/failure';
import { failed, succeeded } from '../../result';
import { BatchSize } from './batchSize';
import { BatchTrial, CommonReason } from './commonReason';
import { isAboutOne, isRefusedWhole, spokenFor, withoutNames } from './refusals';

/**
 * Entries that were refused alone, each for itself, until the list is read to tell of the others. Fewer are found
 * with fewer requests than a list of a thousand contacts has pages.
 */
export const REFUSALS_BEFORE_LIST = 5;

/** Entries that were sent, and what came of it: an answer for all of them, or one failure. */
export interface Sent<T> {
  entries: T[];
  outcome: Outcome;
}

/** A call that is about many entries. */
export interface BatchCall<T> {
  send: (entries: T[]) => Promise<Outcome>;
  /** Whether a refusal's body is after all the answer for each entry. */
  isAnswer: (failure: Failure) => boolean;
  /** What a refusal may call an entry by: its id, its number, its names. */
  namesOf: (entry: T) => string[];
  /** Takes what came of each part; of entries that were not tried, since the run stopped, it is not told. */
  settle: (parts: Array<Sent<T>>) => void;
  /** Whether nothing new may begin. A batch whose parts are being sent is brought to its end all the same. */
  stopped: () => boolean;
  /**
   * Reads the list of contacts anew, as far as it is needed.
   *
   * @returns settles an entry that was refused with others, where the list tells why; and whether it did
   */
  readAnew: () => (entry: T, failure: Failure) => Promise<boolean>;
  /** Entries that were refused alone, each for itself, until the list is read to tell of the others. */
  refusalsBeforeList: number;
}

/** What the batches of one call taught in a run: how large they may be, and why all of them were refused. */
export class Learnt {
  readonly size: BatchSize;

  readonly common = new CommonReason();

  /** @param batchSize entries in a batch, unless that is too many */
  constructor(batchSize: number) {
    this.size = new BatchSize(batchSize);
  }
}

/**
 * Sends the batches of one call in a run, and where one is refused as a whole, its halves, and theirs, until
 * only the entries that are to blame are refused alone. It is bounded: what all are refused for is not asked
 * for each, what is about one contact is looked up in the list, and the size of a batch is learnt once.
 */
export class Bisection<T> {
  private tell: ReturnType<BatchCall<T>['readAnew']> | undefined;

  private isTelling = true;

  private ownRefusals = 0;

  /** Resolves when no batch is sent in parts: one after the other, so that each learns from those before. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly call: BatchCall<T>,
    private readonly learnt: Learnt,
  ) {}

  /** Takes batch after batch off the front of the list. */
  cut(waiting: T[]): Generator<T[]> {
    return this.learnt.size.cut(waiting);
  }

  /** Sends a batch, in parts where it is refused. */
  async send(batch: T[]): Promise<void> {
    if (this.learnt.common.isLikely) {
      this.call.settle(await this.askFirst(batch, async (rest) => await this.sendRest(rest)));
      return;
    }
    const outcome = await this.call.send(batch);
    this.learnt.size.answered(batch.length, outcome.ok);
    const refusal = this.refusalIn(outcome);
    if (refusal === undefined) {
      if (outcome.ok) this.learnt.common.forget();
      this.call.settle([{ entries: batch, outcome }]);
      return;
    }
    this.turn = this.turn.then(async () => this.call.settle(await this.inParts(batch, refusal)));
    await this.turn;
  }

  private async sendRest(rest: T[]): Promise<Array<Sent<T>>> {
    await this.send(rest);
    return [];
  }

  private async inParts(batch: T[], refusal: Failure): Promise<Array<Sent<T>>> {
    if (this.call.stopped()) {
      return mayBeDone(refusal) ? [{ entries: batch, outcome: failed(refusal) }] : [];
    }
    const trial = new BatchTrial();
    if (this.learnt.common.isLikely && batch.length > 1) {
      return await this.askFirst(
        batch,
        async (rest) => await this.sendPart(rest, mayBeDone(refusal), trial),
        mayBeDone(refusal),
      );
    }
    const parts = await this.resolve(batch, refusal, trial);
    this.learnt.common.note(trial);
    return parts;
  }

  /** Sends one entry: refused as all before it were, it speaks for its batch. */
  private async askFirst(
    batch: T[],
    sendRest: (rest: T[]) => Promise<Array<Sent<T>>>,
    silent = false,
  ): Promise<Array<Sent<T>>> {
    const [first, ...rest] = batch;
    if (first === undefined) return [];
    const outcome = remembering(await this.call.send([first]), silent);
    const parts = [{ entries: [first], outcome }];
    const refusal = this.refusalIn(outcome);
    const names = this.call.namesOf(first);
    if (refusal !== undefined && this.learnt.common.isSame(refusal, names)) {
      const reason = remembering(failed(spokenFor(refusal, names)), silent);
      return rest.length === 0 ? parts : [...parts, { entries: rest, outcome: reason }];
    }
    this.learnt.common.forget();
    return rest.length === 0 ? parts : [...parts, ...(await sendRest(rest))];
  }

  /** @param silent whether a try of a larger batch may have been carried out */
  private async sendPart(
    entries: T[],
    silent: boolean,
    trial: BatchTrial,
  ): Promise<Array<Sent<T>>> {
    if (trial.spoken !== undefined) {
      return [{ entries, outcome: remembering(failed(trial.spoken), silent) }];
    }
    const outcome = remembering(await this.call.send(entries), silent);
    this.learnt.size.answered(entries.length, outcome.ok);
    const refusal = this.refusalIn(outcome);
    if (refusal !== undefined) return await this.resolve(entries, refusal, trial);
    if (outcome.ok) trial.accepted();
    return [{ entries, outcome }];
  }

  /** Goes on with what was refused. */
  private async resolve(
    entries: T[],
    refusal: Failure,
    trial: BatchTrial,
  ): Promise<Array<Sent<T>>> {
    const [first] = entries;
    if (first === undefined) return [];
    const names = entries.flatMap((entry) => this.call.namesOf(entry));
    const isOwn = isAboutOne(refusal, names);
    if (entries.length === 1) {
      if (isOwn) this.ownRefusals += 1;
      trial.refused(refusal, names);
      return [{ entries, outcome: failed(refusal) }];
    }
    // The words may name one of them, and are to be said of each.
    const said = { ...refusal, words: withoutNames(refusal.words, names) };
    const others = isOwn ? await this.notTold(entries, said) : entries;
    const silent = mayBeDone(refusal);
    if (others.length === 0) return [];
    if (others.length < entries.length) return await this.sendPart(others, silent, trial);
    this.learnt.size.readMost(refusal.words, entries.length);
    return await this.split(entries, silent, trial);
  }

  private async split(entries: T[], silent: boolean, trial: BatchTrial): Promise<Array<Sent<T>>> {
    const parts: Array<Sent<T>> = [];
    for (const part of this.learnt.size.cutRefused(entries)) {
      parts.push(...(await this.sendPart(part, silent, trial)));
    }
    const sizes = parts.map((part) => (part.outcome.ok ? part.entries.length : 0));
    const accepted = sizes.reduce((sum, size) => sum + size, 0);
    // Nothing in it was to blame, so it was too large.
    if (accepted === entries.length) this.learnt.size.exceeded(entries.length, Math.max(...sizes));
    return parts;
  }

  /**
   * Lets the list tell which of the entries can only be refused: the one that was read for a batch before, else
   * a new one, unless the last told nothing.
   *
   * @returns the others
   */
  private async notTold(entries: T[], refusal: Failure): Promise<T[]> {
    if (this.ownRefusals < this.call.refusalsBeforeList) return entries;
    const others = await this.askList(entries, refusal);
    if (others.length < entries.length || !this.isTelling) return others;
    this.tell = this.call.readAnew();
    const left = await this.askList(entries, refusal);
    this.isTelling = left.length < entries.length;
    return left;
  }

  private async askList(entries: T[], refusal: Failure): Promise<T[]> {
    if (this.tell === undefined) return entries;
    const others: T[] = [];
    for (const entry of entries) if (!(await this.tell(entry, refusal))) others.push(entry);
    return others;
  }

  private refusalIn(outcome: Outcome): Failure | undefined {
    if (outcome.ok || !isRefusedWhole(outcome.problem)) return undefined;
    return this.call.isAnswer(outcome.problem) ? undefined : outcome.problem;
  }
}

function remembering(outcome: Outcome, silent: boolean): Outcome {
  if (!silent) return outcome;
  return outcome.ok
    ? succeeded({ ...outcome.value, silentBefore: true })
    : failed({ ...outcome.problem, silentBefore: true });
}
