import { createContacts } from '../../shared/api/calls';
import type { ContactList, Found } from '../../shared/api/contactList';
import { storedFormIn } from '../../shared/api/storedForms';
import { asContact, type Contact, numbered } from '../../shared/contact/contact';
import {
  type ContactFields,
  DEFAULT_EXTENSION,
  type GivenContact,
  namesIn,
} from '../../shared/contact/fields';
import { asText } from '../../shared/contact/id';
import { storedPhone } from '../../shared/contact/phone/storedPhone';
import { isAlike } from '../../shared/contact/storedForm';
import type { Client, Outcome } from '../../shared/http/client';
import { explain, taskOf } from '../../shared/problem/explain';
import { concernsEverything, type Failure } from '../../shared/problem/failure';
import type { Problem } from '../../shared/problem/problem';
import { failed, type Result, succeeded } from '../../shared/result';
import { timeoutFor } from '../../shared/run/batch/batches';
import { type BatchCall, Bisection, Learnt } from '../../shared/run/batch/bisect';
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
  /** What the batches of other files of the run taught. */
  learnt?: Learnt;
  /** Whether the node stops at a failure: then nothing new begins while something is unsure. */
  stopsAtFailure: boolean;
  /** When the run began, in milliseconds since 1970. */
  startedAt: number;
  settle: (creation: T, result: Result<Contact, Problem>) => void;
  stopped: () => boolean;
}

const CREATING = taskOf('created');

/** Kore.ai leaves out what it does not accept; the list tells whether it has it all the same. */
const LEFT_OUT: Failure = { kind: 'leftOut', words: "Kore.ai's answer does not contain it" };

/** Whose number it is, the list tells. */
const OLDER: Failure = {
  kind: 'leftOut',
  words: "Kore.ai's answer has an older contact with this number in its place",
};

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
  const unsure: Array<[T, Failure]> = [];
  const pauses = () => plan.stopped() || (plan.stopsAtFailure && unsure.length > 0);
  const untried = new Set(creations);
  const told = (creation: T, result: Result<Contact, Problem>) => {
    untried.delete(creation);
    if (result.ok) storedFormIn(app.client).learn(creation.fields, result.value);
    plan.settle(creation, result);
  };
  const settle = (creation: T, result: Result<Contact, Failure>) => {
    untried.delete(creation);
    if (result.ok) told(creation, result);
    else if (isUnclear(result.problem)) unsure.push([creation, result.problem]);
    else plan.settle(creation, failed(explain(result.problem, subject(creation), CREATING)));
  };
  const bisection = bisectionOf<T>(app, plan, { settle, told, stopped: pauses });
  do {
    await concurrently(bisection.cut([...untried]), async (batch) => {
      await bisection.send(batch);
      return !pauses();
    });
    const list = app.readAnew();
    for (const [creation, failure] of unsure.splice(0)) {
      const found = await find(list, creation);
      told(creation, judged(creation, failure, found, startAtKore(app, plan.startedAt)));
    }
    // Where the node stops at failures it paused at the doubt; it goes on if that came to nothing.
  } while (untried.size > 0 && !plan.stopped());
}

/** Whether only the list can tell: Kore.ai began with the call, and the run goes on. */
function isUnclear(failure: Failure): boolean {
  const { kind, unsent } = failure;
  if (unsent === true || kind === 'cancelled' || kind === 'rateLimit') return false;
  return !concernsEverything(failure);
}

function subject({ full }: Creation): string {
  return numbered(`+${full}`);
}

/** How batches of contacts are created; those whose numbers are taken are told by the list. */
function bisectionOf<T extends Creation>(
  app: App,
  { send = createContacts, batchSize, startedAt, learnt = new Learnt(batchSize) }: CreatePlan<T>,
  results: {
    settle: (creation: T, result: Result<Contact, Failure>) => void;
    told: CreatePlan<T>['settle'];
    stopped: () => boolean;
  },
): Bisection<T> {
  const call: BatchCall<T> = {
    send: async (some) => {
      const fields = some.map((creation) => creation.fields);
      return noneMissing(await send(app.client, fields, timeoutFor(some)));
    },
    settle: (parts) => {
      for (const { entries, outcome } of parts) {
        const resultOf = outcome.ok
          ? readAnswer(outcome.value.body, startAtKore(app, startedAt))
          : () => outcome;
        for (const entry of entries) results.settle(entry, resultOf(entry));
      }
    },
    isAnswer: () => false,
    namesOf: ({ fields, full }) => [full, ...namesIn(fields)],
    stopped: results.stopped,
    readAnew: () => {
      const list = app.readAnew();
      return async (creation, failure) => {
        const found = await find(list, creation);
        if (!found.ok) return false;
        results.told(creation, judged(creation, failure, found, startAtKore(app, startedAt)));
        return true;
      };
    },
    // It has to be read for a refused creation in any case.
    refusalsBeforeList: 0,
  };
  return new Bisection(call, learnt);
}

/** Nothing can be missing where something is created: the path is, or the app. */
function noneMissing(outcome: Outcome): Outcome {
  if (outcome.ok || outcome.problem.kind !== 'missing') return outcome;
  return failed({ ...outcome.problem, kind: 'refused' });
}

/** The earliest that the run can have begun by the service's clock; undefined as long as no answer told its time. */
function startAtKore({ client }: App, startedAt: number): number | undefined {
  return client.timeAtService(startedAt)?.from;
}

/**
 * Kore.ai answers with a list of contacts; a single one is taken as well. They are told by their numbers, and an
 * older contact that has the number is none that was created.
 */
function readAnswer(
  body: unknown,
  since: number | undefined,
): (creation: Creation) => Result<Contact, Failure> {
  const records = Array.isArray(body) ? (body as unknown[]) : [body];
  const contacts = records.map(asContact).filter((contact) => contact !== undefined);
  const byPhone = new Map(contacts.map((contact) => [storedPhone(contact)?.full, contact]));
  return ({ full }) => {
    const contact = byPhone.get(full);
    if (contact === undefined) return failed(LEFT_OUT);
    return isOlder(contact, since) ? failed(OLDER) : succeeded(contact);
  };
}

async function find(list: ContactList, { full, timeout }: Creation): Promise<Found> {
  const phone = { digits: full, international: true };
  return await list.find({ by: 'phone', phone, typed: `+${full}` }, timeout);
}

/** Judges by the list what became of a contact that no answer was clear about. */
function judged(
  creation: Creation,
  failure: Failure,
  found: Found,
  since: number | undefined,
): Result<Contact, Problem> {
  if (found.ok && isOurs(found.value, creation, since)) return found;
  return failed(notCreated(creation, failure, found));
}

function isOurs(contact: Contact, { fields }: Creation, since: number | undefined): boolean {
  return (
    !isOlder(contact, since) &&
    isAlike(asText(contact['firstName']), fields.firstName) &&
    isAlike(asText(contact['lastName']), fields.lastName)
  );
}

function isOlder(contact: Contact, since: number | undefined): boolean {
  return since !== undefined && Date.parse(String(contact['createdAt'])) < since;
}

function notCreated(creation: Creation, failure: Failure, found: Found): Problem {
  const isKnown = found.ok || found.problem.kind === 'missing';
  const silentBefore = failure.silentBefore === true || !isKnown;
  const problem = explain({ ...failure, silentBefore }, subject(creation), CREATING);
  if (!found.ok) return problem;
  const taken = `The contact ${found.value.id} has this number already; use the operation 'Create or Update' to change it.`;
  return { ...problem, description: `${problem.description} ${taken}` };
}
