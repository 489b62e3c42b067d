import type {
  ILoadOptionsFunctions,
  INodeListSearchItems,
  INodeListSearchResult,
} from 'n8n-workflow';
import { isStreamId } from '../../../credentials/signing/address';
import { readAddress, wrongStreamId } from '../../shared/run/session';
import { type Contact, isDeleted, nameOf } from '../../shared/contact/contact';
import { storedPhone } from '../../shared/contact/phone';
import { createClient } from '../../shared/http/client';
import { errorOf } from '../../shared/problem/errors';
import { explain, isProblem } from '../../shared/problem/explain';
import { type Position, walkContacts } from '../../shared/api/walk';

/**
 * How many matches are enough for one step of the list: what fits on a screen. The editor asks for more
 * when a person scrolls.
 */
const ENOUGH = 15;

/**
 * Pages read for one step at the most. Kore.ai can't search, so a rare name costs a request for every
 * page; ten leave most of the minute's 60 for workflows.
 */
const PAGES_A_STEP = 10;

/** The editor waits for the list with a person before it; a request that takes longer is given up. */
const TIMEOUT_MS = 15_000;

/**
 * Fills the contact picker, a step at a time: the contacts that are not deleted, by name or number.
 *
 * @param filter what the person typed: part of a name, or of a number in any spelling
 * @param paginationToken where the step before ended
 * @returns the matches, with a token where there may be more
 * @throws NodeApiError or NodeOperationError in plain words
 */
export async function searchContacts(
  this: ILoadOptionsFunctions,
  filter?: string,
  paginationToken?: unknown,
): Promise<INodeListSearchResult> {
  const address = await readAddress(this);
  if (isProblem(address)) throw errorOf(address, this.getNode());
  const options = this.getCurrentNodeParameter('options') as { streamId?: unknown } | undefined;
  const streamId = String(options?.streamId ?? '').trim() || address.streamId;
  if (!isStreamId(streamId)) throw errorOf(wrongStreamId(streamId), this.getNode());
  const client = createClient({
    caller: this,
    address,
    streamId,
    timeout: TIMEOUT_MS,
    patient: false,
  });
  const results: INodeListSearchItems[] = [];
  let pages = 0;
  for await (const step of walkContacts(client, positionIn(paginationToken))) {
    if (step.kind === 'end') break;
    if (step.kind === 'failure') {
      const task = {
        subject: 'The list of contacts',
        undone: 'was not loaded',
        unsure: 'was not loaded',
      };
      throw errorOf(explain(step.failure, task), this.getNode());
    }
    results.push(...step.contacts.filter((contact) => fits(contact, filter)).map(entryFor));
    pages += 1;
    if (step.next !== undefined && (results.length >= ENOUGH || pages >= PAGES_A_STEP)) {
      return { results, paginationToken: JSON.stringify(step.next) };
    }
  }
  return { results };
}

function fits(contact: Contact, filter: string | undefined): boolean {
  if (isDeleted(contact)) return false;
  const wanted = (filter ?? '').trim().toLowerCase();
  if (wanted === '' || nameOf(contact).toLowerCase().includes(wanted)) return true;
  const digits = wanted.replace(/[\s\-+()./]/g, '').replace(/^00/, '');
  return /^\d+$/.test(digits) && storedPhone(contact)?.full.includes(digits) === true;
}

function entryFor(contact: Contact): INodeListSearchItems {
  const phone = storedPhone(contact);
  return {
    name: phone === undefined ? nameOf(contact) : `${nameOf(contact)} (+${phone.full})`,
    value: contact.id,
  };
}

function positionIn(token: unknown): Position | undefined {
  return typeof token === 'string' && token !== '' ? (JSON.parse(token) as Position) : undefined;
}
