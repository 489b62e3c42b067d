import fc from 'fast-check';
import { failureOf } from '../../../../../nodes/shared/http/judge';
import { readResponse } from '../../../../../nodes/shared/http/message';
import type { Failure, FailureKind } from '../../../../../nodes/shared/problem/failure';
import created from '../../../../sandbox/fixtures/create.response.json';
import deleted from '../../../../sandbox/fixtures/delete.response.json';
import deletedMany from '../../../../sandbox/fixtures/bulk-delete.response.json';
import imported from '../../../../sandbox/fixtures/import.response.json';
import listed from '../../../../sandbox/fixtures/list.response.json';
import updated from '../../../../sandbox/fixtures/update.response.json';
import updatedMany from '../../../../sandbox/fixtures/bulk-update.response.json';

/** The one contact that the judged calls are about. */
const ID = '65f7d49a5dd06e2cefa12345';

/** Judges an answer as it comes over the line: `body` is text, or becomes JSON. */
function judge(status: number, body: unknown, headers = {}): Failure | undefined {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return failureOf(readResponse({ statusCode: status, headers, body: text }), ID);
}

const page = (text: string): string =>
  `<!DOCTYPE html><html><head><title>x</title></head><body><h1>${text}</h1></body></html>`;

/** The ways in which Kore.ai's public APIs write one and the same failure. */
const spellings: Record<string, (msg: string, code: number) => unknown> = {
  'errors with msg': (msg, code) => ({ errors: [{ msg, code }] }),
  'errors with message': (message, code) => ({ errors: [{ message, code }] }),
  'msg in JSON': (msg, code) => ({
    errors: [{ msg: JSON.stringify({ message: msg, code }), code }],
  }),
  // A second reason that is none: beside another one, a contact is not taken for missing.
  'several errors': (msg, code) => ({ errors: [{ msg, code }, { msg: 'Request failed' }] }),
  'a status Error': (message) => ({ status: 'Error', message }),
  'an error': (error) => ({ error }),
  'code and message': (message, code) => ({ code, message }),
  'an error object': (message, code) => ({ error: { message, code } }),
};

/** The rows of test/sandbox/README.md and the texts that are like them. */
const rows: Array<[string, number, number, FailureKind]> = [
  ['Invalid SDK credentials', 4002, 401, 'unauthorized'],
  ['Permission denied. Scope is incorrect!', 4002, 401, 'unauthorized'],
  ['error verifying the jwt: possibly a replay', 401, 401, 'unauthorized'],
  ['Forbidden', 403, 403, 'unauthorized'],
  ['The scope is incorrect', 412, 412, 'unauthorized'],
  ['Invalid StreamId', 400, 400, 'refused'],
  ['Validation errors/ Invalid arguments', 412, 412, 'refused'],
  ['Contact with phone number 98 already exists', 409, 409, 'refused'],
  ['Contact not found', 404, 404, 'missing'],
  ['Contact not found', 400, 400, 'missing'],
  ['No such contact', 412, 412, 'missing'],
  ['Contact is already deleted', 400, 400, 'missing'],
  ['Not Found', 404, 404, 'missing'],
  ['Gone', 410, 410, 'missing'],
  ["You've exceeded the per-minute rate limit. Please wait.", 429, 429, 'rateLimit'],
  ["You've exceeded the per-minute rate limit. Please wait.", 400, 400, 'rateLimit'],
  ['Rate limit for this API has been reached', 4002, 401, 'rateLimit'],
  ['Rate limit for this API has been reached', 503, 503, 'rateLimit'],
  ['Internal Server Error', 500, 500, 'unavailable'],
  ['Bad Gateway', 502, 502, 'unavailable'],
  ['Service Unavailable', 503, 503, 'unavailable'],
  ['Gateway Timeout', 504, 504, 'unavailable'],
];

describe.each(Object.entries(spellings))('a failure written as %s', (_, spell) => {
  it.each(rows)('says "%s" (%i) with status %i, and is %s', (msg, code, status, kind) => {
    const failure = judge(status, spell(msg, code));
    expect(failure).toMatchObject({ kind, status });
    expect(failure?.words).toContain(msg);
  });
});

it('a failure with the code of refused credentials is one, whatever its words and status', () => {
  expect(judge(400, { errors: [{ msg: 'No', code: 4002 }] })?.kind).toBe('unauthorized');
  expect(judge(200, { code: '4002', message: 'No' })?.kind).toBe('unauthorized');
});

describe.each(['', 'text'])('a failure without JSON', (words) => {
  it.each([
    [401, 'unauthorized'],
    [403, 'unauthorized'],
    // A text that says nothing of a contact may be any server's.
    [404, words === '' ? 'missing' : 'refused'],
    [410, words === '' ? 'missing' : 'refused'],
    [400, 'refused'],
    [412, 'refused'],
    [429, 'rateLimit'],
    [500, 'unavailable'],
    [502, 'unavailable'],
    [503, 'unavailable'],
    [504, 'unavailable'],
    [408, 'unavailable'],
    [425, 'unavailable'],
    [520, 'unavailable'],
    [530, 'unavailable'],
    [405, 'unsupported'],
    [406, 'unsupported'],
    [407, 'proxy'],
  ] as const)(`of '${words}' with status %i is %s`, (status, kind) => {
    expect(judge(status, words)).toEqual({ kind, status, words, retryAfterMs: undefined });
  });
});

describe('a success status', () => {
  const disguised = rows.filter(([, code]) => code >= 400);
  const telling = Object.entries(spellings).flatMap(([spelling, spell]) =>
    disguised.map(([msg, code]) => [spelling, msg, spell(msg, code)] as const),
  );

  it.each(telling)('is not believed over %s that say "%s"', (_, msg, body) => {
    expect(judge(200, body)?.words).toContain(msg);
  });

  it.each([
    [{ errors: [{ msg: 'Invalid SDK credentials', code: 4002 }] }, 'unauthorized'],
    [{ code: 404, message: 'Contact not found' }, 'missing'],
    [{ error: "You've exceeded the per-minute rate limit." }, 'rateLimit'],
    [{ message: 'Rate limit for this API has been reached' }, 'rateLimit'],
    ["You've exceeded the per-minute rate limit. Please wait.", 'rateLimit'],
    ['"Rate limit for this API has been reached"', 'rateLimit'],
    [{ errors: [{ msg: 'Internal Server Error', code: 500 }] }, 'unavailable'],
    [{ status: 'failed', message: 'no' }, 'refused'],
    [{ statusCode: '412', message: 'no' }, 'refused'],
    [page('Sign in'), 'notKore'],
  ] as const)('over %j is a failure all the same: %s', (body, kind) => {
    expect(judge(200, body)?.kind).toBe(kind);
  });

  it('over a failure counts as the code in the body', () => {
    expect(judge(200, { errors: [{ msg: 'x', code: 412 }] })?.status).toBe(412);
  });

  it.each(
    Object.entries({ created, deleted, deletedMany, imported, listed, updated, updatedMany }),
  )("is believed over Kore.ai's own sample: %s", (_, body) => {
    expect(judge(200, body)).toBeUndefined();
  });

  it.each([
    ['', 204],
    ['{}', 200],
    ['[]', 200],
    ['null', 200],
    [{ id: 'a', firstName: 'Error', lastName: 'Fail', status: 'ACTIVE' }, 200],
    [{ id: 'a', firstName: 'Rate Limit', lastName: 'Not found' }, 200],
    [{ _id: 'a', error: 'a field of the contact', code: 404 }, 200],
    [{ id: 'a', status: 'ERROR' }, 200],
    [{ results: [], message: 'rate limit' }, 200],
    [{ results: [{ id: 'a', fullName: 'Rate Limit' }], code: 500 }, 200],
    [{ successfulRecords: [], errors: ['x'] }, 200],
    [{ code: 200, message: 'Contact deleted' }, 200],
    [{ status: 'INACTIVE' }, 200],
    [{ error: null, errors: [], status: 'ok' }, 201],
  ])('over %j (%i) is a success', (body, status) => {
    expect(judge(status, body)).toBeUndefined();
  });
});

describe('a page, a redirect and a wait', () => {
  it.each([
    [200, 'Sign in', 'notKore'],
    [401, 'Sign in', 'notKore'],
    [404, 'Not Found', 'notKore'],
    [405, 'Not Allowed', 'unsupported'],
    [407, 'Access Denied', 'proxy'],
    [403, 'Blocked', 'notKore'],
    [429, 'Slow down', 'rateLimit'],
    [403, 'Rate limit exceeded', 'rateLimit'],
    [500, 'Oops', 'unavailable'],
    [502, 'Bad Gateway', 'unavailable'],
    [503, 'Down', 'unavailable'],
    [504, 'Timeout', 'unavailable'],
  ] as const)('of status %i that says %s is %s', (status, text, kind) => {
    expect(judge(status, page(text))).toMatchObject({ kind, status, words: text });
  });

  it.each([301, 302, 303, 307, 308])('of status %i is a redirect, wherever it points', (status) => {
    const headers = { location: 'https://login.example/\u0000<b>?x=1' };
    expect(judge(status, deleted, headers)).toEqual({
      kind: 'redirected',
      status,
      words: 'https://login.example/ ?x=1',
    });
    expect(judge(status, '')?.words).toBe('');
  });

  it('is asked for by Retry-After, with JSON and with a page', () => {
    const headers = { 'retry-after': '30' };
    for (const body of [{ error: 'rate limit' }, page('Down'), '']) {
      expect(judge(503, body, headers)?.retryAfterMs).toBe(30_000);
    }
  });
});

describe('whatever a server answers', () => {
  const status = fc.oneof(fc.constantFrom(200, 204, 401, 404, 429, 500), fc.nat(999));
  const fields = fc.dictionary(
    fc.constantFrom('status', 'code', 'statusCode', 'error', 'errors', 'msg', 'message', 'id'),
    fc.oneof(fc.jsonValue(), fc.constantFrom('Error', { toString: 1 }, [{ code: { valueOf: 0 } }])),
  );

  it('never makes it throw, and nothing is shown that is not clean', () => {
    const body = fc.oneof(fields, fc.jsonValue(), fc.string(), fc.anything());
    fc.assert(
      fc.property(status, body, (code, value) => {
        const failure = judge(code, typeof value === 'bigint' ? '' : value);
        expect(failure?.words ?? '').not.toMatch(/[\p{Cc}\p{Cf}<>]/u);
      }),
      { numRuns: 1_000 },
    );
  });

  it('a status of 400 or more is never a success', () => {
    fc.assert(
      fc.property(fc.integer({ min: 400, max: 599 }), fc.jsonValue(), (code, body) => {
        expect(judge(code, body)).toBeDefined();
      }),
    );
  });
});

describe('a rate limit', () => {
  it.each([
    [409, { message: 'The number belongs to Acme Corporate Limited' }],
    [409, { message: 'Rate limit exceeded is the name of another contact' }],
    [400, { message: 'The number belongs to First Rate Limited' }],
    [400, { message: "Contact 'Rate Limit Ltd' exists already" }],
  ])('is not told by the name of a contact (%i %j)', (status, body) => {
    expect(judge(status, body)?.kind).toBe('refused');
  });

  it.each(['Contact of Acme Corporate Limited deleted', { message: 'Deleted First Rate Limited' }])(
    'is not told by a success that names one: %j',
    (body) => {
      expect(judge(200, body)).toBeUndefined();
    },
  );

  it.each([
    'You have exceeded the hourly rate limit',
    'API rate limit exceeded',
    'You are being rate limited',
    'Rate limited',
    'rate-limit',
  ])('is told by a sentence about it: "%s"', (msg) => {
    expect(judge(400, { errors: [{ msg }] })?.kind).toBe('rateLimit');
  });
});

describe('a success that says no', () => {
  it.each([
    { success: 'false' },
    { success: false },
    { acknowledged: false },
    { status: 'Failure' },
    { message: 'Contact could not be deleted' },
    { message: "The contact wasn't updated" },
    '"Contact could not be deleted"',
  ])('is a failure: %j', (body) => {
    expect(judge(200, body)?.kind).toBe('refused');
    expect(judge(200, body)?.words).not.toBe('');
  });

  it.each(['OK', '"DELETED"', 'true', { status: 'success' }, { success: true, message: 'Done' }])(
    'is no failure where it says yes: %j',
    (body) => {
      expect(judge(200, body)).toBeUndefined();
    },
  );
});
