import type {
  IDataObject,
  IExecuteFunctions,
  INodeExecutionData,
  INodeProperties,
} from 'n8n-workflow';
import { type ContactFields, fieldsOf } from '../../../shared/contact/fields';
import { failEachItem, readItems } from '../../../shared/run/items';
import { concurrently } from '../../../shared/run/concurrency';
import { ItemResults } from '../../../shared/run/itemResults';
import { explain, isProblem, type Task, type Problem } from '../../../shared/problem/explain';
import type { Operation } from '../operation';
import { readBatchSize } from '../../form/counts';
import {
  type Changes,
  changed,
  isWhole,
  readChanges,
  updatableFields,
} from '../../form/updateFields';
import { batchSizeOption, contactField, optionsField } from '../../form/options';
import { find } from '../../work/find';
import { hintIfSlow, requestsFor } from '../../../shared/run/hint';
import { type Replacement, replaceIn, UPDATE_BATCH_SIZE } from '../../work/replace';
import { type App, openSession } from '../../../shared/run/session';
import { readTarget, subjectOf, type Target } from '../../form/contactLocator';

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
export const update: Operation = {
  value: 'update',
  name: 'Update',
  description: 'Update a contact: only the fields that you add change',
  action: 'Update contact',
  properties: [contactField, updateFields, optionsField([batchSizeOption(UPDATE_BATCH_SIZE)])],
  async execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
    const session = await openSession(context);
    const batchSize = readBatchSize(context, UPDATE_BATCH_SIZE);
    if (typeof batchSize !== 'number') return failEachItem(context, batchSize);
    const jobs = readItems(context, (itemIndex): Job | Problem => {
      const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
      const target = readTarget(session, itemIndex);
      if (isProblem(target)) return target;
      const changes = readChanges(context, itemIndex);
      if (isProblem(changes)) return changes;
      const app = session.appFor(options);
      return isProblem(app) ? app : { app, target, task: taskOf(target), changes };
    });
    hintIfSlow(context, {
      requests: Math.ceil(jobs.length / batchSize),
      fewer: Math.ceil(jobs.length / UPDATE_BATCH_SIZE),
      requestsPerMinute: session.requestsPerMinute,
      work: `Updating ${jobs.length} contacts in batches of ${batchSize}`,
      instead: `With a 'Batch Size' of ${UPDATE_BATCH_SIZE} it is ${requestsFor(jobs.length, UPDATE_BATCH_SIZE)}.`,
    });
    const results = new ItemResults(context, jobs.length, 'updated');
    const entries = await collect(jobs, results);
    for (const [app, ofApp] of entries) {
      if (results.stopped) break;
      const items = new Map([...ofApp.values()].map((entry) => [entry.replacement, entry.items]));
      await replaceIn(app, [...items.keys()], {
        batchSize,
        stopped: () => results.stopped,
        settle: (replacement, replaced) => {
          for (const itemIndex of items.get(replacement) ?? []) {
            if (isProblem(replaced)) results.set(itemIndex, { ok: false, problem: replaced });
            else {
              const json = { ...replaced.contact };
              results.set(itemIndex, { ok: true, json, done: replacement.id });
            }
          }
        },
      });
    }
    return results.deliver();
  },
};

/** Loads what is needed of each contact, a few at a time, then puts the changes together in item order. */
async function collect(
  jobs: Array<Job | Problem>,
  results: ItemResults,
): Promise<Map<App, Map<string, Entry>>> {
  const current = new Map<number, { id: string; fields: ContactFields | undefined }>();
  await concurrently(jobs.entries(), async ([itemIndex, job]) => {
    const found = isProblem(job) ? job : await currentOf(job);
    if (isProblem(found)) results.set(itemIndex, { ok: false, problem: found });
    else current.set(itemIndex, found);
    return !results.stopped;
  });
  const entries = new Map<App, Map<string, Entry>>();
  jobs.forEach((job, itemIndex) => {
    const found = current.get(itemIndex);
    if (isProblem(job) || found === undefined || results.stopped) return;
    const ofApp = entries.get(job.app) ?? new Map<string, Entry>();
    entries.set(job.app, ofApp);
    const earlier = ofApp.get(found.id);
    const fields = changed(earlier?.replacement.fields ?? found.fields, job.changes);
    if (isProblem(fields)) return results.set(itemIndex, { ok: false, problem: fields });
    const items = earlier?.items ?? [];
    items.push(itemIndex);
    ofApp.set(found.id, { replacement: { id: found.id, fields, task: job.task }, items });
  });
  return results.stopped ? new Map() : entries;
}

/** Kore.ai replaces the whole contact, so what is not changed is taken from it as it is. */
async function currentOf({ app, target, task, changes }: Job) {
  if (target.by === 'id' && isWhole(changes)) return { id: target.id, fields: undefined };
  const search = await find(app, target, task);
  if (search === 'missing') return explain({ kind: 'missing', words: '' }, task);
  if (isProblem(search)) return search;
  return { id: search.contact.id, fields: fieldsOf(search.contact) };
}

function taskOf(target: Target): Task {
  return {
    subject: subjectOf(target),
    undone: 'was not updated',
    unsure: 'may or may not have been updated',
  };
}
