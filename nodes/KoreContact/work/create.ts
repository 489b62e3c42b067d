import type { IDataObject } from 'n8n-workflow';
import { asContact, type Contact } from '../../shared/contact/contact';
import type { ContactFields } from '../../shared/contact/fields';
import { storedPhone } from '../../shared/contact/phone';
import { batchesOf, type Sent, bisect } from '../../shared/run/bisect';
import { concurrently } from '../../shared/run/concurrency';
import { createContacts } from '../../shared/api/calls';
import type { Client, Outcome } from '../../shared/http/client';
import { ContactList, type Found } from '../../shared/api/contactList';
import type { Failure, FailureKind } from '../../shared/http/failure';
import { explain, type Task, type Problem } from '../../shared/problem/explain';
import { DEFAULT_EXTENSION, type GivenContact } from '../form/contactFields';
import type { App } from '../../shared/run/session';

/** One contact to create. */
export interface Creation {
  fields: ContactFields;
  /** Its whole number in digits, by which Kore.ai's answer is matched to it. */
  full: string;
  task: Task;
}

/** What came of it. */
export type Settled = { kind: 'created'; contact: Contact } | { kind: 'failed'; problem: Problem };

/** What an answer says of it; where it is not clear, the list is looked into before anything is said. */
type Created = Settled | { kind: 'unsure'; failure: Failure | undefined };

/** Failures of calls that Kore.ai did not begin with, or that ended the run: nothing is looked up for them. */
const NEVER_CARRIED_OUT: FailureKind[] = [
  'cancelled',
  'credential',
  'rateLimit',
  'redirected',
  'unauthorized',
  'unreachable',
];

/**
 * How much the two clocks may differ after they were compared: HTTP tells the time in whole seconds.
 */
const CLOCK_SLACK_MS = 1_000;

/**
 * @param given a complete contact
 */
export function creationOf(given: GivenContact): Creation {
  const { firstName, lastName, salutation, phone } = given;
  const extension = given.extension || DEFAULT_EXTENSION;
  const { phoneNumber, countryCode, full } = phone;
  return {
    fields: { firstName, lastName, salutation, cellPhone: { phoneNumber, countryCode, extension } },
    full,
    task: {
      subject: `The contact with phone number '+${full}'`,
      undone: 'was not created',
      unsure: 'may or may not have been created',
    },
  };
}

/**
 * Creates a batch of contacts; where it is refused, its halves, so that only the bad ones fail.
 *
 * @param app where to
 * @param batch the contacts, each with a number of its own
 * @returns what came of each
 */
async function createBatch(
  app: App,
  batch: Creation[],
  send: Send,
): Promise<Map<Creation, Created>> {
  const parts = await bisect(
    batch,
    async (some) => await send(app.client, some),
    () => false,
  );
  return new Map(parts.flatMap((part) => resultsOf(part)));
}

function resultsOf({ entries, outcome }: Sent<Creation>): Array<[Creation, Created]> {
  if (!outcome.ok) {
    // Nothing can be missing where something is created: the path is, or the app.
    const failure: Failure =
      outcome.failure.kind === 'missing'
        ? { ...outcome.failure, kind: 'refused' }
        : outcome.failure;
    // What was refused may yet have been carried out, as a whole or in part.
    const unsure = !NEVER_CARRIED_OUT.includes(failure.kind);
    return entries.map((entry) => [
      entry,
      unsure
        ? { kind: 'unsure', failure }
        : { kind: 'failed', problem: explain(failure, entry.task) },
    ]);
  }
  const byPhone = new Map(
    contactsIn(outcome.body).map((contact) => [storedPhone(contact)?.full, contact]),
  );
  return entries.map((entry) => {
    const contact = byPhone.get(entry.full);
    return [
      entry,
      contact === undefined ? { kind: 'unsure', failure: undefined } : { kind: 'created', contact },
    ];
  });
}

/** Kore.ai answers with a list of contacts; a single one is taken as well. */
function contactsIn(body: unknown): Contact[] {
  const records = Array.isArray(body) ? (body as unknown[]) : [body];
  return records.map(asContact).filter((contact) => contact !== undefined);
}

/**
 * Looks up in the list, read anew, what became of contacts that no answer was clear about.
 *
 * @param app where they were to be created
 * @param unsure the contacts, and why they are unsure
 * @param startedAt when the run began, in milliseconds since 1970
 * @returns what is now known of each; none is unsure any more
 */
async function lookUp(
  app: App,
  unsure: Array<[Creation, Failure | undefined]>,
  startedAt: number,
): Promise<Map<Creation, Settled>> {
  const contactList = new ContactList(app.client);
  const results = new Map<Creation, Settled>();
  const since = startedAt + app.client.clockAheadMs() - CLOCK_SLACK_MS;
  for (const [creation, failure] of unsure) {
    const found = await contactList.findByPhone({ digits: creation.full, international: true });
    if (found.kind === 'one' && isOurs(found.contact, creation, since)) {
      results.set(creation, { kind: 'created', contact: found.contact });
    } else {
      results.set(creation, { kind: 'failed', problem: notCreated(creation, failure, found) });
    }
  }
  return results;
}

function isOurs(contact: IDataObject, { fields }: Creation, since: number): boolean {
  const created = Date.parse(String(contact['createdAt']));
  return (
    (Number.isNaN(created) || created >= since) &&
    contact['firstName'] === fields.firstName &&
    contact['lastName'] === fields.lastName
  );
}

function notCreated({ task }: Creation, failure: Failure | undefined, found: Found): Problem {
  const isKnown = found.kind === 'none' || found.kind === 'one';
  const problem =
    failure === undefined
      ? leftOut(task, isKnown)
      : explain({ ...failure, silentBefore: failure.silentBefore === true || !isKnown }, task);
  if (found.kind !== 'one') return problem;
  const taken = `The contact ${found.contact.id} has this number already; use the operation 'Create or Update' to change it.`;
  return { ...problem, description: `${problem.description} ${taken}` };
}

function leftOut({ subject, undone, unsure }: Task, isKnown: boolean): Problem {
  return {
    message: `${subject} ${isKnown ? undone : unsure}: Kore.ai's answer does not contain it`,
    description: 'Kore.ai leaves out what it does not accept, such as a number that is taken.',
    cause: 'service',
    unsure: !isKnown,
  };
}

/** Sends some contacts to be created in one call. */
export type Send = (client: Client, creations: Creation[]) => Promise<Outcome>;

/** Sends contacts by the call Create. */
export const sendCreate: Send = async (client, creations) =>
  await createContacts(
    client,
    creations.map(({ fields }) => fields),
  );

/** How contacts are created, and where the results go. */
export interface CreatePlan {
  send: Send;
  batchSize: number;
  /** Whether the node stops at a failure: then nothing new begins while something is unsure. */
  stopsAtFailure: boolean;
  startedAt: number;
  settle: (creation: Creation, created: Settled) => void;
  stopped: () => boolean;
}

/**
 * Creates all contacts of an app in batches, and looks up in the end what was not clear.
 *
 * @param app where to
 * @param creations the contacts, each with a number of its own
 * @param plan how, and where the results go
 */
export async function createIn(app: App, creations: Creation[], plan: CreatePlan): Promise<void> {
  const queue = batchesOf(creations, plan.batchSize).values();
  let unsure: Array<[Creation, Failure | undefined]> = [];
  do {
    unsure = [];
    await concurrently(queue, async (batch) => {
      for (const [creation, created] of await createBatch(app, batch, plan.send)) {
        if (created.kind === 'unsure') unsure.push([creation, created.failure]);
        else plan.settle(creation, created);
      }
      return !plan.stopped() && !(plan.stopsAtFailure && unsure.length > 0);
    });
    if (unsure.length === 0) return;
    const results = await lookUp(app, unsure, plan.startedAt);
    for (const [creation, created] of results) plan.settle(creation, created);
    // Where the node stops at failures it paused at the doubt; it goes on if that came to nothing.
  } while (!plan.stopped());
}
