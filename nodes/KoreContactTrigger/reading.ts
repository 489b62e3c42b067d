import type { IPollFunctions } from 'n8n-workflow';
import { walkContacts, type WalkOptions } from '../shared/api/walk';
import type { Contact } from '../shared/contact/contact';
import type { Client } from '../shared/http/client';
import type { Failure } from '../shared/problem/failure';
import { badRun } from '../shared/problem/problem';
import { failed, type Result, succeeded } from '../shared/result';
import { destinationOf, openAccount } from '../shared/run/session';
import { budgetMs } from './budget';
import { sourceOf } from './memory';
import { type PollProblem, problemOfReading } from './problems';
import type { Settings } from './settings';

/** Takes the contacts of a page, and tells whether the next page is wanted. */
type Take = (contacts: Contact[]) => boolean;

/** The list of contacts for one poll, within its time and its requests. */
export interface PolledList {
  /** Where the contacts are from, as it is remembered. */
  source: string;
  /**
   * Reads all contacts, in Kore.ai's order, and hands each page on as it comes.
   *
   * @returns whether the list was read to its end, or why it could not be
   */
  readAll(take: Take): Promise<Result<boolean, PollProblem>>;
  /** The same, in pages of a few contacts, asked for one by one. */
  readSome(take: Take): Promise<Result<boolean, PollProblem>>;
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
  const read = async (walk: Partial<WalkOptions>, take: Take) => {
    const ended = await handOn(client, { ...walk, timeout: () => timeout }, take);
    if (ended.ok) return ended;
    const made = most - Math.max(0, allowance.left);
    return failed(problemOfReading(ended.problem, { most, made, budget }));
  };
  return {
    source: sourceOf(client.origin, accountId, client.streamId),
    readAll: (take) => read({ wanted: () => Infinity, most }, take),
    readSome: (take) => read({ enough: (place) => place }, take),
  };
}

async function handOn(
  client: Client,
  walk: WalkOptions,
  take: Take,
): Promise<Result<boolean, Failure>> {
  const steps = walkContacts(client, walk);
  for (;;) {
    const { done, value } = await steps.next();
    if (done === true) return value.ok ? succeeded(true) : value;
    if (take(value.contacts)) continue;
    // What was asked for ahead of time has to be over before the poll is.
    await steps.return(succeeded(undefined));
    return succeeded(false);
  }
}
