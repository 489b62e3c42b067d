import type { IDataObject } from 'n8n-workflow';
import { type Failure, failureInWords } from './failure';
import { wordsIn } from './words';

/** What a bulk call says of one record. */
export type RecordOutcome =
  | { kind: 'done'; record: IDataObject }
  | { kind: 'failed'; failure: Failure }
  /** The answer does not name the record, or names it as done and as failed: nothing can be said of it. */
  | { kind: 'unsaid' };

/**
 * Reads the answer of a bulk call: `{successfulRecords: [{id}], failedRecords: [...]}`.
 *
 * Kore.ai shows `failedRecords` only empty, so the id is looked for in `id`, `_id` or a bare text, and the
 * reason in every field that its failures use.
 *
 * @param body the parsed body
 * @param ids what was sent
 * @returns what is said of each id, or undefined where the body is no answer of a bulk call
 */
export function readBulkAnswer(
  body: unknown,
  ids: string[],
): Map<string, RecordOutcome> | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { successfulRecords, failedRecords } = body as IDataObject;
  if (!Array.isArray(successfulRecords) && !Array.isArray(failedRecords)) return undefined;
  const done = byId(successfulRecords);
  const failed = byId(failedRecords);
  return new Map(
    ids.map((id): [string, RecordOutcome] => {
      const [success, failure] = [done.get(id.toLowerCase()), failed.get(id.toLowerCase())];
      if (success !== undefined && failure === undefined)
        return [id, { kind: 'done', record: success }];
      if (success !== undefined || failure === undefined) return [id, { kind: 'unsaid' }];
      return [id, { kind: 'failed', failure: failureInWords(wordsIn(failure).join('; ')) }];
    }),
  );
}

/** By id in small letters: Kore.ai's are hex digits, which may be written either way. */
function byId(records: unknown): Map<string, IDataObject> {
  const entries = Array.isArray(records) ? (records as unknown[]) : [];
  return new Map(
    entries.flatMap((entry): Array<[string, IDataObject]> => {
      if (typeof entry === 'string') return [[entry.toLowerCase(), {}]];
      if (typeof entry !== 'object' || entry === null) return [];
      const record = entry as IDataObject;
      const id = record['id'] ?? record['_id'];
      return typeof id === 'string' ? [[id.toLowerCase(), record]] : [];
    }),
  );
}
