import type { IDataObject } from 'n8n-workflow';
import type { Sandbox, Switches } from '../../sandbox';
import {
  create,
  having,
  people,
  person,
  sizesOf,
  taken,
  update,
  upsert,
  whole,
} from '../contactHelpers';
import { outputOf, sandboxWith } from '../helpers';

const onError = 'continueRegularOutput' as const;

/** Words with which nobody knows that a number is taken; some of them name no contact. */
const WORDS = [
  'Contact with this number already exists',
  'Contact already exists in this account',
  'Duplicate contact in app',
  'A contact of another user has this number',
  'API validation failed: phone',
  'Invalid streamId or contact',
  'No',
];

/** Puts people in who have the numbers of `people(count, from)`, under names of their own. */
function addOwners(sandbox: Sandbox, count: number, from = 0): void {
  for (const { phoneNumber } of people(count, from)) {
    const digits = String(phoneNumber).replace(/\D/g, '');
    sandbox.add({ cellPhone: { ...taken, phoneNumber: `+${digits}` } });
  }
}

const isFailure = (json: IDataObject) => 'error' in json;

describe('A batch of fifty with one number that is taken', () => {
  it.each(WORDS)('is created but for that one, whatever Kore says: %s', async (refusalWords) => {
    const sandbox = await sandboxWith({ contacts: 0, switches: { refusalWords } });
    addOwners(sandbox, 1, 30);
    const finished = await create(sandbox, { items: people(50), onError });
    expect(outputOf(finished).map(isFailure)).toEqual(people(50).map((_, i) => i === 30));
    expect(sandbox.contacts).toHaveLength(50);
    expect(sandbox.requests.length).toBeLessThanOrEqual(15);
  });

  it.each([
    ['', 2],
    ['No', 17],
  ])('costs one reading of the list where the others stay: words "%s"', async (words, most) => {
    const switches = { createKeeps: true, refusalWords: words };
    const sandbox = await sandboxWith({ contacts: 0, switches });
    addOwners(sandbox, 1, 49);
    const items = people(50);
    const finished = await create(sandbox, { items, onError });
    expect(outputOf(finished).map(isFailure)).toEqual(items.map((_, i) => i === 49));
    expect(items.map((item) => having(sandbox, item).length)).toEqual(items.map(() => 1));
    expect(sandbox.requests.length).toBeLessThanOrEqual(most);
  });
});

describe('Names in a refusal', () => {
  it.each(['Anne-Marie', 'A|B', '(Ann', 'a/b\\', '[x]', '$&', 'Al'])(
    'may hold any character: %s',
    async (firstName) => {
      const switches = { createRefusal: 'each-by-name' as const };
      const sandbox = await sandboxWith({ contacts: 0, switches });
      const items = people(60).map((item, i) => ({ ...item, firstName: `${firstName} ${i}` }));
      const finished = await create(sandbox, { items, onError });
      expect(outputOf(finished).map(isFailure)).toEqual(items.map(() => true));
      expect(outputOf(finished)[49]?.['message']).toContain('Contact … (…) breaks');
      expect(sandbox.requests.length).toBeLessThanOrEqual(33);
    },
  );
});

describe('A thousand contacts of which the first half exists', () => {
  it.each<[Partial<Switches>, number]>([
    [{}, 26],
    [{ createKeeps: true }, 26],
  ])('has its other half created: %j', async (switches, most) => {
    const sandbox = await sandboxWith({ contacts: 0, switches });
    addOwners(sandbox, 500);
    const items = people(1_000);
    const finished = await create(sandbox, { items, onError });
    expect(outputOf(finished).map(isFailure)).toEqual(items.map((_, i) => i < 500));
    expect(sandbox.contacts).toHaveLength(1_000);
    expect(sizesOf(sandbox, 'POST')).toEqual(Array(20).fill(50));
    expect(sandbox.requests.length).toBeLessThanOrEqual(most);
  });

  it('has its other half created where both stand in each batch, and Kore keeps what came before', async () => {
    const sandbox = await sandboxWith({ contacts: 0, switches: { createKeeps: true } });
    for (let index = 0; index < 1_000; index += 2) addOwners(sandbox, 1, index);
    const items = people(1_000);
    const finished = await create(sandbox, { items, onError });
    expect(outputOf(finished).map(isFailure)).toEqual(items.map((_, i) => i % 2 === 0));
    expect(sandbox.contacts).toHaveLength(1_000);
    expect(sizesOf(sandbox, 'POST').length).toBeLessThanOrEqual(40);
  });
});

describe('One reason for all of a thousand contacts', () => {
  it('is met a bounded number of times, and each contact fails with it', async () => {
    const switches = { createRefusal: 'each-by-name' as const };
    const sandbox = await sandboxWith({ contacts: 0, switches });
    const finished = await create(sandbox, { items: people(1_000), onError });
    const output = outputOf(finished);
    expect(output).toHaveLength(1_000);
    for (const json of output) {
      expect(json['error']).toMatch(/was not created: Kore\.ai refused it \(status 412\)$/);
      expect(json['message']).toMatch(/^Kore\.ai said: "Contact .* breaks a rule of this account"/);
    }
    // Nobody is told by the name of another.
    expect(output[999]?.['message']).toContain('Contact … (…) breaks');
    expect(output[999]?.['message']).toContain('this one was not sent alone');
    expect(output[0]?.['message']).toContain('Contact Asha 0 Rao (+919000043210) breaks');
    expect(sandbox.requests.length).toBeLessThanOrEqual(52);
  });

  it('stops the node after a handful of requests', async () => {
    const switches = { createRefusal: 'each-by-name' as const };
    const sandbox = await sandboxWith({ contacts: 0, switches });
    const { error } = await create(sandbox, { items: people(1_000) });
    expect(error?.message).toContain("number '+919000043210' was not created: Kore.ai refused it");
    expect(error?.context).toMatchObject({ itemIndex: 0 });
    expect(sandbox.requests.length).toBeLessThanOrEqual(20);
  });

  it('speaks for none of a later batch whose first contact is accepted', async () => {
    const switches: Partial<Switches> = { createRefusal: 'each-by-name' };
    const sandbox = await sandboxWith({ contacts: 0, switches });
    const running = create(sandbox, { items: people(1_000), onError });
    await sandbox.waitForRequests(45);
    sandbox.switches.createRefusal = 'none';
    const failures = outputOf(await running).map(isFailure);
    expect(failures.indexOf(false) % 50).toBe(0);
    expect(failures.slice(failures.indexOf(false))).toContain(false);
    expect(sandbox.contacts).toHaveLength(failures.filter((is) => !is).length);
    expect(sandbox.contacts.length).toBeGreaterThanOrEqual(250);
  });

  it('is met a bounded number of times by updates too, in batches of any size', async () => {
    const sandbox = await sandboxWith({ contacts: 600 });
    const body = { errors: [{ msg: 'Updates are frozen' }] };
    for (const [batchSize, most] of [
      [100, 40],
      [4, 170],
    ] as const) {
      sandbox.clearRequests();
      sandbox.fault({ method: 'PUT', status: 409, body, times: Infinity });
      const items = sandbox.contacts.map(({ id }, i) => ({
        contactId: id,
        phone: `+91 98${String(i).padStart(8, '0')}`,
      }));
      const options = { batchSize };
      const finished = await update(sandbox, whole, { items, options, onError });
      expect(outputOf(finished).map(({ error }) => error)).toEqual(
        items.map(
          ({ contactId }) =>
            `Contact '${contactId}' was not updated: Kore.ai refused it (status 409)`,
        ),
      );
      expect(sandbox.requests.length).toBeLessThanOrEqual(most);
    }
  });
});

describe('A batch that is too large', () => {
  it.each([20, 33, 50])('is learnt once for the run, where Kore takes %d', async (createMax) => {
    const sandbox = await sandboxWith({ contacts: 0, switches: { createMax } });
    const items = people(1_000);
    const finished = await create(sandbox, { items, options: { batchSize: 200 } });
    expect(outputOf(finished)).toMatchObject(items.map(({ firstName }) => ({ firstName })));
    expect(sandbox.contacts).toHaveLength(1_000);
    expect(sandbox.requests.length).toBeLessThanOrEqual(Math.ceil(1_000 / createMax) + 18);
  });

  it('is learnt once for Create or Update', async () => {
    const sandbox = await sandboxWith({ contacts: 0, switches: { createMax: 20 } });
    const finished = await upsert(sandbox, { items: people(1_000) });
    expect(outputOf(finished)).toHaveLength(1_000);
    expect(sandbox.contacts).toHaveLength(1_000);
    expect(sizesOf(sandbox, 'POST').length).toBeLessThanOrEqual(63);
  });

  it('is learnt once for updates', async () => {
    const switches = { bulkMax: 20, bulkMaxSaid: false };
    const sandbox = await sandboxWith({ contacts: 1_000, switches });
    const items = sandbox.contacts.map(({ id }, i) => ({
      contactId: id,
      phone: `+91 98${String(i).padStart(8, '0')}`,
    }));
    const finished = await update(sandbox, whole, { items });
    expect(outputOf(finished)).toHaveLength(1_000);
    expect(sandbox.contacts.every(({ fullName }) => fullName === 'Asha Rao')).toBe(true);
    expect(sandbox.requests.length).toBeLessThanOrEqual(65);
  });

  it('once is not believed for ever', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    sandbox.fault({ method: 'POST', status: 413 });
    const finished = await create(sandbox, { items: people(1_000) });
    expect(outputOf(finished)).toHaveLength(1_000);
    expect(sandbox.requests.length).toBeLessThanOrEqual(26);
  });
});

describe('An answer that has the old contact with the number', () => {
  it('is no creation', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    addOwners(sandbox, 1, 1);
    const old = sandbox.contacts.at(-1)!;
    old.createdAt = new Date(Date.now() - 3_600_000).toISOString();
    old.firstName = 'Asha 1';
    old.lastName = 'Rao';
    sandbox.fault({ method: 'POST', status: 200, body: [old] });
    const finished = await create(sandbox, { items: [person(1)], onError });
    expect(outputOf(finished)).toEqual([
      {
        error:
          "The contact with phone number '+919000143210' was not created: Kore.ai's answer has an older contact with this number in its place",
        message: expect.stringContaining(`The contact ${old.id} has this number already`),
      },
    ]);
  });
});
