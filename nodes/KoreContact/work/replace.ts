import { asContact, type Contact } from '../../shared/contact/contact';
import type { ContactFields } from '../../shared/contact/fields';
import { batchesOf, bisect } from '../../shared/run/bisect';
import { concurrently } from '../../shared/run/concurrency';
import { namesRecords, readBulkAnswer } from '../../shared/api/bulkAnswer';
import { updateContact, updateContacts } from '../../shared/api/calls';
import { explain, type Task, type Problem } from '../../shared/problem/explain';
import type { App } from '../../shared/run/session';

/** Contacts in one call unless the option says otherwise: Kore.ai documents no limit, so a modest number. */
export const UPDATE_BATCH_SIZE = 100;

/** One contact whose fields are replaced: Kore.ai takes all of them or loses the others. */
export interface Replacement {
  id: string;
  fields: ContactFields;
  task: Task;
}

/** What came of it. */
export type Replaced = { contact: Contact } | Problem;

/** How contacts are updated, and where the results go. */
export interface UpdatePlan {
  batchSize: number;
  settle: (replacement: Replacement, replaced: Replaced) => void;
  stopped: () => boolean;
}

/**
 * Replaces the fields of contacts: one by a call of its own, several in batches; where a batch is refused,
 * its halves, so that only the bad ones fail.
 *
 * @param app which holds them
 * @param replacements the contacts, each once
 * @param plan how, and where the results go
 */
export async function replaceIn(
  app: App,
  replacements: Replacement[],
  plan: UpdatePlan,
): Promise<void> {
  const [only] = replacements;
  if (replacements.length === 1 && only !== undefined) {
    plan.settle(only, await replaceOne(app, only));
    return;
  }
  await concurrently(batchesOf(replacements, plan.batchSize), async (batch) => {
    await replaceBatch(app, batch, plan);
    return !plan.stopped();
  });
}

async function replaceOne(app: App, { id, fields, task }: Replacement): Promise<Replaced> {
  const outcome = await updateContact(app.client, id, fields);
  if (!outcome.ok) return explain(outcome.failure, task);
  const contact = asContact(outcome.body);
  if (contact !== undefined && contact.id.toLowerCase() !== id.toLowerCase()) {
    return unsaid(task, `Kore.ai answered for another contact, '${contact.id}'`);
  }
  const isEmpty = outcome.body === undefined && outcome.text.trim() === '';
  if (contact === undefined && !isEmpty) {
    return unsaid(task, "Kore.ai's answer is no contact");
  }
  return { contact: contact ?? { ...fields, id } };
}

async function replaceBatch(app: App, batch: Replacement[], plan: UpdatePlan): Promise<void> {
  const parts = await bisect(
    batch,
    async (some) => await updateContacts(app.client, some.map(bodyOf)),
    (failure) => namesRecords(failure.body),
  );
  for (const { entries, outcome } of parts) {
    const body = outcome.ok ? outcome.body : outcome.failure.body;
    const said = readBulkAnswer(
      body,
      entries.map(({ id }) => id),
    );
    for (const entry of entries) {
      const record = said?.get(entry.id);
      if (record?.kind === 'done') {
        const contact = asContact(record.record['contact']) ?? { ...entry.fields, id: entry.id };
        plan.settle(entry, { contact });
      } else if (record?.kind === 'failed') {
        plan.settle(entry, explain(record.failure, entry.task));
      } else if (said === undefined && !outcome.ok) {
        plan.settle(entry, explain(outcome.failure, entry.task));
      } else {
        plan.settle(entry, unsaid(entry.task, "Kore.ai's answer does not say"));
      }
    }
  }
}

/** Bulk update wants the full name as well (its reference marks every field of the sample as required). */
function bodyOf({ id, fields }: Replacement): object {
  const { firstName, lastName, salutation, cellPhone } = fields;
  const fullName = `${firstName} ${lastName}`.trim();
  return { id, firstName, lastName, fullName, salutation, cellPhone };
}

function unsaid({ subject, unsure }: Task, answer: string): Problem {
  return {
    message: `${subject} ${unsure}: ${answer}`,
    description: 'Look the contact up in Kore.ai. Updating it again does no harm.',
    cause: 'service',
  };
}
