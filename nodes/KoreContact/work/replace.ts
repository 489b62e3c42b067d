import { namesRecords, readBulkAnswer } from '../../shared/api/bulkAnswer';
import { updateContact, updateContacts } from '../../shared/api/calls';
import { asContact, type Contact } from '../../shared/contact/contact';
import type { ContactFields } from '../../shared/contact/fields';
import { explain, type Task } from '../../shared/problem/explain';
import type { Failure } from '../../shared/problem/failure';
import type { Problem } from '../../shared/problem/problem';
import { failed, type Result, succeeded } from '../../shared/result';
import { batchesOf, timeoutFor } from '../../shared/run/batches';
import { bisect } from '../../shared/run/bisect';
import { concurrently } from '../../shared/run/concurrency';
import type { App } from '../../shared/run/session';

/** One contact whose fields are replaced: Kore.ai takes all of them or loses the others. */
export interface Replacement {
  id: string;
  fields: ContactFields;
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
  const settle = (entry: T, result: Result<Contact, Failure>) =>
    plan.settle(
      entry,
      result.ok ? result : failed(explain(result.problem, entry.subject, plan.task)),
    );
  const [only] = replacements;
  if (replacements.length === 1 && only !== undefined) {
    settle(only, await replaceOne(app, only));
    return;
  }
  await concurrently(batchesOf(replacements, plan.batchSize), async (batch) => {
    await replaceBatch(app, batch, settle);
    return !plan.stopped();
  });
}

async function replaceOne(
  app: App,
  { id, fields, timeout }: Replacement,
): Promise<Result<Contact, Failure>> {
  const outcome = await updateContact(app.client, id, fields, timeout);
  if (!outcome.ok) return outcome;
  const { body, text } = outcome.value;
  const contact = asContact(body);
  if (contact !== undefined && contact.id.toLowerCase() !== id.toLowerCase()) {
    return failed({
      kind: 'unsaid',
      words: `Kore.ai answered for another contact, '${contact.id}'`,
    });
  }
  const isEmpty = body === undefined && text.trim() === '';
  if (contact === undefined && !isEmpty) {
    return failed({ kind: 'unsaid', words: "Kore.ai's answer is no contact" });
  }
  return succeeded(contact ?? { ...fields, id });
}

async function replaceBatch<T extends Replacement>(
  app: App,
  batch: T[],
  settle: (entry: T, result: Result<Contact, Failure>) => void,
): Promise<void> {
  const timeout = timeoutFor(batch);
  const parts = await bisect(
    batch,
    async (some) => await updateContacts(app.client, some.map(bodyOf), timeout),
    (failure) => namesRecords(failure.body),
  );
  for (const { entries, outcome } of parts) {
    const said = readBulkAnswer(outcome);
    for (const entry of entries) {
      const record = said(entry.id);
      settle(
        entry,
        record.ok
          ? succeeded(asContact(record.value['contact']) ?? { ...entry.fields, id: entry.id })
          : record,
      );
    }
  }
}

/** Bulk update wants the full name as well (its reference marks every field of the sample as required). */
function bodyOf({ id, fields }: Replacement): object {
  const { firstName, lastName, salutation, cellPhone } = fields;
  const fullName = `${firstName} ${lastName}`.trim();
  return { id, firstName, lastName, fullName, salutation, cellPhone };
}
