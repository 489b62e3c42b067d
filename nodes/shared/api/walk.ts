import type { Contact } from '../contact/contact';
import type { Client } from '../http/client';
import { READINGS_AT_MOST } from '../http/limits';
import type { Failure } from '../problem/failure';
import { failed, type Result, succeeded } from '../result';
import { ListOrder } from './listOrder';
import { PageSource } from './pages';
import { readList } from './reading';
import { CHANGING, type Position, type Reading, type Step, type Walk } from './shown';

export type { Position, Step } from './shown';

/** How a walk ended: at the end of the whole list, or why not. */
export type WalkEnd = Result<undefined, Failure>;

/** How to walk. */
export interface WalkOptions {
  /** Milliseconds that a request may take. */
  timeout: () => number;
  /** Where to begin; the beginning where it is left out. */
  start?: Position | undefined;
  /**
   * How many contacts are wanted for sure: their pages are asked for together, once the first page has told the
   * total; none where it is left out.
   */
  wanted?: () => number;
  /** Up to which place contacts are wanted, for a page that begins at a place: no larger one is asked for. */
  enough?: (place: number) => number;
  /**
   * How many requests one reading of the list may take: a longer list fails as soon as it is known to be, after its
   * first page where that tells the total. No bound where it is left out.
   */
  most?: number;
}

/** What has to be read again before the list is known to be whole. */
type Again = 'nothing' | 'front' | 'all';

/**
 * Walks through all contacts of an app (stream), each once, in Kore.ai's order.
 *
 * `GET /contacts` documents no parameters, yet its answer names `skip` and `limit`. So both are sent, and
 * what comes back is believed rather than what was asked for. A contact that was there all the time is yielded,
 * whatever is created, deleted or changed meanwhile: what may have moved behind the reader's back is read again, and
 * where that does not come to rest the walk fails.
 */
export async function* walkContacts(
  client: Client,
  options: WalkOptions,
): AsyncGenerator<Step, WalkEnd> {
  const { start, timeout, wanted = () => 0, enough = () => Infinity, most = Infinity } = options;
  const source = new PageSource(client, timeout, enough);
  const now = () => client.timeAtService(Date.now())?.from ?? Date.now();
  const yielded = new Set(start?.last === undefined ? [] : [start.last]);
  try {
    const order = new ListOrder();
    return yield* readUntilSure({ source, order, yielded, wanted, most, now }, start);
  } finally {
    await source.settle();
  }
}

async function* readUntilSure(
  walk: Walk,
  start: Position | undefined,
): AsyncGenerator<Step, WalkEnd> {
  let again: Again = 'all';
  let before: string[] | undefined;
  for (let readings = 1; readings <= READINGS_AT_MOST; readings++) {
    const isFront = again === 'front';
    const read: Result<Reading, Failure> = yield* readList(
      walk,
      start ?? { by: 'skip', at: 0 },
      ({ contacts }, toYield) => isFront && isFrontRead(walk, contacts.at(-1), toYield.length),
    );
    if (!read.ok) return read;
    // What was not read from its beginning can't be told to be whole; the editor's list needs no more.
    if (start !== undefined) return succeeded(undefined);
    again = toReadAgain(walk, read.value, isFront);
    if (again === 'nothing') return succeeded(undefined);
    if (isFront || read.value.isGivenUp) continue;
    const ids = [...read.value.known.keys()];
    if (isSameList(ids, before)) return succeeded(undefined);
    before = ids;
  }
  return failed(CHANGING);
}

/** Whether nothing behind this contact can have moved since the walk began. */
function isFrontRead({ order }: Walk, last: Contact | undefined, unread: number): boolean {
  if (unread > 0 || last === undefined) return false;
  return order.jumps() === 'untold' || order.isOlderThanReading(last);
}

function toReadAgain({ order }: Walk, reading: Reading, wasFront: boolean): Again {
  const { by, pages, hasChanged, hasNewer, tellsTotal } = reading;
  if (reading.isGivenUp) return 'all';
  // One page is one moment.
  if (pages <= 1) return 'nothing';
  if (by === 'page') return hasChanged || hasNewer || !tellsTotal ? 'all' : 'nothing';
  if (wasFront) return hasChanged ? 'front' : 'nothing';
  switch (order.jumps()) {
    case 'harmless':
      return 'nothing';
    case 'front':
      return hasChanged || !tellsTotal ? 'front' : 'nothing';
    case 'untold':
      return hasChanged ? 'all' : tellsTotal ? 'nothing' : 'front';
    case 'anywhere':
      return hasChanged || hasNewer ? 'all' : 'nothing';
  }
}

function isSameList(one: string[], other: string[] | undefined): boolean {
  return one.length === other?.length && one.every((id, i) => id === other[i]);
}
