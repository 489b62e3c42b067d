import { failed, type Result, succeeded } from '../../result';
import { asText } from '../id';
import type { Role } from './columnNames';
import { type Columns, firstFilled, hasColumn, phoneOf } from './columns';
import { splitName } from './fullName';
import { isSalutation } from './salutations';

/** Gives what a row has at a place. */
export type Cells = (place: number) => unknown;

/** What a row says of a contact, as it stands there. */
export interface Line {
  firstName: unknown;
  lastName: unknown;
  salutation: unknown;
  phoneNumber: unknown;
  /** A calling code, or a country where the column is Kore.ai's own. */
  countryCode: unknown;
  /** The country of an address: only for numbers that say none themselves. */
  country: string;
  extension: unknown;
}

/** What spreadsheets write so that no other one makes a number of a text: `="+919876543210"`. */
const FORMULA = /^="(.*)"$/s;

/** What Google Contacts puts between several values of one kind. */
const SEVERAL = ':::';

/**
 * Looks for a job in the column *Title*. Where no better column has salutations it counts as that, if every value is
 * one: most systems have jobs there, and nobody wants to be called VP Sales.
 *
 * @param titles what stands there
 * @returns the first value that is no salutation; undefined where all are
 */
export function jobAmong(titles: unknown[]): string | undefined {
  const texts = titles.map((title) => asText(title ?? '').trim());
  return texts.find((text) => text !== '' && !isSalutation(text));
}

/** What a row has in the column *Title* where that may be its salutation. */
export function titleIn(columns: Columns, cells: Cells): unknown {
  if (hasColumn(columns, 'salutation')) return '';
  return firstFilled(columns.places.get('title') ?? [], (place) => unwrapped(cells(place)));
}

/**
 * Takes out of a row what it says of a contact.
 *
 * @param hasTitles whether the column *Title* has salutations
 * @returns the values, or a sentence about the name
 */
export function lineOf(columns: Columns, cells: Cells, hasTitles: boolean): Result<Line, string> {
  const cell = (place: number) => unwrapped(cells(place));
  const first = (role: Role) => firstFilled(columns.places.get(role) ?? [], cell);
  const name = nameOf(columns, first);
  if (!name.ok) return name;
  const own = first('salutation') || (hasTitles ? titleIn(columns, cells) : '');
  const code = first('anyCode');
  const isCountry = /\p{L}/u.test(asText(code));
  return succeeded({
    firstName: name.value.firstName,
    lastName: name.value.lastName,
    salutation: own || name.value.salutation,
    phoneNumber: phoneOf(columns, cell),
    countryCode: first('callingCode') || (isCountry ? '' : code),
    country:
      countryIn(columns.places.get('homeCountry') ?? [], cell) ||
      asText(first('countryIso') || (isCountry ? code : '')).trim(),
    extension: first('prefix'),
  });
}

type Named = Record<'firstName' | 'lastName' | 'salutation', unknown>;

function nameOf(columns: Columns, first: (role: Role) => unknown): Result<Named, string> {
  const firstName = first('firstName');
  const lastName = first('lastName');
  if (hasColumn(columns, 'firstName', 'lastName')) {
    const start = `${asText(firstName).trim()} `;
    const isFull = columns.lastMayBeFull && start !== ' ' && asText(lastName).startsWith(start);
    const own = isFull ? asText(lastName).slice(start.length) : lastName;
    return succeeded({ firstName, lastName: own, salutation: '' });
  }
  const full = asText(first('fullName')).trim();
  if (full === '') return succeeded({ firstName: '', lastName: '', salutation: '' });
  const name = splitName(full);
  return name.ok ? name : failed(`The name ${name.problem}`);
}

/** The one country that a row names; several, from the addresses of one person, are one text that is no country. */
function countryIn(places: number[], cell: Cells): string {
  const texts = places.flatMap((place) => asText(cell(place) ?? '').split(SEVERAL));
  const named = texts.map((text) => text.trim()).filter((text) => text !== '');
  return [...new Map(named.map((text) => [text.toLowerCase(), text])).values()].join(' / ');
}

function unwrapped(value: unknown): unknown {
  const text = typeof value === 'string' ? FORMULA.exec(value.trim())?.[1] : undefined;
  return text === undefined ? value : text.replaceAll('""', '"');
}
