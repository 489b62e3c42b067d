import { createContacts } from '../../shared/api/calls';
import { ContactList, type Found } from '../../shared/api/contactList';
import { asContact, type Contact, numbered } from '../../shared/contact/contact';
import {
  type ContactFields,
  DEFAULT_EXTENSION,
  type GivenContact,
} from '../../shared/contact/fields';
import { storedPhone } from '../../shared/contact/phone';
import type { Client, Outcome } from '../../shared/http/client';
import { explain, taskOf } from '../../shared/problem/explain';
import type { Failure, FailureKind } from '../../shared/problem/failure';
import type { Problem } from '../../shared/problem/problem';
import { failed, type Result, succeeded } from '../../shared/result';
import { batchesOf, timeoutFor } from '../../shared/run/batches';
import { bisect } from '../../shared/run/bisect';
import { concurrently } from '../../shared/run/concurrency';
import type { App } from '../../shared/run/session';

/** One contact to create. */
export interface Creation {
  fields: ContactFields;
  /** Its whole number in digits, by which Kore.ai's answer is matched to it. */
  full: string;
  /** Milliseconds that one request may take. */
  timeout: number;
}

/** Sends some contacts to be created in one call. */
export type Send = (client: Client, fields: ContactFields[], timeout: number) => Promise<Outcome>;

/** How contacts are created, and where the results go. */
export interface CreatePlan<T extends Creation> {
  send?: Send;
  batchSize: number;
  /** Whether the node stops at a failure: then nothing new begins while something is unsure. */
  stopsAtFailure: boolean;
  /** When the run began, in milliseconds since 1970. */
  startedAt: number;
  settle: (creation: T, result: Result<Contact, Problem>) => void;
  stopped: () => boolean;
}

const CREATING = taskOf('created');

/** Failures of calls that Kore.ai did not begin with, or that ended the run: nothing is looked up for them. */
const NEVER_CARRIED_OUT: FailureKind[] = [
  'cancelled',
  'credential',
  'rateLimit',
  'redirected',
  'unauthorized',
  'unreachable',
];

/** How much the two clocks may differ after they were compared: HTTP tells the time in whole seconds. */
const CLOCK_SLACK_MS = 1_000;

/** Kore.ai leaves out what it does not accept; the list tells whether it has it all the same. */
const LEFT_OUT: Failure = { kind: 'leftOut', words: "Kore.ai's answer does not contain it" };

/** What to send for a complete contact. */
export function creationOf(given: GivenContact, timeout: number): Creation {
  const { firstName, lastName, salutation, phone } = given;
  const extension = given.extension || DEFAULT_EXTENSION;
  const { phoneNumber, countryCode, full } = phone;
  const cellPhone = { phoneNumber, countryCode, extension };
  return { fields: { firstName, lastName, salutation, cellPhone }, full, timeout };
}

/**
 * Creates all contacts of an app in batches, and looks up in the end what was not clear.
 *
 * @param creations the contacts, each with a number of its own
 */
export async function createIn<T extends Creation>(
  app: App,
  creations: T[],
  plan: CreatePlan<T>,
): Promise<void> {
  const queue = batchesOf(creations, plan.batchSize).values();
  let unsure: Array<[T, Failure]> = [];
  do {
    unsure = [];
    await concurrently(queue, async (batch) => {
      for (const [creation, result] of await createBatch(app, batch, plan.send ?? createContacts)) {
        if (result.ok) plan.settle(creation, result);
        else if (!NEVER_CARRIED_OUT.includes(result.problem.kind)) {
          unsure.push([creation, result.problem]);
        } else plan.settle(creation, failed(explain(result.problem, subject(creation), CREATING)));
      }
      return !plan.stopped() && !(plan.stopsAtFailure && unsure.length > 0);
    });
    if (unsure.length === 0) return;
    // Read anew, since the list that the app may have is older.
    const list = new ContactList(app.client);
    const since = plan.startedAt + app.client.clockAheadMs() - CLOCK_SLACK_MS;
    for (const [creation, failure] of unsure) {
      plan.settle(creation, await lookUp(list, creation, failure, since));
    }
    // Where the node stops at failures it paused at the doubt; it goes on if that came to nothing.
  } while (!plan.stopped());
}

function subject({ full }: Creation): string {
  return numbered(`+${full}`);
}

/** Creates a batch of contacts; where it is refused, its halves, so that only the bad ones fail. */
async function createBatch<T extends Creation>(
  app: App,
  batch: T[],
  send: Send,
): Promise<Array<[T, Result<Contact, Failure>]>> {
  const timeout = timeoutFor(batch);
  const parts = await bisect(
    batch,
    async (some) =>
      await send(
        app.client,
        some.map(({ fields }) => fields),
        timeout,
      ),
    () => false,
  );
  return parts.flatMap(({ entries, outcome }) => {
    const resultOf = outcome.ok ? readAnswer(outcome.value.body) : () => notFound(outcome.problem);
    return entries.map((entry): [T, Result<Contact, Failure>] => [entry, resultOf(entry)]);
  });
}

/** Nothing can be missing where something is created: the path is, or the app. */
function notFound(failure: Failure): Result<Contact, Failure> {
  return failed(failure.kind === 'missing' ? { ...failure, kind: 'refused' } : failure);
}

/** Kore.ai answers with a list of contacts; a single one is taken as well. They are told by their numbers. */
function readAnswer(body: unknown): (creation: Creation) => Result<Contact, Failure> {
  const records = Array.isArray(body) ? (body as unknown[]) : [body];
  const contacts = records.map(asContact).filter((contact) => contact !== undefined);
  const byPhone = new Map(contacts.map((contact) => [storedPhone(contact)?.full, contact]));
  return ({ full }) => {
    const contact = byPhone.get(full);
    return contact === undefined ? failed(LEFT_OUT) : succeeded(contact);
  };
}

/** Looks up in the list what became of a contact that no answer was clear about. */
async function lookUp(
  list: ContactList,
  creation: Creation,
  failure: Failure,
  since: number,
): Promise<Result<Contact, Problem>> {
  const { full, timeout } = creation;
  const phone = { digits: full, international: true };
  const found = await list.find({ by: 'phone', phone, typed: `+${full}` }, timeout);
  if (found.ok && isOurs(found.value, creation, since)) return found;
  return failed(notCreated(creation, failure, found));
}

function isOurs(contact: Contact, { fields }: Creation, since: number): boolean {
  const created = Date.parse(String(contact['createdAt']));
  return (
    (Number.isNaN(created) || created >= since) &&
    contact['firstName'] === fields.firstName &&
    contact['lastName'] === fields.lastName
  );
}

function notCreated(creation: Creation, failure: Failure, found: Found): Problem {
  const isKnown = found.ok || found.problem.kind === 'missing';
  const silentBefore = failure.silentBefore === true || !isKnown;
  const problem = explain({ ...failure, silentBefore }, subject(creation), CREATING);
  if (!found.ok) return problem;
  const taken = `The contact ${found.value.id} has this number already; use the operation 'Create or Update' to change it.`;
  return { ...problem, description: `${problem.description} ${taken}` };
}
