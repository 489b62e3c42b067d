import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { originOf } from './host';

/** The part of a Kore API credential that is no secret: where requests go and how many may. */
export interface Address {
  /** Such as `https://platform.kore.ai`. */
  origin: string;
  accountId: string;
  /** Empty when the credential names no app. */
  streamId: string;
  /** 0 for no pacing. */
  requestsPerMinute: number;
}

/** Kore.ai's limit for an account (its page on rate limits); it holds where the field says nothing. */
export const KORE_LIMIT = 60;

/**
 * What an account or stream id may look like. Kore.ai's are 24 hex digits and `st-` with a UUID; other
 * forms pass, as long as they can be a header and one segment of a path.
 */
const ID = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * Reads the address out of a decrypted credential and checks it.
 *
 * @param credential the fields of a Kore API credential
 * @throws Error that names the field to mend
 */
export function addressOf(credential: ICredentialDataDecryptedObject): Address {
  const origin = originOf(credential['host'], credential['allowInsecure'] === true);
  return {
    origin,
    accountId: checkedId(credential['accountId'], 'Account ID'),
    streamId: String(credential['streamId'] ?? '').trim(),
    requestsPerMinute: checkedRate(credential['requestsPerMinute']),
  };
}

/**
 * Whether a text can be the id of an app (stream).
 *
 * @param text the id, trimmed
 */
export function isStreamId(text: string): boolean {
  return ID.test(text);
}

function checkedId(value: unknown, field: string): string {
  const id = typeof value === 'string' ? value.trim() : '';
  if (ID.test(id)) return id;
  throw new Error(
    id === ''
      ? `The ${field} of the Kore API credential is empty.`
      : `The ${field} of the Kore API credential is not an ID: only letters, digits, '-' and '_' can be in it.`,
  );
}

function checkedRate(value: unknown): number {
  const rate = value === undefined || value === null || value === '' ? KORE_LIMIT : Number(value);
  // Less than one a minute is one: 0 would switch pacing off.
  if (rate > 0 && Number.isFinite(rate)) return Math.max(1, Math.floor(rate));
  if (rate === 0) return 0;
  throw new Error(
    'The Requests per Minute of the Kore API credential is not a number of 0 or more. Kore.ai allows 60 unless it raised the limit for the account; 0 switches pacing off.',
  );
}
