import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { errorOf } from '../problem/errors';
import type { Problem } from '../problem/explain';

/** What became of one input item. */
export type ItemResult =
  /** `done` is the id of the contact that was changed, where one was: it is told if the node stops later. */
  { ok: true; json: IDataObject; done?: string } | { ok: false; problem: Problem };

/** Ids that are listed one by one when a node stops; beyond these the item numbers tell. */
const LISTED_IDS = 100;

/**
 * Keeps what became of every input item, so that none is lost.
 *
 * Each input item becomes exactly one output item, in order and linked. Where the node is set to continue,
 * one that failed becomes `{ error, message? }`, the only shape that n8n sends to the error output in all
 * versions. Otherwise the first failure stops the node, and its error tells what had been done.
 */
export class ItemResults {
  private readonly results: Array<ItemResult | undefined>;

  private hasStopped = false;

  /**
   * @param context the run
   * @param count how many input items there are
   * @param done what happens to each contact, such as `deleted`
   */
  constructor(
    private readonly context: IExecuteFunctions,
    count: number,
    private readonly done: string,
  ) {
    this.results = new Array<ItemResult | undefined>(count).fill(undefined);
  }

  /** Whether nothing new may begin: an item failed and the node is not set to continue, or it was cancelled. */
  get stopped(): boolean {
    return this.hasStopped;
  }

  /**
   * @param itemIndex the input item
   * @param result what became of it
   */
  set(itemIndex: number, result: ItemResult): void {
    this.results[itemIndex] = result;
    if (!result.ok && (result.problem.cancelled || !this.context.continueOnFail())) {
      this.hasStopped = true;
    }
  }

  /**
   * @returns the output items
   * @throws NodeApiError or NodeOperationError of the first item that failed, where the node stopped
   */
  deliver(): INodeExecutionData[] {
    if (this.hasStopped) throw this.firstError();
    return this.results.map((result, itemIndex) => outputItem(result, itemIndex));
  }

  /** A cancelled item counts last: a real failure says more. */
  private firstError(): Error {
    const failed = this.results.flatMap((result, itemIndex) =>
      result?.ok === false ? [{ problem: result.problem, itemIndex }] : [],
    );
    const first = failed.find(({ problem }) => !problem.cancelled) ?? failed[0];
    if (first === undefined) throw new RangeError('The run stopped without a failure');
    return errorOf(first.problem, this.context.getNode(), first.itemIndex, this.tell());
  }

  /** What had been done before the node stopped; empty when nothing had. */
  private tell(): string {
    const items: number[] = [];
    const ids = new Set<string>();
    this.results.forEach((result, itemIndex) => {
      if (!result?.ok || result.done === undefined) return;
      items.push(itemIndex);
      ids.add(result.done);
    });
    if (ids.size === 0) return '';
    const were = ids.size === 1 ? '1 contact was' : `${ids.size} contacts were`;
    return `Before the node stopped, ${were} ${this.done} (items ${ranges(items)}): ${listed([...ids])}.`;
  }
}

/**
 * Lists ids in a sentence.
 *
 * @param ids the ids; beyond a hundred they are counted only
 */
export function listed(ids: string[]): string {
  const rest = ids.length > LISTED_IDS ? `, and ${ids.length - LISTED_IDS} more` : '';
  return `${ids.slice(0, LISTED_IDS).join(', ')}${rest}`;
}

/**
 * Turns one result into the output item of its input item.
 *
 * @param result what became of the item
 * @param itemIndex the input item
 */
export function outputItem(result: ItemResult | undefined, itemIndex: number): INodeExecutionData {
  const pairedItem = { item: itemIndex };
  if (result === undefined) throw new RangeError(`Item ${itemIndex} was left out`);
  if (result.ok) return { json: result.json, pairedItem };
  const { message, description } = result.problem;
  return {
    json: { error: message, ...(description === '' ? {} : { message: description }) },
    pairedItem,
  };
}

/**
 * Writes numbers as people do: `0-3, 5, 7-9`.
 *
 * @param sorted whole numbers, smallest first
 */
export function ranges(sorted: number[]): string {
  const parts: Array<[number, number]> = [];
  for (const number of sorted) {
    const last = parts.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else parts.push([number, number]);
  }
  return parts.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(', ');
}
