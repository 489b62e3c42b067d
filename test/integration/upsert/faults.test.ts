jest.mock('../../../nodes/shared/http/limits', () => ({
  ...jest.requireActual<object>('../../../nodes/shared/http/limits'),
  // The waits keep their proportions, a hundred times shorter.
  FIRST_WAIT_MS: 10,
  LONGEST_WAIT_MS: 320,
}));

import type { IDataObject } from 'n8n-workflow';
import { names } from '../../engine';
import type { Fault, Sandbox, Switches } from '../../sandbox';
import {
  beginWith,
  bodiesOf,
  BULK_UPDATE,
  CONTACTS,
  createdAnswer,
  having,
  itemOf,
  people,
  person,
  sizesOf,
  taken,
  upsert,
} from '../contactHelpers';
import { callsOf, goingOn, linksOf, outputOf, sandboxWith } from '../helpers';
import { expectOnlySecondFails } from '../onlySecondFails';

const onError = 'continueRegularOutput' as const;

/** What the node emits for contacts that it created. */
const created = (sandbox: Sandbox, items: IDataObject[]): IDataObject[] =>
  items
    .flatMap((item) => having(sandbox, item))
    .map((contact) => ({ ...createdAnswer(contact), created: true }));

/** What it emits for contacts that it updated. */
const updated = (sandbox: Sandbox, ids: unknown[]): IDataObject[] =>
  ids.map((id) => ({ ...(sandbox.find(String(id)) as object), created: false }));

/** Items that change the first contacts of a sandbox. */
const changes = (sandbox: Sandbox, count: number): IDataObject[] =>
  sandbox.contacts.slice(0, count).map((contact) => ({ ...itemOf(contact), lastName: 'New' }));

describe('A number that several contacts have', () => {
  it('is refused, and names them; the other items go their way', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const twins = ['A', 'B'].map((firstName) => sandbox.add({ firstName, cellPhone: taken }));
    const finished = await upsert(sandbox, { items: people(3), onError });
    const [, failure] = outputOf(finished);
    expect(Object.keys(failure!)).toEqual(['error', 'message']);
    expect(failure!['error']).toBe(
      "The contact with phone number '+919000143210' was not created or updated: 2 contacts have this number",
    );
    for (const { id } of twins) expect(failure!['message']).toContain(id);
    expect(outputOf(finished)[0]).toMatchObject({ firstName: 'Asha 0', created: true });
    expect(outputOf(finished)[2]).toMatchObject({ firstName: 'Asha 2', created: true });
    expect(twins.map(({ firstName }) => firstName)).toEqual(['A', 'B']);
  });

  it('is refused with advice that can be followed in this operation', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    sandbox.add({ cellPhone: taken });
    sandbox.add({ cellPhone: taken });
    const { error } = await upsert(sandbox, { items: people(3) });
    expect(error?.message).toContain('2 contacts have this number');
    expect(error?.context).toMatchObject({ itemIndex: 1 });
    // There is no field for an id here, and the number was given with its country code.
    expect(error?.description).toContain('give one of them another number in Kore.ai');
    expect(callsOf(sandbox)).toEqual(['GET contacts']);
  });

  it('is updated where all but one of them are deleted', async () => {
    const sandbox = await sandboxWith({ contacts: 0, switches: { listInactive: true } });
    const [gone, there] = [sandbox.add({ cellPhone: taken }), sandbox.add({ cellPhone: taken })];
    gone.status = 'INACTIVE';
    const finished = await upsert(sandbox, { items: [person(1)] });
    expect(outputOf(finished)).toEqual(updated(sandbox, [there.id]));
    expect(gone.firstName).not.toBe('Asha 1');
  });
});

describe('A number that only a deleted contact has', () => {
  it.each([true, false])('goes to a new one (listed: %s)', async (listInactive) => {
    const sandbox = await sandboxWith({ contacts: 0, switches: { listInactive } });
    const gone = structuredClone(sandbox.add({ cellPhone: taken, status: 'INACTIVE' }));
    const finished = await upsert(sandbox, { items: [person(1)] });
    expect(outputOf(finished)).toEqual([{ ...createdAnswer(sandbox.contacts[1]), created: true }]);
    expect(sandbox.contacts[0]).toEqual(gone);
  });

  it('fails alone where it blocks the number', async () => {
    await expectOnlySecondFails(async () => {
      const switches = { inactiveBlocksNumber: true, listInactive: true };
      const sandbox = await sandboxWith({ contacts: 0, switches });
      sandbox.add({ cellPhone: taken, status: 'INACTIVE' });
      const items = people(4);
      return {
        items,
        run: async (run) => await upsert(sandbox, run),
        good: () => created(sandbox, [items[0]!, items[2]!, items[3]!]),
        done: 'created or updated',
        guilt: {
          error: 'was not created: Kore.ai refused it (status 400)',
          says: 'already exists',
        },
      };
    });
  });

  it.each(goingOn)(
    'keeps nothing else back, be it a creation or an update (%s)',
    async (onError) => {
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
    },
  );
});

describe('A list that cannot be relied on', () => {
  it.each<[string, Partial<Switches>, Fault]>([
    ['does not show everything', { paging: 'ignored' }, { path: /nowhere/ }],
    ['is refused', {}, { method: 'GET', status: 401, times: Infinity }],
    ['fails in the middle', {}, { method: 'GET', after: 1, status: 502, times: Infinity }],
    ['is no list', {}, { method: 'GET', status: 200, body: { ok: true }, times: Infinity }],
  ])('%s: nothing is created or updated', async (_, switches, fault) => {
    const sandbox = await sandboxWith({ contacts: 120, switches });
    sandbox.fault(fault);
    const before = structuredClone(sandbox.contacts);
    for (const mode of [undefined, ...goingOn]) {
      const items = [...people(2), ...changes(sandbox, 2)];
      const finished = await upsert(sandbox, { items, ...(mode && { onError: mode }) });
      const failures =
        mode === undefined
          ? Array<unknown>(4).fill(finished.error?.message)
          : finished
              .output(names.node, mode === 'continueErrorOutput' ? 1 : 0)
              .map(({ json }) => json['error']);
      expect(failures).toEqual(
        Array(4).fill(expect.stringContaining('was not created or updated')),
      );
    }
    expect(callsOf(sandbox).filter((call) => call !== 'GET contacts')).toEqual([]);
    expect(sandbox.contacts).toEqual(before);
  });
});

describe('An update that fails', () => {
  const bad = { duplicate: 'all-refused-400', emptyStrings: 'refused' } as const;

  it.each<Partial<Switches>>([
    { failedRecordShape: 'id-errors' },
    { bulkStatus: 207 },
    { bulkStatus: 400, failedRecordShape: '_id-message' },
    { bulkPartial: 'all-or-nothing', bulkRefusal: 412 },
    { bulkPartial: 'all-or-nothing', bulkRefusal: 413, failureShape: 'text' },
  ])('fails alone: %j', async (switches) => {
    await expectOnlySecondFails(async () => {
      const sandbox = await sandboxWith({ contacts: 4, switches: { ...bad, ...switches } });
      const items = changes(sandbox, 4);
      // It is gone when its turn comes, yet the list still shows it.
      sandbox.switches.listInactive = true;
      const gone = sandbox.contacts[1]!;
      gone.status = 'INACTIVE';
      const results = sandbox.contacts.map((contact) => ({ ...contact, status: 'ACTIVE' }));
      const total = { skip: 0, limit: 100, hasMore: false, totalPages: 1, totalResults: 4 };
      sandbox.fault({ method: 'GET', status: 200, body: { results, ...total } });
      return {
        items,
        run: async (run) => await upsert(sandbox, run),
        good: () =>
          updated(
            sandbox,
            [0, 2, 3].map((index) => items[index]!['contactId']),
          ),
        done: 'created or updated',
        guilt: {
          error: `The contact with phone number '${gone.cellPhone.phoneNumber}' was not found at Kore.ai`,
          says: 'Contact not found',
        },
      };
    });
  });

  it('stops the node after what was created and updated is told; what is unchanged is not', async () => {
    const sandbox = await sandboxWith({ contacts: 12 });
    const same = itemOf(sandbox.contacts[11]!);
    const items = [same, ...people(2), ...changes(sandbox, 4)];
    sandbox.fault({ path: BULK_UPDATE, after: 1, status: 401, times: Infinity });
    const { error } = await upsert(sandbox, { items, options: { batchSize: 2 } });
    const done = [
      ...people(2).flatMap((item) => having(sandbox, item)),
      ...sandbox.contacts.filter(({ lastName }) => lastName === 'New'),
    ];
    expect(done).toHaveLength(4);
    expect(error?.message).toContain('Kore.ai refused the credential');
    expect(error?.description).toContain(
      'Before the node stopped, 4 contacts were created or updated',
    );
    for (const { id } of done) expect(error?.description).toContain(id);
    expect(error?.description).not.toContain(String(same['contactId']));
  });

  it('is not begun where a creation has stopped the node', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    sandbox.fault({ method: 'POST', status: 401, times: Infinity });
    const items = [...changes(sandbox, 2), person(1)];
    const { error } = await upsert(sandbox, { items });
    expect(error?.context).toMatchObject({ itemIndex: 2 });
    // The list was accepted, so that the creation is tried once more with a fresh token.
    expect(callsOf(sandbox)).toEqual(['GET contacts', 'POST contacts', 'POST contacts']);
  });
});

describe('A request whose answer is lost', () => {
  it.each<[string, Fault]>([
    ['cut', { cut: 'after' }],
    ['502', { status: 502, act: true }],
    ['refused with 400 all the same', { status: 400, act: true }],
  ])('is a success all the same: %s', async (_, fault) => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const items = [...people(4), ...changes(sandbox, 3)];
    sandbox.fault({ method: 'POST', path: CONTACTS, ...fault });
    sandbox.fault({ method: 'PUT', path: BULK_UPDATE, ...fault });
    const finished = await upsert(sandbox, { items, onError });
    expect(
      outputOf(finished).map(({ firstName, lastName, created }) => [firstName, lastName, created]),
    ).toEqual(items.map(({ firstName, lastName }, index) => [firstName, lastName, index < 4]));
    expect(sandbox.contacts).toHaveLength(7);
    expect(linksOf(finished)).toEqual(items.map((_item, item) => ({ item })));
  });

  it('holds nothing up where the node stops at failures', async () => {
    const sandbox = await sandboxWith({ contacts: 4 });
    sandbox.fault({ method: 'POST', cut: 'after' });
    const items = [...people(30), ...changes(sandbox, 4)];
    const finished = await upsert(sandbox, { items, options: { batchSize: 2 } });
    expect(finished.error).toBeUndefined();
    expect(outputOf(finished)).toHaveLength(34);
    expect(bodiesOf(sandbox, 'POST').flat()).toHaveLength(30);
    expect(sandbox.contacts).toHaveLength(34);
  });

  it('of an update is sent again, and of a creation is not', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    sandbox.fault({ method: 'POST', cut: 'before' });
    sandbox.fault({ method: 'PUT', cut: 'before' });
    const items = [...people(2), ...changes(sandbox, 2)];
    const finished = await upsert(sandbox, { items, onError });
    expect(outputOf(finished).map(({ error }) => error)).toEqual([
      expect.stringContaining('may or may not have been created'),
      expect.stringContaining('may or may not have been created'),
      undefined,
      undefined,
    ]);
    expect(sizesOf(sandbox, 'POST')).toEqual([2]);
    expect(callsOf(sandbox).filter((call) => call.startsWith('PUT'))).toHaveLength(2);
  });

  it('is made good by Retry On Fail, which sends only what is missing', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    sandbox.fault({ method: 'POST', after: 1, status: 401, times: 2 });
    const items = people(6);
    const finished = await upsert(sandbox, { items, retryOnFail: true, options: { batchSize: 3 } });
    expect(finished.error).toBeUndefined();
    expect(outputOf(finished).map(({ firstName }) => firstName)).toEqual(
      items.map(({ firstName }) => firstName),
    );
    expect(sandbox.contacts).toHaveLength(6);
    expect(sizesOf(sandbox, 'POST')).toEqual([3, 3, 3, 3]);
  });
});

describe('Cancelling', () => {
  it.each([undefined, ...goingOn])('sends nothing more: %s', async (mode) => {
    const sandbox = await sandboxWith({ contacts: 20 });
    sandbox.fault({ method: 'POST', hang: true, times: Infinity });
    const items = [...changes(sandbox, 20), ...people(60)];
    const options = { batchSize: 10 };
    const running = beginWith('upsert', sandbox, {
      items,
      options,
      ...(mode && { onError: mode }),
    });
    await sandbox.waitForRequests(6);
    running.cancel();
    const { output } = await running.finished;
    expect([...output(names.ok), ...output(names.failed)]).toEqual([]);
    expect(callsOf(sandbox)).toEqual(['GET contacts', ...Array(5).fill('POST contacts')]);
  });
});
