import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { readItems } from '../../../shared/run/items';
import { ItemResults } from '../../../shared/run/itemResults';
import { openSession } from '../../../shared/run/session';
import { contactFieldsToMerge, readDefaults, readWanted } from '../../form/contactFields';
import { defaultCountryOption } from '../../form/defaultCountry';
import {
  BATCH_SIZES,
  batchSizeOption,
  defaultSalutationOption,
  optionsField,
  readBatchSize,
} from '../../form/options';
import { type Upsert, upsertAll } from '../../work/upsert';
import type { Operation } from '../operation';

/** Creates or updates a contact for each input item, by its phone number. */
export const upsert: Operation = {
  value: 'upsert',
  name: 'Create or Update',
  description:
    'Create a new contact, matched by phone number, or update the current one if it already exists (upsert)',
  action: 'Create or update contact',
  properties: [
    ...contactFieldsToMerge,
    optionsField([
      batchSizeOption(BATCH_SIZES.create),
      defaultCountryOption,
      defaultSalutationOption,
    ]),
  ],
  async execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
    const startedAt = Date.now();
    const session = await openSession(context);
    const createSize = readBatchSize(context, BATCH_SIZES.create);
    const updateSize = readBatchSize(context, BATCH_SIZES.update);
    const items = await readItems(context, (itemIndex): Upsert => {
      const { app, timeout, options } = session.item(itemIndex);
      return { app, timeout, ...readWanted(session, itemIndex, readDefaults(options)) };
    });
    const results = new ItemResults(context, items.length, 'created or updated');
    await upsertAll(items, results, {
      createSize,
      updateSize,
      startedAt,
      stopsAtFailure: !context.continueOnFail(),
    });
    return results.deliver();
  },
};
