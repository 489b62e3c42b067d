import { namesRecords, readBulkAnswer } from '../../shared/api/bulkAnswer';
import { deleteContacts } from '../../shared/api/calls';
import type { Failure } from '../../shared/problem/failure';
import type { Problem } from '../../shared/problem/problem';
import { failed, type Result } from '../../shared/result';
import { timeoutFor } from '../../shared/run/batch/batches';
import {
  type BatchCall,
  Bisection,
  Learnt,
  REFUSALS_BEFORE_LIST,
} from '../../shared/run/batch/bisect';
import { concurrently } from '../../shared/run/concurrency';
import { type Group, grouped } from '../../shared/run/groups';
import type { ItemResults } from '../../shared/run/itemResults';
import type { App } from '../../shared/run/session';
import { deleted, type Deletion, idOf, notDeleted, preview } from './delete';

/** The contacts to delete, by app: each once, with the deletions that ask for it. */
export type Deletions = Map<App, Array<Group<Deletion>>>;

/** Where what became of each deletion goes, by its place. */
export type DeletionResults = Pick<ItemResults, 'set' | 'stopped'>;

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

/** Deletes contacts in batches; where one is refused, its parts, so that only the bad ones fail. */
export async function deleteGroups(
  deletions: Deletions,
  batchSize: number,
  results: DeletionResults,
): Promise<void> {
  await concurrently(batchesIn(deletions, batchSize, results), async ({ bisection, batch }) => {
    await bisection.send(batch);
    return !results.stopped;
  });
}

function* batchesIn(deletions: Deletions, batchSize: number, results: DeletionResults) {
  for (const [app, groups] of deletions) {
    const bisection = new Bisection(callFor(app, results), new Learnt(batchSize));
    for (const batch of bisection.cut([...groups])) yield { bisection, batch };
  }
}

function callFor(app: App, results: DeletionResults): BatchCall<Group<Deletion>> {
  return {
    send: async (groups) => {
      const timeout = timeoutFor(groups.flatMap(deletionsOf));
      const ids = groups.map(({ key }) => key);
      return await deleteContacts(app.client, ids, timeout);
    },
    settle: (parts) => {
      for (const { entries: groups, outcome } of parts) {
        const said = readBulkAnswer(outcome, 'deleted', groups.length);
        for (const group of groups) settle(group, said(group.key), results);
      }
    },
    isAnswer: (failure) => namesRecords(failure.body),
    namesOf: (group) => [
      group.key,
      ...deletionsOf(group).flatMap(({ target }) => (target.by === 'phone' ? [target.typed] : [])),
    ],
    stopped: () => results.stopped,
    readAnew: () => {
      const list = app.readAnew();
      return async (group, failure) => {
        const found = await list.find({ by: 'id', id: group.key }, timeoutFor(deletionsOf(group)));
        if (found.ok || found.problem.kind !== 'missing') return false;
        settle(group, failed({ ...failure, kind: 'missing' }), results);
        return true;
      };
    },
    refusalsBeforeList: REFUSALS_BEFORE_LIST,
  };
}

function deletionsOf({ entries }: Group<Deletion>): Deletion[] {
  return entries.map(({ value }) => value);
}

function settle(
  { key: id, entries }: Group<Deletion>,
  record: Result<unknown, Failure>,
  results: DeletionResults,
): void {
  for (const { itemIndex, value } of entries) {
    results.set(itemIndex, record.ok ? deleted(id) : notDeleted(value, record.problem, id));
  }
}
