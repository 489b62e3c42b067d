import { randomUUID } from 'crypto';
import type { Client, Outcome } from '../http/client';

/** Deletes a contact: `DELETE /contacts/{id}`. Kore.ai answers with the contact, its status `INACTIVE`. */
export const deleteContact = (client: Client, id: string, timeout: number): Promise<Outcome> =>
  client.send({ method: 'DELETE', path: ['contacts', id], contact: id, timeout });

/** Deletes many contacts in one call: `DELETE /contacts/bulk-delete`, with the ids in its body. */
export const deleteContacts = (client: Client, ids: string[], timeout: number): Promise<Outcome> =>
  client.send({ method: 'DELETE', path: ['contacts', 'bulk-delete'], body: { ids }, timeout });

/** Creates contacts of all their fields: `POST /contacts`, whose body is a list even for one. */
export const createContacts = (
  client: Client,
  contacts: object[],
  timeout: number,
): Promise<Outcome> => client.send({ method: 'POST', path: ['contacts'], body: contacts, timeout });

/** Replaces all fields of one contact: `PUT /contacts/{id}`. */
export const updateContact = (
  client: Client,
  id: string,
  fields: object,
  timeout: number,
): Promise<Outcome> =>
  client.send({ method: 'PUT', path: ['contacts', id], contact: id, body: fields, timeout });

/** Replaces all fields of many contacts in one call: `PUT /contacts/bulk-update`, each with its `id`. */
export const updateContacts = (
  client: Client,
  contacts: object[],
  timeout: number,
): Promise<Outcome> =>
  client.send({ method: 'PUT', path: ['contacts', 'bulk-update'], body: contacts, timeout });

/**
 * Creates contacts from a CSV file: `POST /contacts/import-contacts`, with the file in the multipart field
 * `result_file`. Kore.ai answers with the contacts.
 *
 * It is written as text (RFC 7578): n8n's helper takes the form objects of Node.js for empty in some versions and
 * would send nothing.
 *
 * @param csv the file, with the documented columns in its first line
 */
export function importContacts(client: Client, csv: string, timeout: number): Promise<Outcome> {
  const boundary = `----n8n-${randomUUID()}`;
  const content = [
    `--${boundary}`,
    'Content-Disposition: form-data; name="result_file"; filename="contacts.csv"',
    'Content-Type: text/csv',
    '',
    csv,
    `--${boundary}--`,
    '',
  ].join('\r\n');
  const path = ['contacts', 'import-contacts'];
  const multipart = { type: `multipart/form-data; boundary=${boundary}`, content };
  return client.send({ method: 'POST', path, multipart, timeout });
}
