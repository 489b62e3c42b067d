jest.mock('../../../nodes/shared/http/limits', () => ({
  ...jest.requireActual<object>('../../../nodes/shared/http/limits'),
  // The waits keep their proportions, a hundred times shorter.
  FIRST_WAIT_MS: 10,
  LONGEST_WAIT_MS: 320,
  LONGEST_RETRY_AFTER_MS: 1_800,
}));

import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { begin, finish, inputFor, outputOf, sandboxWith } from '../helpers';

async function withFault(fault: Parameters<Awaited<ReturnType<typeof sandboxWith>>['fault']>[0]) {
  const sandbox = await sandboxWith({ contacts: 1 });
  sandbox.fault(fault);
  const finished = await finish(sandbox, { items: inputFor(sandbox) });
  return { sandbox, finished, error: finished.error, tries: sandbox.requests.length };
}

describe('A status', () => {
  it.each([408, 425, 520, 521, 522, 523, 524, 529, 530, 507])(
    'of a service that can not answer now is repeated (%i)',
    async (status) => {
      const { finished, tries } = await withFault({ status, times: 2 });
      expect(outputOf(finished)).toMatchObject([{ deleted: true }]);
      expect(tries).toBe(3);
    },
  );

  it.each([501, 505])(
    'that never passes is not, and nothing is said of it (%i)',
    async (status) => {
      const { error, tries } = await withFault({ status });
      expect(tries).toBe(1);
      expect(error?.message).toContain(
        `was not deleted: Kore.ai could not answer (status ${status})`,
      );
      expect(error?.description).not.toContain('The request was sent');
    },
  );

  it('that stays is told with how often it was asked', async () => {
    const { error } = await withFault({ status: 524, times: Infinity });
    expect(error?.description).toContain('The request was sent 4 times.');
  });

  it("407 is the proxy's", async () => {
    const { error, tries } = await withFault({ status: 407, body: '<html>Access Denied</html>' });
    expect(tries).toBe(1);
    expect(error?.message).toContain('a proxy on the way to Kore.ai wants a login (status 407)');
    expect(error?.description).toContain('The proxy said: "Access Denied".');
  });

  it.each([405, 406])('%i is no fault of the contact', async (status) => {
    const { error, tries } = await withFault({ status });
    expect(tries).toBe(1);
    expect(error?.message).toContain(
      `the host does not take this kind of request (status ${status})`,
    );
  });

  it.each([405, 406, 407])('%i sends no halves of a batch', async (status) => {
    const sandbox = await sandboxWith({ contacts: 20 });
    sandbox.fault({ status, method: 'DELETE', times: Infinity });
    const { error } = await finish(sandbox, {
      items: inputFor(sandbox),
      parameters: { operation: 'deleteMany' },
    });
    expect(sandbox.requests).toHaveLength(1);
    expect(error?.message).toContain(`(status ${status})`);
  });
});

describe('What an earlier try may have done', () => {
  it.each([
    ['500', { status: 500, act: true }],
    ['520', { status: 520, act: true }],
    ['500 in the body of a 200', { status: 200, act: true, body: { code: 500, message: 'Oops' } }],
    ['408', { status: 408, act: true }],
  ])('counts as done when the contact is gone afterwards (%s)', async (_, fault) => {
    const { sandbox, finished, tries } = await withFault(fault);
    expect(outputOf(finished)).toEqual([{ id: sandbox.contacts[0]!.id, deleted: true }]);
    expect(tries).toBe(2);
  });
});

describe('A proxy that breaks off at CONNECT', () => {
  const before = process.env['HTTPS_PROXY'];
  let proxy: ReturnType<typeof createTcpServer>;

  beforeEach(async () => {
    proxy = createTcpServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    process.env['HTTPS_PROXY'] = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    if (before === undefined) delete process.env['HTTPS_PROXY'];
    else process.env['HTTPS_PROXY'] = before;
    await new Promise((resolve) => proxy.close(resolve));
  });

  it('is no fault of the credential, and nothing was done', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const credential = { host: 'https://kore.invalid' };
    const { error } = await finish(sandbox, { items: inputFor(sandbox), credential });
    expect(error?.message).toContain('was not deleted: the host could not be reached (Proxy');
  });
});

describe("A client that never settles over an untrue 'content-encoding'", () => {
  const untrue = { status: 200, body: 'no gzip', headers: { 'content-encoding': 'gzip' } };

  it('is left after the timeout', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    sandbox.fault({ ...untrue, times: Infinity });
    const { error } = await finish(sandbox, {
      items: inputFor(sandbox),
      options: { timeout: 200 },
    });
    expect(error?.message).toContain('may or may not have been deleted: Kore.ai did not answer');
    expect(sandbox.requests).toHaveLength(4);
  });

  it('is left when the workflow is cancelled', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    sandbox.fault({ ...untrue, times: Infinity });
    const running = begin(sandbox, { items: inputFor(sandbox), options: { timeout: 600_000 } });
    await sandbox.waitForRequests(1);
    const cancelledAt = performance.now();
    running.cancel();
    await running.finished;
    expect(performance.now() - cancelledAt).toBeLessThan(1_000);
  });
});

describe('A wait that is asked for', () => {
  it("as a date is one of the service's clock", async () => {
    const there = Date.now() - 3_600_000;
    const headers = {
      date: new Date(there).toUTCString(),
      'retry-after': new Date(there + 1_000).toUTCString(),
    };
    const { sandbox, finished } = await withFault({ status: 503, headers });
    expect(outputOf(finished)).toMatchObject([{ deleted: true }]);
    expect(sandbox.requests[1]!.at - sandbox.requests[0]!.at).toBeGreaterThanOrEqual(1_000);
  });

  it('for longer than the node waits holds the account, which is not asked again', async () => {
    const sandbox = await sandboxWith({ contacts: 12 });
    sandbox.fault({ status: 429, headers: { 'retry-after': '600' }, times: Infinity });
    const run = { items: inputFor(sandbox), onError: 'continueRegularOutput' as const };
    const first = outputOf(await finish(sandbox, run));
    const asked = sandbox.requests.length;
    // Those that were under way together.
    expect(asked).toBeLessThanOrEqual(5);
    for (const output of first) {
      expect(output['error']).toContain("the account's requests per minute are used up");
      expect(output['message']).toContain('It asks to wait for 10 minutes');
    }
    const later = outputOf(await finish(sandbox, run));
    expect(sandbox.requests).toHaveLength(asked);
    expect(later[0]?.['message']).toContain('It asks to wait for 10 minutes');
  });

  it('holds the account also where the call is not repeated', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    sandbox.fault({ status: 400, body: { message: 'No' }, headers: { 'retry-after': '1' } });
    const run = { items: inputFor(sandbox, 1), onError: 'continueRegularOutput' as const };
    await finish(sandbox, run);
    const answeredAt = performance.now();
    await finish(sandbox, run);
    expect(performance.now() - answeredAt).toBeGreaterThan(700);
  });
});

describe('A refused token', () => {
  it.each([
    [7, 'behind'],
    [-7, 'ahead of'],
  ])("is put down to n8n's clock where that is %i minutes off", async (minutes, direction) => {
    const headers = { date: new Date(Date.now() + minutes * 60_000).toUTCString() };
    const body = { errors: [{ msg: 'Invalid SDK credentials', code: 4002 }] };
    const { error } = await withFault({ status: 401, headers, body });
    expect(error?.message).toMatch(
      new RegExp(`most likely because n8n's clock is [78] minutes ${direction} Kore\\.ai's$`),
    );
    expect(error?.description).toContain('Set the clock of the machine that n8n runs on');
  });

  it('is not, where the clocks agree', async () => {
    const { error } = await withFault({ status: 401 });
    expect(error?.message).toMatch(/Kore\.ai refused the credential$/);
    expect(error?.description).not.toContain('clock');
  });
});
