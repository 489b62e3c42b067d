import fc from 'fast-check';
import { createToken } from '../../../../../credentials/signing/token';
import {
  type Call,
  readResponse,
  requestFor,
  retryAfterMs,
  timeIn,
} from '../../../../../nodes/shared/http/message';

const token =
  createToken({ clientId: 'cs-1', identity: 'n8n', algorithm: 'HS256', signWith: 'secret' }) ?? '';

const base = 'https://platform.kore.ai/agentassist/api/v1/public/st-1';

const call: Call = { method: 'GET', path: ['contacts'], timeout: 30_000 };

describe('a call as it is sent', () => {
  it('asks for the raw answer, whatever its status, and follows no redirect', () => {
    expect(requestFor({ ...call, timeout: 1_234 }, base)).toEqual({
      method: 'GET',
      url: `${base}/contacts`,
      headers: { Accept: 'application/json' },
      timeout: 1_234,
      encoding: 'text',
      returnFullResponse: true,
      ignoreHttpStatusErrors: true,
      disableFollowRedirect: true,
    });
  });

  it('has its query beside the path', () => {
    const query = { skip: 0, limit: 100 };
    expect(requestFor({ ...call, query }, base)).toMatchObject({
      url: `${base}/contacts`,
      qs: query,
    });
  });

  it.each([[{ ids: ['a', 'b'] }], [[{ firstName: 'Asha' }]], [{}], [[]], [null]])(
    'has %j as JSON, and says so',
    (body) => {
      const request = requestFor({ ...call, method: 'PUT', body }, base);
      expect(request.headers).toEqual({
        Accept: 'application/json',
        'Content-Type': 'application/json',
      });
      expect(JSON.parse(String(request.body))).toEqual(body);
    },
  );

  it('has a body that is written already as it is, and its type', () => {
    const multipart = { type: 'multipart/form-data; boundary=x', content: '--x\r\n"a",b\r\n--x--' };
    const request = requestFor({ ...call, method: 'POST', multipart }, base);
    expect(request.body).toBe(multipart.content);
    expect(request.headers?.['Content-Type']).toBe(multipart.type);
  });

  it('has each part of its path escaped', () => {
    const part = fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('a/b', 'a?b', 'a#b', '%2f'));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), (path) => {
        const { url } = requestFor({ ...call, path }, base);
        expect(url.startsWith(`${base}/`)).toBe(true);
        expect(
          url
            .slice(base.length + 1)
            .split('/')
            .map(decodeURIComponent),
        ).toEqual(path);
        expect(url).not.toMatch(/[?#\s]/);
      }),
    );
  });
});

describe('a raw answer', () => {
  it('gives its status, its text and its body', () => {
    expect(readResponse({ statusCode: 201, headers: {}, body: '{"id":"a"}' })).toMatchObject({
      status: 201,
      text: '{"id":"a"}',
      body: { id: 'a' },
      isPage: false,
    });
  });

  it.each(['', undefined, null, 'no json', Buffer.from('{"id":"a"}')])(
    'has no body where %p is no text in JSON',
    (body) => {
      expect(readResponse({ statusCode: 200, body }).body).toBeUndefined();
    },
  );

  it('repeats no token, neither in its text nor in its body', () => {
    const reply = readResponse({
      statusCode: 400,
      body: JSON.stringify({ auth: token, x: [token] }),
    });
    expect(JSON.stringify(reply)).not.toContain(token.split('.')[2]);
    expect(reply.body).toEqual({ auth: '[token removed]', x: ['[token removed]'] });
  });

  it.each([
    '<!DOCTYPE html><p>',
    '\n  <html lang="en">',
    '<HEAD>',
    '<body>',
    '<?xml version="1.0"?>',
  ])('is a page where it begins with %j', (body) => {
    expect(readResponse({ statusCode: 502, body }).isPage).toBe(true);
  });

  it.each(['', 'Bad Gateway', '{"msg":"<html>"}', '"<html>"', '<b>x</b>', 'see <html>'])(
    'is no page where it is %j',
    (body) => {
      expect(readResponse({ statusCode: 502, body }).isPage).toBe(false);
    },
  );

  it('tells where a redirect points and how long to wait', () => {
    const headers = { location: 'https://a.example/', 'retry-after': '7' };
    expect(readResponse({ statusCode: 302, headers })).toMatchObject({
      location: 'https://a.example/',
      retryAfterMs: 7_000,
    });
  });

  it('tells neither where the headers do not', () => {
    const reply = readResponse({
      statusCode: 200,
      headers: { location: ['a', 'b'], 'retry-after': 7 },
    });
    expect([reply.location, reply.retryAfterMs]).toEqual([undefined, undefined]);
    expect(readResponse({ statusCode: 200 }).location).toBeUndefined();
  });

  it('reads a date in Retry-After against the clock', () => {
    const inAMinute = new Date(Date.now() + 60_000).toUTCString();
    const { retryAfterMs = NaN } = readResponse({
      statusCode: 429,
      headers: { 'retry-after': inAMinute },
    });
    expect(retryAfterMs).toBeGreaterThan(50_000);
    expect(retryAfterMs).toBeLessThanOrEqual(60_000);
  });

  it('reads a date in Retry-After against the clock that it is of', () => {
    for (const hours of [1, -3]) {
      const there = Date.now() + hours * 3_600_000;
      const headers = {
        date: new Date(there).toUTCString(),
        'retry-after': new Date(there + 60_000).toUTCString(),
      };
      expect(readResponse({ statusCode: 429, headers }).retryAfterMs).toBe(60_000);
    }
  });

  it('tells the time of its server', () => {
    const date = 'Sun, 06 Nov 1994 08:49:37 GMT';
    const response = readResponse({ statusCode: 401, headers: { date } });
    expect(timeIn(response.date)).toBe(Date.UTC(1994, 10, 6, 8, 49, 37));
  });

  it.each([undefined, '', 'today', 7])('tells no time where Date is %j', (date) => {
    expect(timeIn(readResponse({ statusCode: 401, headers: { date } }).date)).toBeUndefined();
  });
});

const now = Date.UTC(1994, 10, 6, 8, 49, 0);

describe('Retry-After', () => {
  it.each([
    ['0', 0],
    ['1', 1_000],
    ['120', 120_000],
    [' 5 ', 5_000],
    ['1.5', 1_500],
    ['0.0001', 1],
  ])('in seconds: %j is %i ms', (header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms);
  });

  it.each([
    ['Sun, 06 Nov 1994 08:49:37 GMT', 37_000],
    ['Sun, 06 Nov 1994 09:49:00 GMT', 3_600_000],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 37_000],
    // The oldest form names no zone, and means GMT (RFC 9110, section 5.6.7).
    ['Sun Nov  6 08:49:37 1994', 37_000],
  ])('as a date, in all three forms of HTTP: %j is %i ms away', (header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms);
  });

  it('as a date that has passed is no wait', () => {
    expect(retryAfterMs('Sun, 06 Nov 1994 08:48:59 GMT', now)).toBe(0);
    expect(retryAfterMs('Thu, 01 Jan 1970 00:00:00 GMT', now)).toBe(0);
  });

  it.each([
    ...[undefined, '', ' ', 'soon', '-5', '+5', '5s', '1e3', '0x10', 'NaN', 'Infinity', '1,5'],
    ...['2094-01-01', 'May 5', '1/2/2094', 'Sun, 99 Nov 1994 08:49:37 GMT', '60, 60'],
  ])('that makes no sense is as if it were not there: %j', (header) => {
    expect(retryAfterMs(header, now)).toBeUndefined();
  });

  it('is read as written, for any number of seconds and any later second', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000 }), (seconds) => {
        expect(retryAfterMs(String(seconds), now)).toBe(seconds * 1000);
        const date = new Date(now + seconds * 1000).toUTCString();
        expect(retryAfterMs(date, now)).toBe(seconds * 1000);
      }),
    );
  });

  it('never asks for a wait that is negative or no number, whatever it says', () => {
    const header = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[0-9.]{1,400}$/),
      fc.date({ noInvalidDate: false }).map(String),
    );
    fc.assert(
      fc.property(header, (text) => {
        expect(retryAfterMs(text, now) ?? 0).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });
});
