import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { type Contact, isDeleted } from '../shared/contact/contact';
import { errorOf, ProblemError, problemOf } from '../shared/problem/problem';
import { type ContactEvent, markOf, told } from './events';
import { openList } from './reading';
import { readSettings } from './settings';

/** Contacts that a test in the editor shows: enough to map fields from. */
const SHOWN = 5;

/**
 * Shows in the editor what events look like: contacts of the first page, as if each of the chosen events had just
 * happened to one of them in turn. Reads and writes nothing that is remembered.
 *
 * @throws NodeApiError or NodeOperationError, also where there is no contact
 */
export async function sampleOf(context: IPollFunctions): Promise<IDataObject[]> {
  try {
    return await sample(context);
  } catch (error) {
    throw errorOf(problemOf(error), context.getNode());
  }
}

async function sample(context: IPollFunctions): Promise<IDataObject[]> {
  const settings = readSettings(context);
  const list = await openList(context, settings);
  const inUse: Contact[] = [];
  const read = await list.readSome((contacts) => {
    inUse.push(...contacts.filter((contact) => !isDeleted(contact)).slice(0, SHOWN));
    return inUse.length === 0;
  });
  if (!read.ok) throw new ProblemError(read.problem.problem);
  if (inUse.length === 0) {
    throw new ProblemError({
      message: 'There is no contact to show',
      description:
        'The app has no contact in use. Create one, or go on without: once the workflow is active, the trigger tells of contacts that come.',
      cause: 'input',
    });
  }
  const { kinds, simplify } = settings;
  return inUse.map((contact, i) => {
    const kind = kinds[i % kinds.length] ?? 'created';
    const event: ContactEvent = { kind, contact, before: '', after: markOf(contact) };
    return told(event, simplify);
  });
}
