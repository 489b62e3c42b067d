import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import jwt from 'jsonwebtoken';
import { startSandbox } from '.';
import type { RecordedRequest, Sandbox, SandboxOptions, Switches } from '.';
import { callSandbox, signToken } from './client';
import type { Answer, CallOptions } from './client';
import { RateLimiter } from './rateLimiter';
import { defaultSwitches } from './switches';

type Json = Record<string, unknown>;

let sandbox: Sandbox;
let waiting: Array<(request: RecordedRequest) => void> = [];

async function start(options: SandboxOptions = {}): Promise<Sandbox> {
  await stop();
  const log = (request: RecordedRequest): void => waiting.forEach((resolve) => resolve(request));
  sandbox = await startSandbox({ requestsPerMinute: 0, log, ...options });
  return sandbox;
}

async function stop(): Promise<void> {
  waiting = [];
  await (sandbox as Sandbox | undefined)?.close();
}

/** The next request to end without an answer. */
const nextCut = (): Promise<RecordedRequest> =>
  new Promise((resolve) => {
    waiting.push((request) => {
      if (request.status === 'cut') resolve(request);
    });
  });

const sign = (claims?: Json): string => signToken(sandbox.credential, claims);

const call = <T = Json>(method: string, path: string, options?: CallOptions): Promise<Answer<T>> =>
  callSandbox<T>(sandbox, method, path, options);

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(join(__dirname, '../sandbox/fixtures', `${name}.json`), 'utf8'));

/** The keys of a value, all the way down; a list stands for its first entry. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shape);
  if (typeof value !== 'object' || value === null) return typeof value;
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => [
    key,
    shape(inner),
  ]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const person = (phoneNumber: string): Json & { cellPhone: Json } => ({
  firstName: 'Asha',
  lastName: 'Rao',
  salutation: 'Ms',
  cellPhone: { phoneNumber, countryCode: '+91', extension: '+' },
});

const csvForm = (...rows: string[]): FormData => {
  const head =
    'firstName,lastName,salutation,cellPhoneNumber,cellPhoneCountryCode,cellPhoneExtension';
  const form = new FormData();
  form.append('result_file', new Blob([[head, ...rows].join('\n')]), 'people.csv');
  return form;
};

const idAt = (index: number): string => sandbox.contacts[index]?.id ?? 'none';
const failure = (msg: string, code: number): Json => ({ errors: [{ msg, code }] });

afterAll(stop);

describe('the seven calls answer in the documented shapes', () => {
  beforeAll(() => start());

  test('create: an array for an array, the country code in front of the number', async () => {
    const answer = await call<Json[]>('POST', '/contacts', { body: [person('9876500001')] });
    expect(answer.status).toBe(200);
    expect(shape(answer.body)).toEqual(shape(fixture('create.response')));
    expect(answer.body[0]).toMatchObject({
      fullName: 'Asha Rao',
      cellPhone: { phoneNumber: '+919876500001', countryCode: '+91' },
    });
    expect(sandbox.find(String(answer.body[0]?.['id']))).toMatchObject({ lastName: 'Rao' });
  });

  test('import: quoted CSV in the field result_file', async () => {
    const form = csvForm('"Ann, B.",Lee,Mrs,9876500002,+91,+', 'Bo,Li,Mr,9876500003,+91,91');
    const answer = await call<Json[]>('POST', '/contacts/import-contacts', { form });
    expect(shape(answer.body)).toEqual(shape(fixture('import.response')));
    expect(answer.body.map((contact) => contact['firstName'])).toEqual(['Ann, B.', 'Bo']);
    expect(sandbox.requests.at(-1)?.body).toMatchObject({
      result_file: { filename: 'people.csv' },
    });
  });

  test('list: pages by skip and limit, ten at a time unless asked', async () => {
    const answer = await call('GET', '/contacts');
    expect(shape(answer.body)).toEqual(shape(fixture('list.response')));
    expect(answer.body).toMatchObject({ skip: 0, limit: 10, totalPages: 2, totalResults: 13 });
    const rest = await call<{ results: Json[] }>('GET', '/contacts?skip=10&limit=10');
    expect(rest.body).toMatchObject({ skip: 10, hasMore: false });
    expect(rest.body.results.map(({ id }) => id)).toEqual([idAt(10), idAt(11), idAt(12)]);
  });

  test('update: replaces, and a missing field becomes empty', async () => {
    const answer = await call('PUT', `/contacts/${idAt(0)}`, { body: person('9876500004') });
    expect(shape(answer.body)).toEqual(shape(fixture('update.response')));
    const partial = await call('PUT', `/contacts/${idAt(0)}`, { body: { lastName: 'Roy' } });
    expect(partial.body).toMatchObject({ firstName: '', fullName: 'Roy' });
  });

  test('bulk update: counts, and contacts with _id', async () => {
    const body = [
      { id: idAt(1), ...person('9876500005') },
      { id: 'ffffffffffffffffffffffff', ...person('9876500006') },
    ];
    const answer = await call('PUT', '/contacts/bulk-update', { body });
    const expected = fixture('bulk-update.response') as Json;
    expect(shape({ ...answer.body, failedRecords: [] })).toEqual(shape(expected));
    expect(answer.body).toMatchObject({
      totalRequested: 2,
      failedRecords: [{ id: 'ffffffffffffffffffffffff', error: 'Contact not found' }],
    });
  });

  test('delete: the contact, INACTIVE; then no longer listed, and a second delete is a 404', async () => {
    const id = idAt(2);
    const answer = await call('DELETE', `/contacts/${id}`);
    expect(shape(answer.body)).toEqual(shape(fixture('delete.response')));
    expect(answer.body).toMatchObject({ id, status: 'INACTIVE' });
    expect(sandbox.find(id)?.status).toBe('INACTIVE');
    expect((await call('GET', '/contacts?limit=50')).text).not.toContain(id);
    expect((await call('DELETE', `/contacts/${id}`)).status).toBe(404);
  });

  test('bulk delete: a DELETE with a body', async () => {
    const answer = await call('DELETE', '/contacts/bulk-delete', { body: { ids: [idAt(3), 'x'] } });
    expect(shape({ ...answer.body, failedRecords: [] })).toEqual(
      shape(fixture('bulk-delete.response')),
    );
    expect(answer.body).toMatchObject({ successfulRecords: [{ id: idAt(3) }], failed: 1 });
  });

  test('there is no get-by-id; queues and a web page are there', async () => {
    expect((await call('GET', `/contacts/${idAt(0)}`)).status).toBe(404);
    expect((await call<Json[]>('GET', '/queues')).body).toHaveLength(3);
    expect(await (await fetch(sandbox.url)).text()).toContain('<html>');
  });

  test.each<[string, string, CallOptions]>([
    ['an object in place of a list', '/contacts', { body: person('9876500007') }],
    ['a missing field', '/contacts', { body: [{ ...person('9876500007'), lastName: undefined }] }],
    [
      'JSON by another name',
      '/contacts',
      { body: [person('9876500007')], headers: { 'content-type': 'text/plain' } },
    ],
    ['a form without the file', '/contacts/import-contacts', { form: new FormData() }],
    ['a bad row', '/contacts/import-contacts', { form: csvForm('Bo,Li') }],
  ])('%s is a 412 and changes nothing', async (_name, path, options) => {
    const before = sandbox.contacts.length;
    const answer = await call('POST', path, options);
    expect(answer.status).toBe(412);
    expect(answer.body).toEqual(failure('Validation errors/ Invalid arguments', 412));
    expect(sandbox.contacts).toHaveLength(before);
  });
});

describe('the token', () => {
  beforeAll(() => start());

  test.each<[string, CallOptions]>([
    ['another appId', { claims: { appId: 'cs-other' } }],
    ['no jti', { claims: { jti: undefined } }],
    ['no exp', { claims: { exp: undefined } }],
    ['an exp beyond one hour', { claims: { exp: Math.floor(Date.now() / 1000) + 3700 } }],
    ['an exp that is over', { claims: { exp: Math.floor(Date.now() / 1000) - 10 } }],
    ['another secret', { headers: { auth: jwt.sign({ appId: 'x', jti: '1' }, 'other') } }],
    ['no JWT at all', { headers: { auth: 'nonsense' } }],
    ['another account', { headers: { accountId: 'f'.repeat(24) } }],
    ['another stream', { stream: 'st-other' }],
  ])('%s: 401 Invalid SDK credentials', async (_name, options) => {
    const answer = await call('GET', '/contacts', options);
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(failure('Invalid SDK credentials', 4002));
  });

  test('a jti goes once when JTI is enforced', async () => {
    const headers = { auth: sign() };
    expect((await call('GET', '/contacts', { headers })).status).toBe(200);
    const replay = await call('GET', '/contacts', { headers });
    expect(replay.status).toBe(401);
    expect(replay.body).toEqual(failure('error verifying the jwt: possibly a replay', 401));
  });

  test('without enforcement a token needs no jti, and goes twice', async () => {
    await start({ enforceJti: false });
    const headers = { auth: sign({ jti: undefined, exp: undefined }) };
    expect((await call('GET', '/contacts', { headers })).status).toBe(200);
    expect((await call('GET', '/contacts', { headers })).status).toBe(200);
  });

  test.each(['HS512', 'RS256', 'RS512'] as const)('%s is verified, HS256 refused', async (alg) => {
    await start({ algorithm: alg });
    expect((await call('GET', '/contacts')).status).toBe(200);
    expect(sandbox.requests[0]?.token).toMatchObject({ header: { alg }, claims: { sub: 'test' } });
    const { clientId, secret } = sandbox.credential;
    const auth = jwt.sign({ appId: clientId, jti: 'a' }, secret, { expiresIn: 60 });
    expect((await call('GET', '/contacts', { headers: { auth } })).status).toBe(401);
  });

  test('an app without the scope, and the other answer to a wrong stream', async () => {
    await start({ switches: { scopeGranted: false, wrongStream: '400' } });
    const scope = await call('GET', '/contacts');
    expect(scope.body).toEqual(failure('Permission denied. Scope is incorrect!', 4002));
    const stream = await call('GET', '/contacts', { stream: 'st-other' });
    expect([stream.status, stream.body]).toEqual([400, failure('Invalid StreamId', 400)]);
  });
});

describe('the rate limit', () => {
  test('is a window that slides with the arrivals it let in', () => {
    const limiter = new RateLimiter(2, 1000, defaultSwitches);
    limiter.admit(0);
    limiter.admit(900);
    expect(() => limiter.admit(999)).toThrow('per-minute rate limit');
    limiter.admit(1000);
    expect(() => limiter.admit(1899)).toThrow('per-minute rate limit');
    limiter.admit(1900);
  });

  test('is one for all calls, and what it refuses does not count', async () => {
    await start({ requestsPerMinute: 2, rateWindowMs: 300 });
    sandbox.switches.rateLimit.retryAfter = 'seconds';
    await call('GET', '/queues');
    await call('DELETE', `/contacts/${idAt(0)}`);
    const refused = await call('GET', '/contacts');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    // Asking on and on must not push the window's end away.
    while ((await call('GET', '/contacts')).status === 429);
    const passed = sandbox.requests.filter(({ status }) => status === 200);
    expect((passed[2]?.at ?? 0) - (passed[0]?.at ?? 0)).toBeGreaterThanOrEqual(300);
  });
});

describe('faults', () => {
  beforeEach(() => start());
  const remove = (options?: CallOptions): Promise<Answer> =>
    call('DELETE', `/contacts/${idAt(0)}`, options);
  const status = (): string | undefined => sandbox.contacts[0]?.status;

  test('a status comes so many times, in the shape of a failure unless a body is given', async () => {
    sandbox.fault({ status: 503, times: 2, headers: { 'retry-after': '7' } });
    sandbox.fault({ status: 502, body: '<b>bad</b>', contentType: 'text/html' });
    sandbox.fault({ status: 500, body: { error: 'odd' } });
    const first = await remove();
    expect(first.body).toEqual(failure('Service Unavailable', 503));
    expect(first.headers.get('retry-after')).toBe('7');
    await remove();
    const html = await remove();
    expect([html.status, html.text]).toEqual([502, '<b>bad</b>']);
    expect(html.headers.get('content-type')).toBe('text/html');
    expect((await remove()).body).toEqual({ error: 'odd' });
    expect(status()).toBe('ACTIVE');
    expect((await remove()).status).toBe(200);
  });

  test('it hits only what it names, after what it lets pass', async () => {
    sandbox.fault({ method: 'delete', path: /contacts/g, id: idAt(0), after: 1, status: 500 });
    expect((await call('DELETE', `/contacts/${idAt(1)}`)).status).toBe(200);
    expect((await remove()).status).toBe(200);
    expect((await remove()).status).toBe(500);
    sandbox.fault({ path: /skip=5/, status: 500 });
    sandbox.clearFaults();
    expect((await call('GET', '/contacts?skip=5')).status).toBe(200);
  });

  test('one that stops a request spares its jti; one that acts uses it', async () => {
    const headers = { auth: sign() };
    sandbox.fault({ status: 500 });
    sandbox.fault({ status: 504, act: true });
    await remove({ headers });
    expect(status()).toBe('ACTIVE');
    expect((await remove({ headers })).status).toBe(504);
    expect(status()).toBe('INACTIVE');
    expect((await remove({ headers })).status).toBe(401);
  });

  test.each([
    ['before', 'ACTIVE'],
    ['after', 'INACTIVE'],
  ] as const)('cut %s acting', async (cut, left) => {
    sandbox.fault({ cut });
    await expect(remove()).rejects.toThrow('fetch failed');
    expect(status()).toBe(left);
    expect(sandbox.requests[0]?.status).toBe('cut');
  });

  test('a delay goes on to the true answer', async () => {
    sandbox.fault({ delayMs: 30 });
    expect((await remove()).body).toMatchObject({ status: 'INACTIVE' });
    const [{ at, endedAt } = { at: 0 }] = sandbox.requests;
    expect((endedAt ?? 0) - at).toBeGreaterThanOrEqual(29);
  });

  test.each([{ hang: true }, { drip: true }])(
    '%j lasts until the client goes away',
    async (fault) => {
      sandbox.fault({ ...fault, method: 'DELETE' });
      sandbox.fault({ ...fault, method: 'DELETE', act: true });
      for (const left of ['ACTIVE', 'INACTIVE']) {
        sandbox.clearRequests();
        const abort = new AbortController();
        const answer = remove({ signal: abort.signal });
        const cut = nextCut();
        await sandbox.waitForRequests(1);
        // One more round trip, so that the first request is surely past its hooks.
        await fetch(sandbox.url);
        abort.abort();
        await expect(answer).rejects.toThrow('aborted');
        expect((await cut).method).toBe('DELETE');
        expect(status()).toBe(left);
      }
    },
  );

  test('drip sends headers and a first byte', async () => {
    sandbox.fault({ drip: true, status: 206 });
    const response = await fetch(sandbox.url);
    expect(response.status).toBe(206);
    const chunk = await response.body?.getReader().read();
    expect(chunk?.value?.length).toBe(1);
  });

  test('closing breaks off what hangs, drips and waits, at once', async () => {
    sandbox.setLatency(60_000);
    sandbox.fault({ hang: true });
    sandbox.fault({ drip: true });
    const open = [1, 2, 3].map(() => remove());
    await sandbox.waitForRequests(3);
    expect(sandbox.maxConcurrent).toBe(3);
    const broken = Promise.allSettled(open);
    await sandbox.close();
    expect((await broken).map((outcome) => outcome.status)).toEqual(Array(3).fill('rejected'));
  });
});

describe('the switches', () => {
  beforeEach(() => start({ contacts: 25 }));
  type List = { results: Json[]; skip?: number; limit?: number; hasMore?: boolean };
  const list = async (query: string): Promise<List> =>
    (await call<List>('GET', `/contacts?${query}`)).body;

  test.each<[Switches['paging'], string, number, number, Json]>([
    ['skip', 'skip=20&limit=10', 20, 5, { skip: 20, limit: 10, hasMore: false }],
    ['page', 'skip=20&limit=10', 0, 10, { skip: 0, limit: 10, hasMore: true }],
    ['page', 'page=3&limit=10', 20, 5, { skip: 0, hasMore: false }],
    ['page-true', 'page=3&limit=10', 20, 5, { skip: 20, hasMore: false }],
    ['page0', 'page=2&limit=10', 20, 5, { skip: 0, hasMore: false }],
    ['ignored', 'skip=20&page=3', 0, 10, { skip: 0, hasMore: true }],
    ['everything', 'skip=20&limit=10', 0, 25, { skip: 0, limit: 25, hasMore: false }],
    ['endless', 'skip=20&limit=10', 20, 10, { skip: 20, hasMore: true }],
    ['repeat', 'skip=90&limit=10', 20, 5, { skip: 90, hasMore: true }],
  ])('paging %s, asked %s', async (paging, query, first, length, echo) => {
    sandbox.switches.paging = paging;
    const answer = await list(query);
    expect(answer.results).toHaveLength(length);
    expect(answer.results[0]?.['id']).toBe(idAt(first));
    expect(answer).toMatchObject(echo);
  });

  test('lists that hold less, or other limits, than they should', async () => {
    sandbox.switches.paging = 'liar';
    expect(Object.keys(await list('limit=3'))).toEqual(['results']);
    sandbox.switches.paging = 'body-array';
    expect(await list('limit=3')).toHaveLength(3);
    Object.assign(sandbox.switches, { paging: 'skip', maxLimit: 20, hasMoreMode: 'absent' });
    expect(await list('limit=50')).toMatchObject({ limit: 20 });
    expect(await list('limit=50')).not.toHaveProperty('hasMore');
    sandbox.switches.limitMode = 'fixed10';
    expect(await list('limit=2')).toMatchObject({ limit: 10 });
    sandbox.switches.limitMode = 'refuse';
    expect((await call('GET', '/contacts?limit=21')).status).toBe(412);
  });

  test.each<[Switches['failureShape'], string]>([
    ['errors-msg', '{"errors":[{"msg":"Contact not found","code":404}]}'],
    ['errors-message', '{"errors":[{"message":"Contact not found","code":404}]}'],
    ['status-error', '{"status":"Error","message":"Contact not found"}'],
    ['error', '{"error":"Contact not found"}'],
    ['code-message', '{"code":404,"message":"Contact not found"}'],
    [
      'msg-json',
      '{"errors":[{"msg":"{\\"message\\":\\"Contact not found\\",\\"code\\":404}","code":404}]}',
    ],
    ['text', 'Contact not found'],
    ['empty', ''],
    ['html', '<h1>404 Not Found</h1>'],
  ])('failures as %s, with their status or with 200', async (failureShape, text) => {
    sandbox.switches.failureShape = failureShape;
    const answer = await call('DELETE', '/contacts/nobody');
    expect(answer.status).toBe(404);
    expect(answer.text).toContain(text);
    sandbox.switches.failureStatus = '200';
    const hidden = await call('DELETE', '/contacts/nobody');
    expect([hidden.status, hidden.text]).toEqual([200, answer.text]);
  });

  test('a number that is taken', async () => {
    const body = [person('1'), person('2')];
    sandbox.add({ cellPhone: { phoneNumber: '+912', countryCode: '+91' } });
    sandbox.switches.duplicate = 'all-refused-409';
    expect((await call('POST', '/contacts', { body })).status).toBe(409);
    expect((await call('PUT', `/contacts/${idAt(0)}`, { body: person('2') })).status).toBe(409);
    expect(sandbox.contacts).toHaveLength(26);
    sandbox.switches.duplicate = 'skip-silently';
    expect((await call('POST', '/contacts', { body })).body).toHaveLength(1);
    await call('DELETE', `/contacts/${idAt(25)}`);
    sandbox.switches.inactiveBlocksNumber = true;
    expect((await call('POST', '/contacts', { body: [person('2')] })).body).toHaveLength(0);
    sandbox.switches.inactiveBlocksNumber = false;
    expect((await call('POST', '/contacts', { body: [person('2')] })).body).toHaveLength(1);
  });

  test('a number with a sign, glued twice or kept; an update that merges', async () => {
    const put = async (body: unknown): Promise<unknown> =>
      (await call('PUT', `/contacts/${idAt(0)}`, { body })).body['cellPhone'];
    const twice = { phoneNumber: '+91+915', countryCode: '+91' };
    expect(await put(person('+915'))).toMatchObject(twice);
    Object.assign(sandbox.switches, { prefixTwice: false, updateMode: 'merge' });
    expect(await put(person('+915'))).toMatchObject({ phoneNumber: '+915' });
    expect(await put({ cellPhone: { countryCode: '+1' } })).toMatchObject({ phoneNumber: '+15' });
    expect(sandbox.contacts[0]?.firstName).toBe('Asha');
  });

  test('the answers to a delete', async () => {
    const remove = (index: number): Promise<Answer> => call('DELETE', `/contacts/${idAt(index)}`);
    sandbox.switches.deleteAnswer = 'empty';
    expect((await remove(0)).status).toBe(204);
    sandbox.switches.deleteAnswer = 'empty-200';
    expect(await remove(1)).toMatchObject({ status: 200, text: '' });
    sandbox.switches.deleteAnswer = 'wrapped';
    expect((await remove(2)).body).toMatchObject({ contact: { status: 'INACTIVE' } });
    sandbox.switches.deleteAnswer = 'active';
    expect((await remove(3)).body).toMatchObject({ status: 'ACTIVE' });
    expect(sandbox.contacts.map(({ status }) => status).indexOf('ACTIVE')).toBe(3);
    Object.assign(sandbox.switches, { deleteAnswer: 'contact', idField: '_id' });
    expect((await remove(3)).body).toMatchObject({ _id: idAt(3) });
    sandbox.switches.secondDelete = '200';
    expect((await remove(3)).status).toBe(200);
    sandbox.switches.secondDelete = '410';
    expect((await remove(3)).status).toBe(410);
  });

  test('bulk calls that fail in part or as a whole', async () => {
    const ids = [idAt(0), 'nobody'];
    const bulk = (): Promise<Answer> => call('DELETE', '/contacts/bulk-delete', { body: { ids } });
    sandbox.switches.bulkPartial = 'all-or-nothing';
    expect((await bulk()).status).toBe(400);
    Object.assign(sandbox.switches, { bulkMax: 1, bulkRefusal: 413 });
    expect((await bulk()).status).toBe(413);
    expect(sandbox.contacts[0]?.status).toBe('ACTIVE');
    Object.assign(sandbox.switches, { bulkMax: 9, bulkPartial: 'per-record', bulkStatus: 207 });
    sandbox.switches.failedRecordShape = 'bare-id';
    expect(await bulk()).toMatchObject({ status: 207, body: { failedRecords: ['nobody'] } });
    sandbox.switches.bulkPartial = 'silent';
    sandbox.switches.bulkDeleteInactive = 'successful';
    const successfulRecords = [{ id: idAt(0) }];
    expect((await bulk()).body).toMatchObject({ failed: 0, failedRecords: [], successfulRecords });
  });
});

describe('the people', () => {
  test('are the same for the same seed, and all different', async () => {
    await start({ contacts: 300, seed: 7 });
    const { contacts, credential } = sandbox;
    const again = await start({ contacts: 300, seed: 7 });
    expect(again.contacts).toEqual(contacts);
    expect({ ...again.credential, host: '' }).toEqual({ ...credential, host: '' });
    expect(new Set(contacts.map(({ id }) => id)).size).toBe(300);
    expect(new Set(contacts.map(({ cellPhone }) => cellPhone.phoneNumber)).size).toBe(300);
    expect(contacts.every(({ id }) => /^[0-9a-f]{24}$/.test(id))).toBe(true);
    expect(credential.streamId).toMatch(
      /^st-[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-/,
    );
    expect((await start({ contacts: 1, seed: 8 })).contacts[0]?.id).not.toBe(contacts[0]?.id);
  });

  test('can be put in directly', async () => {
    await start({ contacts: 0 });
    const phone = { phoneNumber: '+15550001', countryCode: '+1' };
    const added = sandbox.add({ firstName: 'Zoë', status: 'INACTIVE', cellPhone: phone });
    expect(sandbox.contacts).toEqual([added]);
    expect(added).toMatchObject({ cellPhone: phone, fullName: `Zoë ${added.lastName}` });
    expect(sandbox.requests).toEqual([]);
  });
});
