import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { hintIfSmallBatches } from '../../../shared/run/batch/batches';
import { saluted } from '../../../shared/contact/fields';
import { readItems } from '../../../shared/run/items';
import { openSession } from '../../../shared/run/session';
import { assertWhole, newContactFields, readContact, readDefaults } from '../../form/contactFields';
import { defaultCountryOption } from '../../form/defaultCountry';
import {
  BATCH_SIZES,
  batchSizeOption,
  defaultSalutationOption,
  optionsField,
  readBatchSize,
} from '../../form/options';
import { creationOf } from '../../work/create';
import { createAll, type Job, uniqueNumbers } from '../../work/createAll';
import type { Operation } from '../operation';

const usual = BATCH_SIZES.create;

/** Creates a contact for each input item, many in one call. */
export const create: Operation = {
  value: 'create',
  name: 'Create',
  description: 'Create a contact for each input item, fifty in one request',
  action: 'Create contact',
  properties: [
    ...newContactFields,
    optionsField([batchSizeOption(usual), defaultCountryOption, defaultSalutationOption]),
  ],
  async execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
    const startedAt = Date.now();
    const session = await openSession(context);
    const batchSize = readBatchSize(context, usual);
    const assertUnique = uniqueNumbers();
    const jobs = await readItems(context, (itemIndex): Job => {
      const { app, timeout, options } = session.item(itemIndex);
      const defaults = readDefaults(options);
      const given = saluted(readContact(session, itemIndex, defaults), defaults.salutation);
      assertWhole(given);
      assertUnique(app, given.phone.full, itemIndex);
      return { app, creation: creationOf(given, timeout) };
    });
    const output = await createAll(context, jobs, { batchSize, startedAt });
    const { requestsPerMinute } = session;
    const batching = { batchSize, usual, requestsPerMinute, startedAt };
    hintIfSmallBatches(context, 'Creating', jobs.length, batching);
    return output;
  },
};
