import { isRecord } from '../shared/record';
import type { Known } from './compare';
import { EVENT_KINDS, type EventKind, hashOf } from './events';
import { isSeen } from './seen';

/** The contacts in use that are remembered at the most: 840 kB of n8n's static data, which are read and written whole. */
export const MOST_CONTACTS = 20_000;

/** What another version wrote is not read. */
const VERSION = 2;

const SOURCE_LENGTH = 16;

/** Tells where contacts are from: the host, the account and the app (stream). */
export function sourceOf(origin: string, accountId: string, streamId: string): string {
  return hashOf([origin, accountId, streamId], SOURCE_LENGTH);
}

/** Writes what is remembered as one text: ids and hashes, no names and no numbers. */
export function encode({ kinds, contacts }: Known, source: string): string {
  return JSON.stringify({ version: VERSION, source, kinds, contacts });
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
  const { kinds, contacts } = saved;
  if (!Array.isArray(kinds) || !kinds.every(isKind)) return undefined;
  // Beside the contacts of the last list there may be those of the one before.
  if (!Array.isArray(contacts) || contacts.length > 2 * MOST_CONTACTS) return undefined;
  return contacts.every(isSeen) ? { kinds, contacts } : undefined;
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
