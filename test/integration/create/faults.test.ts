jest.mock('../../../nodes/shared/http/limits', () => ({
  ...jest.requireActual<object>('../../../nodes/shared/http/limits'),
  // Shorter waits, yet long enough for a service to come up again meanwhile.
  FIRST_WAIT_MS: 40,
  LONGEST_WAIT_MS: 320,
}));

import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { names } from '../../engine';
import type { Fault, Switches } from '../../sandbox';
import {
  beginWith,
  bodiesOf,
  CONTACTS,
  create,
  createdAnswer,
  having,
  people,
  person,
  sizesOf,
} from '../contactHelpers';
import { callsOf, goingOn, outputOf, RATE_LIMIT, sandboxWith } from '../helpers';

const onError = 'continueRegularOutput' as const;
const post = { method: 'POST', path: CONTACTS };

/** Some contacts, whose one request meets faults. */
async function withFaults(
  faults: Fault[],
  {
    count = 4,
    switches = {},
    ...run
  }: { count?: number; switches?: Partial<Switches> } & Partial<Parameters<typeof create>[1]> = {},
) {
  const sandbox = await sandboxWith({ contacts: 3, switches });
  for (const fault of faults) sandbox.fault({ ...post, ...fault });
  const items = people(count);
  const finished = await create(sandbox, { items, onError, ...run });
  const created = items.map((item) => createdAnswer(having(sandbox, item)[0]));
  return { sandbox, items, finished, created, output: outputOf(finished) };
}

/** Ways to get no clear answer to a request. */
const unclear: Array<[string, Fault, Fault]> = [
  ['cut', { cut: 'before' }, { cut: 'after' }],
  ['never answered', { hang: true }, { hang: true, act: true }],
  ['500', { status: 500 }, { status: 500, act: true }],
  ['502', { status: 502 }, { status: 502, act: true }],
  ['504', { status: 504 }, { status: 504, act: true }],
  [
    '502 with a web page',
    { status: 502, body: '<html>Bad</html>', contentType: 'text/html' },
    { status: 502, body: '<html>Bad</html>', contentType: 'text/html', act: true },
  ],
];

describe('A creation whose answer is lost', () => {
  const options = { timeout: 1_500 };

  it.each(unclear)('is not sent again, and looked up: %s', async (_, __, fault) => {
    const { sandbox, created, output } = await withFaults([fault], { options });
    // The list shows more of a contact than the answer to its creation.
    expect(output).toMatchObject(created);
    expect(output.map(({ id }) => id)).toEqual(sandbox.contacts.slice(3).map(({ id }) => id));
    expect(callsOf(sandbox)).toEqual(['POST contacts', 'GET contacts']);
  });

  it.each(unclear)('is told as unsure where the contacts are not there: %s', async (_, fault) => {
    const { sandbox, items, output } = await withFaults([fault], { options });
    expect(output).toEqual(
      items.map(({ phoneNumber }) => ({
        error: expect.stringContaining(
          `The contact with phone number '${String(phoneNumber).replace(/ /g, '')}' may or may not have been created`,
        ),
        message: expect.any(String),
      })),
    );
    expect(callsOf(sandbox)).toEqual(['POST contacts', 'GET contacts']);
    expect(sandbox.contacts).toHaveLength(3);
  });

  it.each(['', [], {}, 'OK', { results: [] }, { success: true }])(
    'is looked up where the answer says nothing: %j',
    async (body) => {
      const { sandbox, created, output } = await withFaults([{ status: 200, body, act: true }]);
      expect(output).toMatchObject(created);
      expect(sizesOf(sandbox, 'POST')).toEqual([4]);
    },
  );

  it('is looked up where a web page came in place of the answer', async () => {
    const body = '<!DOCTYPE html><p>Sign in</p>';
    const fault = { status: 200, body, contentType: 'text/html', act: true };
    const { created, output } = await withFaults([fault]);
    expect(output).toMatchObject(created);
  });

  it('is looked up once for all batches', async () => {
    const { sandbox, output } = await withFaults([{ cut: 'after', times: 3 }], {
      count: 12,
      options: { batchSize: 3 },
    });
    expect(output).toMatchObject(people(12).map(({ firstName }) => ({ firstName })));
    expect(callsOf(sandbox).sort()).toEqual(['GET contacts', ...Array(4).fill('POST contacts')]);
  });

  it.each([undefined, ...goingOn])('is no failure, and all items go on: %s', async (mode) => {
    const sandbox = await sandboxWith({ contacts: 0 });
    sandbox.fault({ ...post, cut: 'after', times: 2 });
    const items = people(40);
    const finished = await create(sandbox, {
      items,
      options: { batchSize: 2 },
      ...(mode && { onError: mode }),
    });
    expect(finished.error).toBeUndefined();
    expect(outputOf(finished)).toMatchObject(items.map(({ firstName }) => ({ firstName })));
    expect(finished.output(names.failed)).toEqual([]);
    expect(sandbox.contacts).toHaveLength(40);
    expect(bodiesOf(sandbox, 'POST').flat()).toHaveLength(40);
  });
});

describe('A creation that was carried out and refused all the same', () => {
  it.each([400, 409, 412, 413])('with %d is no failure of a batch', async (status) => {
    const { sandbox, created, output } = await withFaults([{ status, act: true }]);
    expect(output).toMatchObject(created);
    expect(sandbox.contacts).toHaveLength(7);
  });

  it('is no failure of a batch where Kore skips what is there', async () => {
    const switches = { duplicate: 'skip-silently' as const };
    const { sandbox, created, output } = await withFaults([{ status: 400, act: true }], {
      switches,
    });
    expect(output).toMatchObject(created);
    expect(sandbox.contacts).toHaveLength(7);
  });

  it('is no failure of a single contact', async () => {
    const { created, output } = await withFaults([{ status: 400, act: true }], { count: 1 });
    expect(output).toMatchObject(created);
  });

  it.each([
    ['fails', { status: 412, times: Infinity }, {}],
    ['does not show everything', {}, { paging: 'ignored' as const }],
  ])(
    'is never said not to have happened where the list %s',
    async (_, fault, switches: Partial<Switches>) => {
      const sandbox = await sandboxWith({ contacts: 120, switches });
      sandbox.fault({ ...post, status: 400, act: true });
      if ('status' in fault) sandbox.fault({ method: 'GET', ...fault });
      const finished = await create(sandbox, { items: people(2), onError });
      expect(outputOf(finished).map(({ error }) => error)).toEqual(
        Array(2).fill(expect.stringContaining('may or may not have been created')),
      );
      expect(sandbox.contacts).toHaveLength(122);
    },
  );

  it('is never said not to have happened where neither answer nor list tells', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    sandbox.fault({ ...post, status: 200, body: [], act: true });
    sandbox.fault({ method: 'GET', status: 412, times: Infinity });
    const finished = await create(sandbox, { items: people(2), onError });
    expect(outputOf(finished).map(({ error }) => error)).toEqual(
      Array(2).fill(expect.stringContaining('may or may not have been created')),
    );
  });
});

describe('A creation that cannot have arrived', () => {
  it.each<[string, Fault]>([
    ['429', { status: 429 }],
    ['the text of the rate limit with 400', { status: 400, body: { message: RATE_LIMIT } }],
    ['the text of the rate limit with 200', { status: 200, body: { message: RATE_LIMIT } }],
    ['503', { status: 503 }],
    ['503 with a web page', { status: 503, body: '<html>Off</html>', contentType: 'text/html' }],
  ])('is sent again after %s, whole', async (_, fault) => {
    const { sandbox, created, output } = await withFaults([{ ...fault, times: 2 }]);
    expect(output).toEqual(created);
    expect(sizesOf(sandbox, 'POST')).toEqual([4, 4, 4]);
    expect(sandbox.contacts).toHaveLength(7);
    const tokens = sandbox.requests.map(({ token }) => token?.claims['jti'] as unknown);
    expect(new Set(tokens).size).toBe(3);
  });

  it.each([
    [503, 4, 'Kore.ai could not answer (status 503)'],
    [401, 1, 'Kore.ai refused the credential'],
    [403, 1, 'Kore.ai refused the credential'],
  ])('fails each item after %d tries (%d)', async (status, tries, message) => {
    const { sandbox, items, output } = await withFaults([{ status, times: Infinity }]);
    expect(output.map(({ error }) => error)).toEqual(
      items.map(({ phoneNumber }) =>
        `The contact with phone number '${String(phoneNumber)}' was not created: ${message}`.replace(
          /(\d) (\d)/g,
          '$1$2',
        ),
      ),
    );
    expect(sizesOf(sandbox, 'POST')).toEqual(Array(tries).fill(4));
  });

  it('is sent again after a refused connection', async () => {
    const gone = await sandboxWith({ contacts: 0 });
    await gone.close();
    const port = Number(new URL(gone.url).port);
    let refused = 0;
    let again: Promise<Awaited<ReturnType<typeof sandboxWith>>> | undefined;
    const watch = (message: unknown) => {
      const { socket } = message as { socket: Socket };
      socket.once('error', () => {
        refused += 1;
        again ??= sandboxWith({ contacts: 0, port });
      });
    };
    subscribe('net.client.socket', watch);
    const finished = await create(gone, { items: people(2) });
    unsubscribe('net.client.socket', watch);
    expect(refused).toBeGreaterThanOrEqual(1);
    expect(finished.error).toBeUndefined();
    const sandbox = await again!;
    expect(outputOf(finished)).toEqual(sandbox.contacts.map((contact) => createdAnswer(contact)));
    expect(sizesOf(sandbox, 'POST')).toEqual([2]);
  });

  it('is given up after four refused connections, and is known not to be done', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    await sandbox.close();
    let refused = 0;
    const watch = (message: unknown) =>
      (message as { socket: Socket }).socket.once('error', () => (refused += 1));
    subscribe('net.client.socket', watch);
    const { error } = await create(sandbox, { items: [person(1)] });
    unsubscribe('net.client.socket', watch);
    expect(refused).toBe(4);
    expect(error?.message).toBe(
      "The contact with phone number '+919000143210' was not created: the host could not be reached (ECONNREFUSED)",
    );
  });
});

describe('Cancelling a creation', () => {
  it.each([undefined, ...goingOn])('sends nothing more, and does not look up: %s', async (mode) => {
    const sandbox = await sandboxWith({ contacts: 0 });
    sandbox.fault({ ...post, after: 3, hang: true, times: Infinity });
    const running = beginWith('create', sandbox, {
      items: people(90),
      options: { batchSize: 10 },
      ...(mode && { onError: mode }),
    });
    // Three are answered, and five stay open.
    await sandbox.waitForRequests(8);
    running.cancel();
    const { output } = await running.finished;
    expect([...output(names.ok), ...output(names.failed)]).toEqual([]);
    expect(callsOf(sandbox)).toEqual(Array(8).fill('POST contacts'));
    expect(sandbox.contacts).toHaveLength(30);
  });
});
