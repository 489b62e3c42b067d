import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { asText, shown } from '../../shared/contact/id';
import type { ItemResult } from '../../shared/run/itemResults';
import type { Failure } from '../../shared/http/failure';
import { explain, isProblem, type Task, type Problem } from '../../shared/problem/explain';
import { find } from './find';
import type { App, Session } from '../../shared/run/session';
import { givenOf, readTarget, subjectOf, type Target } from '../form/contactLocator';

/** One contact to delete, read and checked. */
export interface Deletion {
  target: Target;
  task: Task;
  app: App;
  dryRun: boolean;
  goOnIfMissing: boolean;
}

/**
 * Reads what one item asks to delete. Nothing is sent.
 *
 * @param context the run
 * @param session the run's session
 * @param itemIndex the item
 * @returns the deletion, or what is wrong with the item
 */
export function readDeletion(
  context: IExecuteFunctions,
  session: Session,
  itemIndex: number,
): Deletion | Problem {
  const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
  const target = readTarget(session, itemIndex);
  if (isProblem(target)) return target;
  const app = session.appFor(options);
  if (isProblem(app)) return app;
  // An expression that gives nothing is no 'false': whoever maps something in wants to be safe.
  const dryRun = 'dryRun' in options ? options['dryRun'] : false;
  if (typeof dryRun !== 'boolean') return unclearDryRun(dryRun);
  return {
    target,
    task: {
      subject: subjectOf(target),
      undone: 'was not deleted',
      unsure: 'may or may not have been deleted',
      canContinue: true,
    },
    app,
    dryRun,
    goOnIfMissing: options['ifMissing'] === 'continue',
  };
}

function unclearDryRun(value: unknown): Problem {
  return {
    message: `The option 'Dry Run' is '${shown(asText(value))}', which is neither true nor false`,
    description:
      'Nothing was sent to Kore.ai for this item. Where the option comes from an expression, let it give a boolean, not text or a number.',
    cause: 'input',
  };
}

/**
 * Finds the id to delete; a number is looked up in the list.
 *
 * @param deletion what to delete
 */
export async function idOf({
  app,
  target,
  task,
}: Deletion): Promise<{ id: string } | 'missing' | Problem> {
  if (target.by === 'id') return { id: target.id };
  const search = await find(app, target, task);
  return search === 'missing' || isProblem(search) ? search : { id: search.contact.id };
}

/**
 * Tells what a deletion would do, without doing it: the contact as it is.
 *
 * @param deletion what would be deleted
 */
export async function preview(deletion: Deletion): Promise<ItemResult> {
  const search = await find(deletion.app, deletion.target, deletion.task);
  if (search === 'missing') return missing(deletion);
  if (isProblem(search)) return { ok: false, problem: search };
  return { ok: true, json: { ...search.contact, deleted: false, dryRun: true } };
}

/**
 * @param id the contact that is deleted
 * @param answer what Kore.ai said of it, which comes out field for field; it becomes the item itself, since a
 *   copy of each would make a long run twice as large
 */
export function deleted(id: string, answer: IDataObject = {}): ItemResult {
  const json = Object.assign(answer, { id: answer['id'] ?? id, deleted: true });
  return { ok: true, json, done: id };
}

/**
 * Judges why Kore.ai did not delete a contact.
 *
 * @param deletion what was to be deleted
 * @param id its id
 * @param failure what Kore.ai answered
 */
export function notDeleted(deletion: Deletion, id: string, failure: Failure): ItemResult {
  if (failure.kind !== 'missing') return { ok: false, problem: explain(failure, deletion.task) };
  // The try before got no answer, and the contact is gone: that try deleted it.
  return failure.silentBefore ? deleted(id) : missing(deletion, failure);
}

/**
 * @param deletion what was to be deleted
 * @param failure what Kore.ai answered, where it was asked
 * @returns an item that says so or a failure, as the option has it
 */
export function missing(
  { target, task, goOnIfMissing }: Deletion,
  failure: Failure = { kind: 'missing', words: '' },
): ItemResult {
  if (!goOnIfMissing) return { ok: false, problem: explain(failure, task) };
  return { ok: true, json: { ...givenOf(target), deleted: false, reason: 'notFound' } };
}

/**
 * Says that an answer does not bear out the deletion.
 *
 * @param task what was to be done
 * @param answer what Kore.ai answered, to complete the sentence
 */
export function doubt({ subject }: Task, answer: string): ItemResult {
  return {
    ok: false,
    problem: {
      message: `${subject} may or may not have been deleted: ${answer}`,
      description:
        'That is not how Kore.ai documents the answer to a deletion. Look the contact up in Kore.ai before you go on.',
      cause: 'service',
    },
  };
}
