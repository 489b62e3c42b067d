import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { asContact, isDeleted } from '../../../shared/contact/contact';
import { forEachItem, readItems } from '../../../shared/run/items';
import type { ItemResult } from '../../../shared/run/itemResults';
import { deleteContact as sendDelete } from '../../../shared/api/calls';
import type { Outcome } from '../../../shared/http/client';
import { explain, isProblem, type Task } from '../../../shared/problem/explain';
import type { Operation } from '../operation';
import {
  deleted,
  type Deletion,
  doubt,
  idOf,
  missing,
  notDeleted,
  preview,
  readDeletion,
} from '../../work/delete';
import { DELETE_BATCH_SIZE } from './deleteMany.operation';
import { contactField, dryRunOption, ifMissingOption, optionsField } from '../../form/options';
import { hintIfSlow, requestsFor } from '../../../shared/run/hint';
import { type App, openSession } from '../../../shared/run/session';

type Send = (app: App, id: string) => Promise<Outcome>;

/** Deletes one contact for each input item. */
export const deleteContact: Operation = {
  value: 'delete',
  name: 'Delete',
  description: 'Delete a contact, which Kore.ai then marks as inactive',
  action: 'Delete contact',
  properties: [contactField, optionsField([dryRunOption, ifMissingOption])],
  async execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
    const session = await openSession(context);
    const items = readItems(context, (itemIndex) => readDeletion(context, session, itemIndex));
    hintIfSlow(context, {
      requests: items.filter((item) => !isProblem(item) && !item.dryRun).length,
      fewer: Math.ceil(items.length / DELETE_BATCH_SIZE),
      requestsPerMinute: session.requestsPerMinute,
      work: `Deleting ${items.length} contacts one by one`,
      instead: `The operation 'Delete Many' does it in ${requestsFor(items.length, DELETE_BATCH_SIZE)}.`,
    });
    const send = oncePerContact();
    return await forEachItem(
      context,
      items,
      async (item) => await (item.dryRun ? preview(item) : perform(item, send)),
      'deleted',
    );
  },
};

/**
 * Two items with one contact are one deletion: a second request would only find it gone. Each item gets an
 * answer of its own.
 */
function oncePerContact(): Send {
  const sent = new Map<string, Promise<Outcome>>();
  return async ({ client }, id) => {
    const key = `${client.streamId} ${id}`;
    const before = sent.get(key);
    if (before !== undefined) return structuredClone(await before);
    const outcome = sendDelete(client, id);
    sent.set(key, outcome);
    return await outcome;
  };
}

async function perform(deletion: Deletion, send: Send): Promise<ItemResult> {
  const found = await idOf(deletion);
  if (found === 'missing') return missing(deletion);
  if (isProblem(found)) return { ok: false, problem: found };
  const outcome = await send(deletion.app, found.id);
  return outcome.ok
    ? judge(outcome, found.id, deletion.task)
    : notDeleted(deletion, found.id, outcome.failure);
}

/** Believes a success only as far as the answer bears it out. */
function judge(outcome: { body: unknown; text: string }, id: string, task: Task): ItemResult {
  if (outcome.body === undefined && outcome.text.trim() === '') return deleted(id);
  const answer = Array.isArray(outcome.body) ? (outcome.body[0] as unknown) : outcome.body;
  if (typeof answer !== 'object' || answer === null) {
    return { ok: false, problem: explain({ kind: 'notKore', status: 200, words: '' }, task) };
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
