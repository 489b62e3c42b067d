import type { Client, Outcome } from '../http/client';

/**
 * Deletes a contact: `DELETE /contacts/{id}`. Kore.ai answers with the contact, its status `INACTIVE`.
 *
 * @param client the app that holds it
 * @param id a checked id
 */
export async function deleteContact(client: Client, id: string): Promise<Outcome> {
  return await client.send({ method: 'DELETE', path: ['contacts', id] });
}

/**
 * Deletes many contacts in one call: `DELETE /contacts/bulk-delete`, with the ids in its body.
 *
 * @param client the app that holds them
 * @param ids checked ids
 */
export async function deleteContacts(client: Client, ids: string[]): Promise<Outcome> {
  return await client.send({ method: 'DELETE', path: ['contacts', 'bulk-delete'], body: { ids } });
}

/**
 * Creates contacts: `POST /contacts`, whose body is a list even for one.
 *
 * @param client the app that gets them
 * @param contacts their fields as Kore.ai takes them
 */
export async function createContacts(client: Client, contacts: object[]): Promise<Outcome> {
  return await client.send({ method: 'POST', path: ['contacts'], body: contacts });
}

/**
 * Replaces the fields of one contact: `PUT /contacts/{id}`.
 *
 * @param client the app that holds it
 * @param id a checked id
 * @param fields all of its fields
 */
export async function updateContact(client: Client, id: string, fields: object): Promise<Outcome> {
  return await client.send({ method: 'PUT', path: ['contacts', id], body: fields });
}

/**
 * Replaces the fields of many contacts in one call: `PUT /contacts/bulk-update`.
 *
 * @param client the app that holds them
 * @param contacts all fields of each, with its `id`
 */
export async function updateContacts(client: Client, contacts: object[]): Promise<Outcome> {
  return await client.send({ method: 'PUT', path: ['contacts', 'bulk-update'], body: contacts });
}

/**
 * Creates contacts from a CSV file: `POST /contacts/import-contacts`, a form with the file in the field
 * `result_file`. Kore.ai answers with the contacts.
 *
 * @param client the app that gets them
 * @param csv the file, with the documented columns in its first line
 */
export async function importContacts(client: Client, csv: string): Promise<Outcome> {
  const file = { field: 'result_file', name: 'contacts.csv', type: 'text/csv', content: csv };
  return await client.send({ method: 'POST', path: ['contacts', 'import-contacts'], file });
}
