import { bodiesOf, having, itemOf, people, person, sizesOf, upsert } from '../contactHelpers';
import { names } from '../../engine';
import { callsOf, goingOn, linksOf, outputOf, sandboxWith } from '../helpers';

describe('Create or Update', () => {
  it('creates what is new, updates what changed, leaves the rest, and says which', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const [same, changed] = sandbox.contacts;
    const items = [person(1), { ...itemOf(changed!), firstName: 'Changed' }, itemOf(same!)];
    const finished = await upsert(sandbox, { items });
    expect(
      outputOf(finished).map(({ id, firstName, created }) => [id, firstName, created]),
    ).toEqual([
      [having(sandbox, items[0]!)[0]?.id, 'Asha 1', true],
      [changed!.id, 'Changed', false],
      [same!.id, same!.firstName, false],
    ]);
    expect(linksOf(finished)).toEqual([0, 1, 2].map((item) => ({ item })));
    expect(callsOf(sandbox)).toEqual(['GET contacts', 'POST contacts', `PUT ${changed!.id}`]);
    expect(sandbox.contacts).toHaveLength(4);
  });

  it('keeps the number as it is when it writes a contact back', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const [contact] = sandbox.contacts;
    const { phoneNumber, countryCode } = contact!.cellPhone;
    await upsert(sandbox, { items: [{ ...itemOf(contact!), lastName: 'Changed' }] });
    expect(contact!.cellPhone.phoneNumber).toBe(phoneNumber);
    const written = bodiesOf(sandbox, 'PUT')[0]?.[0]?.cellPhone.phoneNumber;
    expect(`${countryCode}${written}`).toBe(phoneNumber);
  });

  it('sends nothing but the listing the second time', async () => {
    const sandbox = await sandboxWith({ contacts: 120 });
    const items = [...people(60), ...sandbox.contacts.map(itemOf)];
    await upsert(sandbox, { items });
    sandbox.clearRequests();
    const finished = await upsert(sandbox, { items });
    expect(new Set(callsOf(sandbox))).toEqual(new Set(['GET contacts']));
    expect(sandbox.requests).toHaveLength(2);
    expect(new Set(outputOf(finished).map(({ created }) => created))).toEqual(new Set([false]));
  });

  it('creates fifty and updates a hundred in one request, beside one listing', async () => {
    const sandbox = await sandboxWith({ contacts: 250 });
    const changed = sandbox.contacts.map((contact) => ({ ...itemOf(contact), salutation: 'Dr X' }));
    await upsert(sandbox, { items: [...changed, ...people(120)] });
    expect(sizesOf(sandbox, 'POST')).toEqual([50, 50, 20]);
    expect(sizesOf(sandbox, 'PUT')).toEqual([100, 100, 50]);
    expect(callsOf(sandbox).filter((call) => call === 'GET contacts')).toHaveLength(3);
  });

  it.each([true, false])(
    'takes the last of two items with one number, and answers both (new: %s)',
    async (isNew) => {
      const sandbox = await sandboxWith({ contacts: 1 });
      const item = isNew ? person(1) : itemOf(sandbox.contacts[0]!);
      const items = [
        { ...item, firstName: 'First' },
        { ...item, firstName: 'Last' },
      ];
      const output = outputOf(await upsert(sandbox, { items }));
      expect(output.map(({ firstName, created }) => [firstName, created])).toEqual([
        ['Last', isNew],
        ['Last', isNew],
      ]);
      expect(having(sandbox, item)).toHaveLength(1);
    },
  );

  it('keeps what was left empty, and names what a new contact lacks', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const [contact] = sandbox.contacts;
    const { lastName } = contact!;
    const known = { ...itemOf(contact!), firstName: 'Changed', lastName: '', salutation: '' };
    const unknown = { ...person(1), lastName: '', salutation: ' ' };
    const finished = await upsert(sandbox, {
      items: [known, unknown],
      onError: 'continueRegularOutput',
    });
    expect(outputOf(finished)).toMatchObject([
      { firstName: 'Changed', lastName },
      { error: expect.stringContaining("lacks 'Last Name', 'Salutation'") as unknown },
    ]);
  });

  it('refuses a number that several contacts have, and overlooks deleted ones', async () => {
    const sandbox = await sandboxWith({ contacts: 1, switches: { listInactive: true } });
    const cellPhone = { phoneNumber: '+919000143210', countryCode: '+91' };
    const [a, b] = [sandbox.add({ cellPhone }), sandbox.add({ cellPhone })];
    const twice = await upsert(sandbox, { items: [person(1)] });
    expect(twice.error?.message).toContain('2 contacts have this number');
    b.status = 'INACTIVE';
    expect(outputOf(await upsert(sandbox, { items: [person(1)] }))).toMatchObject([
      { id: a.id, created: false },
    ]);
    a.status = 'INACTIVE';
    expect(outputOf(await upsert(sandbox, { items: [person(1)] }))).toMatchObject([
      { created: true },
    ]);
  });

  it.each(goingOn)('fails only what Kore refuses (%s)', async (onError) => {
    const sandbox = await sandboxWith({ contacts: 2, switches: { inactiveBlocksNumber: true } });
    const blocked = sandbox.contacts[0]!;
    blocked.status = 'INACTIVE';
    const items = [
      person(1),
      itemOf(blocked),
      { ...itemOf(sandbox.contacts[1]!), firstName: 'New' },
    ];
    const finished = await upsert(sandbox, { items, onError });
    const ok = finished.output(names.node).filter(({ json }) => !('error' in json));
    expect(ok.map(({ json }) => json['created'])).toEqual([true, false]);
    expect(sandbox.contacts.filter(({ status }) => status === 'ACTIVE')).toHaveLength(2);
  });

  it('fails every item where the list can not be read, and sends nothing else', async () => {
    const sandbox = await sandboxWith({ contacts: 2, switches: { scopeGranted: false } });
    const finished = await upsert(sandbox, { items: people(2), onError: 'continueRegularOutput' });
    expect(outputOf(finished).map(({ error }) => error)).toEqual(
      Array(2).fill(expect.stringContaining('was not created or updated')),
    );
    expect(new Set(callsOf(sandbox))).toEqual(new Set(['GET contacts']));
  });

  it.each([{ batchSize: 0 }, { batchSize: 'many' }, { streamId: 'a/b' }])(
    'refuses %j before any request',
    async (options) => {
      const sandbox = await sandboxWith({ contacts: 1 });
      const { error } = await upsert(sandbox, { items: people(1), options });
      expect(error?.message).toMatch(/Batch Size|App \(Stream\) ID/);
      expect(sandbox.requests).toEqual([]);
    },
  );
});
