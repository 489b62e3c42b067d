import type { Switches } from './switches';
import type { StoredContact } from './types';

/** A contact as an answer shows it. */
export type ContactAnswer = Record<string, unknown>;

/** The calls whose answers are contacts. */
export type AnsweredCall = 'list' | 'create' | 'import' | 'update' | 'delete';

/** What the documented sample of each call's answer lacks (D): see the folder fixtures. */
const MISSING: Record<AnsweredCall, ReadonlyArray<keyof StoredContact>> = {
  list: [],
  update: [],
  create: ['createdByAId', 'updatedBy', 'updatedByAId'],
  import: ['createdByAId', 'updatedBy', 'updatedByAId', 'instanceBotId'],
  delete: ['updatedBy', 'updatedByAId'],
};

/**
 * @param contact as stored
 * @param call which call answers with it
 * @param idField the key of its id
 * @returns the contact with the fields that the call's documented sample has
 */
export function contactAnswer(
  contact: StoredContact,
  call: AnsweredCall,
  idField: Switches['idField'],
): ContactAnswer {
  const { id, ...rest } = contact;
  const answer: ContactAnswer = { ...rest, [idField]: id };
  for (const field of MISSING[call]) delete answer[field];
  return answer;
}
