import {
  type IExecuteFunctions,
  type INodeExecutionData,
  NodeApiError,
  NodeOperationError,
} from 'n8n-workflow';
import { errorOf, type Problem, problemOf } from '../problem/problem';
import { failed, type Result, succeeded } from '../result';
import { concurrently } from './concurrency';
import { type ItemResult, ItemResults, outputItem } from './itemResults';

/**
 * Reads and checks every item before anything is done for one: where a node stops at a bad item, nothing
 * at all has then been sent.
 *
 * @param read reads one item; it throws a ProblemError, or whatever n8n throws where an expression fails
 * @returns for each item what was read, or what is wrong with it
 * @throws NodeOperationError for the first bad item, unless the node is set to continue
 */
export async function readItems<T>(
  context: IExecuteFunctions,
  read: (itemIndex: number) => T | Promise<T>,
): Promise<Array<Result<T, Problem>>> {
  return await tryItems(context, read, (problem, itemIndex) => {
    if (!context.continueOnFail()) throw errorOf(problem, context.getNode(), itemIndex);
  });
}

/**
 * Reads and checks every item, also where the node stops at failures: what can be said of a bad one may depend on
 * the others.
 *
 * @param onBad is told of a bad item at once, and may throw
 * @returns for each item what was read, or what is wrong with it
 */
export async function tryItems<T>(
  context: IExecuteFunctions,
  read: (itemIndex: number) => T | Promise<T>,
  onBad: (problem: Problem, itemIndex: number) => void = () => {},
): Promise<Array<Result<T, Problem>>> {
  const items: Array<Result<T, Problem>> = [];
  for (const itemIndex of context.getInputData().keys()) {
    try {
      items.push(succeeded(await read(itemIndex)));
    } catch (error) {
      const problem = problemOf(error);
      onBad(problem, itemIndex);
      items.push(failed(problem));
    }
  }
  return items;
}

/**
 * Keeps an operation from throwing where the node is set to continue: n8n would then pass the input on by
 * the success output, as if everything had been done. Only a cancelled run still throws.
 *
 * @returns the operation's output, or a failure for each input item
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
    if (!context.continueOnFail() || isCancelled()) throw nodeErrorFrom(context, error);
    // It is the same for every item.
    const result = failed({ ...problemOf(error), unnamed: false });
    return context.getInputData().map((_, itemIndex) => outputItem(result, itemIndex));
  }
}

/** n8n's linter wants to see that nothing but its own errors goes out. */
function nodeErrorFrom(context: IExecuteFunctions, error: unknown): Error {
  if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
  return errorOf(problemOf(error), context.getNode());
}

/**
 * Does something for each of many items, a few at a time, and answers for every one of them.
 *
 * @param work does one item; it must not throw
 * @param done what happens to each contact, such as `deleted`
 * @throws NodeApiError or NodeOperationError of the first item that failed, unless set to continue
 */
export async function forEachItem<T>(
  context: IExecuteFunctions,
  items: Array<Result<T, Problem>>,
  work: (item: T) => Promise<ItemResult>,
  done: string,
): Promise<INodeExecutionData[]> {
  const results = new ItemResults(context, items.length, done);
  await concurrently(items.entries(), async ([itemIndex, item]) => {
    results.set(itemIndex, item.ok ? await work(item.value) : item);
    return !results.stopped;
  });
  return results.deliver();
}
