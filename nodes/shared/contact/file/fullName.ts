import { failed, type Result, succeeded } from '../../result';
import { shown } from '../id';
import { isBeforeName } from './salutations';

/** What a name in one cell says. */
export interface Name {
  firstName: string;
  lastName: string;
  /** Empty where the name does not begin with one. */
  salutation: string;
}

/** Words that begin a last name: `Jan van der Berg`, `Ana de la Torre`. */
const PARTICLES = new Set(
  'van von der den de del della di da do dos das du la le el al bin ibn ten ter zu zum zur af av'.split(
    ' ',
  ),
);

/**
 * Takes a name apart, where nobody can doubt how: `Rao, Asha`; two words, the last name behind; or a last name that
 * begins with a particle. Words in front by which people are addressed are the salutation.
 *
 * @returns the parts, or the end of a sentence that begins with "The name"
 */
export function splitName(text: string): Result<Name, string> {
  const [behind = '', front, ...others] = text.split(',').map((part) => part.trim());
  if (front !== undefined) {
    const { salutation, words } = addressed(front);
    if (others.length > 0 || words.length === 0 || behind === '') return failed(doubt(text));
    return succeeded({ firstName: words.join(' '), lastName: behind, salutation });
  }
  const { salutation, words } = addressed(behind);
  const [firstName = '', ...rest] = words;
  const begins = PARTICLES.has(rest[0]?.toLowerCase() ?? '');
  const isParticle = (word: string) => PARTICLES.has(word.toLowerCase());
  const own = rest.filter((word) => !isParticle(word));
  if (own.length !== 1 || (rest.length > 1 && !begins) || isParticle(rest.at(-1) ?? '')) {
    return failed(doubt(text));
  }
  return succeeded({ firstName, lastName: rest.join(' '), salutation });
}

function addressed(text: string): { salutation: string; words: string[] } {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const own = words.findIndex((word) => !isBeforeName(word));
  const start = own === -1 ? words.length : own;
  return { salutation: words.slice(0, start).join(' '), words: words.slice(start) };
}

function doubt(text: string): string {
  return `'${shown(text)}' does not show where the last name begins`;
}
