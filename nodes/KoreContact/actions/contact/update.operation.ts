import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { hintIfSmallBatches } from '../../../shared/run/batch/batches';
import { readItems } from '../../../shared/run/items';
import { ItemResults } from '../../../shared/run/itemResults';
import { openSession } from '../../../shared/run/session';
import { contactField, readTargetToChange } from '../../form/contactLocator';
import { defaultCountryOption } from '../../form/defaultCountry';
import { BATCH_SIZES, batchSizeOption, optionsField, readBatchSize } from '../../form/options';
import { readChanges, updateFieldsField } from '../../form/updateFields';
import { type Update, updateAll } from '../../work/update';
import type { Operation } from '../operation';

const usual = BATCH_SIZES.update;

/** Updates one contact for each input item, many in one call. */
export const update: Operation = {
  value: 'update',
  name: 'Update',
  description: 'Update a contact: only the fields that you add change',
  action: 'Update contact',
  properties: [
    contactField,
    updateFieldsField,
    optionsField([batchSizeOption(usual), defaultCountryOption]),
  ],
  async execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
    const startedAt = Date.now();
    const session = await openSession(context);
    const batchSize = readBatchSize(context, usual);
    const items = await readItems(context, (itemIndex): Update => {
      const { app, timeout, options } = session.item(itemIndex);
      const target = readTargetToChange(session, itemIndex, options);
      const changes = readChanges(context, itemIndex, options);
      return { app, timeout, target, changes };
    });
    const results = new ItemResults(context, items.length, 'updated');
    await updateAll(items, batchSize, results);
    const { requestsPerMinute } = session;
    const batching = { batchSize, usual, requestsPerMinute, startedAt };
    hintIfSmallBatches(context, 'Updating', items.length, batching);
    return results.deliver();
  },
};
