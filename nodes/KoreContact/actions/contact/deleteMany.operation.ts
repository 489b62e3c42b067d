import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { subjectOf } from '../../../shared/contact/contact';
import { badRun, type Problem } from '../../../shared/problem/problem';
import type { Result } from '../../../shared/result';
import { hintIfSmallBatches } from '../../../shared/run/batch/batches';
import { readItems } from '../../../shared/run/items';
import { ItemResults } from '../../../shared/run/itemResults';
import { openSession } from '../../../shared/run/session';
import { contactsField, readTargetToChange } from '../../form/contactLocator';
import { defaultCountryOption } from '../../form/defaultCountry';
import {
  BATCH_SIZES,
  batchSizeOption,
  dryRunOption,
  ifMissingOption,
  maxContactsOption,
  optionsField,
  readBatchSize,
  readContactOptions,
  readMaxContacts,
} from '../../form/options';
import type { Deletion } from '../../work/delete';
import { collectDeletions, deleteGroups } from '../../work/deleteMany';
import type { Operation } from '../operation';

const usual = BATCH_SIZES.deleteMany;

/** Deletes the contacts of all input items in as few calls as possible. */
export const deleteMany: Operation = {
  value: 'deleteMany',
  name: 'Delete Many',
  description: 'Delete the contacts of all items, a hundred in one request',
  action: 'Delete many contacts',
  properties: [
    contactsField,
    optionsField([
      batchSizeOption(usual),
      defaultCountryOption,
      dryRunOption,
      ifMissingOption,
      maxContactsOption,
    ]),
  ],
  async execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
    const startedAt = Date.now();
    const session = await openSession(context);
    const batchSize = readBatchSize(context, usual);
    const items = await readItems(context, (itemIndex): Deletion => {
      const { app, timeout, options } = session.item(itemIndex);
      const target = readTargetToChange(session, itemIndex, options);
      const { dryRun, continueIfMissing } = readContactOptions(options);
      return { app, timeout, target, dryRun, continueIfMissing };
    });
    assertNotTooMany(items, readMaxContacts(context));
    const results = new ItemResults(context, items.length, 'deleted');
    const groups = await collectDeletions(items, results);
    const count = [...groups.values()].reduce((sum, { length }) => sum + length, 0);
    if (!results.stopped) await deleteGroups(groups, batchSize, results);
    const { requestsPerMinute } = session;
    const batching = { batchSize, usual, requestsPerMinute, startedAt };
    hintIfSmallBatches(context, 'Deleting', count, batching);
    return results.deliver();
  },
};

/** Counts contacts, not items; one number in two apps is two of them. */
function assertNotTooMany(items: Array<Result<Deletion, Problem>>, limit: number): void {
  if (limit === 0) return;
  const contacts = new Set(
    items.map((item) => {
      if (!item.ok) return item;
      const { app, target } = item.value;
      return `${app.client.streamId} ${subjectOf(target)}`;
    }),
  );
  if (contacts.size <= limit) return;
  throw badRun(
    `No contact was deleted: the input names ${contacts.size} contacts, and 'Maximum Contacts' allows ${limit}`,
    "If the list is right, raise the option 'Maximum Contacts'; 0 sets no limit.",
  );
}
