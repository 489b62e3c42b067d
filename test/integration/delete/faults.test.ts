jest.mock('../../../nodes/shared/http/limits', () => ({
  ...jest.requireActual<object>('../../../nodes/shared/http/limits'),
  // The waits keep their proportions, a hundred times shorter.
  FIRST_WAIT_MS: 10,
  LONGEST_WAIT_MS: 320,
  LONGEST_RETRY_AFTER_MS: 2_500,
}));

import { createServer, type Server } from 'http';
import type { AddressInfo } from 'net';
import {
  callsOf,
  deletedIn,
  expectNoSecrets,
  finish,
  inputFor,
  outputOf,
  RATE_LIMIT,
  sandboxWith,
} from '../helpers';

async function withFault(
  fault: Parameters<Awaited<ReturnType<typeof sandboxWith>>['fault']>[0],
  options = {},
) {
  const sandbox = await sandboxWith({ contacts: 1 });
  sandbox.fault(fault);
  const finished = await finish(sandbox, { items: inputFor(sandbox), options });
  return { sandbox, finished, error: finished.error, tries: sandbox.requests.length };
}

describe('A request is repeated', () => {
  it.each([
    ['429', { status: 429 }],
    ['429 without a body', { status: 429, body: '' }],
    [
      'the text of the rate limit with 400',
      { status: 400, body: { errors: [{ msg: RATE_LIMIT }] } },
    ],
    [
      'the older text with 403',
      { status: 403, body: { message: 'Rate limit for this API has been reached' } },
    ],
    [
      'the text of the rate limit with 200',
      { status: 200, body: { errors: [{ msg: RATE_LIMIT }] } },
    ],
    [
      'the rate limit in a web page',
      { status: 503, body: `<html>${RATE_LIMIT}</html>`, contentType: 'text/html' },
    ],
    ['500', { status: 500 }],
    [
      '502 with a web page',
      { status: 502, body: '<html>Bad Gateway</html>', contentType: 'text/html' },
    ],
    ['503', { status: 503 }],
    ['504', { status: 504 }],
    [
      '500 in the body of a 200',
      { status: 200, body: { errors: [{ msg: 'Internal Server Error', code: 500 }] } },
    ],
    ['a cut before it was carried out', { cut: 'before' as const }],
    ['Retry-After in seconds', { status: 429, headers: { 'retry-after': '0.05' } }],
    [
      'Retry-After as a date',
      { status: 503, headers: { 'retry-after': new Date().toUTCString() } },
    ],
    ['a Retry-After that makes no sense', { status: 429, headers: { 'retry-after': 'soon' } }],
  ])('after %s', async (_, fault) => {
    const { sandbox, finished, tries } = await withFault({ ...fault, times: 2 });
    expect(finished.error).toBeUndefined();
    expect(outputOf(finished)).toMatchObject([{ status: 'INACTIVE', deleted: true }]);
    expect(tries).toBe(3);
    const ids = sandbox.requests.map(({ token }) => token?.claims['jti'] as unknown);
    expect(new Set(ids).size).toBe(3);
  });

  it('no more than a handful of times, and then says so', async () => {
    const { error, tries } = await withFault({ status: 502, times: Infinity });
    expect(tries).toBe(4);
    expect(error?.message).toContain('Kore.ai could not answer (status 502)');
    expect(error?.httpCode).toBe('502');
  });

  it('at the rate limit for longer than the window of a minute, and then says so', async () => {
    const { sandbox, error, tries } = await withFault({ status: 429, times: Infinity });
    expect(tries).toBe(9);
    const waited = sandbox.requests.at(-1)!.at - sandbox.requests[0]!.at;
    // A hundred times shorter than in life: 600 ms stand for the minute.
    expect(waited).toBeGreaterThan(600);
    expect(error?.message).toContain("the account's requests per minute are used up");
  });

  it('not where the answer asks to wait for longer than a run should stand', async () => {
    const { error, tries } = await withFault({ status: 429, headers: { 'retry-after': '3600' } });
    expect(tries).toBe(1);
    expect(error?.message).toContain('requests per minute are used up');
  });

  it('not before the time that Retry-After names', async () => {
    const { sandbox } = await withFault({ status: 503, headers: { 'retry-after': '1' } });
    expect(sandbox.requests[1]!.at - sandbox.requests[0]!.at).toBeGreaterThanOrEqual(1000);
  });

  it('not before the date that Retry-After names', async () => {
    // Dates have whole seconds: from the answer's own, this one is one or two away.
    const date = new Date(Date.now() + 1_700).toUTCString();
    const { sandbox } = await withFault({ status: 503, headers: { 'retry-after': date } });
    const repeated = performance.timeOrigin + sandbox.requests[1]!.at;
    // The two clocks may differ a little.
    expect(repeated).toBeGreaterThan(Date.parse(date) - 100);
  });

  it.each([400, 401, 403, 404, 409, 412, 413, 422, 501])('not after %d', async (status) => {
    const { tries, error } = await withFault({
      status,
      body: { errors: [{ msg: 'No', code: status }] },
    });
    expect(tries).toBe(1);
    expect(error?.description).toContain('Kore.ai said: "No".');
    expect(error?.httpCode).toBe(String(status));
  });
});

describe('A deletion whose answer was lost', () => {
  it.each([
    ['cut', { cut: 'after' as const }],
    ['never answered', { hang: true, act: true }],
    ['answered by a gateway with 502', { status: 502, act: true }],
    ['answered by a gateway with 504', { status: 504, act: true }],
  ])('counts as done when the retry finds the contact gone (%s)', async (_, fault) => {
    const { sandbox, finished, tries } = await withFault(fault, { timeout: 250 });
    expect(finished.error).toBeUndefined();
    expect(outputOf(finished)).toEqual([{ id: sandbox.contacts[0]!.id, deleted: true }]);
    expect(tries).toBe(2);
  });

  it('counts as done also when another refusal came between', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    sandbox.fault({ cut: 'after' });
    sandbox.fault({ status: 503 });
    const finished = await finish(sandbox, { items: inputFor(sandbox) });
    expect(outputOf(finished)).toEqual([{ id: sandbox.contacts[0]!.id, deleted: true }]);
    expect(sandbox.requests).toHaveLength(3);
  });

  it('is told as unsure when no try is answered', async () => {
    const { sandbox, error, tries } = await withFault({ cut: 'after', times: Infinity });
    expect(tries).toBe(4);
    expect(error?.message).toBe(
      `Contact '${sandbox.contacts[0]!.id}' may or may not have been deleted: Kore.ai did not answer (ECONNRESET)`,
    );
  });

  it.each([
    ['504 all the time', { status: 504, act: true, times: Infinity }, undefined],
    ['a cut and then a refusal', { cut: 'after' as const }, { status: 412 }],
    ['500 all the time', { status: 500, act: true, times: Infinity }, undefined],
  ])('is never said not to have happened (%s)', async (_, fault, then) => {
    const sandbox = await sandboxWith({ contacts: 1 });
    sandbox.fault(fault);
    if (then !== undefined) sandbox.fault(then);
    const { error } = await finish(sandbox, { items: inputFor(sandbox) });
    expect(error?.message).toContain('may or may not have been deleted');
    expect(deletedIn(sandbox)).toHaveLength(1);
  });

  it('does not make a contact that was never there count as deleted', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    sandbox.fault({ status: 503 });
    const { error } = await finish(sandbox, { items: [{ contactId: 'nobody' }] });
    expect(error?.message).toBe("Contact 'nobody' was not found at Kore.ai");
    expect(callsOf(sandbox)).toHaveLength(2);
  });
});

describe('A server that does not behave', () => {
  it.each([
    ['never answers', { hang: true, times: Infinity }],
    ['sends a byte now and then for ever', { drip: true, times: Infinity }],
  ])('and %s is left after the timeout', async (_, fault) => {
    const { error, tries } = await withFault(fault, { timeout: 300 });
    expect(tries).toBe(4);
    expect(error?.message).toMatch(
      /Kore\.ai did not answer \((no answer within 300 ms|ECONNABORTED)\)/,
    );
  });

  it.each([301, 302, 307, 308])(
    'and redirects (%d) gets no token to another host',
    async (status) => {
      const asked: string[] = [];
      const other: Server = createServer((request, response) => {
        asked.push(String(request.headers['auth']));
        response.end('{}');
      });
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      const location = `http://127.0.0.1:${(other.address() as AddressInfo).port}/elsewhere`;
      const { error, tries } = await withFault({ status, headers: { location } });
      await new Promise((resolve) => other.close(resolve));
      expect(asked).toEqual([]);
      expect(tries).toBe(1);
      expect(error?.message).toContain(`the host answered with a redirect (status ${status})`);
      expect(error?.description).toContain(location);
    },
  );

  it('and can not be reached is named as that', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const items = inputFor(sandbox);
    await sandbox.close();
    const { error } = await finish(sandbox, { items });
    expect(error?.message).toContain('the host could not be reached (ECONNREFUSED)');
    expect(error?.description).toContain("'Environment URL'");
  });

  it('and repeats the token, in a failure or in an answer, does not get it saved', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    // What is repeated is a token of the same credential, signed by the same code.
    await finish(sandbox, { items: [{ contactId: 'nobody' }] });
    const token = sandbox.requests[0]!.rawToken!;
    sandbox.clearRequests();
    sandbox.fault({
      status: 400,
      body: { errors: [{ msg: `Bad token ${token}` }, { msg: token }] },
    });
    const failed = await finish(sandbox, { items: inputFor(sandbox) });
    expect(failed.error?.description).toContain('[token removed]');
    expect(failed.saved).not.toContain(token);
    sandbox.fault({ status: 200, body: { status: 'INACTIVE', echo: { auth: token } } });
    const answered = await finish(sandbox, { items: inputFor(sandbox) });
    expect(outputOf(answered)).toMatchObject([{ echo: { auth: '[token removed]' } }]);
    expect(answered.saved).not.toContain(token);
  });
});

describe("Kore's own words", () => {
  it('are all told, without markup and control characters', async () => {
    const body = {
      errors: [
        { msg: '<b>First</b>\u0007 name\nis required', code: 412 },
        { message: JSON.stringify({ errors: [{ msg: 'cellPhone is required' }] }) },
      ],
    };
    const { error } = await withFault({ status: 412, body });
    expect(error?.description).toContain(
      'Kore.ai said: "First name is required; cellPhone is required".',
    );
  });

  it('are shortened', async () => {
    const { error } = await withFault({ status: 400, body: { message: 'x'.repeat(9999) } });
    expect(error?.description?.length).toBeLessThan(900);
    expect(error?.description).toContain('…');
  });

  it.each([
    [
      'Invalid SDK credentials',
      /Client ID, Client Secret.*Account ID and App \(Stream\) ID.*Configuration.*published/,
    ],
    ['Permission denied. Scope is incorrect!', /API scope Configuration, then publish the app/],
    ['error verifying the jwt: possibly a replay', /Client ID, Client Secret/],
  ])('%s: the advice names credential, scope and publishing', async (msg, advice) => {
    const body = { errors: [{ msg, code: 4002 }] };
    const { error } = await withFault({ status: 401, body, times: Infinity });
    expect(error?.message).toContain('Kore.ai refused the credential');
    expect(error?.description).toContain(msg);
    expect(error?.description).toMatch(advice);
  });

  it.each([
    [401, { status: 401, body: '', contentType: 'text/plain' }],
    [401, { status: 401, body: { message: 'Unauthorized' } }],
    [403, { status: 403, body: { message: 'Forbidden' } }],
  ])('may be missing or mean anything: the advice for %d is the same', async (status, fault) => {
    const { error, tries } = await withFault(fault);
    expect(tries).toBe(1);
    expect(error?.httpCode).toBe(String(status));
    expect(error?.message).toContain('Kore.ai refused the credential');
    for (const hint of ['Client ID', 'Client Secret', 'scope Configuration', 'published']) {
      expect(error?.description).toContain(hint);
    }
  });

  it('are told for a wrong secret, which appears nowhere', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const credential = { secret: 'a secret that is wrong' };
    const { error, saved } = await finish(sandbox, { items: inputFor(sandbox), credential });
    expect(error?.description).toContain('Invalid SDK credentials');
    expectNoSecrets(saved, sandbox, credential);
    expect(deletedIn(sandbox)).toEqual([]);
  });
});

describe('One reason for all of many contacts', () => {
  it.each([409, 405, 501])('is met as often as a batch has contacts (%d)', async (status) => {
    const sandbox = await sandboxWith({ contacts: 300 });
    const body = { errors: [{ msg: 'Deleting is switched off' }] };
    sandbox.fault({ method: 'DELETE', status, body, times: Infinity });
    const onError = 'continueRegularOutput' as const;
    const finished = await finish(sandbox, { items: inputFor(sandbox), onError });
    const output = outputOf(finished);
    expect(output).toHaveLength(300);
    for (const { message } of output) expect(message).toContain('Deleting is switched off');
    expect(output.at(-1)?.['message']).toContain('this one was not sent alone');
    expect(sandbox.requests.length).toBeLessThanOrEqual(104);
  });

  it('is none where contacts are gone', async () => {
    const sandbox = await sandboxWith({ contacts: 300 });
    for (const contact of sandbox.contacts.slice(0, 200)) contact.status = 'INACTIVE';
    const options = { ifMissing: 'continue' };
    const finished = await finish(sandbox, { items: inputFor(sandbox), options });
    expect(outputOf(finished).map(({ deleted }) => deleted)).toEqual(
      sandbox.contacts.map((_, i) => i >= 200),
    );
  });
});
