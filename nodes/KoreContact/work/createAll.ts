import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { type Contact, told } from '../../shared/contact/contact';
import { badItem, type Problem } from '../../shared/problem/problem';
import { type Result, succeeded } from '../../shared/result';
import { grouped } from '../../shared/run/groups';
import { type ItemResult, ItemResults } from '../../shared/run/itemResults';
import type { App } from '../../shared/run/session';
import { createIn, type CreatePlan, type Creation } from './create';

/** One contact to create, and where. */
export interface Job {
  app: App;
  creation: Creation;
}

/**
 * Makes what refuses a number that an item before has. Kore.ai gives no number to two contacts, so the second
 * item can only fail, and its batch with it.
 *
 * @returns checks the whole number of one item; it throws a ProblemError
 */
export function uniqueNumbers(): (app: App, full: string, itemIndex: number) => void {
  const taken = new Map<string, number>();
  return (app, full, itemIndex) => {
    const key = `${app.client.streamId} ${full}`;
    const other = taken.get(key);
    if (other !== undefined) {
      throw badItem(
        `The phone number '+${full}' is also in item ${other}`,
        "No two contacts can have one number: take out the duplicates before this node, or use the operation 'Create or Update', where the last one wins.",
      );
    }
    taken.set(key, itemIndex);
  };
}

/**
 * Creates all contacts and answers for each item.
 *
 * @returns the output items
 * @throws NodeApiError or NodeOperationError of the first item that failed, unless set to continue
 */
export async function createAll(
  context: IExecuteFunctions,
  jobs: Array<Result<Job, Problem>>,
  plan: Pick<CreatePlan<Creation>, 'send' | 'batchSize' | 'startedAt'>,
): Promise<INodeExecutionData[]> {
  const results = new ItemResults(context, jobs.length, 'created');
  const groups = grouped(results.good(jobs), ({ app, creation }) => [app, creation.full, creation]);
  for (const [app, ofApp] of groups) {
    if (results.stopped) break;
    const items = new Map(
      ofApp.flatMap(({ entries }) => entries.map(({ itemIndex, value }) => [value, itemIndex])),
    );
    await createIn(app, [...items.keys()], {
      ...plan,
      stopsAtFailure: !context.continueOnFail(),
      stopped: () => results.stopped,
      settle: (creation, result) =>
        results.set(items.get(creation) ?? 0, result.ok ? created(result.value) : result),
    });
  }
  return results.deliver();
}

function created(contact: Contact): ItemResult {
  const { id } = contact;
  return succeeded({ json: told({ id }, contact), changed: id });
}
