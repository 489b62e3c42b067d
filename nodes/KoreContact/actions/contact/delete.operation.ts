import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { KORE_LIMIT } from '../../../../credentials/signing/address';
import { forEachItem, readItems } from '../../../shared/run/items';
import { hintIfSlow, requestsFor } from '../../../shared/run/hint';
import { openSession } from '../../../shared/run/session';
import { contactField, readTargetToChange } from '../../form/contactLocator';
import { defaultCountryOption } from '../../form/defaultCountry';
import {
  BATCH_SIZES,
  dryRunOption,
  ifMissingOption,
  optionsField,
  readContactOptions,
} from '../../form/options';
import { deleter, type Deletion } from '../../work/delete';
import type { Operation } from '../operation';

/** Deletes one contact for each input item. */
export const deleteContact: Operation = {
  value: 'delete',
  name: 'Delete',
  description: 'Delete a contact, which Kore.ai then marks as inactive',
  action: 'Delete contact',
  hint: {
    message:
      "One request for each item: 60 are sent in a minute, unless the credential's 'Requests per Minute' says otherwise. The operation 'Delete Many' deletes a hundred contacts in one request.",
    // The credential's own limit is not known to an expression.
    condition: `$input.all().length > ${KORE_LIMIT} && $parameter["options"]["dryRun"] !== true`,
  },
  properties: [contactField, optionsField([defaultCountryOption, dryRunOption, ifMissingOption])],
  async execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
    const startedAt = Date.now();
    const session = await openSession(context);
    const items = await readItems(context, (itemIndex): Deletion => {
      const { app, timeout, options } = session.item(itemIndex);
      const target = readTargetToChange(session, itemIndex, options);
      const { dryRun, continueIfMissing } = readContactOptions(options);
      return { app, timeout, target, dryRun, continueIfMissing };
    });
    const output = await forEachItem(context, items, deleter(), 'deleted');
    hintIfSlow(context, {
      requests: items.filter((item) => item.ok && !item.value.dryRun).length,
      fewer: Math.ceil(items.length / BATCH_SIZES.deleteMany),
      requestsPerMinute: session.requestsPerMinute,
      startedAt,
      work: `Deleting ${items.length} contacts one by one`,
      instead: `The operation 'Delete Many' does it in ${requestsFor(items.length, BATCH_SIZES.deleteMany)}.`,
    });
    return output;
  },
};
