import type {
  IDataObject,
  IExecuteFunctions,
  INodeExecutionData,
  IPairedItemData,
} from 'n8n-workflow';
import { errorOf, type Problem } from '../problem/problem';
import type { Result } from '../result';
import { Progress } from './progress';

/** What comes out for an input item that could be done. */
export interface Output {
  json: IDataObject;
  /** The id of the contact that was changed, where one was: it is told if the node stops later. */
  changed?: string;
}

/** What became of one input item. */
export type ItemResult = Result<Output, Problem>;

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

  private readonly progress: Progress;

  private hasStopped = false;

  /** @param done what happens to each contact, such as `deleted`; empty where nothing is changed */
  constructor(
    private readonly context: IExecuteFunctions,
    count: number,
    private readonly done: string,
  ) {
    this.progress = new Progress(context, count, done);
    this.results = new Array<ItemResult | undefined>(count).fill(undefined);
  }

  /** Whether nothing new may begin: an item failed and the node is not set to continue, or it was cancelled. */
  get stopped(): boolean {
    return this.hasStopped;
  }

  set(itemIndex: number, result: ItemResult): void {
    this.results[itemIndex] = result;
    const isSame = result.ok && result.value.changed === undefined;
    this.progress.note(isSame ? 'same' : result.ok ? 'changed' : 'failed');
    if (!result.ok && (result.problem.cancelled || !this.context.continueOnFail())) {
      this.hasStopped = true;
    }
  }

  /** Sets the results of items that can't be read, and gives the others. */
  *good<T>(items: Array<Result<T, Problem>>): Generator<[itemIndex: number, item: T]> {
    for (const [itemIndex, item] of items.entries()) {
      if (item.ok) yield [itemIndex, item.value];
      else this.set(itemIndex, item);
    }
  }

  /**
   * @returns the output items
   * @throws NodeApiError or NodeOperationError of the first item that failed, where the node stopped
   */
  deliver(): INodeExecutionData[] {
    if (this.hasStopped) {
      if (
        this.results.some((result) => result?.ok === false && result.problem.cancelled === true)
      ) {
        this.progress.cancelled();
      }
      throw this.firstError();
    }
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

  /** Tells what had been done before the node stopped; empty where nothing had. */
  tell(): string {
    const changed = this.results.flatMap((result, itemIndex) =>
      result?.ok === true && result.value.changed !== undefined
        ? [{ itemIndex, id: result.value.changed }]
        : [],
    );
    const items = ranges(changed.map(({ itemIndex }) => itemIndex));
    const ids = [...new Set(changed.map(({ id }) => id))];
    return doneBefore(ids, `${this.done} (items ${items})`);
  }
}

/** Tells what had been done to contacts before the node stopped; empty where nothing had. */
export function doneBefore(ids: string[], done: string): string {
  if (ids.length === 0) return '';
  const were = ids.length === 1 ? '1 contact was' : `${ids.length} contacts were`;
  const rest = ids.length > LISTED_IDS ? `, and ${ids.length - LISTED_IDS} more` : '';
  const listed = `${ids.slice(0, LISTED_IDS).join(', ')}${rest}`;
  return `Before the node stopped, ${were} ${done}: ${listed}.`;
}

/**
 * Turns one result into the output item of its input item. A failure that names no contact names the item, counted
 * from 0 as n8n does: a node that goes on shows nothing else of where it came from.
 */
export function outputItem(result: ItemResult | undefined, itemIndex: number): INodeExecutionData {
  if (result === undefined) throw new RangeError(`Item ${itemIndex} was left out`);
  return linkedTo({ item: itemIndex }, result, `Item ${itemIndex}: `);
}

/** Turns a result that comes of no input item into an output item. Without an empty list, n8n links it to one. */
export function unlinked(result: ItemResult): INodeExecutionData {
  return linkedTo([], result);
}

function linkedTo(
  pairedItem: IPairedItemData | IPairedItemData[],
  result: ItemResult,
  name = '',
): INodeExecutionData {
  if (result.ok) return { json: result.value.json, pairedItem };
  const { message, description, unnamed } = result.problem;
  const error = unnamed === true ? `${name}${message}` : message;
  return {
    json: { error, ...(description === '' ? {} : { message: description }) },
    pairedItem,
  };
}

/** Writes numbers as people do, smallest first: `0-3, 5, 7-9`. */
export function ranges(sorted: number[]): string {
  const parts: Array<[number, number]> = [];
  for (const number of sorted) {
    const last = parts.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else parts.push([number, number]);
  }
  return parts.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(', ');
}
