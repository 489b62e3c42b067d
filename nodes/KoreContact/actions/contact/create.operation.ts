import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { failEachItem, readItems } from '../../../shared/run/items';
import { ItemResults } from '../../../shared/run/itemResults';
import { isProblem, type Problem } from '../../../shared/problem/explain';
import type { Operation } from '../operation';
import { readBatchSize } from '../../form/counts';
import { lacking, newContactFields, readContact } from '../../form/contactFields';
import {
  createIn,
  type CreatePlan,
  type Creation,
  creationOf,
  sendCreate,
  type Settled,
} from '../../work/create';
import { batchSizeOption, optionsField } from '../../form/options';
import { hintIfSlow, requestsFor } from '../../../shared/run/hint';
import { type App, openSession } from '../../../shared/run/session';

/** Contacts in one call unless the option says otherwise: Kore.ai documents no limit, so a modest number. */
const BATCH_SIZE = 50;

/** One contact to create, and where. */
export interface Job {
  app: App;
  creation: Creation;
}

/** Creates a contact for each input item, many in one call. */
export const create: Operation = {
  value: 'create',
  name: 'Create',
  description: 'Create a contact for each input item, fifty in one request',
  action: 'Create contact',
  properties: [...newContactFields, optionsField([batchSizeOption(BATCH_SIZE)])],
  async execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
    const startedAt = Date.now();
    const session = await openSession(context);
    const batchSize = readBatchSize(context, BATCH_SIZE);
    if (typeof batchSize !== 'number') return failEachItem(context, batchSize);
    const numbers = new Map<string, number>();
    const jobs = readItems(context, (itemIndex): Job | Problem => {
      const given = readContact(session, itemIndex);
      if (isProblem(given)) return given;
      const app = session.appFor(context.getNodeParameter('options', itemIndex, {}) as IDataObject);
      if (isProblem(app)) return app;
      const problem = lacking(given) ?? sameNumber(numbers, app, given.phone.full, itemIndex);
      return problem ?? { app, creation: creationOf(given) };
    });
    hintIfSlow(context, {
      requests: Math.ceil(jobs.length / batchSize),
      fewer: Math.ceil(jobs.length / BATCH_SIZE),
      requestsPerMinute: session.requestsPerMinute,
      work: `Creating ${jobs.length} contacts in batches of ${batchSize}`,
      instead: `With a 'Batch Size' of ${BATCH_SIZE} it is ${requestsFor(jobs.length, BATCH_SIZE)}.`,
    });
    return await createAll(context, jobs, { send: sendCreate, batchSize, startedAt });
  },
};

/**
 * Kore.ai gives no number to two contacts, so the second item can only fail, and its batch with it.
 *
 * @param numbers the numbers of the items before, and where they are; this one is added
 * @param app where the contact goes
 * @param full its number
 * @param itemIndex the item
 */
export function sameNumber(
  numbers: Map<string, number>,
  app: App,
  full: string,
  itemIndex: number,
): Problem | undefined {
  const key = `${app.client.streamId} ${full}`;
  const other = numbers.get(key);
  if (other === undefined) numbers.set(key, itemIndex);
  if (other === undefined) return undefined;
  return {
    message: `The phone number '+${full}' is also in item ${other}`,
    description:
      "Nothing was sent to Kore.ai for this item. No two contacts can have one number: take out the duplicates before this node, or use the operation 'Create or Update', where the last one wins.",
    cause: 'input',
  };
}

/**
 * Creates all contacts and answers for each item.
 *
 * @param context the run
 * @param jobs what `readItems` gave
 * @param plan how to send them, and when the run began
 * @returns the output items
 * @throws NodeApiError or NodeOperationError of the first item that failed, unless set to continue
 */
export async function createAll(
  context: IExecuteFunctions,
  jobs: Array<Job | Problem>,
  plan: Pick<CreatePlan, 'send' | 'batchSize' | 'startedAt'>,
): Promise<INodeExecutionData[]> {
  const results = new ItemResults(context, jobs.length, 'created');
  const items = new Map<Creation, number>();
  const byApp = new Map<App, Creation[]>();
  jobs.forEach((job, itemIndex) => {
    if (isProblem(job)) return results.set(itemIndex, { ok: false, problem: job });
    items.set(job.creation, itemIndex);
    const ofApp = byApp.get(job.app) ?? [];
    byApp.set(job.app, ofApp);
    ofApp.push(job.creation);
  });
  const settle = (creation: Creation, created: Settled) => {
    const itemIndex = items.get(creation) ?? 0;
    if (created.kind === 'failed') results.set(itemIndex, { ok: false, problem: created.problem });
    else results.set(itemIndex, { ok: true, json: created.contact, done: created.contact.id });
  };
  for (const [app, creations] of byApp) {
    if (results.stopped) break;
    await createIn(app, creations, {
      ...plan,
      settle,
      stopsAtFailure: !context.continueOnFail(),
      stopped: () => results.stopped,
    });
  }
  return results.deliver();
}
