import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Contact } from '../../../shared/contact/contact';
import { type ContactFields, fieldsOf, sameFields } from '../../../shared/contact/fields';
import { failEachItem, readItems } from '../../../shared/run/items';
import { ItemResults } from '../../../shared/run/itemResults';
import { isProblem, type Task, type Problem } from '../../../shared/problem/explain';
import type { Operation } from '../operation';
import { readBatchSize } from '../../form/counts';
import {
  contactFieldsToMerge,
  type GivenContact,
  lacking,
  readContact,
} from '../../form/contactFields';
import { createIn, type Creation, creationOf, sendCreate } from '../../work/create';
import { batchSizeOption, optionsField } from '../../form/options';
import { find } from '../../work/find';
import { type Replacement, replaceIn, UPDATE_BATCH_SIZE } from '../../work/replace';
import { type App, openSession } from '../../../shared/run/session';

/** The same as for the operation Create, and for the same reason. */
const CREATE_BATCH_SIZE = 50;

interface Job {
  app: App;
  given: GivenContact;
}

/** All items with one number: the last one tells what the contact becomes. */
interface Group {
  given: GivenContact;
  task: Task;
  items: number[];
}

/** Creates or updates a contact for each input item, by its phone number. */
export const upsert: Operation = {
  value: 'upsert',
  name: 'Create or Update',
  description: 'Create a new contact, or update the current one if it already exists (upsert)',
  action: 'Create or update contact',
  properties: [...contactFieldsToMerge, optionsField([batchSizeOption(CREATE_BATCH_SIZE)])],
  async execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
    const startedAt = Date.now();
    const session = await openSession(context);
    const sizes = [CREATE_BATCH_SIZE, UPDATE_BATCH_SIZE].map((size) =>
      readBatchSize(context, size),
    );
    const [createSize, updateSize] = sizes;
    if (typeof createSize !== 'number') return failEachItem(context, createSize as Problem);
    if (typeof updateSize !== 'number') return failEachItem(context, updateSize as Problem);
    const jobs = readItems(context, (itemIndex): Job | Problem => {
      const given = readContact(session, itemIndex);
      if (isProblem(given)) return given;
      const app = session.appFor(context.getNodeParameter('options', itemIndex, {}) as IDataObject);
      return isProblem(app) ? app : { app, given };
    });
    const results = new ItemResults(context, jobs.length, 'created or updated');
    for (const [app, groups] of grouped(jobs, results)) {
      if (results.stopped) break;
      const plan = await plannedFor(app, groups, results);
      if (results.stopped) break;
      const stopped = () => results.stopped;
      await createIn(app, [...plan.creations.keys()], {
        send: sendCreate,
        batchSize: createSize,
        stopsAtFailure: !context.continueOnFail(),
        startedAt,
        stopped,
        settle: (creation, created) =>
          settle(
            results,
            plan.creations.get(creation),
            true,
            created.kind === 'failed' ? created.problem : created,
          ),
      });
      if (results.stopped) break;
      await replaceIn(app, [...plan.replacements.keys()], {
        batchSize: updateSize,
        stopped,
        settle: (replacement, replaced) =>
          settle(results, plan.replacements.get(replacement), false, replaced),
      });
    }
    return results.deliver();
  },
};

function grouped(jobs: Array<Job | Problem>, results: ItemResults): Map<App, Group[]> {
  const byApp = new Map<App, Map<string, Group>>();
  jobs.forEach((job, itemIndex) => {
    if (isProblem(job)) return results.set(itemIndex, { ok: false, problem: job });
    const ofApp = byApp.get(job.app) ?? new Map<string, Group>();
    byApp.set(job.app, ofApp);
    const { full } = job.given.phone;
    const items = ofApp.get(full)?.items ?? [];
    items.push(itemIndex);
    ofApp.set(full, { given: job.given, task: taskFor(full), items });
  });
  return new Map([...byApp].map(([app, groups]) => [app, [...groups.values()]]));
}

function taskFor(full: string): Task {
  return {
    subject: `The contact with phone number '+${full}'`,
    undone: 'was not created or updated',
    unsure: 'may or may not have been updated',
  };
}

/** Sorts the contacts into new ones and changed ones; the others are done, and cost no request. */
async function plannedFor(app: App, groups: Group[], results: ItemResults) {
  const creations = new Map<Creation, Group>();
  const replacements = new Map<Replacement, Group>();
  for (const group of groups) {
    const { given, task } = group;
    const phone = { digits: given.phone.full, international: true };
    const search = await find(app, { by: 'phone', phone, typed: `+${given.phone.full}` }, task);
    if (search === 'missing') {
      const problem = lacking(given);
      if (problem === undefined) creations.set(creationOf(given), group);
      else settle(results, group, false, problem);
    } else if (isProblem(search)) {
      settle(results, group, false, search);
    } else {
      const { contact } = search;
      const current = fieldsOf(contact);
      const fields = merged(current, given);
      if (sameFields(current, fields)) settle(results, group, false, { contact }, false);
      else replacements.set({ id: contact.id, fields, task }, group);
    }
  }
  return { creations, replacements };
}

/** What was left empty stays as it is; the number is the one they were matched by. */
function merged(current: ContactFields, given: GivenContact): ContactFields {
  return {
    firstName: given.firstName || current.firstName,
    lastName: given.lastName || current.lastName,
    salutation: given.salutation || current.salutation,
    cellPhone: { ...current.cellPhone, extension: given.extension || current.cellPhone.extension },
  };
}

function settle(
  results: ItemResults,
  group: Group | undefined,
  created: boolean,
  result: { contact: Contact } | Problem,
  changed = true,
): void {
  for (const itemIndex of group?.items ?? []) {
    if (isProblem(result)) results.set(itemIndex, { ok: false, problem: result });
    else {
      const json = { ...result.contact, created };
      results.set(
        itemIndex,
        changed ? { ok: true, json, done: result.contact.id } : { ok: true, json },
      );
    }
  }
}
