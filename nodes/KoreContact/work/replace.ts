import type { IDataObject } from 'n8n-workflow';
import { namesRecords, readBulkAnswer } from '../../shared/api/bulkAnswer';
import { updateContact, updateContacts } from '../../shared/api/calls';
import type { ContactList } from '../../shared/api/contactList';
import { readUpdate } from '../../shared/api/oneAnswer';
import { storedFormIn } from '../../shared/api/storedForms';
import { asContact, type Contact } from '../../shared/contact/contact';
import { type ContactFields, namesIn } from '../../shared/contact/fields';
import { explain, type Task } from '../../shared/problem/explain';
import type { Failure } from '../../shared/problem/failure';
import type { Problem } from '../../shared/problem/problem';
import { failed, type Result, succeeded } from '../../shared/result';
import { timeoutFor } from '../../shared/run/batch/batches';
import {
  type BatchCall,
  Bisection,
  Learnt,
  REFUSALS_BEFORE_LIST,
} from '../../shared/run/batch/bisect';
import { concurrently } from '../../shared/run/concurrency';
import type { App } from '../../shared/run/session';

/** One contact whose fields are replaced: Kore.ai takes all of them or loses the others. */
export interface Replacement {
  id: string;
  fields: ContactFields;
  /** What bulk update wants beside them (its reference marks every field of the sample as required). */
  fullName: string;
  /** Names the contact in messages. */
  subject: string;
  /** Milliseconds that one request may take. */
  timeout: number;
}

/** How contacts are updated, and where the results go. */
export interface ReplacePlan<T extends Replacement> {
  task: Task;
  batchSize: number;
  settle: (replacement: T, result: Result<Contact, Problem>) => void;
  stopped: () => boolean;
}

/**
 * Replaces the fields of contacts: one by a call of its own, several in batches; where a batch is refused,
 * its halves, so that only the bad ones fail.
 *
 * @param replacements the contacts, each once
 */
export async function replaceIn<T extends Replacement>(
  app: App,
  replacements: T[],
  plan: ReplacePlan<T>,
): Promise<void> {
  const settle = (entry: T, result: Result<Contact, Failure>) => {
    if (result.ok) storedFormIn(app.client).learn(entry.fields, result.value);
    plan.settle(
      entry,
      result.ok ? result : failed(explain(result.problem, entry.subject, plan.task)),
    );
  };
  const [only] = replacements;
  if (replacements.length === 1 && only !== undefined) {
    settle(only, await replaceOne(app, only));
    return;
  }
  const bisection = new Bisection(callFor(app, plan, settle), new Learnt(plan.batchSize));
  await concurrently(bisection.cut([...replacements]), async (batch) => {
    await bisection.send(batch);
    return !plan.stopped();
  });
}

async function replaceOne(
  app: App,
  { id, fields, timeout }: Replacement,
): Promise<Result<Contact, Failure>> {
  const outcome = await updateContact(app.client, id, fields, timeout);
  if (!outcome.ok) return outcome;
  const said = readUpdate(outcome.value, id);
  if (said.ok) return succeeded(said.value ?? { id, ...fields });
  return failed({ ...said.problem, silentBefore: outcome.value.silentBefore });
}

function callFor<T extends Replacement>(
  app: App,
  plan: ReplacePlan<T>,
  settle: (entry: T, result: Result<Contact, Failure>) => void,
): BatchCall<T> {
  return {
    send: async (some) => await updateContacts(app.client, some.map(bodyOf), timeoutFor(some)),
    settle: (parts) => {
      for (const { entries, outcome } of parts) {
        const said = readBulkAnswer(outcome, 'updated', entries.length);
        for (const entry of entries) settle(entry, replacedBy(entry, said(entry.id)));
      }
    },
    isAnswer: (failure) => namesRecords(failure.body),
    namesOf: ({ id, fields }) => [id, ...namesIn(fields)],
    stopped: plan.stopped,
    readAnew: () => {
      const list = app.readAnew();
      return async (entry, failure) => {
        if (!(await isToldBy(list, entry, failure))) return false;
        settle(entry, failed(failure));
        return true;
      };
    },
    refusalsBeforeList: REFUSALS_BEFORE_LIST,
  };
}

/** Whether the list bears out that the contact is missing, or that its number is another's. */
async function isToldBy(
  list: ContactList,
  { id, fields, timeout }: Replacement,
  { kind }: Failure,
): Promise<boolean> {
  if (kind === 'missing') {
    const found = await list.find({ by: 'id', id }, timeout);
    return !found.ok && found.problem.kind === 'missing';
  }
  const { countryCode, phoneNumber } = fields.cellPhone;
  const typed = `${countryCode}${phoneNumber}`;
  const phone = { digits: typed.replace(/\D/g, ''), international: countryCode !== '' };
  const found = await list.find({ by: 'phone', phone, typed }, timeout);
  return found.ok && found.value.id !== id;
}

function replacedBy(
  { id, fields }: Replacement,
  record: Result<IDataObject, Failure>,
): Result<Contact, Failure> {
  return record.ok ? succeeded(asContact(record.value['contact']) ?? { id, ...fields }) : record;
}

function bodyOf({ id, fields, fullName }: Replacement): object {
  const { firstName, lastName, salutation, cellPhone } = fields;
  return { id, firstName, lastName, fullName, salutation, cellPhone };
}
