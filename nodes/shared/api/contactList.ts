import type { Contact } from '../contact/contact';
import { PhoneIndex } from '../contact/phoneIndex';
import type { PhoneQuery } from '../contact/phone';
import type { Client } from '../http/client';
import type { Failure } from '../http/failure';
import { type Step, walkContacts } from './walk';

/** What a search through the list came to. */
export type Found =
  | { kind: 'one'; contact: Contact }
  | { kind: 'several'; contacts: Contact[] }
  | { kind: 'none' }
  /** The service did not show its whole list, so nothing can be said for sure. */
  | { kind: 'unsure' }
  | { kind: 'failure'; failure: Failure };

/**
 * The contacts of an app (stream), read once for a run and shared by all of its items: Kore.ai has no call
 * that gives one contact, and every page counts against the requests per minute.
 */
export class ContactList {
  private readonly byId = new Map<string, Contact>();

  private readonly inOrder: Contact[] = [];

  private readonly byPhone = new PhoneIndex();

  private readonly steps: AsyncGenerator<Step, void>;

  private end: { complete: boolean } | { failure: Failure } | undefined;

  private reading: Promise<void> | undefined;

  /** How many contacts are wanted for sure; more pages than these are not asked for ahead of time. */
  private wanted = 0;

  /**
   * @param client whose contacts
   */
  constructor(client: Client) {
    this.steps = walkContacts(client, undefined, () => this.wanted);
  }

  /**
   * Finds a contact by its id; pages are read only until it is found.
   *
   * @param id a checked id
   */
  async findById(id: string): Promise<Found> {
    while (!this.byId.has(id) && this.end === undefined) await this.readOn();
    const contact = this.byId.get(id);
    return contact === undefined ? this.none() : { kind: 'one', contact };
  }

  /**
   * Finds contacts by phone number, among all that are not deleted. All pages are read, since only the
   * last can tell that no other contact has the number.
   *
   * @param phone a checked number
   */
  async findByPhone(phone: PhoneQuery): Promise<Found> {
    this.wanted = Infinity;
    while (this.end === undefined) await this.readOn();
    const contacts = this.byPhone.find(phone);
    const [contact] = contacts;
    if (contact === undefined || !('complete' in this.end) || !this.end.complete)
      return this.none();
    return contacts.length === 1 ? { kind: 'one', contact } : { kind: 'several', contacts };
  }

  /**
   * Reads the list from its beginning, as far as the reader goes on.
   *
   * @param wanted how many contacts are wanted for sure, so that their pages can be asked for together
   * @returns the contacts in Kore.ai's order; at the end, why there is no more
   */
  async *read(wanted: number): AsyncGenerator<Contact, Failure | 'incomplete' | undefined> {
    this.wanted = Math.max(this.wanted, wanted);
    for (let position = 0; ; position++) {
      while (position >= this.inOrder.length && this.end === undefined) await this.readOn();
      const contact = this.inOrder[position];
      if (contact !== undefined) yield contact;
      else return this.whyNoMore();
    }
  }

  private whyNoMore(): Failure | 'incomplete' | undefined {
    if (this.end !== undefined && 'failure' in this.end) return this.end.failure;
    return this.end?.complete === false ? 'incomplete' : undefined;
  }

  private none(): Found {
    const why = this.whyNoMore();
    if (why === undefined) return { kind: 'none' };
    return why === 'incomplete' ? { kind: 'unsure' } : { kind: 'failure', failure: why };
  }

  private async readOn(): Promise<void> {
    this.reading ??= this.readStep().finally(() => {
      this.reading = undefined;
    });
    await this.reading;
  }

  private async readStep(): Promise<void> {
    const { value } = await this.steps.next();
    if (value === undefined) {
      this.end ??= { complete: false };
      return;
    }
    if (value.kind === 'failure') this.end = { failure: value.failure };
    else if (value.kind === 'end') this.end = { complete: value.complete };
    else {
      for (const contact of value.contacts) {
        this.byId.set(contact.id, contact);
        this.inOrder.push(contact);
        this.byPhone.add(contact);
      }
    }
  }
}
