jest.mock('../../../nodes/shared/http/limits', () => ({
  ...jest.requireActual<object>('../../../nodes/shared/http/limits'),
  // The waits keep their proportions, a hundred times shorter.
  FIRST_WAIT_MS: 10,
  LONGEST_WAIT_MS: 320,
}));

import { names } from '../../engine';
import type { Fault, Sandbox, SandboxOptions } from '../../sandbox';
import { finish, goingOn, linksOf, outputOf, sandboxWith } from '../helpers';
import { csv, filesIn, importFiles, numberOf, row, rowsIn } from './helpers';

const IMPORT = /\/import-contacts$/;
const onError = 'continueRegularOutput' as const;

/** A sandbox in which somebody has the number of row 1 already. */
async function taken(switches: SandboxOptions['switches'] = {}): Promise<Sandbox> {
  const sandbox = await sandboxWith({ contacts: 3, switches });
  sandbox.add({ firstName: 'Old', cellPhone: { phoneNumber: numberOf(1), countryCode: '+91' } });
  return sandbox;
}

const firstNames = (finished: Parameters<typeof outputOf>[0]): unknown[] =>
  outputOf(finished).map(({ firstName }) => firstName);

describe('A large file', () => {
  it('goes out in parts of a hundred, each row once, and comes out in its order', async () => {
    const sandbox = await sandboxWith({ contacts: 5 });
    // The first is carried out last, and none before all that may be under way together have arrived.
    sandbox.fault({ path: IMPORT, delayMs: 400 });
    sandbox.fault({ path: IMPORT, delayMs: 200, times: 4 });
    const finished = await importFiles(sandbox, [csv(1000)]);
    expect(rowsIn(sandbox)).toEqual(Array(10).fill(100));
    expect(firstNames(finished)).toEqual(Array.from({ length: 1000 }, (_, i) => `Asha ${i}`));
    expect(linksOf(finished)).toEqual(Array(1000).fill({ item: 0 }));
    expect(sandbox.requests).toHaveLength(10);
    expect(sandbox.maxConcurrent).toBe(5);
  });

  it.each([
    [1, [1, 1, 1]],
    [2, [1, 2]],
    [3, [3]],
    ['2', [1, 2]],
  ])('goes out in parts of Batch Size %j', async (batchSize, sizes) => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const finished = await importFiles(sandbox, [csv(3)], { options: { batchSize } });
    expect(rowsIn(sandbox).sort()).toEqual(sizes);
    expect(firstNames(finished)).toEqual(['Asha 0', 'Asha 1', 'Asha 2']);
  });

  it.each([0, -1, 1.5, 'x', ''])('is not sent with the Batch Size %j', async (batchSize) => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const { error } = await importFiles(sandbox, [csv(3)], { options: { batchSize } });
    expect(error?.message).toContain("The option 'Batch Size'");
    expect(sandbox.requests).toEqual([]);
  });
});

describe('Whatever Kore does with a row that it does not take', () => {
  const positions: Array<[string, SandboxOptions['switches'] & object]> = [
    ['refuses all with 400', { duplicate: 'all-refused-400' }],
    ['refuses all with 409', { duplicate: 'all-refused-409' }],
    ['refuses all with 412', { duplicate: 'all-refused-412' }],
    ['refuses all with a 200', { duplicate: 'all-refused-400', failureStatus: '200' }],
    ['leaves it out', { duplicate: 'skip-silently' }],
    ['leaves it out as a bad row', { importFailures: 'skip-silently' }],
    ['answers in another order', { importFailures: 'skip-silently', createOrder: 'reversed' }],
    ['calls the id _id', { importFailures: 'skip-silently', idField: '_id' }],
  ];

  it.each(positions)(
    'it alone fails, and the others are created once: Kore %s',
    async (_, switches) => {
      const sandbox = await taken(switches);
      const finished = await importFiles(sandbox, [csv(7)], { onError });
      expect(firstNames(finished).slice(0, 6)).toEqual([0, 2, 3, 4, 5, 6].map((i) => `Asha ${i}`));
      const failure = outputOf(finished)[6];
      expect(failure?.['error']).toBe('1 of the 7 contacts in the file were not created');
      expect(failure?.['message']).toContain('line 3: The contact with phone number');
      expect(failure?.['message']).toContain(
        `The contact ${sandbox.contacts[3]!.id} has this number`,
      );
      expect(sandbox.contacts).toHaveLength(10);
      const ids = outputOf(finished)
        .slice(0, 6)
        .map(({ id }) => id);
      expect([...ids].sort()).toEqual(
        sandbox.contacts
          .slice(4)
          .map(({ id }) => id)
          .sort(),
      );
    },
  );

  it.each(['all-refused', 'skip-silently'] as const)(
    'rows that only Kore finds bad fail alone (%s)',
    async (importFailures) => {
      const sandbox = await sandboxWith({ contacts: 0, switches: { importFailures } });
      // A deleted contact has the number still, and shows in no list.
      sandbox.switches.inactiveBlocksNumber = true;
      const cellPhone = { phoneNumber: numberOf(2), countryCode: '+91' };
      sandbox.add({ cellPhone, status: 'INACTIVE' });
      const finished = await importFiles(sandbox, [csv(4)], { onError });
      expect(firstNames(finished)).toEqual(['Asha 0', 'Asha 1', 'Asha 3', undefined]);
      expect(outputOf(finished)[3]?.['message']).toContain('line 4: ');
    },
  );

  it.each([1, 2, 7])('it takes %d rows in a file at the most', async (importMax) => {
    const sandbox = await sandboxWith({ contacts: 0, switches: { importMax } });
    const finished = await importFiles(sandbox, [csv(20)]);
    expect(firstNames(finished)).toEqual(Array.from({ length: 20 }, (_, i) => `Asha ${i}`));
    expect(sandbox.contacts).toHaveLength(20);
  });

  it.each([undefined, ...goingOn])(
    'the same file a little later creates nothing, and says so (On Error: %s)',
    async (again) => {
      const sandbox = await sandboxWith({ contacts: 0 });
      await importFiles(sandbox, [csv(4)]);
      // Some seconds later: HTTP tells the time in whole seconds, so no clock is known better.
      const createdAt = new Date(Date.now() - 5_000).toISOString();
      for (const contact of sandbox.contacts) contact.createdAt = createdAt;
      const finished = await importFiles(sandbox, [csv(4)], again && { onError: again });
      const message = '4 of the 4 contacts in the file were not created';
      expect(sandbox.contacts).toHaveLength(4);
      if (again === undefined) expect(finished.error?.message).toBe(message);
      const all = [0, 1].flatMap((output) => finished.output(names.node, output));
      expect(all.map(({ json }) => json['error'])).toEqual(again === undefined ? [] : [message]);
    },
  );
});

describe('An import that was carried out', () => {
  const faults: Array<[string, Fault]> = [
    ['the line was cut', { cut: 'after' }],
    ['no answer came', { hang: true, act: true }],
    ['a gateway answered 502', { status: 502, act: true }],
    ['a gateway answered 504', { status: 504, act: true }],
    ['Kore answered 500', { status: 500, act: true }],
    ['Kore answered 400', { status: 400, act: true }],
    ['Kore answered 413', { status: 413, act: true }],
    ['the answer names nobody', { status: 200, body: [], act: true }],
    ['the answer is no list', { status: 200, body: { message: 'Accepted' }, act: true }],
  ];

  it.each(faults)('is told as done, for one row and for many, though %s', async (_, fault) => {
    for (const count of [1, 5]) {
      const sandbox = await sandboxWith({ contacts: 120 });
      sandbox.fault({ path: IMPORT, ...fault });
      const finished = await importFiles(sandbox, [csv(count)], { options: { timeout: 250 } });
      expect(finished.error?.message).toBeUndefined();
      const created = sandbox.contacts.slice(120).map(({ id }) => id);
      expect(created).toHaveLength(count);
      expect(outputOf(finished).map(({ id }) => id)).toEqual(created);
    }
  });

  it('is told as unsure where the list can not be read either', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    sandbox.fault({ path: IMPORT, cut: 'after' });
    sandbox.fault({ method: 'GET', status: 401 });
    const finished = await importFiles(sandbox, [csv(2)], { onError });
    expect(outputOf(finished)).toHaveLength(1);
    expect(outputOf(finished)[0]?.['message']).toContain('may or may not have been created');
    expect(outputOf(finished)[0]?.['error']).not.toContain('were not created');
  });

  it.each<Fault>([{ status: 429 }, { status: 503 }])('is repeated after %j', async (fault) => {
    const sandbox = await sandboxWith({ contacts: 0 });
    sandbox.fault({ path: IMPORT, ...fault, times: 2 });
    const finished = await importFiles(sandbox, [csv(3)]);
    expect(firstNames(finished)).toEqual(['Asha 0', 'Asha 1', 'Asha 2']);
    expect(rowsIn(sandbox)).toEqual([3, 3, 3]);
    // Each try is a form of its own.
    expect(filesIn(sandbox).map(({ content }) => content)).toEqual(Array(3).fill(csv(3)));
  });
});

describe('Where the node stops', () => {
  it('nothing more is sent, and every contact is told as created, not created or not tried', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    sandbox.fault({ path: IMPORT, after: 7, status: 401, times: Infinity });
    const { error } = await importFiles(sandbox, [csv(200)], { options: { batchSize: 10 } });
    expect(rowsIn(sandbox).length).toBeLessThanOrEqual(12);
    expect(sandbox.contacts).toHaveLength(70);
    expect(error?.message).toBe('130 of the 200 contacts in the file were not created');
    expect(error?.description).toContain('70 contacts were created');
  });

  it('at most a hundred ids are listed', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    sandbox.add({
      firstName: 'Old',
      cellPhone: { phoneNumber: numberOf(130), countryCode: '+91' },
    });
    const { error } = await importFiles(sandbox, [csv(131)]);
    expect(sandbox.contacts).toHaveLength(131);
    expect(error?.description).toContain('130 contacts were created');
    expect(error?.description).toContain(', and 30 more.');
  });

  it('the contacts of the files before are told', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    sandbox.fault({ path: IMPORT, after: 1, status: 401 });
    const { error } = await importFiles(sandbox, [csv(1), csv(2, 5), csv(2, 9)]);
    expect(error?.context).toMatchObject({ itemIndex: 1 });
    expect(error?.message).toBe('2 of the 2 contacts in the file were not created');
    const [{ id }] = sandbox.contacts as [(typeof sandbox.contacts)[0]];
    expect(error?.description).toContain(`Before the node stopped, 1 contact was created: ${id}.`);
    expect(sandbox.requests).toHaveLength(2);
  });
});

describe('Items as rows', () => {
  const items = [0, 1, 2].map((i) => {
    const [firstName, lastName, title, phone, countryCode] = row(i).split(',');
    return { firstName, lastName, title, phone: Number(phone), countryCode, note: { deep: [i] } };
  });
  const parameters = { operation: 'importCsv', inputMode: 'items' };

  it.each(goingOn)('fail one by one, each on its own item (%s)', async (mode) => {
    const sandbox = await taken();
    const rows = [...items, { firstName: 'No number' }];
    const run = { items: rows, parameters, contact: null, onError: mode };
    const finished = await finish(sandbox, run);
    const [ok, failed] = [0, 1].map((output) => finished.output(names.node, output));
    const all = [...(ok ?? []), ...(failed ?? [])];
    const links = (bad: boolean) =>
      all.filter(({ json }) => 'error' in json === bad).map(({ pairedItem }) => pairedItem);
    expect(links(false)).toEqual([{ item: 0 }, { item: 2 }]);
    expect(links(true)).toEqual([{ item: 1 }, { item: 3 }]);
    if (mode === 'continueErrorOutput') {
      expect(finished.output(names.failed).map(({ json }) => json)).toEqual([
        { ...items[1], error: expect.stringContaining(numberOf(1)), message: expect.any(String) },
        { firstName: 'No number', error: expect.any(String), message: expect.any(String) },
      ]);
    }
    expect(sandbox.contacts.slice(4).map(({ firstName }) => firstName)).toEqual([
      'Asha 0',
      'Asha 2',
    ]);
  });
});
