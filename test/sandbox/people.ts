import { faker } from '@faker-js/faker/locale/en';
import { hexId } from './identity';
import type { Identity } from './identity';
import type { StoredContact } from './types';

/** Of different lengths, so that stripping a code can't get by with a fixed width. */
const COUNTRY_CODES = ['+91', '+1', '+44', '+49', '+971', '+380'];

const FIRST_DAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** Coprime with 10^8: a step of this length visits every 8-digit number before one comes again. */
const NUMBER_STEP = 76_543_217;
const SEED_STEP = 104_729;

/**
 * Makes up one person.
 *
 * @param seed the sandbox's seed
 * @param index which person; the same seed and index give the same person
 * @param identity the account the person belongs to
 * @returns an ACTIVE contact with every documented field, its phone number like no other's
 */
export function makePerson(seed: number, index: number, identity: Identity): StoredContact {
  const key = `${seed} ${index}`;
  const person = made.get(key) ?? makeUp(seed, index);
  made.set(key, person);
  const { cellPhone, ...rest } = person;
  return { ...frame(seed, index, identity), ...rest, cellPhone: { ...cellPhone } };
}

type Person = Pick<
  StoredContact,
  'firstName' | 'lastName' | 'fullName' | 'salutation' | 'cellPhone' | 'createdAt' | 'updatedAt'
>;

/** Kept: seeding faker takes 25 times as long as copying, and the sandboxes of one process mostly show the same people. */
const made = new Map<string, Person>();

function makeUp(seed: number, index: number): Person {
  // faker is one for the whole process: seeding it anew for each person is what makes a person
  // depend on nothing but seed and index, however many sandboxes run.
  faker.seed([seed, index]);
  const firstName = faker.person.firstName();
  const lastName = faker.person.lastName();
  const countryCode = faker.helpers.arrayElement(COUNTRY_CODES);
  const created = new Date(FIRST_DAY + index * DAY_MS + faker.number.int({ max: DAY_MS - 1 }));
  return {
    firstName,
    lastName,
    fullName: `${firstName} ${lastName}`,
    salutation: faker.helpers.arrayElement(['Mr', 'Mrs', 'Ms', 'Dr']),
    cellPhone: {
      extension: '+',
      phoneNumber: countryCode + nationalNumber(seed, index),
      countryCode,
    },
    createdAt: created.toISOString(),
    updatedAt: created.toISOString(),
  };
}

/**
 * What every contact has that is not about the person; making up the rest takes ten times as long.
 *
 * @param seed the sandbox's seed
 * @param index which person
 * @param identity the account the person belongs to
 */
export function frame(seed: number, index: number, identity: Identity): StoredContact {
  return {
    firstName: '',
    lastName: '',
    fullName: '',
    salutation: '',
    cellPhone: { extension: '', phoneNumber: '', countryCode: '' },
    status: 'ACTIVE',
    instanceBotId: identity.streamId,
    orgId: identity.orgId,
    accountId: identity.accountId,
    createdBy: identity.userId,
    createdByAId: identity.agentId,
    address: [],
    twitterDetails: [],
    createdAt: '',
    updatedAt: '',
    updatedBy: identity.userId,
    updatedByAId: identity.agentId,
    id: hexId(`contact ${seed} ${index}`),
  };
}

function nationalNumber(seed: number, index: number): string {
  const digits = BigInt(seed) * BigInt(SEED_STEP) + BigInt(index) * BigInt(NUMBER_STEP);
  return `70${(((digits % 100_000_000n) + 100_000_000n) % 100_000_000n).toString().padStart(8, '0')}`;
}
