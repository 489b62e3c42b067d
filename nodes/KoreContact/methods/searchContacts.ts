import type {
  ILoadOptionsFunctions,
  INodeListSearchItems,
  INodeListSearchResult,
} from 'n8n-workflow';
import { type Position, walkContacts } from '../../shared/api/walk';
import { type Contact, isDeleted, nameOf } from '../../shared/contact/contact';
import { readPhoneStart } from '../../shared/contact/phone/phoneText';
import { storedPhone } from '../../shared/contact/phone/storedPhone';
import { explain, taskOf } from '../../shared/problem/explain';
import { errorOf, ProblemError, problemOf } from '../../shared/problem/problem';
import { openAccount } from '../../shared/run/session';

const LOADING = taskOf('loaded');

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

/** A page that a person waits for: more would only be shown after scrolling. */
const CONTACTS_A_PAGE = 100;

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
  try {
    return await searchStep(this, filter, positionIn(paginationToken));
  } catch (error) {
    throw errorOf(problemOf(error), this.getNode());
  }
}

async function searchStep(
  context: ILoadOptionsFunctions,
  filter: string | undefined,
  start: Position | undefined,
): Promise<INodeListSearchResult> {
  const options = context.getCurrentNodeParameter('options') as { streamId?: unknown } | undefined;
  // A person waits before the list, and can open it again.
  const account = await openAccount(context, { patient: false });
  const { client } = account.app(options?.streamId);
  const steps = walkContacts(client, {
    start,
    timeout: () => TIMEOUT_MS,
    enough: (place) => place + CONTACTS_A_PAGE,
  });
  const results: INodeListSearchItems[] = [];
  for (let pages = 1; ; pages++) {
    const step = await steps.next();
    if (step.done === true) {
      if (step.value.ok || ['incomplete', 'changing'].includes(step.value.problem.kind)) {
        return { results };
      }
      throw new ProblemError(explain(step.value.problem, 'The list of contacts', LOADING));
    }
    const { contacts, next } = step.value;
    results.push(...contacts.filter((contact) => fits(contact, filter)).map(entryFor));
    if (next !== undefined && (results.length >= ENOUGH || pages >= PAGES_A_STEP)) {
      return { results, paginationToken: JSON.stringify(next) };
    }
  }
}

function fits(contact: Contact, filter: string | undefined): boolean {
  if (isDeleted(contact)) return false;
  const wanted = (filter ?? '').trim().toLowerCase();
  if (wanted === '' || nameOf(contact).toLowerCase().includes(wanted)) return true;
  const start = readPhoneStart(wanted);
  const phone = storedPhone(contact);
  if (start === undefined || phone === undefined) return false;
  // A 0 that is dialed inside the country only is no part of the whole number.
  const spellings = start.isAbroad
    ? [start.digits]
    : [start.digits, start.digits.replace(/^0/, '')];
  return spellings.some((digits) => phone.full.includes(digits) || phone.written.includes(digits));
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
