import { asText, shown } from '../id';
import {
  LABELS,
  MOBILE_LABEL,
  NAME_ALONE,
  NAMES,
  NO_PHONE_LABEL,
  OWNER,
  PHONES,
  type Role,
} from './columnNames';

/** The columns of an import, in the order of Kore.ai's reference. */
export const COLUMNS = [
  'firstName',
  'lastName',
  'salutation',
  'cellPhoneNumber',
  'cellPhoneCountryCode',
  'cellPhoneExtension',
] as const;

export type Column = (typeof COLUMNS)[number];

/** Where a file or an item has what. */
export interface Columns {
  /** The places of each role, the better ones first. */
  places: Map<Role, number[]>;
  /** The places of phone numbers in the order in which they are taken, with those of their labels. */
  phones: Array<{ place: number; label: number | undefined }>;
  /** Whether the last name may be the whole name: the German `Name` beside `Vorname`, the English beside `First Name`. */
  lastMayBeFull: boolean;
}

/** Columns that are named where they are all that somebody has; more would hide them. */
const SHOWN_COLUMNS = 20;

/** Finds the columns of an import under the names that systems and people give them. */
export function findColumns(header: string[]): Columns {
  const plain = header.map(plainName);
  const places = new Map<Role, number[]>();
  for (const [role, names] of ROLES) places.set(role, placesOf(plain, names));
  const lastMayBeFull = settleName(places, plain);
  const phones = PHONE_NAMES.flatMap((names) => placesOf(plain, names)).map((place) => ({
    place,
    label: labelOf(header, plain, place),
  }));
  return { places, phones, lastMayBeFull };
}

/** Whether there is a column for a role. */
export function hasColumn({ places }: Columns, ...roles: Role[]): boolean {
  return roles.some((role) => (places.get(role) ?? []).length > 0);
}

/**
 * Says why columns are no good for an import.
 *
 * @param hasSalutation whether rows may have a salutation
 * @param column what one is called: a file has columns, an item has fields
 * @returns the end of a sentence that begins with the file or item; undefined where they are good
 */
export function faultOf(
  header: string[],
  columns: Columns,
  hasSalutation: boolean,
  column: 'column' | 'field',
): string | undefined {
  const twice = twiceIn(header, columns);
  const isFile = column === 'column';
  if (twice !== undefined) {
    return isFile ? `has two columns '${shown(twice)}'` : `has two fields '${shown(twice)}'`;
  }
  const lacks = lacksOf(columns, hasSalutation);
  if (lacks.length === 0) return undefined;
  const rest = `${lacks.join(', ')}: ${listOf(header, column)}`;
  return isFile ? `has no column for ${rest}` : `has no field for ${rest}`;
}

/** How much a row looks like the header of a file: how many of its cells are names of columns. */
export function headerRank(cells: string[]): number {
  return new Set(cells.map(plainName).filter((name) => KNOWN.has(name))).size;
}

/**
 * The first of some cells that has something in it; `''` where none has.
 *
 * @param cell gives what a row has at a place
 */
export function firstFilled(places: number[], cell: (place: number) => unknown): unknown {
  for (const place of places) {
    const value = cell(place);
    if (!isEmpty(value)) return value;
  }
  return '';
}

/** The phone number of a row: the mobile one before others, and where its cell is empty the next. */
export function phoneOf({ phones }: Columns, cell: (place: number) => unknown): unknown {
  const labelled = phones.map(({ place, label }) => ({
    place,
    label: label === undefined ? '' : plainName(asText(cell(label) ?? '')),
  }));
  const reachable = labelled.filter(({ label }) => !NO_PHONE_LABEL.test(label));
  const isMobile = ({ label }: { label: string }) => MOBILE_LABEL.test(label);
  const ordered = [...reachable.filter(isMobile), ...reachable.filter((phone) => !isMobile(phone))];
  return firstFilled(
    ordered.map(({ place }) => place),
    cell,
  );
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
  );
}

/** A name without case, accents, numbers and signs: `Téléphone 2 (bureau)` is `telephonebureau`. */
function plainName(name: string): string {
  return name
    .trim()
    .replace(OWNER, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}

const ROLES = Object.entries(NAMES).map(([role, names]) => [role as Role, listed(names)] as const);
const PHONE_NAMES = PHONES.map(listed);
const LABEL_NAMES = listed(LABELS);
const LAST_OR_FULL = listed(NAME_ALONE.lastOrFull);
const FIRST_OR_FULL = listed(NAME_ALONE.firstOrFull);
const KNOWN = new Set([
  ...ROLES.flatMap(([, names]) => names),
  ...PHONE_NAMES.flat(),
  ...LAST_OR_FULL,
  ...FIRST_OR_FULL,
]);

function listed(names: string): string[] {
  return names.split(/\s+/);
}

/** Where some names stand: in the order of the names, and of one name in the order of the file. */
function placesOf(plain: string[], names: string[]): number[] {
  return names.flatMap((name) =>
    plain.flatMap((candidate, place) => (candidate === name ? [place] : [])),
  );
}

/**
 * `Name` beside a first name is the last one, `Nombre` beside a last name the first; alone, either is both.
 *
 * @returns whether the last name may be the whole one
 */
function settleName(places: Map<Role, number[]>, plain: string[]): boolean {
  const has = (role: Role) => (places.get(role) ?? []).length > 0;
  const lastOrFull = placesOf(plain, LAST_OR_FULL);
  const firstOrFull = placesOf(plain, FIRST_OR_FULL);
  if (has('firstName') && has('lastName')) return false;
  if (has('lastName')) places.set('firstName', firstOrFull);
  else if (has('firstName')) places.set('lastName', lastOrFull);
  else if (!has('fullName')) places.set('fullName', [...lastOrFull, ...firstOrFull]);
  return (
    has('firstName') &&
    !has('fullName') &&
    lastOrFull.length > 0 &&
    places.get('lastName') === lastOrFull
  );
}

/** The label of Google's `Phone 2 - Value` is `Phone 2 - Label`, or `Phone 2 - Type`. */
function labelOf(header: string[], plain: string[], place: number): number | undefined {
  const digits = numberIn(header[place]);
  const found = plain.findIndex(
    (name, other) => LABEL_NAMES.includes(name) && numberIn(header[other]) === digits,
  );
  return found === -1 || plain[place] !== 'phonevalue' ? undefined : found;
}

function numberIn(name = ''): string {
  return name.replace(/\D/g, '');
}

/** The name that two columns have of which either could be meant. */
function twiceIn(header: string[], columns: Columns): string | undefined {
  const isTitleUsed = !hasColumn(columns, 'salutation');
  const used = [...columns.places].flatMap(([role, places]) =>
    role === 'title' && !isTitleUsed ? [] : places,
  );
  used.push(...columns.phones.map(({ place }) => place));
  const names = used.map((place) => (header[place] ?? '').trim().toLowerCase());
  const twice = names.findIndex((name, place) => names.indexOf(name) < place);
  return twice === -1 ? undefined : header[used[twice] ?? 0];
}

/** What is missing, as the form calls it. */
function lacksOf(columns: Columns, hasSalutation: boolean): string[] {
  const isWhole = hasColumn(columns, 'fullName') && !hasColumn(columns, 'firstName', 'lastName');
  return [
    ...(isWhole || hasColumn(columns, 'firstName') ? [] : ["'First Name'"]),
    ...(isWhole || hasColumn(columns, 'lastName') ? [] : ["'Last Name'"]),
    ...(hasSalutation ? [] : ["'Salutation'"]),
    ...(columns.phones.length > 0 ? [] : ["'Phone Number'"]),
  ];
}

/** Names the columns that there are, at the end of a sentence. */
function listOf(header: string[], column: 'column' | 'field'): string {
  const named = header.filter((name) => name.trim() !== '');
  if (named.length === 0) return 'it has none at all';
  const rest = named.length > SHOWN_COLUMNS ? ` and ${named.length - SHOWN_COLUMNS} more` : '';
  const list = named.slice(0, SHOWN_COLUMNS).map((name) => `'${shown(name)}'`);
  const are = column === 'column' ? 'its columns are' : 'its fields are';
  return `${are} ${list.join(', ')}${rest}`;
}
