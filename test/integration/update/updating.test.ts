jest.mock('../../../nodes/shared/http/limits', () => ({
  ...jest.requireActual<object>('../../../nodes/shared/http/limits'),
  FIRST_WAIT_MS: 10,
}));

import { names } from '../../engine';
import { BULK_UPDATE, bodiesOf, sizesOf, update } from '../contactHelpers';
import {
  callsOf,
  finish,
  goingOn,
  GONE,
  inputFor,
  linksOf,
  outputOf,
  sandboxWith,
} from '../helpers';

const WHOLE = {
  firstName: 'Asha',
  lastName: 'Rao',
  salutation: 'Mrs',
  phoneNumber: '+91 98765 43210',
  extension: '+',
};

describe('Update', () => {
  it('changes only the fields that were added, though Kore replaces them all', async () => {
    const sandbox = await sandboxWith({ contacts: 3, switches: { updateMode: 'replace' } });
    const before = structuredClone(sandbox.contacts[1]!);
    const finished = await update(
      sandbox,
      { firstName: 'Changed' },
      { items: [inputFor(sandbox)[1]!] },
    );
    const after = { ...before, firstName: 'Changed', fullName: `Changed ${before.lastName}` };
    expect(sandbox.contacts[1]).toEqual({ ...after, updatedAt: expect.any(String) as unknown });
    expect(outputOf(finished)).toMatchObject([{ id: before.id, firstName: 'Changed' }]);
    expect(callsOf(sandbox)).toEqual(['GET contacts', `PUT ${before.id}`]);
  });

  it('sends several in batches of a hundred, after one listing, and links each', async () => {
    const sandbox = await sandboxWith({ contacts: 250 });
    const finished = await update(sandbox, { salutation: 'Prof' }, { items: inputFor(sandbox) });
    expect(sizesOf(sandbox, 'PUT')).toEqual([100, 100, 50]);
    expect(callsOf(sandbox).filter((call) => call === 'GET contacts')).toHaveLength(3);
    expect(outputOf(finished).map(({ id }) => id)).toEqual(sandbox.contacts.map(({ id }) => id));
    expect(outputOf(finished)[0]).not.toHaveProperty('_id');
    expect(linksOf(finished)).toEqual(sandbox.contacts.map((_, item) => ({ item })));
    expect(new Set(sandbox.contacts.map(({ salutation }) => salutation))).toEqual(
      new Set(['Prof']),
    );
    expect(bodiesOf(sandbox, 'PUT')[0]?.[0]).toHaveProperty('fullName');
  });

  it('loads nothing when every field is given', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    await update(sandbox, WHOLE, { items: inputFor(sandbox) });
    expect(callsOf(sandbox)).toEqual([`PUT ${sandbox.contacts[0]!.id}`]);
    expect(sandbox.contacts[0]).toMatchObject({
      fullName: 'Asha Rao',
      cellPhone: { phoneNumber: '+919876543210', countryCode: '+91', extension: '+' },
    });
  });

  it.each([
    [{ phoneNumber: '+44 20 7946 0958' }, '+442079460958', '+44'],
    [{ phoneNumber: '2079460958', countryCode: '+44' }, '+442079460958', '+44'],
    [{ phoneNumber: '22333 44455' }, '+912233344455', '+91'],
    [{ countryCode: '+44' }, '+449876543210', '+44'],
  ])('takes a new number as people have it: %j', async (changes, phoneNumber, countryCode) => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const cellPhone = { phoneNumber: '+919876543210', countryCode: '+91', extension: '+' };
    const contact = sandbox.add({ cellPhone });
    await update(sandbox, changes, { items: [{ contactId: contact.id }] });
    expect(contact.cellPhone).toMatchObject({ phoneNumber, countryCode });
  });

  it('puts the changes of two items for one contact together, the later over the earlier', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const [a, b] = inputFor(sandbox);
    const items = [
      { ...a!, firstName: 'One', lastName: 'Two' },
      { ...b!, firstName: 'Other', lastName: 'Person' },
      { ...a!, firstName: 'Three', lastName: 'Four' },
    ];
    const changes = { firstName: '={{ $json.firstName }}', lastName: '={{ $json.lastName }}' };
    const finished = await update(sandbox, changes, { items });
    expect(outputOf(finished).map(({ fullName }) => fullName)).toEqual([
      'Three Four',
      'Other Person',
      'Three Four',
    ]);
    expect(sizesOf(sandbox, 'PUT')).toEqual([2]);
  });

  it('finds the contact by its phone number', async () => {
    const sandbox = await sandboxWith({ contacts: 5 });
    const contact = sandbox.contacts[3]!;
    const parameters = { operation: 'update', updateFields: { lastName: 'Found' } };
    const phone = { mode: 'phone', value: contact.cellPhone.phoneNumber };
    await finish(sandbox, { items: [{}], contact: phone, parameters });
    expect(contact.lastName).toBe('Found');
  });

  it.each([
    [{}, 'There is nothing to update'],
    [{ firstName: ' ' }, "The field 'First Name' is empty"],
    [{ lastName: ['x'] }, "The field 'Last Name' is a list, not text"],
    [{ phoneNumber: 'call me' }, 'The phone number'],
    [
      { phoneNumber: '+91 98765 43210', countryCode: '+44' },
      'does not begin with its country code',
    ],
  ])('refuses %j, and writes nothing', async (changes, message) => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const { error } = await update(sandbox, changes, { items: inputFor(sandbox) });
    expect(error?.message).toContain(message);
    expect(callsOf(sandbox).filter((call) => call.startsWith('PUT'))).toEqual([]);
  });

  it.each([undefined, ...goingOn])('fails a missing contact alone (%s)', async (onError) => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const items = [inputFor(sandbox)[0]!, { contactId: GONE }, inputFor(sandbox)[1]!];
    const finished = await update(
      sandbox,
      { firstName: 'New' },
      { items, ...(onError && { onError }) },
    );
    const message = `Contact '${GONE}' was not found at Kore.ai`;
    if (onError === undefined) {
      expect(finished.error?.message).toBe(message);
      expect(callsOf(sandbox).filter((call) => call.startsWith('PUT'))).toEqual([]);
      return;
    }
    const all = [0, 1].flatMap((output) => finished.output(names.node, output));
    expect(all.filter(({ json }) => json['error'] === message)).toHaveLength(1);
    expect(sandbox.contacts.map(({ firstName }) => firstName)).toEqual(['New', 'New']);
  });
});

describe('What Kore answers to many updates', () => {
  it.each([
    ['id-error', 200],
    ['_id-message', 207],
    ['bare-id', 400],
    ['id-msg', 200],
    ['id-reason', 207],
    ['id-errors', 400],
  ] as const)(
    'fails only the record that it names as failed (%s, %d)',
    async (failedRecordShape, bulkStatus) => {
      const sandbox = await sandboxWith({
        contacts: 3,
        switches: { failedRecordShape, bulkStatus },
      });
      const items = [...inputFor(sandbox), { contactId: GONE }];
      const finished = await update(sandbox, WHOLE_BUT_PHONE, {
        items,
        onError: 'continueRegularOutput',
      });
      expect(outputOf(finished).map(({ error }) => typeof error)).toEqual([
        'undefined',
        'undefined',
        'undefined',
        'string',
      ]);
    },
  );

  it.each([400, 412, 413] as const)(
    'halves a batch that is refused with %d',
    async (bulkRefusal) => {
      const sandbox = await sandboxWith({ contacts: 8, switches: { bulkMax: 3, bulkRefusal } });
      const finished = await update(sandbox, { firstName: 'New' }, { items: inputFor(sandbox) });
      expect(finished.error).toBeUndefined();
      expect(sandbox.contacts.every(({ firstName }) => firstName === 'New')).toBe(true);
    },
  );

  it('never takes a record that it does not mention for done', async () => {
    const sandbox = await sandboxWith({ contacts: 2, switches: { bulkPartial: 'silent' } });
    sandbox.fault({
      path: BULK_UPDATE,
      status: 200,
      body: { successfulRecords: [], failedRecords: [] },
    });
    const finished = await update(
      sandbox,
      { firstName: 'New' },
      { items: inputFor(sandbox), onError: 'continueRegularOutput' },
    );
    expect(outputOf(finished).map(({ error }) => error)).toEqual(
      Array(2).fill(expect.stringContaining('may or may not have been updated')),
    );
  });

  it.each([
    ['another contact', { id: GONE, firstName: 'x' }],
    ['no contact', '"done"'],
  ])('is no success where it is %s', async (_, body) => {
    const sandbox = await sandboxWith({ contacts: 1 });
    sandbox.fault({ method: 'PUT', status: 200, body, contentType: 'application/json' });
    const { error } = await update(sandbox, { firstName: 'New' }, { items: inputFor(sandbox) });
    expect(error?.message).toContain('may or may not have been updated');
  });

  it('is sent again after an answer that was lost', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    sandbox.fault({ path: BULK_UPDATE, cut: 'after' });
    const finished = await update(sandbox, { firstName: 'New' }, { items: inputFor(sandbox) });
    expect(finished.error).toBeUndefined();
    expect(outputOf(finished).every(({ firstName }) => firstName === 'New')).toBe(true);
  });

  it('is told where it is no', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    sandbox.fault({ method: 'PUT', status: 403, body: { message: 'Not yours' } });
    const many = await update(sandbox, { firstName: 'New' }, { items: inputFor(sandbox) });
    expect(many.error?.description).toContain('Kore.ai said: "Not yours"');
    sandbox.fault({ method: 'PUT', status: 409, body: { message: 'Taken' } });
    const one = await update(sandbox, { firstName: 'New' }, { items: inputFor(sandbox, 1) });
    expect(one.error?.message).toContain('was not updated: Kore.ai refused it (status 409)');
  });
});

/** Every field but the number, which no two contacts can share. */
const WHOLE_BUT_PHONE = {
  firstName: 'Asha',
  lastName: 'Rao',
  salutation: 'Mrs',
  extension: '+',
  phoneNumber: "={{ '+91 98' + String(10000000 + $itemIndex) }}",
};
