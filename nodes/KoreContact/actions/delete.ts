import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { asContact, isDeleted } from '../../shared/contact/contact';
import { forEachItem, type ItemResult, readItems } from '../../shared/items';
import { deleteContact as sendDelete } from '../../shared/transport/calls';
import type { Outcome } from '../../shared/transport/client';
import type { Failure } from '../../shared/transport/failure';
import { explain, isTrouble, type Task, type Trouble } from '../../shared/transport/explain';
import type { Action } from './action';
import { contactField, dryRunOption, ifMissingOption, optionsField } from './fields';
import { find } from './find';
import { type App, openSession } from './session';
import { readTarget, subjectOf, type Target } from './target';

/** One input item, read and checked. */
interface Job {
  target: Target;
  task: Task;
  app: App;
  dryRun: boolean;
  goOnIfMissing: boolean;
}

type Send = (app: App, id: string) => Promise<Outcome>;

/** Deletes one contact for each input item. */
export const deleteContact: Action = {
  value: 'delete',
  name: 'Delete',
  description: 'Delete a contact: Kore.ai keeps it as inactive and shows it no longer',
  action: 'Delete contact',
  properties: [contactField, optionsField([dryRunOption, ifMissingOption])],
  async execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
    const session = await openSession(context);
    const jobs = readItems(context, (itemIndex): Job | Trouble => {
      const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
      const target = readTarget(context, itemIndex);
      const app = session.appFor(options);
      if (isTrouble(target)) return target;
      if (isTrouble(app)) return app;
      return {
        target,
        task: taskOf(target),
        app,
        dryRun: options['dryRun'] === true,
        goOnIfMissing: options['ifMissing'] === 'continue',
      };
    });
    const send = oncePerContact();
    return await forEachItem(
      context,
      jobs,
      async (job) => await (job.dryRun ? preview(job) : perform(job, send)),
      'deleted',
    );
  },
};

/** Two items with one contact are one deletion: a second request would only find it gone. */
function oncePerContact(): Send {
  const sent = new Map<string, Promise<Outcome>>();
  return async ({ client }, id) => {
    const key = `${client.streamId} ${id}`;
    const outcome = sent.get(key) ?? sendDelete(client, id);
    sent.set(key, outcome);
    return await outcome;
  };
}

async function preview(job: Job): Promise<ItemResult> {
  const search = await find(job.app, job.target, job.task);
  if (search === 'missing') return missing(job);
  if (isTrouble(search)) return { ok: false, trouble: search };
  return { ok: true, json: { ...search.contact, deleted: false, dryRun: true } };
}

async function perform(job: Job, send: Send): Promise<ItemResult> {
  const { app, task } = job;
  const id = await idOf(job);
  if (id === 'missing') return missing(job);
  if (isTrouble(id)) return { ok: false, trouble: id };
  const outcome = await send(app, id.id);
  if (outcome.ok) return judge(outcome, id.id, task);
  if (outcome.failure.kind !== 'missing') {
    return { ok: false, trouble: explain(outcome.failure, task) };
  }
  // The try before got no answer, and the contact is gone: that try deleted it.
  if (outcome.failure.silentBefore) return deleted(id.id, {});
  return missing(job, outcome.failure);
}

async function idOf({ app, target, task }: Job): Promise<{ id: string } | 'missing' | Trouble> {
  if (target.by === 'id') return { id: target.id };
  const search = await find(app, target, task);
  return search === 'missing' || isTrouble(search) ? search : { id: search.contact.id };
}

/** Believes a success only as far as the answer bears it out. */
function judge(outcome: { body: unknown; text: string }, id: string, task: Task): ItemResult {
  if (outcome.body === undefined && outcome.text.trim() === '') return deleted(id, {});
  const answer = Array.isArray(outcome.body) ? (outcome.body[0] as unknown) : outcome.body;
  if (typeof answer !== 'object' || answer === null) {
    return { ok: false, trouble: explain({ kind: 'notKore', status: 200, words: '' }, task) };
  }
  const contact = asContact(answer);
  if (contact !== undefined && contact.id.toLowerCase() !== id.toLowerCase()) {
    return doubt(task, `Kore.ai answered for another contact, '${contact.id}'`);
  }
  const json = contact ?? (answer as IDataObject);
  if (typeof json['status'] === 'string' && !isDeleted(json)) {
    return doubt(task, `Kore.ai answered that its status is ${json['status']}`);
  }
  return deleted(id, json);
}

/** Kore.ai's answer, field for field, with the two fields that a workflow can always rely on. */
function deleted(id: string, answer: IDataObject): ItemResult {
  return { ok: true, json: { ...answer, id: answer['id'] ?? id, deleted: true }, done: id };
}

function missing(
  { target, task, goOnIfMissing }: Job,
  failure: Failure = { kind: 'missing', words: '' },
): ItemResult {
  if (goOnIfMissing) {
    const which = target.by === 'id' ? { id: target.id } : { phoneNumber: target.typed };
    return { ok: true, json: { ...which, deleted: false, reason: 'notFound' } };
  }
  return { ok: false, trouble: explain(failure, task) };
}

function doubt({ subject }: Task, answer: string): ItemResult {
  return {
    ok: false,
    trouble: {
      message: `${subject} may or may not have been deleted: ${answer}`,
      description:
        'That is not how Kore.ai documents the answer to a deletion. Look the contact up in Kore.ai before you go on.',
      cause: 'service',
    },
  };
}

function taskOf(target: Target): Task {
  return {
    subject: subjectOf(target),
    undone: 'was not deleted',
    unsure: 'may or may not have been deleted',
  };
}
