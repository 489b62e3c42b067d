import { batchesOf, BULK, deleteMany, expectOnlyGuiltyFails, itemsFor, sizesOf } from './helpers';
import {
  byPhone,
  callsOf,
  deletedIn,
  GONE,
  inputFor,
  linksOf,
  outputOf,
  sandboxWith,
} from '../helpers';

describe('Delete Many', () => {
  it('deletes a contact once, and all in one request, also where items give two timeouts', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const [a, b] = sandbox.contacts.map(({ id }) => id);
    const items = itemsFor([a!, b!, a!]).map((item, i) => ({ ...item, timeout: 20_000 + i }));
    const options = { timeout: '={{ $json.timeout }}' };
    const finished = await deleteMany(sandbox, { items, options });
    expect(outputOf(finished)).toEqual([a, b, a].map((id) => ({ id, deleted: true })));
    expect(batchesOf(sandbox)).toEqual([[a, b]]);
  });

  it('deletes 250 contacts in three requests, and answers each item in order and linked', async () => {
    const sandbox = await sandboxWith({ contacts: 250 });
    const ids = sandbox.contacts.map(({ id }) => id);
    // The first answer comes last.
    sandbox.fault({ path: BULK, delayMs: 60 });
    const finished = await deleteMany(sandbox, { items: inputFor(sandbox) });
    expect(callsOf(sandbox)).toEqual(Array(3).fill('DELETE bulk-delete'));
    // Requests that go out together may arrive in any order.
    const bodies = sandbox.requests.map(({ body }) => body as { ids: string[] });
    expect(bodies.sort((a, b) => ids.indexOf(a.ids[0]!) - ids.indexOf(b.ids[0]!))).toEqual([
      { ids: ids.slice(0, 100) },
      { ids: ids.slice(100, 200) },
      { ids: ids.slice(200) },
    ]);
    expect(outputOf(finished)).toEqual(ids.map((id) => ({ id, deleted: true })));
    expect(linksOf(finished)).toEqual(ids.map((_, item) => ({ item })));
    expect(deletedIn(sandbox)).toEqual(ids);
  });

  it('deletes 1,000 contacts in ten requests, no more than five at a time', async () => {
    const sandbox = await sandboxWith({ contacts: 1_000 });
    // None is answered before all that may be under way together have arrived.
    sandbox.fault({ path: BULK, delayMs: 400, times: 5 });
    const finished = await deleteMany(sandbox, { items: inputFor(sandbox) });
    expect(sizesOf(sandbox)).toEqual(Array(10).fill(100));
    expect(outputOf(finished)).toEqual(sandbox.contacts.map(({ id }) => ({ id, deleted: true })));
    expect(deletedIn(sandbox)).toHaveLength(1_000);
    expect(sandbox.maxConcurrent).toBe(5);
  });

  it.each([
    [1, [1, 1, 1, 1, 1, 1, 1]],
    [3, [3, 3, 1]],
    ['3', [3, 3, 1]],
    ['={{ 2 + 2 }}', [4, 3]],
    [7, [7]],
    [1_000, [7]],
  ])('puts as many contacts into a request as Batch Size says: %j', async (batchSize, sizes) => {
    const sandbox = await sandboxWith({ contacts: 7 });
    const finished = await deleteMany(sandbox, {
      items: inputFor(sandbox),
      options: { batchSize },
    });
    expect(sizesOf(sandbox).sort((a, b) => b - a)).toEqual(sizes);
    expect(batchesOf(sandbox).flat().sort()).toEqual(deletedIn(sandbox).sort());
    expect(outputOf(finished)).toHaveLength(7);
  });

  it('sends an id that several items have once, and answers all of them', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const [a, b] = sandbox.contacts.map(({ id }) => id);
    const items = itemsFor([a!, b!, ` ${a!}\n`, a!]);
    const finished = await deleteMany(sandbox, { items, options: { batchSize: 2 } });
    expect(batchesOf(sandbox)).toEqual([[a, b]]);
    expect(outputOf(finished)).toEqual([a, b, a, a].map((id) => ({ id, deleted: true })));
    expect(linksOf(finished)).toEqual([0, 1, 2, 3].map((item) => ({ item })));
  });

  it('judges the items that name one contact each by its own option', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const items = [
      { contactId: GONE, ifMissing: 'continue' },
      { contactId: GONE, ifMissing: 'fail' },
    ];
    const finished = await deleteMany(sandbox, {
      items,
      options: { ifMissing: '={{ $json.ifMissing }}' },
      onError: 'continueRegularOutput',
    });
    expect(sizesOf(sandbox)).toEqual([1]);
    expect(outputOf(finished)).toEqual([
      { id: GONE, deleted: false, reason: 'notFound' },
      { error: `Contact '${GONE}' was not found at Kore.ai`, message: expect.any(String) },
    ]);
  });

  it('takes contacts picked from the list', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const contact = { mode: 'list', value: '={{ $json.contactId }}' };
    const finished = await deleteMany(sandbox, { items: inputFor(sandbox), contact });
    expect(callsOf(sandbox)).toEqual(['DELETE bulk-delete']);
    expect(outputOf(finished)).toHaveLength(3);
    expect(deletedIn(sandbox)).toHaveLength(3);
  });

  it('takes an expression in place of the whole field for the id', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const contact = '={{ $json.contactId }}';
    await deleteMany(sandbox, { items: inputFor(sandbox), contact });
    expect(callsOf(sandbox)).toEqual(['DELETE bulk-delete']);
    expect(deletedIn(sandbox)).toHaveLength(3);
  });

  it('takes phone numbers, reads the list once, and sends one id for two spellings', async () => {
    const sandbox = await sandboxWith({ contacts: 150 });
    const chosen = sandbox.contacts.slice(30, 50);
    const extra = sandbox.add({ cellPhone: { phoneNumber: '+919876543210', countryCode: '+91' } });
    const items = [
      ...chosen.map(({ cellPhone }) => ({ phone: cellPhone.phoneNumber })),
      { phone: '+91 98765-43210' },
      { phone: '098765 43210' },
    ];
    const options = { defaultCountry: 'IN' };
    const finished = await deleteMany(sandbox, { items, contact: byPhone(), options });
    const ids = [...chosen, extra].map(({ id }) => id);
    expect(callsOf(sandbox)).toEqual(['GET contacts', 'GET contacts', 'DELETE bulk-delete']);
    expect(batchesOf(sandbox).at(-1)).toEqual(ids);
    expect(outputOf(finished)).toEqual([...ids, extra.id].map((id) => ({ id, deleted: true })));
    expect(linksOf(finished)).toEqual(items.map((_, item) => ({ item })));
  });

  it('sends the items of each app (stream) in requests of their own', async () => {
    const sandbox = await sandboxWith({ contacts: 4 });
    const { streamId } = sandbox.credential;
    const items = inputFor(sandbox).map((item, index) => ({
      ...item,
      stream: index % 2 === 0 ? '' : 'st-another',
    }));
    const finished = await deleteMany(sandbox, {
      items,
      options: { streamId: '={{ $json.stream }}' },
      onError: 'continueRegularOutput',
    });
    const ids = sandbox.contacts.map(({ id }) => id);
    const sent = sandbox.requests.map(({ path, body }) => [path.split('/')[5], body]);
    expect(sent.sort()).toEqual(
      [
        [streamId, { ids: [ids[0], ids[2]] }],
        ['st-another', { ids: [ids[1], ids[3]] }],
      ].sort(),
    );
    expect(outputOf(finished).map(({ deleted }) => deleted)).toEqual([
      true,
      undefined,
      true,
      undefined,
    ]);
  });
});

describe('A contact among many that Kore does not have', () => {
  const shapes = [
    'id-error',
    '_id-message',
    'bare-id',
    'id-msg',
    'id-reason',
    'id-errors',
  ] as const;
  const cases = shapes.flatMap((failedRecordShape) =>
    ([200, 207, 400] as const).flatMap((bulkStatus) =>
      (['id', '_id', 'bare'] as const).map(
        (bulkIdForm) => [failedRecordShape, bulkStatus, bulkIdForm] as const,
      ),
    ),
  );

  it.each(cases)(
    "fails alone, in Kore's words, whatever On Error is: told as %s with status %s, ids as %s",
    async (failedRecordShape, bulkStatus, bulkIdForm) => {
      const switches = { failedRecordShape, bulkStatus, bulkIdForm };
      const sandbox = await sandboxWith({ contacts: 0, switches });
      // A bare id comes without a reason, so nothing may be made of it but a refusal.
      const [message, says] =
        failedRecordShape === 'bare-id'
          ? ['was not deleted: Kore.ai refused it', /^(?!.*Kore\.ai said)/]
          : ['was not found at Kore.ai', 'Kore.ai said: "Contact not found".'];
      await expectOnlyGuiltyFails(sandbox, {
        id: GONE,
        message: `Contact '${GONE}' ${message}`,
        says,
      });
      expect(sizesOf(sandbox)).toEqual([4, 4, 4]);
    },
  );

  it('is an item of its own where that is wanted', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const [a, b] = sandbox.contacts.map(({ id }) => id);
    const options = { ifMissing: 'continue' };
    const finished = await deleteMany(sandbox, { items: itemsFor([a!, GONE, b!]), options });
    expect(outputOf(finished)).toEqual([
      { id: a, deleted: true },
      { id: GONE, deleted: false, reason: 'notFound' },
      { id: b, deleted: true },
    ]);
    expect(linksOf(finished)).toEqual([0, 1, 2].map((item) => ({ item })));
  });

  it('is told by its number where it was looked up, and stops the node before any deletion', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const items = [{ phone: sandbox.contacts[0]!.cellPhone.phoneNumber }, { phone: '+1 555 0100' }];
    const stopped = await deleteMany(sandbox, { items, contact: byPhone() });
    expect(stopped.error?.message).toBe(
      "The contact with phone number '+1 555 0100' was not found at Kore.ai",
    );
    expect(stopped.error?.context).toMatchObject({ itemIndex: 1 });
    expect(callsOf(sandbox)).toEqual(['GET contacts']);
    const options = { ifMissing: 'continue' };
    const finished = await deleteMany(sandbox, { items, contact: byPhone(), options });
    expect(outputOf(finished)).toEqual([
      { id: sandbox.contacts[0]!.id, deleted: true },
      { phoneNumber: '+1 555 0100', deleted: false, reason: 'notFound' },
    ]);
  });

  it('is a failure where Kore refuses to delete it again', async () => {
    const sandbox = await sandboxWith({ contacts: 0, switches: { bulkDeleteInactive: 'failed' } });
    const { id } = sandbox.add({ status: 'INACTIVE' });
    const message = `Contact '${id}' was not found at Kore.ai`;
    await expectOnlyGuiltyFails(sandbox, { id, message, says: "'If Contact Is Missing'" });
  });

  it('counts as deleted where Kore deletes it again', async () => {
    const sandbox = await sandboxWith({
      contacts: 2,
      switches: { bulkDeleteInactive: 'successful' },
    });
    sandbox.contacts[0]!.status = 'INACTIVE';
    const finished = await deleteMany(sandbox, { items: inputFor(sandbox) });
    expect(outputOf(finished)).toEqual(sandbox.contacts.map(({ id }) => ({ id, deleted: true })));
  });

  it('is not what another reason of one record means', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const [a, b] = sandbox.contacts.map(({ id }) => id);
    const failedRecords = [
      { id: b, errors: [{ msg: '<b>In use</b> by a campaign' }, 'Ask later'] },
    ];
    sandbox.fault({ status: 207, body: { successfulRecords: [{ id: a }], failedRecords } });
    const finished = await deleteMany(sandbox, {
      items: inputFor(sandbox),
      options: { ifMissing: 'continue' },
      onError: 'continueRegularOutput',
    });
    expect(outputOf(finished)).toEqual([
      { id: a, deleted: true },
      {
        error: `Contact '${b}' was not deleted: Kore.ai refused it`,
        message: expect.stringContaining('Kore.ai said: "In use by a campaign; Ask later".'),
      },
    ]);
  });
});
