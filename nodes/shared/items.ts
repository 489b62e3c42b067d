import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { errorOf } from './transport/errors';
import { isTrouble, type Trouble } from './transport/explain';
import { REQUESTS_AT_ONCE } from './transport/limits';

/** What became of one input item. */
export type ItemResult =
  /** `done` is the id of the contact that was changed, where one was: it is told if the node stops later. */
  { ok: true; json: IDataObject; done?: string } | { ok: false; trouble: Trouble };

/**
 * Reads and checks every item before anything is done for one: where a node stops at a bad item, nothing
 * at all has then been sent.
 *
 * @param context the run
 * @param read reads one item; it gives back what is wrong with it, or throws where an expression fails
 * @returns for each item what was read, or what is wrong with it
 * @throws NodeOperationError for the first bad item, unless the node is set to continue
 */
export function readItems<T extends object>(
  context: IExecuteFunctions,
  read: (itemIndex: number) => T | Trouble,
): Array<T | Trouble> {
  return context.getInputData().map((_, itemIndex) => {
    const item = readOrTell(() => read(itemIndex));
    if (isTrouble(item) && !context.continueOnFail()) {
      throw errorOf(item, context.getNode(), itemIndex);
    }
    return item;
  });
}

function readOrTell<T>(read: () => T | Trouble): T | Trouble {
  try {
    return read();
  } catch (error) {
    const { message, description } = error as { message?: unknown; description?: unknown };
    return {
      message: typeof message === 'string' ? message : String(error),
      description: typeof description === 'string' ? description : '',
      cause: 'input',
    };
  }
}

/**
 * Fails every item for the same reason, before anything was done.
 *
 * @param context the run
 * @param trouble the reason
 * @returns a failure for each input item
 * @throws NodeOperationError or NodeApiError, unless the node is set to continue
 */
export function failEachItem(context: IExecuteFunctions, trouble: Trouble): INodeExecutionData[] {
  if (!context.continueOnFail()) throw errorOf(trouble, context.getNode());
  return context
    .getInputData()
    .map((_, itemIndex) => outputItem({ ok: false, trouble }, itemIndex));
}

/** Ids that are listed one by one when a node stops; beyond these the item numbers tell. */
const LISTED_IDS = 100;

/**
 * Does something for each of many items, a few at a time, and answers for every one of them.
 *
 * Each input item becomes exactly one output item, in order and linked. Where the node is set to continue,
 * one that failed becomes `{ error, message? }`, the only shape that n8n sends to the error output in all
 * versions. Otherwise nothing new begins after the first failure, what is under way is waited for, and the
 * error tells what had been done.
 *
 * @param context the run
 * @param items what `readItems` gave
 * @param work does one item; it must not throw
 * @param done what happened to each contact, such as `deleted`
 * @returns the output items
 * @throws NodeApiError or NodeOperationError of the first item that failed, unless set to continue
 */
export async function forEachItem<T extends object>(
  context: IExecuteFunctions,
  items: Array<T | Trouble>,
  work: (item: T) => Promise<ItemResult>,
  done: string,
): Promise<INodeExecutionData[]> {
  const results = new Array<ItemResult | undefined>(items.length).fill(undefined);
  const queue = items.entries();
  let stopped = false;
  // The lanes share one iterator, so each item is taken by one of them, in order.
  const lane = async () => {
    for (const [itemIndex, item] of queue) {
      const result = isTrouble(item) ? { ok: false as const, trouble: item } : await work(item);
      results[itemIndex] = result;
      if (!result.ok && (result.trouble.cancelled || !context.continueOnFail())) stopped = true;
      if (stopped) return;
    }
  };
  await Promise.all(Array.from({ length: REQUESTS_AT_ONCE }, lane));
  if (stopped) throw firstError(context, results, done);
  return results.map((result, itemIndex) => outputItem(result, itemIndex));
}

/**
 * Turns one result into the output item of its input item.
 *
 * @param result what became of the item
 * @param itemIndex the input item
 */
function outputItem(result: ItemResult | undefined, itemIndex: number): INodeExecutionData {
  const pairedItem = { item: itemIndex };
  if (result === undefined) throw new RangeError(`Item ${itemIndex} was left out`);
  if (result.ok) return { json: result.json, pairedItem };
  const { message, description } = result.trouble;
  return {
    json: { error: message, ...(description === '' ? {} : { message: description }) },
    pairedItem,
  };
}

/** The error that ends the run. A cancelled item counts last: a real failure says more. */
function firstError(
  context: IExecuteFunctions,
  results: Array<ItemResult | undefined>,
  done: string,
): Error {
  const failed = results.flatMap((result, itemIndex) =>
    result?.ok === false ? [{ trouble: result.trouble, itemIndex }] : [],
  );
  const first = failed.find(({ trouble }) => !trouble.cancelled) ?? failed[0];
  if (first === undefined) throw new RangeError('The run stopped without a failure');
  return errorOf(first.trouble, context.getNode(), first.itemIndex, tell(results, done));
}

/**
 * Tells what had been done before the node stopped.
 *
 * @param results what became of the items; those not begun are undefined
 * @param done such as `deleted`
 * @returns a sentence or two; empty when nothing had been done
 */
function tell(results: Array<ItemResult | undefined>, done: string): string {
  const items: number[] = [];
  const ids = new Set<string>();
  results.forEach((result, itemIndex) => {
    if (!result?.ok || result.done === undefined) return;
    items.push(itemIndex);
    ids.add(result.done);
  });
  if (ids.size === 0) return '';
  const listed = [...ids].slice(0, LISTED_IDS).join(', ');
  const rest = ids.size > LISTED_IDS ? `, and ${ids.size - LISTED_IDS} more` : '';
  const were = ids.size === 1 ? '1 contact was' : `${ids.size} contacts were`;
  return `Before the node stopped, ${were} ${done} (items ${ranges(items)}): ${listed}${rest}.`;
}

/** `0-3, 5, 7-9` */
function ranges(sorted: number[]): string {
  const parts: Array<[number, number]> = [];
  for (const item of sorted) {
    const last = parts.at(-1);
    if (last !== undefined && last[1] === item - 1) last[1] = item;
    else parts.push([item, item]);
  }
  return parts.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(', ');
}
