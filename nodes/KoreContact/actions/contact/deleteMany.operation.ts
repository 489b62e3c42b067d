import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { batchesOf, bisect } from '../../../shared/run/bisect';
import { failEachItem, readItems } from '../../../shared/run/items';
import { concurrently } from '../../../shared/run/concurrency';
import { type ItemResult, ItemResults } from '../../../shared/run/itemResults';
import { namesRecords, readBulkAnswer, type RecordOutcome } from '../../../shared/api/bulkAnswer';
import { deleteContacts } from '../../../shared/api/calls';
import type { Outcome } from '../../../shared/http/client';
import { isProblem, type Problem } from '../../../shared/problem/explain';
import type { Operation } from '../operation';
import { readBatchSize, readMaxContacts } from '../../form/counts';
import {
  deleted,
  type Deletion,
  idOf,
  missing,
  notDeleted,
  preview,
  readDeletion,
} from '../../work/delete';
import {
  batchSizeOption,
  contactField,
  dryRunOption,
  ifMissingOption,
  maxContactsOption,
  optionsField,
} from '../../form/options';
import { hintIfSlow, requestsFor } from '../../../shared/run/hint';
import { type App, openSession } from '../../../shared/run/session';

/** Ids in one call unless the option says otherwise. Kore.ai documents no limit; this is a modest guess. */
export const DELETE_BATCH_SIZE = 100;

/** One contact to delete, and every item that asks for it. */
interface Entry {
  id: string;
  items: Array<{ itemIndex: number; deletion: Deletion }>;
}

/** Deletes the contacts of all input items in as few calls as possible. */
export const deleteMany: Operation = {
  value: 'deleteMany',
  name: 'Delete Many',
  description: 'Delete the contacts of all items, a hundred in one request',
  action: 'Delete many contacts',
  properties: [
    contactField,
    optionsField([
      batchSizeOption(DELETE_BATCH_SIZE),
      dryRunOption,
      ifMissingOption,
      maxContactsOption,
    ]),
  ],
  async execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
    const session = await openSession(context);
    const batchSize = readBatchSize(context, DELETE_BATCH_SIZE);
    if (typeof batchSize !== 'number') return failEachItem(context, batchSize);
    const items = readItems(context, (itemIndex) => readDeletion(context, session, itemIndex));
    const excess = tooMany(items, readMaxContacts(context));
    if (excess !== undefined) return failEachItem(context, excess);

    const results = new ItemResults(context, items.length, 'deleted');
    const entries = await collect(items, results);
    if (results.stopped) return results.deliver();
    const count = [...entries.values()].reduce((sum, { size }) => sum + size, 0);
    hintIfSlow(context, {
      requests: Math.ceil(count / batchSize),
      fewer: Math.ceil(count / DELETE_BATCH_SIZE),
      requestsPerMinute: session.requestsPerMinute,
      work: `Deleting ${count} contacts in batches of ${batchSize}`,
      instead: `With a 'Batch Size' of ${DELETE_BATCH_SIZE} it is ${requestsFor(count, DELETE_BATCH_SIZE)}.`,
    });
    const batches = [...entries].flatMap(([app, ofApp]) =>
      batchesOf([...ofApp.values()], batchSize).map((batch) => ({ app, batch })),
    );
    await concurrently(batches, async ({ app, batch }) => {
      await deleteBatch(app, batch, results);
      return !results.stopped;
    });
    return results.deliver();
  },
};

/** Counts contacts, not items: the limit guards against a list that is longer than anyone meant. */
function tooMany(items: Array<Deletion | Problem>, limit: number | Problem): Problem | undefined {
  if (typeof limit !== 'number') return limit;
  const contacts = new Set(
    items.map((item) => (isProblem(item) ? item : `${item.target.by} ${item.task.subject}`)),
  );
  if (limit === 0 || contacts.size <= limit) return undefined;
  return {
    message: `No contact was deleted: the input names ${contacts.size} contacts, and 'Maximum Contacts' allows ${limit}`,
    description:
      "Nothing was sent to Kore.ai. If the list is right, raise the option 'Maximum Contacts'; 0 sets no limit.",
    cause: 'input',
  };
}

/** Finds the ids of all items; what is decided without a deletion goes into the results at once. */
async function collect(
  items: Array<Deletion | Problem>,
  results: ItemResults,
): Promise<Map<App, Map<string, Entry>>> {
  const entries = new Map<App, Map<string, Entry>>();
  await concurrently(items.entries(), async ([itemIndex, item]) => {
    const found = isProblem(item) ? item : item.dryRun ? await preview(item) : await idOf(item);
    if (found === 'missing') results.set(itemIndex, missing(item as Deletion));
    else if ('ok' in found) results.set(itemIndex, found);
    else if (isProblem(found)) results.set(itemIndex, { ok: false, problem: found });
    else addTo(entries, found.id, itemIndex, item as Deletion);
    return !results.stopped;
  });
  return entries;
}

function addTo(
  entries: Map<App, Map<string, Entry>>,
  id: string,
  itemIndex: number,
  deletion: Deletion,
): void {
  const ofApp = entries.get(deletion.app) ?? new Map<string, Entry>();
  entries.set(deletion.app, ofApp);
  const entry = ofApp.get(id) ?? { id, items: [] };
  ofApp.set(id, entry);
  entry.items.push({ itemIndex, deletion });
}

async function deleteBatch(app: App, batch: Entry[], results: ItemResults): Promise<void> {
  const idsOf = (entries: Entry[]) => entries.map(({ id }) => id);
  const parts = await bisect(
    batch,
    async (entries) => await deleteContacts(app.client, idsOf(entries)),
    (failure) => namesRecords(failure.body),
  );
  for (const { entries, outcome } of parts) {
    const body = outcome.ok ? outcome.body : outcome.failure.body;
    const said = readBulkAnswer(body, idsOf(entries));
    for (const { id, items } of entries) {
      for (const { itemIndex, deletion } of items) {
        results.set(itemIndex, judge(deletion, id, outcome, said?.get(id)));
      }
    }
  }
}

function judge(
  deletion: Deletion,
  id: string,
  outcome: Outcome,
  said: RecordOutcome | undefined,
): ItemResult {
  const silentBefore = outcome.ok ? outcome.silentBefore : outcome.failure.silentBefore === true;
  if (said?.kind === 'done') return deleted(id);
  if (said?.kind === 'failed') return notDeleted(deletion, id, { ...said.failure, silentBefore });
  if (said === undefined && !outcome.ok) return notDeleted(deletion, id, outcome.failure);
  return {
    ok: false,
    problem: {
      message: `${deletion.task.subject} may or may not have been deleted: Kore.ai's answer does not say`,
      description:
        "The answer to the batch names this contact neither as deleted nor as failed, or as both. Look it up in Kore.ai, or delete it again with the operation 'Delete'.",
      cause: 'service',
    },
  };
}
