import {
  type IExecuteFunctions,
  type INodeExecutionData,
  NodeApiError,
  NodeOperationError,
} from 'n8n-workflow';
import { concurrently } from './concurrency';
import { type ItemResult, ItemResults, outputItem } from './itemResults';
import { errorOf } from '../problem/errors';
import { isProblem, type Problem } from '../problem/explain';

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
  read: (itemIndex: number) => T | Problem,
): Array<T | Problem> {
  return context.getInputData().map((_, itemIndex) => {
    const item = readOrTell(() => read(itemIndex));
    if (isProblem(item) && !context.continueOnFail()) {
      throw errorOf(item, context.getNode(), itemIndex);
    }
    return item;
  });
}

/**
 * The same for items that can be read only by and by, such as files.
 *
 * @param context the run
 * @param read reads one item
 * @returns for each item what was read, or what is wrong with it
 * @throws NodeOperationError for the first bad item, unless the node is set to continue
 */
export async function readItemsLater<T extends object>(
  context: IExecuteFunctions,
  read: (itemIndex: number) => Promise<T | Problem>,
): Promise<Array<T | Problem>> {
  const items: Array<T | Problem> = [];
  for (const itemIndex of context.getInputData().keys()) {
    const item = await read(itemIndex).catch(problemOf);
    if (isProblem(item) && !context.continueOnFail()) {
      throw errorOf(item, context.getNode(), itemIndex);
    }
    items.push(item);
  }
  return items;
}

function readOrTell<T>(read: () => T | Problem): T | Problem {
  try {
    return read();
  } catch (error) {
    return problemOf(error);
  }
}

/** What was thrown, mostly by an expression, in the shape of everything else that goes wrong. */
function problemOf(error: unknown): Problem {
  const { message, description } = error as { message?: unknown; description?: unknown };
  return {
    message: typeof message === 'string' ? message : String(error),
    description: typeof description === 'string' ? description : '',
    cause: 'input',
  };
}

/**
 * Keeps an operation from throwing where the node is set to continue: n8n would then pass the input on by
 * the success output, as if everything had been done. Only a cancelled run still throws.
 *
 * @param context the run
 * @param execute the operation
 * @returns its output, or a failure for each input item
 * @throws what the operation threw, unless the node is set to continue
 */
export async function safely(
  context: IExecuteFunctions,
  execute: () => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[]> {
  const isCancelled = () => context.getExecutionCancelSignal()?.aborted === true;
  try {
    return await execute();
  } catch (error) {
    if (context.continueOnFail() && !isCancelled()) return failEachItem(context, problemOf(error));
    throw nodeErrorFrom(context, error);
  }
}

/** The operations throw node errors already; n8n's linter wants to see that nothing else goes out. */
function nodeErrorFrom(context: IExecuteFunctions, error: unknown): Error {
  if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
  return errorOf(problemOf(error), context.getNode());
}

/**
 * Does something for each of many items, a few at a time, and answers for every one of them.
 *
 * @param context the run
 * @param items what `readItems` gave
 * @param work does one item; it must not throw
 * @param done what happens to each contact, such as `deleted`
 * @returns the output items
 * @throws NodeApiError or NodeOperationError of the first item that failed, unless set to continue
 */
export async function forEachItem<T extends object>(
  context: IExecuteFunctions,
  items: Array<T | Problem>,
  work: (item: T) => Promise<ItemResult>,
  done: string,
): Promise<INodeExecutionData[]> {
  const results = new ItemResults(context, items.length, done);
  await concurrently(items.entries(), async ([itemIndex, item]) => {
    results.set(itemIndex, isProblem(item) ? { ok: false, problem: item } : await work(item));
    return !results.stopped;
  });
  return results.deliver();
}

/**
 * Fails every item for the same reason, before anything was done.
 *
 * @param context the run
 * @param problem the reason
 * @returns a failure for each input item
 * @throws NodeOperationError or NodeApiError, unless the node is set to continue
 */
export function failEachItem(context: IExecuteFunctions, problem: Problem): INodeExecutionData[] {
  if (!context.continueOnFail()) throw errorOf(problem, context.getNode());
  return context
    .getInputData()
    .map((_, itemIndex) => outputItem({ ok: false, problem }, itemIndex));
}
