import { createRequire } from 'node:module';
import path from 'node:path';
import type { readPhone as ReadPhone } from '../../../nodes/shared/contact/phone/phoneReader';
import { root } from '../../demo/built';
import { ROUNDS } from '../stats';

/** Numbers that are read in one round: as many contacts as the longest lists of the other parts. */
export const NUMBERS = 100_000;

/**
 * Measures what reading phone numbers takes, half of them with their country code and half of them without, with
 * the module that the built package has.
 *
 * @returns seconds of CPU time, a value for each round
 * @throws Error if a number was not read
 */
export function phoneReading(): number[] {
  const folder = path.join(root, 'dist', 'nodes', 'shared', 'contact', 'phone');
  const { readPhone } = createRequire(__filename)(path.join(folder, 'phoneReader.js')) as {
    readPhone: typeof ReadPhone;
  };
  const seconds: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const start = process.cpuUsage();
    for (let i = 0; i < NUMBERS; i++) {
      const digits = `98${String(i).padStart(8, '0')}`;
      const read = readPhone(i % 2 === 0 ? `+91 ${digits}` : `0${digits}`, { countryCode: 'IN' });
      if (!read.ok) throw new Error(read.problem);
    }
    const { user, system } = process.cpuUsage(start);
    // The first round is for the compiler.
    if (round > 0) seconds.push((user + system) / 1_000_000);
  }
  return seconds;
}
