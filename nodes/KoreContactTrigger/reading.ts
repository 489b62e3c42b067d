import type { IPollFunctions } from 'n8n-workflow';
import { walkContacts, type WalkOptions } from '../shared/api/walk';
import { type Contact, isDeleted } from '../shared/contact/contact';
import type { Client } from '../shared/http/client';
import type { Failure } from '../shared/problem/failure';
import { badRun } from '../shared/problem/problem';
import { failed, type Result, succeeded } from '../shared/result';
import { destinationOf, openAccount } from '../shared/run/session';
import { budgetMs } from './budget';
import { MOST_CONTACTS, sourceOf } from './memory';
import { type PollProblem, problemOfReading, tooMany } from './problems';
import type { Settings } from './settings';

/** The list of contacts for one poll, within its time and its requests. */
export interface PolledList {
  /** Where the contacts are from, as it is remembered. */
  source: string;
  /** All contacts, in Kore.ai's order: the whole list, or why there is none. */
  readAll(): Promise<Result<Contact[], PollProblem>>;
  /** The contacts of the first page that has one in use, of so many or a little more. */
  readPage(size: number): Promise<Result<Contact[], PollProblem>>;
}

/**
 * Opens the list for one poll, whose time runs from here on.
 *
 * @throws ProblemError where the credential or an option can't be right
 */
export async function openList(context: IPollFunctions, settings: Settings): Promise<PolledList> {
  const { requestsPerPoll: most, options } = settings;
  const budget = budgetMs(context);
  const allowance = { left: most };
  // Unlike a timer, it keeps no process alive.
  const account = await openAccount(context, { cancelled: AbortSignal.timeout(budget), allowance });
  const { accountId, requestsPerMinute } = account;
  if (requestsPerMinute > 0 && most > requestsPerMinute) {
    throw badRun(
      `'Requests per Poll' is ${most}, and the credential allows ${requestsPerMinute} requests per minute`,
      "A poll has less than a minute. Lower 'Requests per Poll', or raise 'Requests per Minute' in the credential if Kore.ai allows your account more.",
    );
  }
  const { app, timeout } = destinationOf(account, options, badRun);
  const { client } = app;
  const explained = (failure: Failure) =>
    failed(problemOfReading(failure, { most, made: most - Math.max(0, allowance.left), budget }));
  return {
    source: sourceOf(client.origin, accountId, client.streamId),
    async readAll() {
      const walk = { timeout: () => timeout, wanted: () => Infinity, most };
      const read = await collect(client, walk, MOST_CONTACTS);
      if (!read.ok) return explained(read.problem);
      return read.value.inUse > MOST_CONTACTS ? failed(tooMany()) : succeeded(read.value.contacts);
    },
    async readPage(size) {
      const read = await collect(client, { timeout: () => timeout, enough: () => size }, 0);
      return read.ok ? succeeded(read.value.contacts) : explained(read.problem);
    },
  };
}

/** Reads contacts until more than so many of them are in use, or to the end of the whole list. */
async function collect(
  client: Client,
  walk: WalkOptions,
  enough: number,
): Promise<Result<{ contacts: Contact[]; inUse: number }, Failure>> {
  const contacts: Contact[] = [];
  let inUse = 0;
  const steps = walkContacts(client, walk);
  while (inUse <= enough) {
    const { done, value } = await steps.next();
    if (done === true) return value.ok ? succeeded({ contacts, inUse }) : value;
    for (const contact of value.contacts) {
      contacts.push(contact);
      if (!isDeleted(contact)) inUse += 1;
    }
  }
  // What was asked for ahead of time has to be over before the poll is.
  await steps.return(succeeded(undefined));
  return succeeded({ contacts, inUse });
}
