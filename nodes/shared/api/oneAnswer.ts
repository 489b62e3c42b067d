import type { IDataObject } from 'n8n-workflow';
import { asContact, type Contact, isDeleted } from '../contact/contact';
import type { Answer } from '../http/client';
import { saysDone, verdictOf, type Work } from '../http/success';
import { cleaned } from '../http/words';
import type { Failure } from '../problem/failure';
import { isRecord } from '../record';
import { failed, type Result, succeeded } from '../result';

/** Where services put the contact, or what became of it, into their answer. */
const WRAPPINGS = ['contact', 'data', 'result', 'response'];

/**
 * Believes the success of a deletion only as far as its answer bears it out. Kore.ai answers with the contact, its
 * status `INACTIVE`; an answer that says nothing is a success, too.
 *
 * @param id what was deleted
 * @returns what Kore.ai said of the contact, field for field; empty where it said nothing
 */
export function readDeletion(answer: Answer, id: string): Result<IDataObject, Failure> {
  const records = recordsIn(answer);
  const denial = denialIn(answer, records, id, 'deleted');
  if (denial !== undefined) return failed(denial);
  for (const { status } of records) {
    if (typeof status === 'string' && !isDeleted({ status }) && !saysDone(status, 'deleted')) {
      return failed(unsaid(`Kore.ai answered that its status is ${cleaned(status)}`));
    }
  }
  return succeeded(records[0] ?? {});
}

/**
 * Believes the success of an update as far as its answer bears it out. Kore.ai answers with the contact.
 *
 * @param id what was updated
 * @returns the contact as Kore.ai gave it back; undefined where it said only that it was done, or nothing
 */
export function readUpdate(answer: Answer, id: string): Result<Contact | undefined, Failure> {
  const records = recordsIn(answer);
  const denial = denialIn(answer, records, id, 'updated');
  if (denial !== undefined) return failed(denial);
  return succeeded(records.map(asContact).find((contact) => contact !== undefined));
}

/** The answer, and what it has in it of the contact. */
function recordsIn({ body }: Answer): IDataObject[] {
  const first: unknown = Array.isArray(body) ? body[0] : body;
  if (!isRecord(first)) return [];
  const json = asContact(first) ?? (first as IDataObject);
  return [json, ...WRAPPINGS.map((key) => json[key])].filter(isRecord) as IDataObject[];
}

/** Why an answer does not tell that the work was done for this contact; undefined where it does, or says nothing. */
function denialIn(
  answer: Answer,
  records: IDataObject[],
  id: string,
  work: Work,
): Failure | undefined {
  const other = records
    .map(asContact)
    .find((contact) => contact !== undefined && contact.id.toLowerCase() !== id.toLowerCase());
  if (other !== undefined) return unsaid(`Kore.ai answered for another contact, '${other.id}'`);
  const denying = records.find((body) => verdictOf({ ...answer, body }, work) === 'not done');
  if (denying !== undefined) return saidNo(denying);
  switch (verdictOf(answer, work)) {
    case 'done':
      return undefined;
    case 'not done':
      return saidNo(answer.body);
    case 'unclear':
      return unsaid("Kore.ai's answer can't be read");
  }
}

function saidNo(body: unknown): Failure {
  return { kind: 'refused', status: 200, words: cleaned(JSON.stringify(body)) };
}

function unsaid(words: string): Failure {
  return { kind: 'unsaid', words };
}
