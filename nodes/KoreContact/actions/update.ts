import type {
  IDataObject,
  IExecuteFunctions,
  INodeExecutionData,
  INodeProperties,
} from 'n8n-workflow';
import { type ContactFields, fieldsOf } from '../../shared/contact/fields';
import { failEachItem, readItems } from '../../shared/items';
import { inLanes } from '../../shared/lanes';
import { Ledger } from '../../shared/ledger';
import { explain, isTrouble, type Task, type Trouble } from '../../shared/transport/explain';
import type { Action } from './action';
import { readBatchSize } from './batching';
import { type Changes, changed, isWhole, readChanges, updatableFields } from './changes';
import { batchSizeOption, contactField, optionsField } from './fields';
import { find } from './find';
import { hintIfSlow, requestsFor } from './hint';
import { type Replacement, replaceIn, UPDATE_BATCH_SIZE } from './replacement';
import { type App, openSession } from './session';
import { readTarget, subjectOf, type Target } from './target';

interface Job {
  app: App;
  target: Target;
  task: Task;
  changes: Changes;
}

/** A contact to update, and every item that asks for it. */
interface Entry {
  replacement: Replacement;
  items: number[];
}

const updateFields: INodeProperties = {
  displayName: 'Update Fields',
  name: 'updateFields',
  type: 'collection',
  placeholder: 'Add field',
  default: {},
  description: 'What to change. Fields that are not added stay as they are.',
  options: updatableFields,
};

/** Updates one contact for each input item, many in one call. */
export const update: Action = {
  value: 'update',
  name: 'Update',
  description: 'Update a contact: only the fields that you add change',
  action: 'Update contact',
  properties: [contactField, updateFields, optionsField([batchSizeOption(UPDATE_BATCH_SIZE)])],
  async execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
    const session = await openSession(context);
    const batchSize = readBatchSize(context, UPDATE_BATCH_SIZE);
    if (typeof batchSize !== 'number') return failEachItem(context, batchSize);
    const jobs = readItems(context, (itemIndex): Job | Trouble => {
      const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
      const target = readTarget(session, itemIndex);
      if (isTrouble(target)) return target;
      const changes = readChanges(context, itemIndex);
      if (isTrouble(changes)) return changes;
      const app = session.appFor(options);
      return isTrouble(app) ? app : { app, target, task: taskOf(target), changes };
    });
    hintIfSlow(context, {
      requests: Math.ceil(jobs.length / batchSize),
      fewer: Math.ceil(jobs.length / UPDATE_BATCH_SIZE),
      requestsPerMinute: session.requestsPerMinute,
      work: `Updating ${jobs.length} contacts in batches of ${batchSize}`,
      instead: `With a 'Batch Size' of ${UPDATE_BATCH_SIZE} it is ${requestsFor(jobs.length, UPDATE_BATCH_SIZE)}.`,
    });
    const ledger = new Ledger(context, jobs.length, 'updated');
    const entries = await collect(jobs, ledger);
    for (const [app, ofApp] of entries) {
      if (ledger.stopped) break;
      const items = new Map([...ofApp.values()].map((entry) => [entry.replacement, entry.items]));
      await replaceIn(app, [...items.keys()], {
        batchSize,
        stopped: () => ledger.stopped,
        settle: (replacement, replaced) => {
          for (const itemIndex of items.get(replacement) ?? []) {
            if (isTrouble(replaced)) ledger.set(itemIndex, { ok: false, trouble: replaced });
            else {
              const json = { ...replaced.contact };
              ledger.set(itemIndex, { ok: true, json, done: replacement.id });
            }
          }
        },
      });
    }
    return ledger.deliver();
  },
};

/** Loads what is needed of each contact, a few at a time, then puts the changes together in item order. */
async function collect(
  jobs: Array<Job | Trouble>,
  ledger: Ledger,
): Promise<Map<App, Map<string, Entry>>> {
  const current = new Map<number, { id: string; fields: ContactFields | undefined }>();
  await inLanes(jobs.entries(), async ([itemIndex, job]) => {
    const found = isTrouble(job) ? job : await currentOf(job);
    if (isTrouble(found)) ledger.set(itemIndex, { ok: false, trouble: found });
    else current.set(itemIndex, found);
    return !ledger.stopped;
  });
  const entries = new Map<App, Map<string, Entry>>();
  jobs.forEach((job, itemIndex) => {
    const found = current.get(itemIndex);
    if (isTrouble(job) || found === undefined || ledger.stopped) return;
    const ofApp = entries.get(job.app) ?? new Map<string, Entry>();
    entries.set(job.app, ofApp);
    const earlier = ofApp.get(found.id);
    const fields = changed(earlier?.replacement.fields ?? found.fields, job.changes);
    if (isTrouble(fields)) return ledger.set(itemIndex, { ok: false, trouble: fields });
    const items = earlier?.items ?? [];
    items.push(itemIndex);
    ofApp.set(found.id, { replacement: { id: found.id, fields, task: job.task }, items });
  });
  return ledger.stopped ? new Map() : entries;
}

/** Kore.ai replaces the whole contact, so what is not changed is taken from it as it is. */
async function currentOf({ app, target, task, changes }: Job) {
  if (target.by === 'id' && isWhole(changes)) return { id: target.id, fields: undefined };
  const search = await find(app, target, task);
  if (search === 'missing') return explain({ kind: 'missing', words: '' }, task);
  if (isTrouble(search)) return search;
  return { id: search.contact.id, fields: fieldsOf(search.contact) };
}

function taskOf(target: Target): Task {
  return {
    subject: subjectOf(target),
    undone: 'was not updated',
    unsure: 'may or may not have been updated',
  };
}
