import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { visible } from '../../nodes/shared/visible';

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
 * @throws Error that names the field to mend
 */
export function addressOf(credential: ICredentialDataDecryptedObject): Address {
  const origin = originOf(credential['host'], credential['allowInsecure'] === true);
  return {
    origin,
    accountId: checkedId(credential['accountId'], 'Account ID'),
    streamId: plain(written(credential['streamId'])),
    requestsPerMinute: checkedRate(credential['requestsPerMinute']),
  };
}

/** Whether a trimmed text can be the id of an app (stream). */
export function isStreamId(text: string): boolean {
  return ID.test(text);
}

/** The text of a field as a person sees it: what was copied along and is not shown would not be understood. */
export function plain(value: unknown): string {
  return typeof value === 'string' ? visible(value).trim() : '';
}

/** What was typed into a field, or stands there as a number; anything else is as good as empty. */
export function written(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/**
 * @param value of a field that holds an id
 * @param field as the credential's form names it
 * @throws Error that names the field to mend
 */
export function checkedId(value: unknown, field: string): string {
  const id = plain(value);
  if (ID.test(id)) return id;
  throw new Error(
    id === ''
      ? `The ${field} of the Kore API credential is empty.`
      : `The ${field} of the Kore API credential is not an ID: only letters, digits, '-' and '_' can be in it.`,
  );
}

function checkedRate(value: unknown): number {
  const rate = (value ?? '') === '' ? KORE_LIMIT : Number(typeof value === 'object' ? NaN : value);
  // Less than one a minute is one: 0 would switch pacing off.
  if (rate > 0 && Number.isFinite(rate)) return Math.max(1, Math.floor(rate));
  if (rate === 0) return 0;
  throw new Error(
    'The Requests per Minute of the Kore API credential is not a number of 0 or more. Kore.ai allows 60 unless it raised the limit for the account; 0 switches pacing off.',
  );
}

/** Hosts of this machine itself, where plain http can't be overheard. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Turns what a person typed as Environment URL into the origin that every request goes to.
 *
 * Kore.ai's environments are plain hosts (`https://platform.kore.ai`, `https://de-platform.kore.ai`), and people
 * paste them with or without the scheme and with trailing slashes. Anything more than a host would send the signed
 * token somewhere the person did not mean, so it is refused.
 *
 * @param allowInsecure whether plain http is allowed for hosts other than loopback
 * @returns the origin, such as `https://platform.kore.ai`, without a trailing slash
 * @throws Error that says what is wrong and how to write it
 */
export function originOf(typed: unknown, allowInsecure: boolean): string {
  const text = typeof typed === 'string' ? typed.trim() : '';
  const refuse = (why: string) =>
    new Error(
      `The Environment URL of the Kore API credential ${why}. Enter only the host, such as https://platform.kore.ai.`,
    );
  if (text === '') throw refuse('is empty');
  // A backslash, control character or space is read as a slash, or dropped, by URL parsers.
  if (/[\s\\\p{Cc}\p{Cf}]/u.test(text)) throw refuse('contains a character that no host has');

  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  const url = URL.canParse(full) ? new URL(full) : undefined;
  if (url === undefined || url.hostname === '') throw refuse('is not a host');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw refuse(`starts with ${url.protocol}//, which is not https`);
  }
  if (url.username !== '' || url.password !== '' || text.includes('@')) {
    throw refuse('contains a user name or password');
  }
  if (url.pathname.replace(/\/+$/, '') !== '') throw refuse('contains a path');
  if (/[?#]/.test(text)) throw refuse('contains a query or a fragment');
  if (url.protocol === 'http:' && !allowInsecure && !LOOPBACK.test(url.hostname)) {
    throw new Error(
      'The Environment URL of the Kore API credential starts with http://, which would send the token unencrypted. Use https://, or switch on Allow Insecure Connection for a private test system.',
    );
  }
  return url.origin;
}
