jest.mock('../../../nodes/shared/http/limits', () => ({
  ...jest.requireActual<object>('../../../nodes/shared/http/limits'),
  // The waits keep their proportions, a hundred times shorter.
  FIRST_WAIT_MS: 10,
  LONGEST_WAIT_MS: 320,
}));

import { BULK, deleteMany, itemsFor, sizesOf } from './helpers';
import { callsOf, deletedIn, GONE, inputFor, outputOf, sandboxWith } from '../helpers';

const onError = 'continueRegularOutput' as const;
const allOrNothing = 'all-or-nothing' as const;
const gone = (id: string) => ({ id, deleted: false, reason: 'notFound' });
const done = (id: string) => ({ id, deleted: true });

describe('A batch of fifty with one contact that is refused', () => {
  it.each([
    'Contact not found',
    'Contact already exists in this account',
    'API validation failed: ids',
    'Invalid streamId or contact',
    'No',
  ])('is deleted but for that one, whatever Kore says: %s', async (refusalWords) => {
    const switches = { bulkPartial: allOrNothing, refusalWords };
    const sandbox = await sandboxWith({ contacts: 49, switches });
    const items = [...inputFor(sandbox), ...itemsFor([GONE])];
    const finished = await deleteMany(sandbox, { items, onError });
    expect(deletedIn(sandbox)).toHaveLength(49);
    expect(outputOf(finished).map((json) => 'error' in json)).toEqual(
      items.map((_, i) => i === 49),
    );
    expect(sandbox.requests.length).toBeLessThanOrEqual(13);
  });
});

describe('A thousand contacts of which the first half is gone', () => {
  it('has its other half deleted, and costs one reading of the list', async () => {
    const switches = { bulkPartial: allOrNothing };
    const sandbox = await sandboxWith({ contacts: 1_000, switches });
    const ids = sandbox.contacts.map(({ id }) => id);
    for (const contact of sandbox.contacts.slice(0, 500)) contact.status = 'INACTIVE';
    const options = { ifMissing: 'continue' };
    const finished = await deleteMany(sandbox, { items: inputFor(sandbox), options });
    expect(outputOf(finished)).toEqual(ids.map((id, i) => (i < 500 ? gone(id) : done(id))));
    expect(deletedIn(sandbox)).toHaveLength(1_000);
    expect(callsOf(sandbox).filter((call) => call.startsWith('GET')).length).toBeLessThanOrEqual(
      10,
    );
    expect(sandbox.requests.length).toBeLessThanOrEqual(40);
  });

  it('has its other half deleted where the list can not be read', async () => {
    const switches = { bulkPartial: allOrNothing };
    const sandbox = await sandboxWith({ contacts: 40, switches });
    const isGone = (i: number) => i % 2 === 0;
    sandbox.contacts.forEach((contact, i) => {
      if (isGone(i)) contact.status = 'INACTIVE';
    });
    sandbox.fault({ method: 'GET', status: 412, times: Infinity });
    const options = { ifMissing: 'continue' };
    const finished = await deleteMany(sandbox, { items: inputFor(sandbox), options });
    expect(outputOf(finished).map(({ deleted }) => deleted)).toEqual(
      sandbox.contacts.map((_, i) => !isGone(i)),
    );
  });
});

describe('One reason for all of a thousand contacts', () => {
  it.each([400, 404, 409, 412, 413, 422])(
    'is met a bounded number of times: %d',
    async (status) => {
      const sandbox = await sandboxWith({ contacts: 1_000 });
      const body = { errors: [{ msg: 'Deleting is not allowed in this state' }] };
      sandbox.fault({ path: BULK, status, body, times: Infinity });
      const finished = await deleteMany(sandbox, { items: inputFor(sandbox), onError });
      expect(outputOf(finished)).toHaveLength(1_000);
      for (const { message } of outputOf(finished)) expect(message).toContain('not allowed');
      expect(sandbox.requests.length).toBeLessThanOrEqual(43);
    },
  );

  it.each([405, 406, 407])(
    'that no contact is to blame for is met once a batch: %d',
    async (status) => {
      const sandbox = await sandboxWith({ contacts: 300 });
      sandbox.fault({ path: BULK, status, times: Infinity });
      const finished = await deleteMany(sandbox, { items: inputFor(sandbox), onError });
      expect(outputOf(finished)).toHaveLength(300);
      expect(sizesOf(sandbox)).toEqual([100, 100, 100]);
    },
  );

  it('stops the node after a handful of requests', async () => {
    const sandbox = await sandboxWith({ contacts: 1_000 });
    const body = { errors: [{ msg: 'Deleting is not allowed in this state' }] };
    sandbox.fault({ path: BULK, status: 409, body, times: Infinity });
    const { error } = await deleteMany(sandbox, { items: inputFor(sandbox) });
    expect(error?.description).toContain('Deleting is not allowed in this state');
    expect(sandbox.requests.length).toBeLessThanOrEqual(20);
  });
});

describe('A batch that is too large', () => {
  it.each([
    [true, 155],
    [false, 175],
  ])('is learnt once for the run (number said: %s)', async (bulkMaxSaid, most) => {
    const switches = { bulkMax: 20, bulkMaxSaid };
    const sandbox = await sandboxWith({ contacts: 3_000, switches });
    const finished = await deleteMany(sandbox, { items: inputFor(sandbox) });
    expect(outputOf(finished)).toEqual(sandbox.contacts.map(({ id }) => done(id)));
    expect(sandbox.requests.length).toBeLessThanOrEqual(most);
  });
});

describe('A batch that broke down half-way', () => {
  it('and is then refused has its first half deleted by this run', async () => {
    const switches = { bulkPartial: allOrNothing, bulkBreaksAfter: 5 };
    const sandbox = await sandboxWith({ contacts: 10, switches });
    const ids = sandbox.contacts.map(({ id }) => id);
    const options = { ifMissing: 'continue' };
    const finished = await deleteMany(sandbox, { items: inputFor(sandbox), options });
    expect(outputOf(finished)).toEqual(ids.map(done));
    expect(deletedIn(sandbox)).toEqual(ids);
  });

  it('and was cut before it is refused, too', async () => {
    const sandbox = await sandboxWith({ contacts: 4, switches: { bulkPartial: allOrNothing } });
    sandbox.fault({ path: BULK, status: 500, act: true });
    sandbox.fault({ path: BULK, cut: 'before' });
    const options = { ifMissing: 'continue' };
    const finished = await deleteMany(sandbox, { items: inputFor(sandbox), options });
    expect(outputOf(finished)).toEqual(sandbox.contacts.map(({ id }) => done(id)));
  });
});
