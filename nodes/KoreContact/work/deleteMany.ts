import { namesRecords, readBulkAnswer } from '../../shared/api/bulkAnswer';
import { deleteContacts } from '../../shared/api/calls';
import type { Problem } from '../../shared/problem/problem';
import type { Result } from '../../shared/result';
import { batchesOf, timeoutFor } from '../../shared/run/batches';
import { bisect } from '../../shared/run/bisect';
import { concurrently } from '../../shared/run/concurrency';
import { type Group, grouped } from '../../shared/run/groups';
import type { ItemResults } from '../../shared/run/itemResults';
import type { App } from '../../shared/run/session';
import { deleted, type Deletion, idOf, notDeleted, preview } from './delete';

/** The contacts to delete, by app: each once, with the deletions that ask for it. */
export type Deletions = Map<App, Array<Group<Deletion>>>;

/** Finds the ids of all items; what is decided without a deletion goes into the results at once. */
export async function collectDeletions(
  items: Array<Result<Deletion, Problem>>,
  results: ItemResults,
): Promise<Deletions> {
  const found: Array<[number, { deletion: Deletion; id: string }]> = [];
  await concurrently(items.entries(), async ([itemIndex, item]) => {
    if (!item.ok) results.set(itemIndex, item);
    else if (item.value.dryRun) results.set(itemIndex, await preview(item.value));
    else {
      const id = await idOf(item.value);
      if (id.ok) found.push([itemIndex, { deletion: item.value, id: id.value }]);
      else results.set(itemIndex, notDeleted(item.value, id.problem));
    }
    return !results.stopped;
  });
  return grouped(found, ({ deletion, id }) => [deletion.app, id, deletion]);
}

/** Deletes contacts in batches; where one is refused, its halves, so that only the bad ones fail. */
export async function deleteGroups(
  deletions: Deletions,
  batchSize: number,
  results: ItemResults,
): Promise<void> {
  const batches = [...deletions].flatMap(([app, groups]) =>
    batchesOf(groups, batchSize).map((batch) => ({ app, batch })),
  );
  await concurrently(batches, async ({ app, batch }) => {
    await deleteBatch(app, batch, results);
    return !results.stopped;
  });
}

async function deleteBatch(
  app: App,
  batch: Array<Group<Deletion>>,
  results: ItemResults,
): Promise<void> {
  const timeout = timeoutFor(batch.flatMap(({ entries }) => entries.map(({ value }) => value)));
  const parts = await bisect(
    batch,
    async (groups) =>
      await deleteContacts(
        app.client,
        groups.map(({ key }) => key),
        timeout,
      ),
    (failure) => namesRecords(failure.body),
  );
  for (const { entries: groups, outcome } of parts) {
    const said = readBulkAnswer(outcome);
    for (const { key: id, entries } of groups) {
      const record = said(id);
      for (const { itemIndex, value } of entries) {
        results.set(itemIndex, record.ok ? deleted(id) : notDeleted(value, record.problem, id));
      }
    }
  }
}
