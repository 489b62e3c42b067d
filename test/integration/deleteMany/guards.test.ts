import type { IDataObject } from 'n8n-workflow';
import type { Finished } from '../../engine';
import { names } from '../../engine';
import { batchesOf, deleteMany, itemsFor, sizesOf } from './helpers';
import {
  byPhone,
  callsOf,
  deletedIn,
  goingOn,
  GONE,
  inputFor,
  linksOf,
  outputOf,
  sandboxWith,
} from '../helpers';

const failuresIn = (finished: Finished, onError: (typeof goingOn)[number]): IDataObject[] =>
  finished
    .output(onError === 'continueErrorOutput' ? names.failed : names.node)
    .map(({ json }) => json);

describe('An id in capitals and in small letters', () => {
  it('is one contact for Maximum Contacts, and for Kore.ai', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const { id } = sandbox.contacts[0]!;
    const items = itemsFor([id.toUpperCase(), id]);
    const finished = await deleteMany(sandbox, { items, options: { maxContacts: 1 } });
    expect(outputOf(finished)).toEqual([
      { id, deleted: true },
      { id, deleted: true },
    ]);
    expect(sandbox.requests.map(({ body }) => body)).toEqual([{ ids: [id] }]);
  });
});

describe('Dry Run of many', () => {
  const options = { dryRun: true };

  it('emits the contacts that would be deleted, and sends no deletion', async () => {
    const sandbox = await sandboxWith({ contacts: 150 });
    const before = structuredClone(sandbox.contacts);
    const items = [...inputFor(sandbox), ...inputFor(sandbox, 1)];
    const finished = await deleteMany(sandbox, { items, options });
    expect(callsOf(sandbox)).toEqual(['GET contacts', 'GET contacts']);
    expect(outputOf(finished)).toEqual(
      [...before, before[0]!].map((contact) => ({ ...contact, deleted: false, dryRun: true })),
    );
    expect(linksOf(finished)).toEqual(items.map((_, item) => ({ item })));
    expect(sandbox.contacts).toEqual(before);
  });

  it('tells which contacts would not be found', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const items = itemsFor([sandbox.contacts[0]!.id, GONE]);
    const stopped = await deleteMany(sandbox, { items, options });
    expect(stopped.error?.message).toBe(`Contact '${GONE}' was not found at Kore.ai`);
    expect(stopped.error?.description).not.toContain('Before the node stopped');
    const finished = await deleteMany(sandbox, {
      items,
      options: { ...options, ifMissing: 'continue' },
    });
    expect(outputOf(finished)).toMatchObject([
      { id: items[0]!['contactId'], deleted: false, dryRun: true },
      { id: GONE, deleted: false, reason: 'notFound' },
    ]);
    expect(deletedIn(sandbox)).toEqual([]);
  });

  it('is each item its own', async () => {
    const sandbox = await sandboxWith({ contacts: 4 });
    const items = inputFor(sandbox).map((item, index) => ({ ...item, dry: index % 2 === 1 }));
    await deleteMany(sandbox, { items, options: { dryRun: '={{ $json.dry }}' } });
    expect(deletedIn(sandbox)).toEqual([0, 2].map((index) => sandbox.contacts[index]!.id));
  });
});

it.each(goingOn)('a credential that is refused fails each item with %s', async (onError) => {
  const sandbox = await sandboxWith({ contacts: 120, switches: { scopeGranted: false } });
  const finished = await deleteMany(sandbox, { items: inputFor(sandbox), onError });
  const failed = finished.output(onError === 'continueErrorOutput' ? names.failed : names.node);
  expect(failed).toHaveLength(120);
  failed.forEach(({ json }, index) => {
    expect(json['error']).toBe(
      `Contact '${sandbox.contacts[index]!.id}' was not deleted: Kore.ai refused the credential`,
    );
    expect(json['message']).toContain('API scope Configuration');
  });
  expect(sizesOf(sandbox).sort()).toEqual([100, 20]);
});

describe('Maximum Contacts', () => {
  const tooMany =
    "No contact was deleted: the input names 3 contacts, and 'Maximum Contacts' allows 2";

  it.each([2, '2', '={{ 1 + 1 }}'])('refuses before the first request: %j', async (maxContacts) => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const options = { maxContacts };
    const { error } = await deleteMany(sandbox, { items: inputFor(sandbox), options });
    expect(error?.name).toBe('NodeOperationError');
    expect(error?.message).toBe(tooMany);
    expect(error?.description).toContain("raise the option 'Maximum Contacts'");
    expect(sandbox.requests).toEqual([]);
  });

  it.each(goingOn)('fails every item, and sends nothing, with %s', async (onError) => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const items = inputFor(sandbox);
    const options = { maxContacts: 2, ifMissing: 'continue' };
    const finished = await deleteMany(sandbox, { items, options, onError });
    const errors = failuresIn(finished, onError).map(({ error }) => error);
    expect(errors).toEqual([tooMany, tooMany, tooMany]);
    if (onError === 'continueErrorOutput') expect(finished.output(names.ok)).toEqual([]);
    expect(sandbox.requests).toEqual([]);
  });

  it('lets as many pass as it says, and counts a contact once', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const items = [...inputFor(sandbox), ...inputFor(sandbox)];
    const finished = await deleteMany(sandbox, { items, options: { maxContacts: 3 } });
    expect(outputOf(finished)).toHaveLength(6);
    expect(deletedIn(sandbox)).toHaveLength(3);
  });

  it.each([{}, { maxContacts: 0 }])(
    'sets no limit where it is not given, or 0: %j',
    async (options) => {
      const sandbox = await sandboxWith({ contacts: 3 });
      await deleteMany(sandbox, { items: inputFor(sandbox), options });
      expect(deletedIn(sandbox)).toHaveLength(3);
    },
  );

  it('counts one number in two apps as two contacts', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const phone = sandbox.contacts[0]!.cellPhone.phoneNumber;
    for (const contact of [byPhone(), { mode: 'id', value: sandbox.contacts[0]!.id }]) {
      const { error } = await deleteMany(sandbox, {
        items: [
          { phone, app: '' },
          { phone, app: 'st-another' },
        ],
        contact,
        options: { maxContacts: 1, streamId: '={{ $json.app }}' },
      });
      expect(error?.message).toBe(
        "No contact was deleted: the input names 2 contacts, and 'Maximum Contacts' allows 1",
      );
    }
    expect(sandbox.requests).toEqual([]);
  });

  it('guards phone numbers as well, before the list is read', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const items = sandbox.contacts.map(({ cellPhone }) => ({ phone: cellPhone.phoneNumber }));
    const { error } = await deleteMany(sandbox, {
      items,
      contact: byPhone(),
      options: { maxContacts: 2 },
    });
    expect(error?.message).toBe(tooMany);
    expect(sandbox.requests).toEqual([]);
  });
});

describe('An option that can not be right', () => {
  const wrong: Array<[IDataObject, string]> = [
    [{ batchSize: 0 }, "The option 'Batch Size' is '0', which is not a whole number of 1 or more"],
    [{ batchSize: -1 }, "The option 'Batch Size' is '-1'"],
    [{ batchSize: 2.5 }, "The option 'Batch Size' is '2.5'"],
    [{ batchSize: '' }, "The option 'Batch Size' is ''"],
    [{ batchSize: 'many' }, "The option 'Batch Size' is 'many'"],
    [{ batchSize: '={{ 1 / 0 }}' }, "The option 'Batch Size' is 'Infinity'"],
    [
      { maxContacts: -1 },
      "The option 'Maximum Contacts' is '-1', which is not a whole number of 0 or more",
    ],
    [{ maxContacts: 0.5 }, "The option 'Maximum Contacts' is '0.5'"],
    [{ maxContacts: '' }, "The option 'Maximum Contacts' is ''"],
    [{ maxContacts: ' ' }, "The option 'Maximum Contacts' is ''"],
    [{ maxContacts: 'none' }, "The option 'Maximum Contacts' is 'none'"],
    [{ maxContacts: '={{ false }}' }, "The option 'Maximum Contacts' is 'false'"],
    [{ maxContacts: '={{ [] }}' }, "The option 'Maximum Contacts' is ''"],
    [{ dryRun: 'true' }, "The option 'Dry Run' is 'true', which is neither true nor false"],
    [{ timeout: 0 }, "The option 'Timeout' is '0'"],
    [{ streamId: 'a/b' }, "The App (Stream) ID 'a/b' contains more"],
    [
      { streamId: 'st-1\u0007' },
      "The App (Stream) ID 'st-1' contains more than letters, digits, underscore and hyphen: U+0007",
    ],
    [{ batchSize: "={{ $('Nowhere').first().json.x }}" }, "Referenced node doesn't exist"],
    [{ maxContacts: "={{ $('Nowhere').first().json.x }}" }, "Referenced node doesn't exist"],
  ];

  it.each(wrong)('%j is refused before any request', async (options, message) => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const { error } = await deleteMany(sandbox, { items: inputFor(sandbox), options });
    expect(error?.message).toContain(message);
    expect(sandbox.requests).toEqual([]);
  });

  it.each(wrong)('%j fails each item where the node goes on', async (options, message) => {
    const sandbox = await sandboxWith({ contacts: 2 });
    for (const onError of goingOn) {
      const finished = await deleteMany(sandbox, { items: inputFor(sandbox), options, onError });
      const failed = failuresIn(finished, onError);
      expect(failed.map(({ error }) => error)).toEqual(
        Array(2).fill(expect.stringContaining(message)),
      );
      if (onError === 'continueErrorOutput') expect(finished.output(names.ok)).toEqual([]);
    }
    expect(sandbox.requests).toEqual([]);
  });
});

it('An id with invisible characters in it is the id without them', async () => {
  const sandbox = await sandboxWith({ contacts: 3 });
  const ids = sandbox.contacts.map(({ id }) => id);
  const dressed = [
    `\u200b${ids[0]}`,
    `${ids[1]}\u200b\ufeff`,
    `${ids[2]!.slice(0, 9)}\u00ad${ids[2]!.slice(9)}`,
  ];
  const finished = await deleteMany(sandbox, { items: itemsFor(dressed) });
  expect(outputOf(finished)).toEqual(ids.map((id) => ({ id, deleted: true })));
  const { error } = await deleteMany(sandbox, { items: itemsFor([`${ids[0]}\u0007`]) });
  expect(error?.message).toBe(
    `The contact ID '${ids[0]}' contains more than letters, digits, underscore and hyphen: U+0007`,
  );
});

describe('A contact among many that can not be meant', () => {
  const bad = ['', 'a/b', 'bulk-delete', 'undefined', 7, null, ['x']] as unknown as string[];

  it.each(bad)('keeps the node from sending anything: %j', async (contactId) => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const items = [...inputFor(sandbox, 2), { contactId }, ...inputFor(sandbox, 1)];
    const { error } = await deleteMany(sandbox, { items });
    expect(error?.name).toBe('NodeOperationError');
    expect(error?.message).toContain('The contact ID');
    expect(error?.context).toMatchObject({ itemIndex: 2 });
    expect(sandbox.requests).toEqual([]);
  });

  it('fails on its own item where the node goes on, and the rest goes in one request', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const [a, b] = sandbox.contacts.map(({ id }) => id);
    const items = [
      { contactId: a! },
      ...bad.map((contactId) => ({ contactId })),
      { contactId: b! },
    ];
    const finished = await deleteMany(sandbox, { items, onError: 'continueRegularOutput' });
    const output = outputOf(finished);
    expect(batchesOf(sandbox)).toEqual([[a, b]]);
    expect([output[0], output.at(-1)]).toEqual([a, b].map((id) => ({ id, deleted: true })));
    for (const json of output.slice(1, -1)) {
      expect(json).toEqual({
        error: expect.stringContaining('The contact ID'),
        message: expect.stringContaining('Nothing was sent'),
      });
    }
    expect(linksOf(finished)).toEqual(items.map((_, item) => ({ item })));
  });

  it('sends nothing at all where no item is left', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const items = bad.map((contactId) => ({ contactId }));
    const finished = await deleteMany(sandbox, { items, onError: 'continueErrorOutput' });
    expect(finished.output(names.failed)).toHaveLength(bad.length);
    expect(finished.output(names.ok)).toEqual([]);
    expect(sandbox.requests).toEqual([]);
  });
});
