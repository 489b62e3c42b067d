import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { errorOf, problemOf } from '../shared/problem/problem';
import { failed, type Result, succeeded } from '../shared/result';
import { Comparison } from './compare';
import { told } from './events';
import { decode, encode, MOST_CONTACTS } from './memory';
import { emptied, type PollProblem, tooMany } from './problems';
import { openList } from './reading';
import { readSettings } from './settings';

/** The key in n8n's static data of the node. Saved workflows hold it. */
const KEY = 'contacts';

/** The polls that are under way in this process, each by workflow and node: n8n may begin one before another ends. */
const underWay = new Set<string>();

/** How many polls in a row have failed. */
const failuresInARow = new Map<string, number>();

/**
 * Tells what happened to contacts since the last poll, and remembers it. A second poll of a node that is being polled
 * tells nothing.
 *
 * @throws NodeApiError or NodeOperationError: what a person has to mend at once, what may pass from the second time
 *   in a row on
 */
export async function newsOf(context: IPollFunctions): Promise<IDataObject[]> {
  const poll = `${context.getWorkflow().id} ${context.getNode().id}`;
  if (underWay.has(poll)) return [];
  underWay.add(poll);
  const news = await caught(context).finally(() => underWay.delete(poll));
  if (news.ok) {
    failuresInARow.delete(poll);
    return news.value;
  }
  const { problem, mayPass } = news.problem;
  const failures = (failuresInARow.get(poll) ?? 0) + 1;
  failuresInARow.set(poll, failures);
  if (!mayPass || failures > 1) throw errorOf(problem, context.getNode());
  context.logger.warn(`${context.getNode().name}: ${problem.message}. ${problem.description}`);
  return [];
}

/** Forgets the failures, as a new process has. */
export function forgetFailures(): void {
  failuresInARow.clear();
}

async function caught(context: IPollFunctions): Promise<Result<IDataObject[], PollProblem>> {
  try {
    return await look(context);
  } catch (error) {
    return failed({ problem: problemOf(error), mayPass: false });
  }
}

async function look(context: IPollFunctions): Promise<Result<IDataObject[], PollProblem>> {
  const settings = readSettings(context);
  const list = await openList(context, settings);
  const memory = context.getWorkflowStaticData('node');
  const known = decode(memory[KEY], list.source);
  const comparison = new Comparison(known, settings.kinds);
  let isEmpty = true;
  const read = await list.readAll((contacts) => {
    isEmpty = false;
    for (const contact of contacts) comparison.take(contact);
    return comparison.inUse <= MOST_CONTACTS;
  });
  if (!read.ok) return read;
  if (!read.value) return failed(tooMany());
  if (isEmpty && known !== undefined && known.contacts.length > 0) {
    return failed(emptied(known.contacts.length));
  }
  const { events, next } = comparison.end();
  // n8n notices an assignment, and only then saves.
  const text = encode(next, list.source);
  if (text !== memory[KEY]) memory[KEY] = text;
  return succeeded(events.map((event) => told(event, settings.simplify)));
}
