import { type INode, type JsonObject, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { isRecord } from '../record';

/** Why an item could not be done, in words, ready to become an error or an output item. */
export interface Problem {
  /** What happened, and to which contact. */
  message: string;
  /** Kore.ai's own words, and what to do next. */
  description: string;
  /** Whether the service is the cause, or the input: the one is a NodeApiError, the other a NodeOperationError. */
  cause: 'service' | 'input';
  /** The status that Kore.ai answered with. */
  status?: number | undefined;
  /** Whether it may have been done all the same. */
  unsure?: boolean;
  /** Whether Kore.ai refused this one contact, which says nothing of others. */
  isRefusal?: boolean;
  /** Whether the message names no contact, so that only the number of the item tells whose it is. */
  unnamed?: boolean;
  /** Whether the run was cancelled, which ends it even where a node goes on after failures. */
  cancelled?: boolean;
}

/** A problem on its way to whoever reads the item, or the whole input, that has it. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

/** Bad input of one item, noticed before any request for it. */
export function badItem(message: string, next: string): ProblemError {
  const description = `Nothing was sent to Kore.ai for this item. ${next}`.trim();
  return new ProblemError({ message, description, cause: 'input', unnamed: true });
}

/** Bad input that concerns the whole run, noticed before any request. */
export function badRun(message: string, next = ''): ProblemError {
  const description = `Nothing was sent to Kore.ai. ${next}`.trim();
  return new ProblemError({ message, description, cause: 'input', unnamed: true });
}

/** What was thrown, mostly by an expression, in the shape of everything else that goes wrong. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  const { message, description } = isRecord(error) ? error : {};
  return {
    message: typeof message === 'string' ? message : textOf(error),
    description: typeof description === 'string' ? description : '',
    cause: 'input',
    unnamed: true,
  };
}

/** What is thrown may be anything, also what can't become text. */
function textOf(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return 'Something was thrown that is no error';
  }
}

/**
 * Makes the error that n8n shows and saves. Nothing of an original exception goes into it, since that
 * holds the request with its token.
 *
 * @param doneBefore what had been done before the node stopped; empty when nothing was
 */
export function errorOf(
  problem: Problem,
  node: INode,
  itemIndex?: number,
  doneBefore = '',
): NodeApiError | NodeOperationError {
  const { message, status } = problem;
  const options = {
    message,
    description: [problem.description, doneBefore].filter((part) => part !== '').join(' '),
    ...(itemIndex === undefined ? {} : { itemIndex }),
  };
  const error =
    problem.cause === 'input'
      ? new NodeOperationError(node, message, options)
      : new NodeApiError(node, {} as JsonObject, {
          ...options,
          ...(status === undefined ? {} : { httpCode: String(status) }),
        });
  // n8n replaces a message that contains a code such as EPERM anywhere, also inside an id or a word.
  error.message = message;
  return error;
}
