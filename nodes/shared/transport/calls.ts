import type { Client, Outcome } from './client';

/**
 * Deletes a contact: `DELETE /contacts/{id}`. Kore.ai answers with the contact, its status `INACTIVE`.
 *
 * @param client the app that holds it
 * @param id a checked id
 */
export async function deleteContact(client: Client, id: string): Promise<Outcome> {
  return await client.send({ method: 'DELETE', path: ['contacts', id] });
}
