import { type INode, type JsonObject, NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { Problem } from './explain';

/**
 * Makes the error that n8n shows and saves. Nothing of an original exception goes into it, since that
 * holds the request with its token.
 *
 * @param problem what happened
 * @param node the node that tells it
 * @param itemIndex the input item, where it is about one
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
