import type { IDataObject } from 'n8n-workflow';
import { deleteContact } from '../../shared/api/calls';
import { readDeletion } from '../../shared/api/oneAnswer';
import { givenOf, subjectOf, type Target, told } from '../../shared/contact/contact';
import type { Outcome } from '../../shared/http/client';
import { explain, taskOf } from '../../shared/problem/explain';
import type { Failure } from '../../shared/problem/failure';
import { failed, type Result, succeeded } from '../../shared/result';
import { FailuresInARow } from '../../shared/run/batch/commonReason';
import type { ItemResult } from '../../shared/run/itemResults';
import type { App } from '../../shared/run/session';

/** One contact to delete, read and checked. */
export interface Deletion {
  app: App;
  target: Target;
  dryRun: boolean;
  continueIfMissing: boolean;
  /** Milliseconds that one request may take. */
  timeout: number;
}

const DELETING = taskOf('deleted', {
  check: "Look the contact up in Kore.ai, or delete it again with the operation 'Delete'.",
  canContinue: true,
});

/**
 * Makes what deletes the contacts of a run, one by one. Two deletions of one contact are one request, since a
 * second would only find it gone; each gets an answer of its own.
 */
export function deleter(): (deletion: Deletion) => Promise<ItemResult> {
  const sent = new Map<string, Promise<Outcome>>();
  const failures = new Map<App, FailuresInARow>();
  const send = async ({ app, timeout }: Deletion, id: string): Promise<Outcome> => {
    const key = `${app.client.streamId} ${id}`;
    const other = sent.get(key);
    if (other !== undefined) return structuredClone(await other);
    const before = failures.get(app) ?? new FailuresInARow();
    failures.set(app, before);
    if (before.spoken !== undefined) return failed({ ...before.spoken, unsent: true });
    const sending = deleteContact(app.client, id, timeout);
    sent.set(key, sending);
    const outcome = await sending;
    before.note(outcome.ok ? undefined : outcome.problem, [id]);
    return outcome;
  };
  return async (deletion) => {
    if (deletion.dryRun) return await preview(deletion);
    const id = await idOf(deletion);
    if (!id.ok) return notDeleted(deletion, id.problem);
    const outcome = await send(deletion, id.value);
    if (!outcome.ok) return notDeleted(deletion, outcome.problem, id.value);
    const said = readDeletion(outcome.value, id.value);
    return said.ok
      ? deleted(id.value, said.value)
      : notDeleted(deletion, { ...said.problem, silentBefore: outcome.value.silentBefore });
  };
}

/** Finds the id to delete; a number is looked up in the list. */
export async function idOf({ app, target, timeout }: Deletion): Promise<Result<string, Failure>> {
  if (target.by === 'id') return succeeded(target.id);
  const found = await app.contactList.find(target, timeout);
  return found.ok ? succeeded(found.value.id) : found;
}

/** Tells what a deletion would do, without doing it: the contact as it is. */
export async function preview(deletion: Deletion): Promise<ItemResult> {
  const found = await deletion.app.contactList.find(deletion.target, deletion.timeout);
  if (!found.ok) return notDeleted(deletion, found.problem);
  const { id } = found.value;
  return succeeded({ json: told({ id, deleted: false, dryRun: true }, found.value) });
}

/** @param answer what Kore.ai said of the contact, which comes out field for field; of one among many it says nothing */
export function deleted(id: string, answer?: IDataObject): ItemResult {
  const said = { id: answer?.['id'] ?? id, deleted: true };
  return succeeded({ json: answer === undefined ? said : told(said, answer), changed: id });
}

/**
 * Judges why a contact was not deleted: what is missing gives an item or a failure, as the option has it.
 *
 * @param id the contact's id, where the deletion was sent
 */
export function notDeleted(deletion: Deletion, failure: Failure, id?: string): ItemResult {
  const { target, continueIfMissing } = deletion;
  const isMissing = failure.kind === 'missing';
  // A try before may have been carried out, and the contact is gone: that try deleted it.
  if (isMissing && failure.silentBefore === true && id !== undefined) return deleted(id);
  if (!isMissing || !continueIfMissing) {
    return failed(explain(failure, subjectOf(target), DELETING));
  }
  return succeeded({ json: { ...givenOf(target), deleted: false, reason: 'notFound' } });
}
