import fc from 'fast-check';
import type { Wanted } from '../../../../../nodes/KoreContact/work/plan';
import { planSync, refusalOf, type SyncPlan } from '../../../../../nodes/KoreContact/work/syncPlan';
import type { Contact } from '../../../../../nodes/shared/contact/contact';
import type { ContactFields } from '../../../../../nodes/shared/contact/fields';
import { readProtected } from '../../../../../nodes/shared/contact/protectedContacts';
import { StoredForm } from '../../../../../nodes/shared/contact/storedForm';
import type { Group } from '../../../../../nodes/shared/run/groups';

/** A contact of the list, by which of a few numbers it has; 0 is none. */
interface There {
  number: number;
  firstName: string;
  status: string;
}

/** What one item says. */
interface Says {
  number: number;
  firstName: string;
  salutation: string;
}

const NUMBERS = 8;

/** A few names, so that many are the same. */
const name = fc.constantFrom('Asha', 'asha', 'Tom', '');

const there = fc.array(
  fc.record<There>({
    number: fc.nat({ max: NUMBERS }),
    firstName: name,
    status: fc.constantFrom('ACTIVE', 'ACTIVE', 'ACTIVE', 'INACTIVE', 'inactive'),
  }),
  { maxLength: 30 },
);

const wanted = fc.array(
  fc.record<Says>({
    number: fc.integer({ min: 1, max: NUMBERS }),
    firstName: name,
    salutation: fc.constantFrom('Mrs', ''),
  }),
  { maxLength: 15 },
);

/** Places in the list whose contacts are protected, and numbers. */
const safe = fc.record({
  places: fc.array(fc.nat({ max: 29 })),
  numbers: fc.array(fc.nat({ max: NUMBERS })),
});

function phoneOf(number: number) {
  const phoneNumber = number === 0 ? '' : `+9190000000${number}`;
  return { phoneNumber, countryCode: number === 0 ? '' : '+91', extension: '+' };
}

function contactsOf(list: There[]): Contact[] {
  return list.map(({ number, firstName, status }, place) => ({
    id: `c${place}`,
    firstName,
    lastName: 'Rao',
    salutation: 'Mrs',
    cellPhone: phoneOf(number),
    status,
  }));
}

const lackOf: Wanted['lackOf'] = ({ firstName, salutation }) =>
  firstName !== '' && salutation !== ''
    ? undefined
    : { message: 'lacks', description: '', cause: 'input' };

/** The items by number, as a run groups them. */
function groupsOf(items: Says[]): Array<Group<Wanted>> {
  const groups = new Map<string, Group<Wanted>>();
  for (const [itemIndex, { number, firstName, salutation }] of items.entries()) {
    const full = `9190000000${number}`;
    const phone = { phoneNumber: full.slice(2), countryCode: '+91', full };
    const given = { firstName, lastName: 'Rao', salutation, extension: '', phone };
    const group = groups.get(full) ?? { key: full, entries: [] };
    const value = { given, defaultSalutation: '', lackOf, timeout: 1 };
    group.entries.push({ itemIndex, value });
    groups.set(full, group);
  }
  return [...groups.values()];
}

function protectedOf(text: string) {
  const read = readProtected(text);
  if (!read.ok) throw new Error(read.problem);
  return read.value;
}

function plan(list: Contact[], items: Says[], deletes = true, protectedText = ''): SyncPlan {
  const protectedContacts = protectedOf(protectedText);
  return planSync(list, groupsOf(items), new StoredForm(), { deletes, protectedContacts });
}

/** What a list becomes by a plan that is carried out without a failure. */
function after(list: Contact[], { creations, changes, deletions }: SyncPlan): Contact[] {
  const contactOf = (id: string, fields: ContactFields): Contact => {
    const { countryCode, phoneNumber } = fields.cellPhone;
    const cellPhone = { ...fields.cellPhone, phoneNumber: countryCode + phoneNumber };
    return { ...fields, id, status: 'ACTIVE', cellPhone };
  };
  const changed = new Map(changes.map(({ id, fields }) => [id, contactOf(id, fields)]));
  const gone = new Set(deletions.map(({ id }) => id));
  return [
    ...list.filter(({ id }) => !gone.has(id)).map((contact) => changed.get(contact.id) ?? contact),
    ...creations.map(({ fields }, i) => contactOf(`new${i}`, fields)),
  ];
}

const isActive = ({ status }: Contact) => String(status).toUpperCase() === 'ACTIVE';
const numberOf = ({ cellPhone }: Contact) => (cellPhone as { phoneNumber: string }).phoneNumber;

describe('A plan', () => {
  it('says of every item one thing, and of every contact one thing', () => {
    fc.assert(
      fc.property(there, wanted, safe, (list, items, { places, numbers }) => {
        const contacts = contactsOf(list);
        const text = [
          ...places.map((place) => `c${place}`),
          ...numbers.map((n) => `+9190000000${n}`),
        ];
        const found = plan(contacts, items, true, text.join());
        const { creations, changes, unchanged, problems, deletions, held } = found;
        const told = [...creations, ...changes, ...unchanged, ...problems].flatMap(
          (one) => one.items,
        );
        expect(told.sort((a, b) => a - b)).toEqual(items.map((_, i) => i));
        const ids = [
          ...changes.map(({ id }) => id),
          ...unchanged.map(({ contact }) => contact.id),
          ...deletions.map(({ id }) => id),
          ...held.map(({ contact }) => contact.id),
        ];
        expect(new Set(ids).size).toBe(ids.length);
        // What is neither was hit by a problem, has no number, or is deleted.
        const failed = new Set(problems.flatMap((one) => one.items.map((i) => items[i]!.number)));
        const rest = contacts.filter(({ id }) => !ids.includes(id));
        for (const contact of rest.filter(isActive)) {
          const number = Number(numberOf(contact).slice(-1));
          expect(numberOf(contact) === '' || failed.has(number)).toBe(true);
        }
        expect(found.there).toBe(contacts.filter(isActive).length);
      }),
    );
  });

  it('creates no number that is there, and deletes none that is wanted', () => {
    fc.assert(
      fc.property(there, wanted, (list, items) => {
        const contacts = contactsOf(list);
        const { creations, deletions } = plan(contacts, items);
        const taken = new Set(contacts.filter(isActive).map(numberOf));
        for (const { full } of creations) expect(taken.has(`+${full}`)).toBe(false);
        const asked = new Set(items.map(({ number }) => phoneOf(number).phoneNumber));
        for (const contact of deletions) {
          expect(asked.has(numberOf(contact))).toBe(false);
          expect(numberOf(contact)).not.toBe('');
          expect(isActive(contact)).toBe(true);
        }
      }),
    );
  });

  it('never deletes whom somebody protects, nor several with a number of the input', () => {
    fc.assert(
      fc.property(there, wanted, safe, (list, items, { places, numbers }) => {
        const contacts = contactsOf(list);
        const ids = places.map((place) => `C${place}`);
        const phones = numbers.map((number) => `+91 90000 000${number}`);
        const { deletions, held } = plan(contacts, items, true, [...ids, ...phones].join('\n'));
        for (const contact of deletions) {
          expect(places).not.toContain(Number(contact.id.slice(1)));
          expect(numbers.map((number) => phoneOf(number).phoneNumber)).not.toContain(
            numberOf(contact),
          );
        }
        for (const { contact, reason } of held) {
          const same = contacts.filter(
            (one) => isActive(one) && numberOf(one) === numberOf(contact),
          );
          const isWanted = items.some(
            ({ number }) => phoneOf(number).phoneNumber === numberOf(contact),
          );
          expect(reason).toBe(isWanted && same.length > 1 ? 'several' : 'protected');
        }
      }),
    );
  });

  it('is idle on its own result', () => {
    fc.assert(
      fc.property(there, wanted, (list, items) => {
        const contacts = contactsOf(list);
        const first = plan(contacts, items);
        const second = plan(after(contacts, first), items);
        expect([second.creations, second.changes, second.deletions]).toEqual([[], [], []]);
        expect(second.unchanged).toHaveLength(
          first.creations.length + first.changes.length + first.unchanged.length,
        );
      }),
    );
  });

  it('adds up', () => {
    fc.assert(
      fc.property(there, wanted, (list, items) => {
        const contacts = contactsOf(list);
        const found = plan(contacts, items);
        const next = after(contacts, found).filter(isActive);
        expect(next).toHaveLength(found.there + found.creations.length - found.deletions.length);
      }),
    );
  });

  it('deletes and holds nobody where it is to leave them', () => {
    fc.assert(
      fc.property(there, wanted, (list, items) => {
        const { deletions, held } = plan(contactsOf(list), items, false);
        expect([deletions, held]).toEqual([[], []]);
      }),
    );
  });
});

describe('A refusal', () => {
  const planOf = (count: number, of: number) =>
    ({
      ...plan([], []),
      deletions: contactsOf(Array(count).fill({ number: 1 })),
      there: of,
    }) as SyncPlan;

  it.each<[number, number, number, number, boolean]>([
    [30, 100, 0, 30, false],
    [31, 100, 0, 30, true],
    [9, 9, 0, 30, false],
    [10, 10, 0, 30, true],
    [100, 100, 0, 100, false],
    [5, 100, 5, 30, false],
    [6, 100, 5, 30, true],
    [6, 100, 5, 100, true],
    [0, 0, 0, 1, false],
  ])(
    'of %i deletions of %i, at most %i and %i percent: %p',
    (count, of, maxDeletions, maxShare, isRefused) => {
      const refusal = refusalOf(planOf(count, of), { maxDeletions, maxShare });
      expect(refusal !== undefined).toBe(isRefused);
      if (isRefused)
        expect(refusal?.message).toContain(`${count} of ${of} contacts would be deleted`);
    },
  );
});
