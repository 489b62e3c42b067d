import type { IDataObject } from 'n8n-workflow';
import { asContact, isDeleted } from '../contact/contact';
import type { Answer } from '../http/client';
import { saysDone, verdictOf } from '../http/success';
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
  const first: unknown = Array.isArray(answer.body) ? answer.body[0] : answer.body;
  const json = isRecord(first) ? (asContact(first) ?? (first as IDataObject)) : {};
  const records = [json, ...WRAPPINGS.map((key) => json[key])].filter(isRecord) as IDataObject[];
  for (const record of records) {
    const contact = asContact(record);
    if (contact !== undefined && contact.id.toLowerCase() !== id.toLowerCase()) {
      return unsaid(`Kore.ai answered for another contact, '${contact.id}'`);
    }
  }
  for (const record of records) {
    if (verdictOf({ ...answer, body: record }) === 'not done') return saidNo(record);
  }
  for (const { status } of records) {
    if (typeof status === 'string' && !isDeleted({ status }) && !saysDone(status)) {
      return unsaid(`Kore.ai answered that its status is ${cleaned(status)}`);
    }
  }
  switch (verdictOf(answer)) {
    case 'done':
      return succeeded(json);
    case 'not done':
      return saidNo(answer.body);
    case 'unclear':
      return unsaid("Kore.ai's answer can't be read");
  }
}

function saidNo(body: unknown): Result<never, Failure> {
  return failed({ kind: 'refused', status: 200, words: cleaned(JSON.stringify(body)) });
}

function unsaid(words: string): Result<never, Failure> {
  return failed({ kind: 'unsaid', words });
}
