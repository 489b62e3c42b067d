import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { KORE_LIMIT } from '../../../credentials/signing/address';
import { type Contact, told } from '../../shared/contact/contact';
import { errorOf, type Problem } from '../../shared/problem/problem';
import { failed, type Result, succeeded } from '../../shared/result';
import { timeFor } from '../../shared/run/hint';
import { doneBefore, type ItemResult, ItemResults, unlinked } from '../../shared/run/itemResults';
import type { HeldReason } from './syncPlan';

/** What comes out of a sync: all contacts, those of which something is to be said, or their numbers. */
export type SyncOutput = 'all' | 'changes' | 'summary';

/** What became of a contact that is in the input. */
export type Became = 'created' | 'updated' | 'unchanged';

/** How many contacts a sync did something to; of what failed, how many items and deletions. */
export interface Counts {
  created: number;
  updated: number;
  unchanged: number;
  deleted: number;
  held: number;
  failed: number;
}

/** What became of every input item, and of the contacts that are not in the input. */
export class SyncReport {
  readonly counts: Counts = {
    created: 0,
    updated: 0,
    unchanged: 0,
    deleted: 0,
    held: 0,
    failed: 0,
  };

  /** Whether something failed that a deletion might be wrong for. */
  holdsDeletions = false;

  private readonly results: ItemResults;

  /** The items that come out. */
  private readonly shown = new Set<number>();

  private readonly notInInput: INodeExecutionData[] = [];

  private readonly deletedIds: string[] = [];

  private stoppedBy: Problem | undefined;

  constructor(
    private readonly context: IExecuteFunctions,
    private readonly itemCount: number,
    private readonly output: SyncOutput,
    private readonly dryRun: boolean,
  ) {
    this.results = new ItemResults(context, itemCount, 'created or updated');
  }

  /** Whether nothing new may begin. */
  get stopped(): boolean {
    return this.results.stopped || this.stoppedBy !== undefined;
  }

  /** Sets the results of items that can't be read, and gives the others. */
  *good<T>(items: Array<Result<T, Problem>>): Generator<[itemIndex: number, item: T]> {
    for (const [itemIndex, item] of items.entries()) {
      if (item.ok) yield [itemIndex, item.value];
      else this.failed([itemIndex], item.problem);
    }
  }

  /** What comes out where no item can be read, so that nothing is done at all. */
  onlyFailures(items: Array<Result<unknown, Problem>>): INodeExecutionData[] {
    for (const [itemIndex, item] of items.entries()) {
      if (!item.ok) this.failed([itemIndex], item.problem);
    }
    return this.results.deliver();
  }

  /** @param more what is said beside the contact's own fields */
  became(what: Became, items: number[], contact: Contact, more: IDataObject = {}): void {
    this.counts[what] += 1;
    const isShown = this.output === 'all' || (this.output === 'changes' && what !== 'unchanged');
    const changed = what === 'unchanged' || this.dryRun ? {} : { changed: contact.id };
    const { id } = contact;
    for (const itemIndex of items) {
      const json = isShown ? told({ id, ...this.said(what), ...more }, contact) : {};
      this.results.set(itemIndex, succeeded({ json, ...changed }));
      if (isShown) this.shown.add(itemIndex);
    }
  }

  /** @param isSeveral whether it is only that several contacts have the number: that speaks of no other contact */
  failed(items: number[], problem: Problem, isSeveral = false): void {
    this.counts.failed += items.length;
    if (!isSeveral) this.holdsDeletions = true;
    for (const itemIndex of items) {
      this.results.set(itemIndex, failed(problem));
      this.shown.add(itemIndex);
    }
  }

  held(contact: Contact, reason: HeldReason): void {
    this.counts.held += 1;
    this.addNotInInput(told({ id: contact.id, ...this.said('held'), reason }, contact));
  }

  /** @param result what a deletion came to; undefined where none was sent, in a dry run */
  deleted(contact: Contact, result?: ItemResult): void {
    if (result?.ok === false) return this.notDeleted(result.problem);
    this.counts.deleted += 1;
    if (result?.value.changed !== undefined) this.deletedIds.push(contact.id);
    this.addNotInInput(told({ id: contact.id, ...this.said('deleted') }, contact));
  }

  private notDeleted(problem: Problem): void {
    this.counts.failed += 1;
    if (problem.cancelled || !this.context.continueOnFail()) this.stoppedBy ??= problem;
    this.notInInput.push(unlinked(failed(problem)));
  }

  private addNotInInput(json: IDataObject): void {
    if (this.output !== 'summary') this.notInInput.push(unlinked(succeeded({ json })));
  }

  private said(sync: Became | 'deleted' | 'held'): IDataObject {
    return this.dryRun ? { sync, dryRun: true } : { sync };
  }

  /**
   * @param requests how many there were, or would be in a dry run
   * @returns the output items
   * @throws NodeApiError or NodeOperationError where the node stopped
   */
  deliver(requests: number): INodeExecutionData[] {
    if (this.stoppedBy !== undefined) {
      const told = [this.results.tell(), doneBefore(this.deletedIds, 'deleted')];
      const before = told.filter((part) => part !== '').join(' ');
      throw errorOf(this.stoppedBy, this.context.getNode(), undefined, before);
    }
    const items = this.results.deliver().filter((_, itemIndex) => this.shown.has(itemIndex));
    const summary = this.output === 'summary' ? [this.summary(requests)] : [];
    return items.concat(this.notInInput, summary);
  }

  private summary(requests: number): INodeExecutionData {
    return {
      json: { ...this.counts, requests, ...(this.dryRun && { dryRun: true }) },
      pairedItem: Array.from({ length: this.itemCount }, (_, item) => ({ item })),
    };
  }
}

const SECOND_MS = 1_000;

/** What a run took, or would take. */
export interface Taken {
  dryRun: boolean;
  requests: number;
  /** When the run began, in milliseconds since 1970. */
  startedAt: number;
  /** The account's limit; 0 for none. */
  session: { requestsPerMinute: number };
}

/** Tells in the output pane what a sync did, or would do, and how long that took, or would take. */
export function hintAtSync(context: IExecuteFunctions, counts: Counts, taken: Taken): void {
  context.addExecutionHints({ message: sentence(counts, taken), location: 'outputPane' });
}

function sentence(counts: Counts, { dryRun, requests, startedAt, session }: Taken): string {
  const { created, updated, unchanged, deleted, held, failed } = counts;
  const did = `${created} created, ${updated} updated, ${unchanged} unchanged, ${deleted} deleted, ${held} held back, ${failed} failed`;
  const count = requests === 1 ? '1 request' : `${requests} requests`;
  if (!dryRun) {
    const seconds = Math.ceil((Date.now() - startedAt) / SECOND_MS);
    return `Sync: ${did}. It took ${count} and ${seconds} s.`;
  }
  const limit = session.requestsPerMinute || KORE_LIMIT;
  const time = requests <= limit ? 'less than a minute' : `${timeFor(requests, limit)} or more`;
  return `Dry run, nothing was written. A run would come to: ${did}. It would take ${count}, ${time} at ${limit} requests a minute.`;
}
