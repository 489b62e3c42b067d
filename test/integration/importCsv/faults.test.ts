jest.mock('../../../nodes/shared/http/limits', () => ({
  ...jest.requireActual<object>('../../../nodes/shared/http/limits'),
  // The waits keep their proportions, a hundred times shorter.
  FIRST_WAIT_MS: 10,
  LONGEST_WAIT_MS: 320,
}));

import { names } from '../../engine';
import type { Fault, SandboxOptions } from '../../sandbox';
import { begin, goingOn, outputOf, sandboxWith } from '../helpers';
import {
  csv,
  fileOf,
  filesIn,
  firstNamesOf,
  IMPORT,
  importFiles,
  numberOf,
  rowsIn,
  sandboxWithTaken,
} from './helpers';

const onError = 'continueRegularOutput' as const;

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
      const sandbox = await sandboxWithTaken(switches);
      const finished = await importFiles(sandbox, [csv(7)], { onError });
      expect(firstNamesOf(finished).slice(0, 6)).toEqual(
        [0, 2, 3, 4, 5, 6].map((i) => `Asha ${i}`),
      );
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
      expect(firstNamesOf(finished)).toEqual(['Asha 0', 'Asha 1', 'Asha 3', undefined]);
      expect(outputOf(finished)[3]?.['message']).toContain('line 4: ');
    },
  );

  it.each([1, 2, 7])('it takes %d rows in a file at the most', async (importMax) => {
    const sandbox = await sandboxWith({ contacts: 0, switches: { importMax } });
    const finished = await importFiles(sandbox, [csv(20)]);
    expect(firstNamesOf(finished)).toEqual(Array.from({ length: 20 }, (_, i) => `Asha ${i}`));
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

  it.each([undefined, ...goingOn])(
    'the line is named, and the rest is kept (%s)',
    async (onError) => {
      const sandbox = await sandboxWith({ contacts: 0 });
      sandbox.add({ cellPhone: { phoneNumber: '+919000010001', countryCode: '+91' } });
      const finished = await importFiles(sandbox, [csv(4)], onError && { onError });
      const message = '1 of the 4 contacts in the file were not created';
      expect(sandbox.contacts).toHaveLength(4);
      if (onError === undefined) {
        expect(finished.error?.message).toBe(message);
        expect(finished.error?.description).toContain('line 3: The contact with phone number');
        expect(finished.error?.description).toContain(
          'Before the node stopped, 3 contacts were created: ',
        );
        return;
      }
      const all = [0, 1]
        .flatMap((output) => finished.output(names.node, output))
        .map(({ json }) => json);
      expect(all.filter((json) => 'id' in json)).toHaveLength(3);
      expect(all.filter(({ error }) => error === message)).toHaveLength(1);
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
    expect(firstNamesOf(finished)).toEqual(['Asha 0', 'Asha 1', 'Asha 2']);
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
    // Five are open when the first is refused, and one is sent again with a fresh token.
    expect(rowsIn(sandbox).length).toBeLessThanOrEqual(13);
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
    sandbox.fault({ path: IMPORT, after: 1, status: 401, times: Infinity });
    const { error } = await importFiles(sandbox, [csv(1), csv(2, 5), csv(2, 9)]);
    expect(error?.context).toMatchObject({ itemIndex: 1 });
    expect(error?.message).toBe('2 of the 2 contacts in the file were not created');
    const [{ id }] = sandbox.contacts as [(typeof sandbox.contacts)[0]];
    expect(error?.description).toContain(`Before the node stopped, 1 contact was created: ${id}.`);
    expect(sandbox.requests).toHaveLength(3);
  });
});

describe('Cancelling', () => {
  it('stops at once', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    sandbox.fault({ hang: true, times: Infinity });
    const running = begin(sandbox, {
      items: [{}],
      binary: [fileOf(csv(600))],
      contact: null,
      parameters: { operation: 'importCsv' },
      onError: 'continueRegularOutput',
    });
    await sandbox.waitForRequests(5);
    running.cancel();
    await running.finished;
    expect(sandbox.requests).toHaveLength(5);
  });
});
