import { breaksRule, contactNotFound, duplicateNumber, Refusal } from './failures';
import { storedNumber, updatedFields } from './fields';
import type { ContactFields } from './fields';
import type { Identity } from './identity';
import { frame, makePerson } from './people';
import type { Switches } from './switches';
import type { NewContact, StoredContact } from './types';

/** The contacts of the account, in the order of their creation, and the rules for changing them. */
export class ContactStore {
  readonly contacts: StoredContact[] = [];
  private made = 0;

  /** Where each contact was when it came. Tests move contacts, so a place has to be looked at. */
  private readonly places = new Map<string, number>();

  constructor(
    private readonly seed: number,
    private readonly identity: Identity,
    private readonly switches: Switches,
  ) {}

  /** @returns the contact with this id, ACTIVE or not */
  find(id: string): StoredContact | undefined {
    const atPlace = this.contacts[this.places.get(id) ?? -1];
    if (atPlace?.id === id) return atPlace;
    return this.contacts.find((contact) => contact.id === id);
  }

  /** @returns what a list shows, as the switch `listInactive` has it */
  listed(): StoredContact[] {
    if (this.switches.listInactive) return this.ordered();
    return this.ordered().filter((contact) => contact.status === 'ACTIVE');
  }

  /** @returns all contacts, in the order that the switch `listOrder` has */
  ordered(): StoredContact[] {
    const { listOrder } = this.switches;
    if (listOrder === 'stored') return this.contacts;
    const field = listOrder === 'created-down' ? 'createdAt' : 'updatedAt';
    const sign = listOrder === 'updated-up' ? 1 : -1;
    return [...this.contacts].sort((a, b) => sign * (Date.parse(a[field]) - Date.parse(b[field])));
  }

  /** @returns a made-up contact that is not in the store; same index, same contact */
  madeUp(index: number): StoredContact {
    return makePerson(this.seed + 1_000_003, index, this.identity);
  }

  /**
   * Puts a contact in without any rule.
   *
   * @param person what it is to be, the phone number in its stored form; the rest is made up
   * @returns the stored contact itself
   */
  add(person: NewContact = {}): StoredContact {
    const { cellPhone, ...rest } = person;
    const make = isWhole(person) ? frame : makePerson;
    const base = make(this.seed, this.made++, this.identity);
    const contact: StoredContact = {
      ...base,
      ...rest,
      cellPhone: { ...base.cellPhone, ...cellPhone },
    };
    // A number made up for one country must not stay when the test names another.
    if (cellPhone?.countryCode !== undefined && cellPhone.phoneNumber === undefined) {
      const national = base.cellPhone.phoneNumber.slice(base.cellPhone.countryCode.length);
      contact.cellPhone.phoneNumber = cellPhone.countryCode + national;
    }
    if (rest.fullName === undefined) contact.fullName = `${contact.firstName} ${contact.lastName}`;
    if (!this.places.has(contact.id)) this.places.set(contact.id, this.contacts.length);
    this.contacts.push(contact);
    return contact;
  }

  /**
   * Creates contacts, all or (switch `duplicate`) all but the duplicates.
   *
   * @param people complete fields
   * @param skipDuplicates leave duplicates out whatever the switch says
   * @returns the new contacts, in the order that the switch `createOrder` has
   * @throws Refusal if a number is taken; then nothing is created
   */
  create(people: ContactFields[], skipDuplicates = false): StoredContact[] {
    const numbered = people.map(({ cellPhone = {}, ...names }) => {
      const { countryCode = '', phoneNumber = '', extension = '' } = cellPhone;
      const number = storedNumber(countryCode, phoneNumber, this.switches);
      return { names, countryCode, number, extension };
    });
    const [first] = numbered;
    if (first !== undefined && this.switches.createRefusal === 'each-by-name') {
      const { firstName, lastName } = first.names;
      throw breaksRule(`${firstName} ${lastName}`, first.number);
    }
    const taken = this.takenAmong(numbered.map(({ number }) => number));
    const wanted: NewContact[] = [];
    for (const { names, countryCode, number, extension } of numbered) {
      if (taken.has(number)) {
        if (skipDuplicates || this.switches.duplicate === 'skip-silently') continue;
        this.keep(wanted);
        throw duplicateNumber(this.duplicateStatus(), number, this.switches.refusalWords);
      }
      taken.add(number);
      wanted.push({ ...names, cellPhone: { extension, phoneNumber: number, countryCode } });
    }
    const created = this.addNow(wanted);
    return this.switches.createOrder === 'reversed' ? created.reverse() : created;
  }

  private addNow(people: NewContact[]): StoredContact[] {
    const now = new Date(Date.now() + this.switches.clockAheadMs).toISOString();
    return people.map((person) => this.add({ ...person, createdAt: now, updatedAt: now }));
  }

  /** What a refused creation leaves behind, as the switch `createKeeps` has it. */
  private keep(people: NewContact[]): void {
    if (this.switches.createKeeps) this.addNow(people);
  }

  /**
   * @param id whose
   * @param fields what the request says
   * @returns the changed contact
   * @throws Refusal if there is no such contact, or the number is another's
   */
  update(id: string, fields: ContactFields): StoredContact {
    const { contact, changed } = this.checkUpdate(id, fields);
    return this.touch(Object.assign(contact, changed));
  }

  /**
   * Does all of an update but the change.
   *
   * @returns the contact and what would change
   * @throws Refusal as `update` does
   */
  checkUpdate(
    id: string,
    fields: ContactFields,
  ): { contact: StoredContact; changed: Partial<StoredContact> } {
    const contact = this.find(id);
    if (
      contact === undefined ||
      (contact.status === 'INACTIVE' && this.switches.inactiveUpdate === 'refused')
    ) {
      throw contactNotFound(this.unknownStatus());
    }
    const changed = updatedFields(contact, fields, this.switches);
    const number = changed.cellPhone.phoneNumber;
    if (number !== contact.cellPhone.phoneNumber && this.takenAmong([number]).has(number)) {
      throw duplicateNumber(this.duplicateStatus(), number, this.switches.refusalWords);
    }
    return { contact, changed };
  }

  /**
   * Deletes softly (D).
   *
   * @param id whose
   * @returns the contact, now INACTIVE
   * @throws Refusal for an id that never was, and for an INACTIVE one unless `secondDelete` is 200
   */
  delete(id: string): StoredContact {
    const contact = this.find(id);
    if (contact === undefined) throw contactNotFound(this.unknownStatus());
    if (contact.status === 'INACTIVE') {
      if (this.switches.secondDelete === '200') return contact;
      throw contactNotFound(Number(this.switches.secondDelete));
    }
    contact.status = 'INACTIVE';
    return this.touch(contact);
  }

  private touch(contact: StoredContact): StoredContact {
    contact.updatedAt = new Date().toISOString();
    contact.updatedBy = this.identity.userId;
    contact.updatedByAId = this.identity.agentId;
    return contact;
  }

  /** Those of the numbers that a contact has. An empty one, which a partial PUT leaves behind, is nobody's. */
  private takenAmong(numbers: string[]): Set<string> {
    const asked = new Set(numbers.filter((number) => number !== ''));
    const taken = new Set<string>();
    for (const { status, cellPhone } of this.contacts) {
      const blocks = status === 'ACTIVE' || this.switches.inactiveBlocksNumber;
      if (blocks && asked.has(cellPhone.phoneNumber)) taken.add(cellPhone.phoneNumber);
    }
    return taken;
  }

  private unknownStatus(): number {
    return this.switches.secondDelete === '400' ? 400 : 404;
  }

  private duplicateStatus(): number {
    const status = Number(this.switches.duplicate.replace('all-refused-', ''));
    return Number.isNaN(status) ? 400 : status;
  }
}

/** Whether nothing of a person has to be made up. */
function isWhole({ firstName, lastName, salutation, cellPhone, createdAt, updatedAt }: NewContact) {
  const { extension, phoneNumber, countryCode } = cellPhone ?? {};
  const all = [firstName, lastName, salutation, createdAt, updatedAt];
  return [...all, extension, phoneNumber, countryCode].every((value) => value !== undefined);
}

/** @returns the reason of a refusal; anything else is a bug of the sandbox and is thrown on */
export function refusalText(error: unknown): string {
  if (error instanceof Refusal) return error.text;
  throw error;
}
