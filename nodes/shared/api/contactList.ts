import { type Contact, isDeleted, nameOf, type PhoneQuery, type Target } from '../contact/contact';
import { PhoneIndex } from '../contact/phone/phoneIndex';
import type { Client } from '../http/client';
import { type Failure, MISSING } from '../problem/failure';
import { failed, type Result, succeeded } from '../result';
import { type Step, walkContacts, type WalkEnd } from './walk';

/** The one contact that was meant, or why there is none. Deleted contacts count as missing. */
export type Found = Result<Contact, Failure>;

/** The one contact that has a number, where those that have it are known for sure. */
export function oneOf(contacts: Contact[]): Found {
  const [contact] = contacts;
  if (contact === undefined) return failed(MISSING);
  if (contacts.length === 1) return succeeded(contact);
  const candidates = contacts.map((one) => `${nameOf(one)} (${one.id})`);
  return failed({ kind: 'several', words: '', candidates, onlyRead: true });
}

/**
 * Reads the whole list of an app (stream), in Kore.ai's order.
 *
 * @param timeout milliseconds that a page may take
 * @returns all contacts, deleted ones included where Kore.ai lists them; a failure where the list is not whole
 */
export async function readAll(
  client: Client,
  timeout: number,
): Promise<Result<Contact[], Failure>> {
  const contacts: Contact[] = [];
  const steps = walkContacts(client, { wanted: () => Infinity, timeout: () => timeout });
  for (;;) {
    const step = await steps.next();
    if (step.done !== true) for (const contact of step.value.contacts) contacts.push(contact);
    else return step.value.ok ? succeeded(contacts) : step.value;
  }
}

/**
 * The contacts of an app (stream), read once for a run and shared by all of its items: Kore.ai has no call
 * that gives one contact, and every page counts against the requests per minute.
 */
export class ContactList {
  /** By id as it is and in small letters: ids are hex digits, which other systems write in capitals. */
  private readonly byId = new Map<string, Contact>();

  private readonly inOrder: Contact[] = [];

  private readonly byPhone = new PhoneIndex();

  private readonly steps: AsyncGenerator<Step, WalkEnd>;

  private end: WalkEnd | undefined;

  private reading: Promise<void> | undefined;

  /** How many contacts are wanted for sure; more pages than these are not asked for ahead of time. */
  private wanted = 0;

  /** How many contacts are enough for all who look so far: no larger page is asked for. */
  private enough = 0;

  /** Milliseconds for a page: the longest time that anybody who looks for a contact gives. */
  private timeout = 0;

  constructor(client: Client) {
    this.steps = walkContacts(client, {
      wanted: () => this.wanted,
      enough: () => this.enough,
      timeout: () => this.timeout,
    });
  }

  /** Finds the contact that is meant, by its id or its number. */
  async find(target: Target, timeout: number): Promise<Found> {
    this.timeout = Math.max(this.timeout, timeout);
    this.enough = Infinity;
    return target.by === 'id'
      ? await this.findById(target.id)
      : await this.findByPhone(target.phone);
  }

  /** Reads pages only until the contact is found. */
  private async findById(id: string): Promise<Found> {
    const known = () => this.byId.get(id) ?? this.byId.get(id.toLowerCase());
    while (known() === undefined && this.end === undefined) await this.readOn();
    const contact = known();
    if (contact === undefined) return this.none();
    return isDeleted(contact) ? failed(MISSING) : succeeded(contact);
  }

  /** Reads all pages, since only the last can tell that no other contact has the number. */
  private async findByPhone(phone: PhoneQuery): Promise<Found> {
    this.wanted = Infinity;
    while (this.end === undefined) await this.readOn();
    const contacts = this.byPhone.find(phone);
    if (contacts.length === 0 || !this.end.ok) return this.none();
    return oneOf(contacts);
  }

  /**
   * Reads the list from its beginning, as far as the reader goes on.
   *
   * @param wanted how many contacts are wanted for sure, so that their pages can be asked for together
   * @param isEnough whether the reader stops there for sure, so that pages need be no larger
   * @returns the contacts in Kore.ai's order; at the end, whether that was all
   */
  async *read(wanted: number, timeout: number, isEnough = false): AsyncGenerator<Contact, WalkEnd> {
    this.wanted = Math.max(this.wanted, wanted);
    this.enough = Math.max(this.enough, isEnough ? wanted : Infinity);
    this.timeout = Math.max(this.timeout, timeout);
    for (let position = 0; ; position++) {
      while (position >= this.inOrder.length && this.end === undefined) await this.readOn();
      const contact = this.inOrder[position];
      if (contact !== undefined) yield contact;
      else if (this.end !== undefined) return this.end;
    }
  }

  private none(): Found {
    return this.end?.ok === false ? this.end : failed(MISSING);
  }

  private async readOn(): Promise<void> {
    this.reading ??= this.readStep().finally(() => {
      this.reading = undefined;
    });
    await this.reading;
  }

  private async readStep(): Promise<void> {
    const step = await this.steps.next();
    if (step.done === true) {
      this.end = step.value;
      return;
    }
    for (const contact of step.value.contacts) {
      this.byId.set(contact.id, contact);
      const small = contact.id.toLowerCase();
      if (!this.byId.has(small)) this.byId.set(small, contact);
      this.inOrder.push(contact);
      this.byPhone.add(contact);
    }
  }
}
