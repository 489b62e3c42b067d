import { createRequire } from 'node:module';
import path from 'node:path';
import type { PhoneIndex as PhoneIndexClass } from '../../../nodes/shared/contact/phone/phoneIndex';
import type { Contact } from '../../../nodes/shared/contact/contact';
import { root } from '../../demo/built';
import { heapUsed } from '../heap';
import { ROUNDS } from '../stats';
import { SIZES } from './own';

/** Numbers looked up in one round. */
const LOOK_UPS = 100_000;

/** What the index by phone number takes for so many contacts, a value for each round. */
export interface IndexCost {
  contacts: number;
  buildMs: number[];
  /** Beside the contacts themselves. */
  bytes: number[];
  /** One look-up, in microseconds. */
  lookUp: number[];
}

/** Measures the index with the module that the built package has. */
export function phoneIndex(): IndexCost[] {
  const file = path.join(root, 'dist', 'nodes', 'shared', 'contact', 'phone', 'phoneIndex.js');
  const { PhoneIndex } = createRequire(__filename)(file) as { PhoneIndex: typeof PhoneIndexClass };
  return SIZES.map((count) => {
    const contacts = Array.from({ length: count }, (_, i) => contactWith(i));
    const cost: IndexCost = { contacts: count, buildMs: [], bytes: [], lookUp: [] };
    for (let round = 0; round <= ROUNDS; round++) {
      const { buildMs, bytes, lookUp } = oneRound(PhoneIndex, contacts);
      // The first round is for the compiler.
      if (round === 0) continue;
      cost.buildMs.push(buildMs);
      cost.bytes.push(bytes);
      cost.lookUp.push(lookUp);
    }
    return cost;
  });
}

/** In a function of its own, which lets go of the index before the next round begins. */
function oneRound(PhoneIndex: typeof PhoneIndexClass, contacts: Contact[]) {
  const before = heapUsed();
  const startedAt = performance.now();
  const index = new PhoneIndex();
  for (const contact of contacts) index.add(contact);
  const buildMs = performance.now() - startedAt;
  const bytes = (heapUsed() - before) / contacts.length;
  return { buildMs, bytes, lookUp: lookUps(index, contacts.length) };
}

function lookUps(index: PhoneIndexClass, count: number): number {
  const queries = Array.from({ length: LOOK_UPS }, (_, i) => ({
    digits: `91${numberOf((i * 7_919) % count)}`,
    international: true,
  }));
  const startedAt = performance.now();
  for (const query of queries) {
    if (index.find(query).length !== 1) throw new Error(`${query.digits} was not found`);
  }
  return (1_000 * (performance.now() - startedAt)) / LOOK_UPS;
}

function contactWith(i: number): Contact {
  const cellPhone = { phoneNumber: `+91${numberOf(i)}`, countryCode: '+91', extension: '+' };
  return { id: `contact-${i}`, fullName: `Asha Rao ${i}`, status: 'ACTIVE', cellPhone };
}

function numberOf(i: number): string {
  return String(7_000_000_000 + i);
}
