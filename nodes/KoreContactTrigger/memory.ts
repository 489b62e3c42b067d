import { isRecord } from '../shared/record';
import type { Known, Seen } from './compare';
import { EVENT_KINDS, type EventKind, hashOf, MARK_LENGTH } from './events';

/** The contacts in use that are remembered at the most: 840 kB of n8n's static data, which are read and written whole. */
export const MOST_CONTACTS = 20_000;

/** What another version wrote is not read. */
const VERSION = 1;

const SOURCE_LENGTH = 16;

/** How a text says whether the last reading lacked a contact. */
const MISSING: Record<Seen['missing'], string> = { no: '0', once: '1', untold: '2' };

const MISSING_BY_SIGN = new Map(
  Object.entries(MISSING).map(([missing, sign]) => [sign, missing as Seen['missing']]),
);

const MARK = /^[\w-]*$/;

/** Tells where contacts are from: the host, the account and the app (stream). */
export function sourceOf(origin: string, accountId: string, streamId: string): string {
  return hashOf([origin, accountId, streamId], SOURCE_LENGTH);
}

/** Writes what is remembered as one text: ids and hashes, no names and no numbers. */
export function encode({ kinds, contacts }: Known, source: string): string {
  const entries = [...contacts].map(([id, { mark, missing }]) => mark + MISSING[missing] + id);
  return JSON.stringify({ version: VERSION, source, kinds, contacts: entries });
}

/**
 * Reads what is remembered.
 *
 * @param text whatever n8n's static data holds
 * @param source where the contacts are from now
 * @returns undefined where it is nothing that `encode` wrote for this source
 */
export function decode(text: unknown, source: string): Known | undefined {
  const saved = parsed(text);
  if (!isRecord(saved) || saved['version'] !== VERSION || saved['source'] !== source) {
    return undefined;
  }
  const { kinds, contacts: entries } = saved;
  if (!Array.isArray(kinds) || !kinds.every(isKind)) return undefined;
  // Beside the contacts of the last list there may be those of the one before.
  if (!Array.isArray(entries) || entries.length > 2 * MOST_CONTACTS) return undefined;
  const contacts = new Map<string, Seen>();
  for (const entry of entries as unknown[]) {
    if (typeof entry !== 'string') return undefined;
    const mark = entry.slice(0, MARK_LENGTH);
    const missing = MISSING_BY_SIGN.get(entry.charAt(MARK_LENGTH));
    const id = entry.slice(MARK_LENGTH + 1);
    if (missing === undefined || id === '' || !MARK.test(mark)) return undefined;
    contacts.set(id, { mark, missing });
  }
  return { kinds, contacts };
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isKind(value: unknown): value is EventKind {
  return EVENT_KINDS.some((kind) => kind === value);
}
