import type { IDataObject } from 'n8n-workflow';
import type { Outcome } from '../http/client';
import { failureInWords } from '../http/judge';
import { saysAllDone, type Work } from '../http/success';
import { wordsIn } from '../http/words';
import type { Failure } from '../problem/failure';
import { isRecord } from '../record';
import { failed, type Result, succeeded } from '../result';

/** An answer that does not name a record, or names it as done and as failed: nothing can be said of it. */
const UNSAID: Failure = {
  kind: 'unsaid',
  words: "Kore.ai's answer does not say",
  detail: 'It names this contact neither as done nor as failed, or as both.',
};

/**
 * Reads what a bulk call says of each record: `{successfulRecords: [{id}], failedRecords: [...]}`, whatever
 * the status.
 *
 * Kore.ai shows `failedRecords` only empty, so the id is looked for in `id`, `_id` or a bare text, and the
 * reason in every field that its failures use. Where nobody is named, only a plain yes for all is believed.
 *
 * @param count how many records were sent
 * @returns tells of an id that was sent its entry among the successful records, or why it was not done
 */
export function readBulkAnswer(
  outcome: Outcome,
  work: Work,
  count: number,
): (id: string) => Result<IDataObject, Failure> {
  const body = outcome.ok ? outcome.value.body : outcome.problem.body;
  const { successfulRecords, failedRecords } = isRecord(body) ? body : {};
  if (!Array.isArray(successfulRecords) && !Array.isArray(failedRecords)) {
    if (!outcome.ok) return () => outcome;
    const result = saysAllDone(outcome.value, work, count) ? succeeded({}) : failed(UNSAID);
    return () => result;
  }
  const silentBefore = (outcome.ok ? outcome.value : outcome.problem).silentBefore === true;
  const done = recordsIn(successfulRecords);
  const refused = recordsIn(failedRecords);
  return (id) => {
    const isNamed = done.exact.has(id) || refused.exact.has(id);
    const [success, failure] = [done, refused].map(({ exact, loose }) =>
      isNamed ? exact.get(id) : loose.get(id.toLowerCase()),
    );
    if (success !== undefined && failure === undefined) return succeeded(success);
    if (success !== undefined || failure === undefined) return failed(UNSAID);
    return failed({ ...failureInWords(wordsIn(failure).join('; '), id), silentBefore });
  };
}

/** Whether a body names records, and so tells about each of them, whatever its status. */
export function namesRecords(body: unknown): boolean {
  if (!isRecord(body)) return false;
  const { successfulRecords, failedRecords } = body;
  return recordsIn(successfulRecords).exact.size + recordsIn(failedRecords).exact.size > 0;
}

/** The records of a list by id; and loosely, since ids are hex digits, which may come back in other letters. */
function recordsIn(list: unknown) {
  const exact = new Map<string, IDataObject>();
  for (const entry of Array.isArray(list) ? (list as unknown[]) : []) {
    const record = (isRecord(entry) ? entry : {}) as IDataObject;
    const id = typeof entry === 'string' ? entry : (record['id'] ?? record['_id']);
    if (typeof id === 'string') exact.set(id, record);
  }
  const loose = new Map([...exact].map(([id, record]) => [id.toLowerCase(), record]));
  return { exact, loose };
}
