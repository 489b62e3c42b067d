import { createToken } from '../../../../../credentials/signing/token';
import { clockAheadMs, readResponse } from '../../../../../nodes/shared/http/response';

const token =
  createToken({ clientId: 'cs-1', identity: 'n8n', algorithm: 'HS256', signWith: 'secret' }) ?? '';

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

  it('tells how far its clock is from this one, in either direction', () => {
    for (const hours of [1, -3]) {
      const date = new Date(Date.now() + hours * 3_600_000).toUTCString();
      const ahead = clockAheadMs(
        readResponse({ statusCode: 401, headers: { date } }).date,
        Date.now(),
      );
      expect(Math.abs(ahead - hours * 3_600_000)).toBeLessThan(60_000);
    }
  });

  it.each([undefined, '', 'today', 7])('tells nothing of its clock where Date is %j', (date) => {
    expect(
      clockAheadMs(readResponse({ statusCode: 401, headers: { date } }).date, Date.now()),
    ).toBe(0);
  });
});
