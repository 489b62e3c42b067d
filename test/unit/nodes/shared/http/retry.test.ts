import type { Verb } from '../../../../../nodes/shared/http/message';
import { waitBeforeRetry } from '../../../../../nodes/shared/http/retry';
import type { Failure, FailureKind } from '../../../../../nodes/shared/problem/failure';

const repeatable: Verb[] = ['GET', 'PUT', 'DELETE'];
const verbs: Verb[] = [...repeatable, 'POST'];

const failureOf = (kind: FailureKind, more: Partial<Failure> = {}): Failure => ({
  kind,
  words: '',
  ...more,
});

/** The waits of a call that fails in the same way every time. */
function waitsOf(verb: Verb, failure: Failure): number[] {
  const waits: number[] = [];
  for (let count = 1; count <= 50; count++) {
    const atRateLimit = failure.kind === 'rateLimit';
    const tried = atRateLimit
      ? { byRateLimit: count, otherwise: 0 }
      : { byRateLimit: 0, otherwise: count };
    const wait = waitBeforeRetry(verb, failure, tried);
    if (wait === undefined) return waits;
    waits.push(wait);
  }
  throw new Error('It is never given up');
}

const first = (verb: Verb, failure: Failure): number | undefined => waitsOf(verb, failure)[0];

describe('a call is sent again', () => {
  const always: Array<[string, Failure]> = [
    ['the rate limit', failureOf('rateLimit', { status: 429 })],
    ['a rate limit told with another status', failureOf('rateLimit', { status: 400 })],
    ['a service that is down (503)', failureOf('unavailable', { status: 503 })],
    ['a request that came too early (425)', failureOf('unavailable', { status: 425 })],
    ['a refused connection', failureOf('unreachable', { words: 'ECONNREFUSED' })],
    ['a name server that is busy', failureOf('unreachable', { words: 'EAI_AGAIN' })],
    ['a network that is away', failureOf('unreachable', { words: 'ENETUNREACH' })],
    ['a host that is away', failureOf('unreachable', { words: 'EHOSTUNREACH' })],
  ];
  const perhapsDone: Array<[string, Failure]> = [
    ['an internal error (500)', failureOf('unavailable', { status: 500 })],
    ['a bad gateway (502)', failureOf('unavailable', { status: 502 })],
    ['a gateway that gave up (504)', failureOf('unavailable', { status: 504 })],
    ['a request that was too slow (408)', failureOf('unavailable', { status: 408 })],
    ['a gateway of its own kind (520)', failureOf('unavailable', { status: 520 })],
    ['a gateway that timed out (524)', failureOf('unavailable', { status: 524 })],
    ['an overloaded site (529)', failureOf('unavailable', { status: 529 })],
    ['a frozen site (530)', failureOf('unavailable', { status: 530 })],
    ['a timeout', failureOf('silent', { words: 'no answer within 30000 ms' })],
    ['a connection that was cut', failureOf('silent', { words: 'ECONNRESET' })],
  ];

  it.each(always)('with any verb after %s', (_, failure) => {
    for (const verb of verbs)
      expect([verb, first(verb, failure)]).toEqual([verb, expect.any(Number)]);
  });

  it.each(perhapsDone)('after %s where doing it twice is as doing it once', (_, failure) => {
    for (const verb of repeatable) {
      expect([verb, first(verb, failure)]).toEqual([verb, expect.any(Number)]);
    }
  });

  it.each(perhapsDone)('never after %s where it creates: it may have been done', (_, failure) => {
    expect(waitsOf('POST', failure)).toEqual([]);
    expect(waitsOf('POST', { ...failure, retryAfterMs: 1_000 })).toEqual([]);
  });
});

describe('a call is not sent again', () => {
  const final: Array<[string, Failure]> = [
    ['it was cancelled', failureOf('cancelled')],
    ['the credential cannot sign', failureOf('credential')],
    ['the contact is missing', failureOf('missing', { status: 404 })],
    ['the credential is refused', failureOf('unauthorized', { status: 401 })],
    ['the request is refused', failureOf('refused', { status: 412 })],
    ['it is redirected', failureOf('redirected', { status: 302 })],
    ['the answer is not from Kore.ai', failureOf('notKore', { status: 200 })],
    ['the service lacks something (501)', failureOf('unavailable', { status: 501 })],
    ['the service knows no such HTTP (505)', failureOf('unavailable', { status: 505 })],
    ['a proxy wants a login', failureOf('proxy', { status: 407 })],
    ['the method is not taken', failureOf('unsupported', { status: 405 })],
    ['the service has no status', failureOf('unavailable')],
    ['there is no such host', failureOf('unreachable', { words: 'ENOTFOUND' })],
    ['the certificate is not trusted', failureOf('unreachable', { words: 'CERT_HAS_EXPIRED' })],
    ['it speaks no TLS', failureOf('unreachable', { words: 'EPROTO' })],
    ['several contacts have the number', failureOf('several')],
    ['the list was not shown whole', failureOf('incomplete')],
    ['the answer does not say', failureOf('unsaid')],
    ['the answer leaves it out', failureOf('leftOut')],
  ];

  it.each(final)('where %s, even if the answer asks for it', (_, failure) => {
    for (const verb of verbs) {
      expect(waitsOf(verb, failure)).toEqual([]);
      expect(waitsOf(verb, { ...failure, retryAfterMs: 1_000 })).toEqual([]);
    }
  });
});

describe('the waits', () => {
  const rateLimit = failureOf('rateLimit', { status: 429 });
  const down = failureOf('unavailable', { status: 503 });

  it('are a handful where the service is down, and each begins at the double of the one before', () => {
    for (let run = 0; run < 50; run++) {
      const waits = waitsOf('DELETE', down);
      expect(waits).toHaveLength(3);
      waits.forEach((wait, i) => {
        expect(wait).toBeGreaterThanOrEqual(1_000 * 2 ** i);
        expect(wait).toBeLessThanOrEqual(1_250 * 2 ** i);
      });
    }
  });

  it('at the rate limit double as well, up to half a minute, and outlast its window together', () => {
    for (let run = 0; run < 50; run++) {
      const waits = waitsOf('POST', rateLimit);
      waits.forEach((wait, i) => {
        const least = Math.min(1_000 * 2 ** i, 32_000);
        expect(wait).toBeGreaterThanOrEqual(least);
        expect(wait).toBeLessThanOrEqual(1.25 * least);
      });
      expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(60_000);
    }
  });

  it('differ from call to call, so that those who failed together come back apart', () => {
    const waits = new Set(Array.from({ length: 50 }, () => first('GET', down)));
    expect(waits.size).toBeGreaterThan(10);
  });

  it('are counted apart: being refused for the rate uses up no other try', () => {
    const tried = { byRateLimit: 8, otherwise: 1 };
    expect(waitBeforeRetry('GET', down, tried)).toBeLessThanOrEqual(1_250);
    expect(waitBeforeRetry('GET', rateLimit, { byRateLimit: 1, otherwise: 3 })).toBeLessThanOrEqual(
      1_250,
    );
    expect(waitBeforeRetry('GET', down, { byRateLimit: 0, otherwise: 4 })).toBeUndefined();
  });

  it.each([1_000, 20_000, 60_000, 180_000])(
    'are what the answer asks for: %i ms',
    (retryAfterMs) => {
      for (const failure of [rateLimit, down]) {
        for (const wait of waitsOf('DELETE', { ...failure, retryAfterMs })) {
          expect(wait).toBeGreaterThanOrEqual(retryAfterMs);
          expect(wait).toBeLessThanOrEqual(1.25 * retryAfterMs);
        }
        expect(waitsOf('DELETE', { ...failure, retryAfterMs })).toHaveLength(
          waitsOf('DELETE', failure).length,
        );
      }
    },
  );

  it.each([180_001, 3_600_000, Infinity])(
    'are given up where the answer asks for more than three minutes: %d ms',
    (retryAfterMs) => {
      for (const verb of verbs) {
        expect(waitsOf(verb, { ...rateLimit, retryAfterMs })).toEqual([]);
        expect(waitsOf(verb, { ...down, retryAfterMs })).toEqual([]);
      }
    },
  );
});
