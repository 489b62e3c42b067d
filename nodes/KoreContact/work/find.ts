import { type Contact, isDeleted, nameOf } from '../../shared/contact/contact';
import { explain, type Task, type Problem } from '../../shared/problem/explain';
import type { App } from '../../shared/run/session';
import type { Target } from '../form/contactLocator';

/** The contact that was meant, or the fact that there is none, or why neither can be said. */
export type Search = { contact: Contact } | 'missing' | Problem;

/** Contacts named in a refusal; more would not help to choose. */
const NAMED = 5;

/**
 * Finds the contact that a target means. Deleted contacts count as missing.
 *
 * @param app where to look
 * @param target which contact
 * @param task what was to be done with it, for the message where it can't be told
 */
export async function find(app: App, target: Target, task: Task): Promise<Search> {
  const found =
    target.by === 'id'
      ? await app.contactList.findById(target.id)
      : await app.contactList.findByPhone(target.phone);
  switch (found.kind) {
    case 'one':
      return isDeleted(found.contact) ? 'missing' : { contact: found.contact };
    case 'none':
      return 'missing';
    case 'several':
      return severalHaveIt(found.contacts, task);
    case 'unsure':
      return incompleteList(task);
    case 'failure':
      // Only a list was read, whatever became of it.
      return explain(found.failure, { ...task, unsure: task.undone });
  }
}

/**
 * @param task what the list was read for
 */
export function incompleteList(task: Task): Problem {
  return {
    message: `${task.subject} ${task.undone}: Kore.ai did not show its whole list of contacts`,
    description:
      "It said that there are more contacts than it gave out, so nothing can be said for sure. Run again later. Deleting 'By ID' needs no list.",
    cause: 'service',
  };
}

function severalHaveIt(contacts: Contact[], task: Task): Problem {
  const named = contacts.slice(0, NAMED).map((contact) => `${nameOf(contact)} (${contact.id})`);
  const rest = contacts.length > NAMED ? ` and ${contacts.length - NAMED} more` : '';
  return {
    message: `${task.subject} ${task.undone}: ${contacts.length} contacts have this number`,
    description: `They are ${named.join(', ')}${rest}. Write the number with its country code, choose the contact 'By ID' where the operation has that choice, or give one of them another number in Kore.ai.`,
    cause: 'service',
  };
}
