jest.mock('../../../nodes/shared/http/limits', () => ({
  ...jest.requireActual<object>('../../../nodes/shared/http/limits'),
  // The waits keep their proportions, a hundred times shorter.
  FIRST_WAIT_MS: 10,
  LONGEST_WAIT_MS: 320,
}));

import type { IDataObject } from 'n8n-workflow';
import { names } from '../../engine';
import type { Fault, Sandbox, StoredContact, Switches } from '../../sandbox';
import { sizesOf, update, whole } from '../contactHelpers';
import { callsOf, GONE, inputFor, outputOf, sandboxWith } from '../helpers';
import { expectOnlySecondFails, type Guilt, type Trial } from '../onlySecondFails';

const onError = 'continueRegularOutput' as const;

/** Items for contacts by id, each with a number that nobody has. */
const itemsFor = (ids: string[]): IDataObject[] =>
  ids.map((contactId, index) => ({ contactId, phone: `+91 90000 4321${index}` }));

const idsOf = (contacts: StoredContact[]) => contacts.map(({ id }) => id);

/** Four contacts, the second of whom can't be updated; `spoil` makes it so. */
async function trialWith(
  switches: Partial<Switches>,
  guilt: (item: IDataObject) => Guilt,
  spoil: (item: IDataObject, sandbox: Sandbox) => void,
): Promise<Trial> {
  const sandbox = await sandboxWith({ contacts: 4, switches });
  const items = itemsFor(idsOf(sandbox.contacts));
  const good = [0, 2, 3].map((index) => sandbox.contacts[index]!);
  spoil(items[1]!, sandbox);
  return {
    items,
    run: async (run) => await update(sandbox, whole, run),
    good: () => good.filter(({ fullName }) => fullName === 'Asha Rao') as unknown as IDataObject[],
    done: 'updated',
    guilt: guilt(items[1]!),
  };
}

const isGone = (item: IDataObject) => {
  item['contactId'] = GONE;
};

const missing: Guilt = {
  error: `Contact '${GONE}' was not found at Kore.ai`,
  says: 'Kore.ai said: "Contact not found".',
};

describe('A contact that one of many updates does not find', () => {
  const shapes = ['id-error', '_id-message', 'id-msg', 'id-reason', 'id-errors'] as const;
  const statuses = [200, 207, 400] as const;
  const cases = shapes.flatMap((shape) => statuses.map((status) => [shape, status] as const));

  it.each(cases)('fails alone: record %s, status %d', async (failedRecordShape, bulkStatus) => {
    const switches = { failedRecordShape, bulkStatus };
    await expectOnlySecondFails(async () => await trialWith(switches, () => missing, isGone));
  });

  it.each(statuses)('fails alone where no reason is given: status %d', async (bulkStatus) => {
    const switches = { failedRecordShape: 'bare-id' as const, bulkStatus };
    const guilt = {
      error: `Contact '${GONE}' was not updated: Kore.ai refused it`,
      says: 'Check the values of this item',
    };
    await expectOnlySecondFails(async () => await trialWith(switches, () => guilt, isGone));
  });

  it.each([400, 412, 413] as const)(
    'fails alone where it gets the whole call refused: %d',
    async (bulkRefusal) => {
      const switches = { bulkPartial: 'all-or-nothing' as const, bulkRefusal };
      await expectOnlySecondFails(async () => await trialWith(switches, () => missing, isGone));
      const sandbox = await sandboxWith({ contacts: 7, switches });
      const items = itemsFor([...idsOf(sandbox.contacts), GONE]);
      await update(sandbox, whole, { items, onError });
      expect(sizesOf(sandbox, 'PUT')).toEqual([8, 4, 4, 2, 2, 1, 1]);
    },
  );

  it.each(['html', 'text', 'msg-json', 'code-message', 'empty'] as const)(
    'fails alone however the refusal is written: %s',
    async (failureShape) => {
      const switches = { bulkPartial: 'all-or-nothing' as const, failureShape };
      const guilt = { error: `Contact '${GONE}' was not`, says: /./ };
      await expectOnlySecondFails(async () => await trialWith(switches, () => guilt, isGone));
    },
  );

  it('is unsure where the answer does not mention it', async () => {
    const guilt = {
      error: `Contact '${GONE}' may or may not have been updated: Kore.ai's answer does not say`,
      says: 'Look the contact up in Kore.ai',
    };
    await expectOnlySecondFails(
      async () => await trialWith({ bulkPartial: 'silent' }, () => guilt, isGone),
    );
  });

  it('fails alone where its number is another one’s', async () => {
    await expectOnlySecondFails(
      async () =>
        await trialWith(
          {},
          ({ contactId }) => ({
            error: `Contact '${String(contactId)}' was not updated: Kore.ai refused it`,
            says: 'already exists',
          }),
          (item, sandbox) => {
            item['phone'] = sandbox.add().cellPhone.phoneNumber;
          },
        ),
    );
  });

  it('fails alone where it is looked up in the list, and no request is made for it', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const [a, b] = idsOf(sandbox.contacts);
    const items = itemsFor([a!, GONE, b!]);
    const finished = await update(sandbox, { firstName: 'Asha' }, { items, onError });
    expect(outputOf(finished)).toEqual([
      sandbox.contacts[0],
      { error: `Contact '${GONE}' was not found at Kore.ai`, message: expect.any(String) },
      sandbox.contacts[1],
    ]);
    expect(callsOf(sandbox)).toEqual(['GET contacts', 'PUT bulk-update']);
    const apart = await update(
      sandbox,
      { firstName: 'Apart' },
      { items, onError: 'continueErrorOutput' },
    );
    expect(apart.output(names.ok).map(({ json }) => json)).toEqual(sandbox.contacts);
    expect(apart.output(names.failed).map(({ json }) => json)).toEqual([
      {
        ...items[1],
        error: `Contact '${GONE}' was not found at Kore.ai`,
        message: expect.any(String),
      },
    ]);
    sandbox.clearRequests();
    const stopped = await update(sandbox, { firstName: 'Bo' }, { items });
    expect(stopped.error?.context).toMatchObject({ itemIndex: 1 });
    // There is no such option in this operation.
    expect(stopped.error?.description).not.toContain("'If Contact Is Missing'");
    expect(callsOf(sandbox)).toEqual(['GET contacts']);
  });
});

describe('A deleted contact', () => {
  it.each([1, 3])('is missing where Kore refuses to update it (%d items)', async (count) => {
    const sandbox = await sandboxWith({ contacts: 3 });
    sandbox.contacts[0]!.status = 'INACTIVE';
    const items = itemsFor(idsOf(sandbox.contacts).slice(0, count));
    const finished = await update(sandbox, whole, { items, onError });
    expect(outputOf(finished)).toEqual([
      { error: expect.stringContaining('was not found at Kore.ai'), message: expect.any(String) },
      ...sandbox.contacts.slice(1, count),
    ]);
  });

  it.each([1, 3])('comes out as Kore has it where it is updated (%d items)', async (count) => {
    const switches = { inactiveUpdate: 'updated' as const };
    const sandbox = await sandboxWith({ contacts: 3, switches });
    sandbox.contacts[0]!.status = 'INACTIVE';
    const items = itemsFor(idsOf(sandbox.contacts).slice(0, count));
    const finished = await update(sandbox, whole, { items, onError });
    expect(outputOf(finished)).toEqual(sandbox.contacts.slice(0, count));
    expect(outputOf(finished)[0]).toMatchObject({ status: 'INACTIVE', fullName: 'Asha Rao' });
  });

  it.each([true, false])('is missing in the list (listed: %s)', async (listInactive) => {
    const switches = { listInactive, inactiveUpdate: 'updated' as const };
    const sandbox = await sandboxWith({ contacts: 2, switches });
    sandbox.contacts[0]!.status = 'INACTIVE';
    const before = structuredClone(sandbox.contacts[0]);
    const items = inputFor(sandbox);
    const finished = await update(sandbox, { firstName: 'Asha' }, { items, onError });
    expect(outputOf(finished)).toMatchObject([
      { error: expect.stringContaining('was not found at Kore.ai') },
      { firstName: 'Asha' },
    ]);
    expect(sandbox.contacts[0]).toEqual(before);
  });
});

describe('An empty field that the contact has already', () => {
  it.each(['refused', 'accepted'] as const)(
    'is %s by Kore, and hurts no other',
    async (emptyStrings) => {
      const sandbox = await sandboxWith({ contacts: 3, switches: { emptyStrings } });
      sandbox.contacts[1]!.salutation = '';
      const items = inputFor(sandbox);
      const finished = await update(sandbox, { firstName: 'Asha' }, { items, onError });
      expect(outputOf(finished).map(({ firstName, error }) => firstName ?? error)).toEqual([
        'Asha',
        emptyStrings === 'accepted'
          ? 'Asha'
          : `Contact '${sandbox.contacts[1]!.id}' was not updated: Kore.ai refused it (status 412)`,
        'Asha',
      ]);
    },
  );
});

describe('Updates that are refused', () => {
  it.each([400, 412, 413] as const)('are halved where the status is %d', async (bulkRefusal) => {
    const sandbox = await sandboxWith({ contacts: 8, switches: { bulkMax: 3, bulkRefusal } });
    const finished = await update(sandbox, { firstName: 'New' }, { items: inputFor(sandbox) });
    expect(finished.error).toBeUndefined();
    expect(sandbox.contacts.every(({ firstName }) => firstName === 'New')).toBe(true);
  });

  it('are told in the words of Kore, many or one', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    sandbox.fault({ method: 'PUT', status: 403, body: { message: 'Not yours' }, times: 2 });
    const many = await update(sandbox, { firstName: 'New' }, { items: inputFor(sandbox) });
    expect(many.error?.description).toContain('Kore.ai said: "Not yours"');
    sandbox.fault({ method: 'PUT', status: 409, body: { message: 'Taken' } });
    const one = await update(sandbox, { firstName: 'New' }, { items: inputFor(sandbox, 1) });
    expect(one.error?.message).toContain('was not updated: Kore.ai refused it (status 409)');
  });
});

describe('An answer that cannot be right', () => {
  const unsure = 'may or may not have been updated';

  it.each<[string, Fault, RegExp]>([
    ['about another contact', { body: { id: GONE } }, /answered for another contact/],
    ['in a contact', { body: { contact: { id: GONE } } }, /answered for another contact/],
    ['a word', { body: 'Welcome' }, /answer can't be read/],
    ['another word', { body: 'Deleted' }, /answer can't be read/],
    ['a word in JSON', { body: '"queued"', contentType: 'application/json' }, /can't be read/],
  ])('to one update is no success: %s', async (_, answer, why) => {
    const sandbox = await sandboxWith({ contacts: 1 });
    sandbox.fault({ status: 200, ...answer });
    const { error } = await update(sandbox, whole, { items: itemsFor(idsOf(sandbox.contacts)) });
    expect(error?.message).toContain(unsure);
    expect(error?.message).toMatch(why);
  });

  it.each<[string, unknown]>([
    ['only counts', { totalRequested: 2, successful: 1, failed: 0 }],
    ['empty lists', { successfulRecords: [], failedRecords: [] }],
    ['other ids', { successfulRecords: [{ id: GONE, contact: { _id: GONE } }], failedRecords: [] }],
    ['a list of contacts', [{ id: GONE }]],
    ['nothing', ''],
    ['a word', 'Welcome'],
  ])('to many updates makes no success of anything: %s', async (_, body) => {
    const sandbox = await sandboxWith({ contacts: 2 });
    sandbox.fault({ status: 200, body });
    const items = itemsFor(idsOf(sandbox.contacts));
    const finished = await update(sandbox, whole, { items, onError });
    expect(outputOf(finished)).toEqual(
      Array(2).fill({ error: expect.stringContaining(unsure), message: expect.any(String) }),
    );
  });

  it.each(['id', '_id'] as const)('may name the id %s', async (name) => {
    const switches = { bulkIdForm: name, idField: name };
    const sandbox = await sandboxWith({ contacts: 3, switches });
    const items = itemsFor(idsOf(sandbox.contacts));
    const many = await update(sandbox, whole, { items });
    expect(outputOf(many)).toEqual(sandbox.contacts);
    const one = await update(sandbox, whole, { items: items.slice(0, 1) });
    expect(outputOf(one)).toEqual(sandbox.contacts.slice(0, 1));
  });

  it.each<[unknown, string]>([
    [{ updated: false }, 'was not updated: Kore.ai refused it'],
    [{ acknowledged: true, modifiedCount: 0 }, 'was not updated: Kore.ai refused it'],
    ['false', 'was not updated: Kore.ai refused it'],
    [{ message: 'Contact was not updated' }, 'was not updated: Kore.ai refused it'],
  ])('to one update that says no is a failure with its words: %j', async (body, message) => {
    const sandbox = await sandboxWith({ contacts: 1 });
    sandbox.fault({ status: 200, body });
    const { error } = await update(sandbox, whole, { items: itemsFor(idsOf(sandbox.contacts)) });
    expect(error?.message).toContain(message);
    expect(error?.description).toContain('Kore.ai said: "');
  });

  it.each([1, 2])('may only say yes, and then what was sent comes out: %d', async (count) => {
    const yes = ['OK', 'true', '"Updated"', { success: true }, { updatedCount: count, ok: 1 }];
    for (const body of yes) {
      const sandbox = await sandboxWith({ contacts: count });
      sandbox.fault({ method: 'PUT', status: 200, body, act: true });
      const items = itemsFor(idsOf(sandbox.contacts));
      const finished = await update(
        sandbox,
        { ...whole, phoneNumber: '=+91 90000 {{ 10000 + $itemIndex }}' },
        { items },
      );
      expect(finished.error?.message).toBeUndefined();
      expect(outputOf(finished)).toEqual(
        sandbox.contacts.map(({ id }, i) => ({
          id,
          firstName: 'Asha',
          lastName: 'Rao',
          salutation: 'Mrs',
          cellPhone: { phoneNumber: `90000${10_000 + i}`, countryCode: '+91', extension: '+' },
        })),
      );
      expect(sandbox.requests).toHaveLength(1);
    }
  });

  it('may have the contact in a field of its own', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const { id } = sandbox.contacts[0]!;
    const contact = { id, firstName: 'Asha', status: 'ACTIVE' };
    sandbox.fault({ method: 'PUT', status: 200, body: { success: true, contact } });
    const finished = await update(sandbox, whole, { items: itemsFor([id]) });
    expect(outputOf(finished)).toEqual([contact]);
  });

  it('may be empty, and then what was sent comes out', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    sandbox.fault({ status: 204, body: '', act: true });
    const { id } = sandbox.contacts[0]!;
    const finished = await update(sandbox, whole, { items: itemsFor([id]) });
    const cellPhone = { phoneNumber: '9000043210', countryCode: '+91', extension: '+' };
    expect(outputOf(finished)).toMatchObject([
      { id, firstName: 'Asha', lastName: 'Rao', salutation: 'Mrs', cellPhone },
    ]);
  });
});
