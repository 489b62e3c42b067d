import type { IDataObject } from 'n8n-workflow';
import { KoreApi } from '../../../credentials/KoreApi.credentials';
import { KoreContactTrigger } from '../../../nodes/KoreContactTrigger/KoreContactTrigger.node';
import { type Poller, pollerOf, type PollerSettings, type Scheduler } from '../../engine/poller';
import type { Sandbox } from '../../sandbox';

/** The ways in which n8n keeps static data. */
export const schedulers: Scheduler[] = ['old', 'new'];

export const ALL = ['created', 'updated', 'deleted'];

let made = 0;

/** A trigger of a workflow of its own that polls a sandbox. It asks for no pacing unless changed. */
export function triggerFor(
  sandbox: Sandbox,
  parameters: IDataObject = { events: ALL },
  settings: Partial<PollerSettings> = {},
): Poller {
  return pollerOf({
    tested: { KoreContactTrigger, KoreApi },
    workflowId: `workflow ${(made += 1)}`,
    ...settings,
    parameters,
    credential: { ...sandbox.credential, requestsPerMinute: 0, ...settings.credential },
  });
}

/** What was told: the event and the id of each contact. */
export function newsIn({ items }: { items: IDataObject[] }): unknown[] {
  return items.map(({ event, id }) => [event, id]);
}

/** Changes a contact as an update of Kore.ai does. */
export function change(sandbox: Sandbox, place: number, firstName: string): string {
  const contact = sandbox.contacts[place]!;
  const updatedAt = new Date(Date.parse(contact.updatedAt) + 1_000).toISOString();
  Object.assign(contact, { firstName, fullName: `${firstName} ${contact.lastName}`, updatedAt });
  return contact.id;
}

/** Deletes a contact as Kore.ai does. */
export function remove(sandbox: Sandbox, place: number): string {
  const contact = sandbox.contacts[place]!;
  contact.status = 'INACTIVE';
  contact.updatedAt = new Date(Date.parse(contact.updatedAt) + 1_000).toISOString();
  return contact.id;
}

/** Writes a contact without changing it. */
export function touch(sandbox: Sandbox, place: number): void {
  const contact = sandbox.contacts[place]!;
  contact.updatedAt = new Date(Date.parse(contact.updatedAt) + 1_000).toISOString();
}

export function eventIdsIn(items: IDataObject[]): unknown[] {
  return items.map(({ eventId }) => eventId);
}
