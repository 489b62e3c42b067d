import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { asText, shown } from '../../shared/contact/id';
import type { Problem } from '../../shared/problem/explain';

/**
 * Reads the size of a batch. It is one for the whole run, taken from the first item.
 *
 * @param context the run
 * @param fallback the size where the option is not set
 * @returns a whole number of 1 or more, or what is wrong with the option
 */
export function readBatchSize(context: IExecuteFunctions, fallback: number): number | Problem {
  return readCount(context, 'batchSize', 'Batch Size', fallback, 1);
}

/**
 * Reads the safety limit on a run.
 *
 * @param context the run
 * @returns the most contacts that may be changed, 0 for no limit, or what is wrong with the option
 */
export function readMaxContacts(context: IExecuteFunctions): number | Problem {
  return readCount(context, 'maxContacts', 'Maximum Contacts', 0, 0);
}

/**
 * Reads a whole number, written out or not. What JavaScript makes of blanks, lists and booleans is 0 or 1, and
 * 0 would switch a guard off, so those are none.
 *
 * @param value whatever the workflow gave
 * @param least the smallest number that makes sense
 * @returns the number, or undefined where there is none
 */
export function wholeNumber(value: unknown, least: number): number | undefined {
  const isCount =
    typeof value === 'number' || (typeof value === 'string' && /^\s*\d+\s*$/.test(value));
  const count = isCount ? Number(value) : NaN;
  return Number.isInteger(count) && count >= least ? count : undefined;
}

function readCount(
  context: IExecuteFunctions,
  name: string,
  displayName: string,
  fallback: number,
  least: number,
): number | Problem {
  const options = context.getNodeParameter('options', 0, {}) as IDataObject;
  const value = name in options ? options[name] : fallback;
  const count = wholeNumber(value, least);
  if (count !== undefined) return count;
  return {
    message: `The option '${displayName}' is '${shown(asText(value))}', which is not a whole number of ${least} or more`,
    description: 'Nothing was sent to Kore.ai.',
    cause: 'input',
  };
}
