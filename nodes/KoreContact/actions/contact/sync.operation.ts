import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { badItem, errorOf, type Problem } from '../../../shared/problem/problem';
import { failed, type Result } from '../../../shared/result';
import { tryItems } from '../../../shared/run/items';
import { type Item, openSession, type Session } from '../../../shared/run/session';
import {
  contactFieldsToMerge,
  isWithoutNumber,
  readDefaults,
  readWanted,
} from '../../form/contactFields';
import { BATCH_SIZES, readBatchSize } from '../../form/options';
import { notInInputField, readSyncSettings, syncOptionsField } from '../../form/syncFields';
import type { Wanted } from '../../work/plan';
import { alone, syncAll, type SyncRun } from '../../work/sync';
import { hintAtSync, SyncReport } from '../../work/syncReport';
import type { Operation } from '../operation';

/** Makes the contacts of an app equal to the input: all items together are the list as it should be. */
export const sync: Operation = {
  value: 'sync',
  name: 'Sync',
  description:
    'Make the contacts in Kore.ai equal to the input: create, update and, if you want, delete',
  action: 'Sync contacts',
  properties: [...contactFieldsToMerge, notInInputField, syncOptionsField],
  async execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
    const startedAt = Date.now();
    const session = await openSession(context);
    const { output, dryRun, ...policy } = readSyncSettings(context);
    const { app, timeout, options } = session.item(0);
    const run: SyncRun = {
      app,
      timeout,
      policy,
      dryRun,
      startedAt,
      stopsAtFailure: !context.continueOnFail(),
      createSize: readBatchSize(context, BATCH_SIZES.create),
      updateSize: readBatchSize(context, BATCH_SIZES.update),
      deleteSize: readBatchSize(context, BATCH_SIZES.deleteMany),
    };
    return await alone(app, async () => {
      const items = await readAllItems(context, session, { timeout, options });
      const report = new SyncReport(context, items.length, output, dryRun);
      if (!items.some(({ ok }) => ok)) return report.onlyFailures(items);
      const requests = await syncAll(items, run, report);
      const delivered = report.deliver(requests);
      hintAtSync(context, report.counts, { dryRun, requests, startedAt, session });
      return delivered;
    });
  },
};

/**
 * Reads and checks every item before anything is sent.
 *
 * @throws NodeOperationError for a bad item, unless the node is set to continue
 */
async function readAllItems(
  context: IExecuteFunctions,
  session: Session,
  { timeout, options }: Pick<Item, 'timeout' | 'options'>,
): Promise<Array<Result<Wanted, Problem>>> {
  const defaults = readDefaults(options);
  const items = await tryItems(context, (itemIndex): Wanted => {
    return { ...readWanted(session, itemIndex, defaults), timeout };
  });
  const bad = items.flatMap(({ ok }, itemIndex) => (ok ? [] : [itemIndex]));
  const numberless = bad.filter((itemIndex) => isWithoutNumber(session, itemIndex));
  const problem = withoutNumber(numberless.length, items.length);
  for (const itemIndex of numberless) items[itemIndex] = failed(problem);
  const first = numberless[0] ?? bad[0];
  const item = first === undefined ? undefined : items[first];
  if (item?.ok !== false || context.continueOnFail()) return items;
  throw errorOf(item.problem, context.getNode(), first);
}

function withoutNumber(count: number, of: number): Problem {
  const have = count === of ? `None of the ${of} items has` : `${count} of ${of} items have`;
  const which = count === of ? 'a phone number' : 'no phone number';
  const { problem } = badItem(
    of === 1 ? 'The only item has no phone number' : `${have} ${which}`,
    "Contacts are matched by their numbers. To leave such items out, put a Filter node before this one that keeps those whose number is not empty; it also takes out the empty item that a node with 'Always Output Data' gives out.",
  );
  return { ...problem, unnamed: false };
}
