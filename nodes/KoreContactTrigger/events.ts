import { hash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import type { Contact } from '../shared/contact/contact';
import { simplified } from '../shared/contact/simplified';

/** What may happen to a contact. Saved workflows hold these words. */
export const EVENT_KINDS = ['created', 'deleted', 'updated'] as const;

export type EventKind = (typeof EVENT_KINDS)[number];

/** Something that happened to a contact. */
export interface ContactEvent {
  kind: EventKind;
  /** The contact, as far as it is known: of one that the list does not show any more, only its id. */
  contact: Contact;
  /** What was remembered of it; empty where nothing was. */
  before: string;
  /** What is remembered of it now; empty where the list does not show it. */
  after: string;
}

/** Two contents of one contact that look alike are one in 2^48. */
const CONTENT_LENGTH = 8;

/** Tells states with the same content apart, in the id of an event alone: one in 2^24 are taken for one. */
const STAMP_LENGTH = 4;

/** How long what is remembered of a contact is: of its content, and of when it was changed. */
export const MARK_LENGTH = CONTENT_LENGTH + STAMP_LENGTH;

/** As many characters of a hash as no two events of anybody will ever share, 132 bits. */
const ID_LENGTH = 22;

/**
 * What a contact says, as a short hash: of the fields that *Simplify* shows, but for `updatedAt`, so that a write that
 * changed nothing makes no difference. JSON of the object in place of this text takes a tenth more of a poll.
 */
export function contentOf(contact: Contact): string {
  const said = simplified(contact);
  const { id, fullName, firstName, lastName, salutation } = said;
  const { phoneNumber, countryCode, status, createdAt } = said;
  const name = [id, fullName, firstName, lastName, salutation];
  const texts = [...name, phoneNumber, countryCode, status, createdAt].map(textOf);
  return hashOfText(texts.join('\0'), CONTENT_LENGTH);
}

/** What is remembered of a contact: its content, and when that was last changed. */
export function markOf(contact: Contact, content = contentOf(contact)): string {
  return content + hashOf(contact['updatedAt'] ?? null, STAMP_LENGTH);
}

/** What the workflow gets: the contact with the kind of the event, and an id that the same event always has. */
export function told(
  { kind, contact, before, after }: ContactEvent,
  simplify: boolean,
): IDataObject {
  const isWhole = after !== '';
  const fields = simplify && isWhole ? simplified(contact) : contact;
  const eventId = hashOf(
    [contact.id, kind, before, after, contact['updatedAt'] ?? null],
    ID_LENGTH,
  );
  return { ...fields, event: kind, eventId };
}

/** The beginning of a SHA-256 hash, in the letters of base64url. */
export function hashOf(value: unknown, length: number): string {
  return hashOfText(JSON.stringify(value), length);
}

function hashOfText(text: string, length: number): string {
  return hash('sha256', text, 'base64url').slice(0, length);
}

/** A field as text. What is no text, or not there, is like none that is: somebody may be called Null. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : `\0${JSON.stringify(value)}`;
}
