import { sandboxWith } from '../helpers';
import { ALL, newsIn, triggerFor } from './helpers';

describe('a test in the editor', () => {
  it('shows five contacts of the first page as they would come', async () => {
    const sandbox = await sandboxWith({ contacts: 50 });
    const { items, error } = await triggerFor(sandbox, { events: ['created'] }).test();
    expect(error).toBeUndefined();
    expect(newsIn({ items })).toEqual(
      sandbox.contacts.slice(0, 5).map(({ id }) => ['created', id]),
    );
    expect(items[0]).toMatchObject({
      fullName: sandbox.contacts[0]!.fullName,
      phoneNumber: sandbox.contacts[0]!.cellPhone.phoneNumber,
      eventId: expect.any(String),
    });
    expect(sandbox.requests.map(({ query }) => query)).toEqual([{ skip: '0', limit: '10' }]);
  });

  it('shows each of the chosen events, and all fields with Simplify off', async () => {
    const sandbox = await sandboxWith({ contacts: 4 });
    const { items } = await triggerFor(sandbox, { events: ALL, simplify: false }).test();
    expect(items.map(({ event }) => event)).toEqual([
      ...['created', 'deleted', 'updated', 'created'],
    ]);
    expect(items[3]).toMatchObject({ ...sandbox.contacts[3] });
  });

  it('neither reads nor writes what is remembered', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const trigger = triggerFor(sandbox, { events: ALL }, { saved: '{"node:other":{"a":1}}' });
    expect((await trigger.test()).items).toHaveLength(3);
    expect(trigger.saved).toBe('{"node:other":{"a":1}}');
    expect(trigger.touched).toBe(false);
  });

  it('shows nobody who is deleted', async () => {
    const sandbox = await sandboxWith({ contacts: 14, switches: { listInactive: true } });
    for (const contact of sandbox.contacts.slice(0, 11)) contact.status = 'INACTIVE';
    const { items } = await triggerFor(sandbox).test();
    expect(items.map(({ id }) => id)).toEqual(sandbox.contacts.slice(11).map(({ id }) => id));
  });

  it('of an empty account says that there is nothing to show', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const { items, error } = await triggerFor(sandbox).test();
    expect(items).toEqual([]);
    expect(error?.message).toBe('There is no contact to show');
  });

  it('throws every failure at once', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const trigger = triggerFor(sandbox, { events: ALL }, { budgetMs: 1_100 });
    sandbox.fault({ hang: true });
    const { error } = await trigger.test();
    expect(error?.message).toContain('was not read in the 0 s that a poll may take');
    expect(trigger.warnings).toEqual([]);
  });

  it('is not kept from it by a poll that is under way', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const trigger = triggerFor(sandbox);
    const [polled, tested] = await Promise.all([trigger.activate(), trigger.test()]);
    expect(polled.error).toBeUndefined();
    expect(tested.items).toHaveLength(3);
  });
});
