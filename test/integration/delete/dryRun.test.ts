import type { Switches } from '../../sandbox';
import { byPhone, callsOf, deletedIn, finish, outputOf, sandboxWith } from '../helpers';

describe('Dry Run', () => {
  const options = { dryRun: true };

  it('emits the contact that would be deleted, and deletes nothing', async () => {
    const sandbox = await sandboxWith({ contacts: 150 });
    const contact = sandbox.contacts[120]!;
    const byId = await finish(sandbox, { items: [{ contactId: contact.id }], options });
    expect(outputOf(byId)).toEqual([{ ...contact, deleted: false, dryRun: true }]);
    const phone = contact.cellPhone.phoneNumber;
    const found = await finish(sandbox, {
      items: [{}],
      contact: byPhone(phone),
      options,
    });
    expect(outputOf(found)).toMatchObject([{ id: contact.id, deleted: false, dryRun: true }]);
    expect(new Set(callsOf(sandbox))).toEqual(new Set(['GET contacts']));
    expect(deletedIn(sandbox)).toEqual([]);
  });

  it.each([
    ['of a database', ''],
    ['of another form', 'Contact_x'],
  ])('finds an id in capitals, as a deletion does: %s', async (_, start) => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const contact = sandbox.contacts[1]!;
    contact.id = `${start}${contact.id}`;
    const { id } = contact;
    const finished = await finish(sandbox, { items: [{ contactId: id.toUpperCase() }], options });
    expect(outputOf(finished)).toMatchObject([{ id, deleted: false, dryRun: true }]);
  });

  it('says which contacts a deletion would not find', async () => {
    const sandbox = await sandboxWith({ contacts: 2, switches: { listInactive: true } });
    sandbox.contacts[0]!.status = 'INACTIVE';
    const items = sandbox.contacts.map(({ id }) => ({ contactId: id }));
    const { error } = await finish(sandbox, { items, options });
    expect(error?.message).toBe(`Contact '${items[0]!.contactId}' was not found at Kore.ai`);
    const finished = await finish(sandbox, {
      items,
      options: { ...options, ifMissing: 'continue' },
    });
    expect(outputOf(finished)).toMatchObject([
      { id: items[0]!.contactId, deleted: false, reason: 'notFound' },
      { id: items[1]!.contactId, deleted: false, dryRun: true },
    ]);
  });

  it('stops reading as soon as all contacts are found', async () => {
    const sandbox = await sandboxWith({ contacts: 400 });
    await finish(sandbox, { items: [{ contactId: sandbox.contacts[3]!.id }], options });
    expect(callsOf(sandbox)).toEqual(['GET contacts']);
  });

  it.each<Partial<Switches>>([
    {},
    { listInactive: true },
    { listOrder: 'updated-up' },
    { listOrder: 'updated-down' },
    { echo: 'asked', tellsTotal: false },
  ])(
    'by an expression misses no contact of a list that the run itself changes: %j',
    async (more) => {
      const sandbox = await sandboxWith({ contacts: 250, switches: { maxLimit: 50, ...more } });
      const items = sandbox.contacts.map(({ id }, i) => ({ contactId: id, dry: i % 3 === 2 }));
      const finished = await finish(sandbox, { items, options: { dryRun: '={{ $json.dry }}' } });
      expect(finished.error?.message).toBeUndefined();
      expect(outputOf(finished)).toMatchObject(
        items.map(({ contactId, dry }) =>
          dry ? { id: contactId, deleted: false, dryRun: true } : { id: contactId, deleted: true },
        ),
      );
      expect(deletedIn(sandbox)).toHaveLength(items.filter(({ dry }) => !dry).length);
    },
  );
});
