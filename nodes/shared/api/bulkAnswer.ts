import type { IDataObject } from 'n8n-workflow';
import { type Failure, failureInWords } from '../http/failure';
import { wordsIn } from '../http/words';

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
  const done = recordsIn(successfulRecords);
  const failed = recordsIn(failedRecords);
  return new Map(
    ids.map((id): [string, RecordOutcome] => {
      const isNamed = done.exact.has(id) || failed.exact.has(id);
      const [success, failure] = [done, failed].map(({ exact, loose }) =>
        isNamed ? exact.get(id) : loose.get(id.toLowerCase()),
      );
      if (success !== undefined && failure === undefined) {
        return [id, { kind: 'done', record: success }];
      }
      if (success !== undefined || failure === undefined) return [id, { kind: 'unsaid' }];
      return [id, { kind: 'failed', failure: failureInWords(wordsIn(failure).join('; ')) }];
    }),
  );
}

/**
 * Whether a body names records, and so tells about each of them, whatever its status.
 *
 * @param body the parsed body
 */
export function namesRecords(body: unknown): boolean {
  const { successfulRecords, failedRecords } = (body ?? {}) as IDataObject;
  return recordsIn(successfulRecords).exact.size + recordsIn(failedRecords).exact.size > 0;
}

/** The records of a list by id; and loosely, since ids are hex digits, which may come back in other letters. */
function recordsIn(list: unknown) {
  const exact = new Map<string, IDataObject>();
  for (const entry of Array.isArray(list) ? (list as unknown[]) : []) {
    const record = (typeof entry === 'object' && entry !== null ? entry : {}) as IDataObject;
    const id = typeof entry === 'string' ? entry : (record['id'] ?? record['_id']);
    if (typeof id === 'string') exact.set(id, record);
  }
  const loose = new Map([...exact].map(([id, record]) => [id.toLowerCase(), record]));
  return { exact, loose };
}
