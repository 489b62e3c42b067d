import fc from 'fast-check';
import type { Outcome } from '../../../../../nodes/shared/http/client';
import type { Failure, FailureKind } from '../../../../../nodes/shared/problem/failure';
import { failed, succeeded } from '../../../../../nodes/shared/result';
import { bisect } from '../../../../../nodes/shared/run/bisect';

const answer = succeeded({ body: {}, text: '{}', silentBefore: false });
const refusal: Failure = { kind: 'refused', status: 400, words: 'No' };
const never: (failure: Failure) => boolean = () => false;

/** Sends numbers to a server that has an outcome for each list of them. */
async function sent(
  entries: number[],
  outcomeOf: (entries: number[]) => Outcome,
  isAnswer: (failure: Failure) => boolean = never,
) {
  const calls: number[][] = [];
  let open = 0;
  const send = async (part: number[]) => {
    calls.push(part);
    open += 1;
    expect(open).toBe(1);
    await Promise.resolve();
    open -= 1;
    return outcomeOf(part);
  };
  return { parts: await bisect(entries, send, isAnswer), calls };
}

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

/** A server that refuses what is too large, and what holds a guilty number. */
const refusing =
  (guilty: Set<number>, most = Infinity) =>
  (entries: number[]): Outcome =>
    entries.length > most || entries.some((entry) => guilty.has(entry)) ? failed(refusal) : answer;

const anyServer = fc
  .record({
    count: fc.integer({ min: 1, max: 120 }),
    guilty: fc.array(fc.nat(119), { maxLength: 8 }),
    most: fc.constantFrom(1, 2, 7, 30, 1_000),
  })
  .map(({ count, guilty, most }) => ({
    entries: upTo(count),
    guilty: new Set(guilty.filter((entry) => entry < count)),
    most,
  }));

describe('a batch that is sent in halves', () => {
  it('holds every entry once and in order, whoever is guilty', async () => {
    await fc.assert(
      fc.asyncProperty(anyServer, async ({ entries, guilty, most }) => {
        const { parts } = await sent(entries, refusing(guilty, most));
        expect(parts.flatMap((part) => part.entries)).toEqual(entries);
      }),
    );
  });

  it('fails exactly the guilty, each alone, and the others are accepted', async () => {
    await fc.assert(
      fc.asyncProperty(anyServer, async ({ entries, guilty, most }) => {
        const { parts } = await sent(entries, refusing(guilty, most));
        const refused = parts.filter(({ outcome }) => !outcome.ok);
        expect(refused.map((part) => part.entries)).toEqual(
          [...guilty].sort((a, b) => a - b).map((entry) => [entry]),
        );
      }),
    );
  });

  it('sends nothing again that was accepted, and nothing twice in the same company', async () => {
    await fc.assert(
      fc.asyncProperty(anyServer, async ({ entries, guilty, most }) => {
        const { calls, parts } = await sent(entries, refusing(guilty, most));
        const accepted = calls.filter((call) => refusing(guilty, most)(call).ok).flat();
        expect(new Set(accepted).size).toBe(accepted.length);
        expect(new Set(calls.map(String)).size).toBe(calls.length);
        // Each part that was split cost one call, and there is one fewer of them than parts.
        expect(calls).toHaveLength(2 * parts.length - 1);
      }),
    );
  });

  it('finds one guilty entry in two calls for each time that the batch can be halved', async () => {
    const sizeAndGuilty = fc
      .integer({ min: 1, max: 1_000 })
      .chain((count) => fc.tuple(fc.constant(count), fc.nat(count - 1)));
    await fc.assert(
      fc.asyncProperty(sizeAndGuilty, async ([count, guilty]) => {
        const { calls } = await sent(upTo(count), refusing(new Set([guilty])));
        expect(calls.length).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(count)) + 1);
      }),
    );
  });

  it('is cut in the middle, the first half first', async () => {
    const { calls } = await sent([1, 2, 3, 4, 5], refusing(new Set([4])));
    expect(calls).toEqual([[1, 2, 3, 4, 5], [1, 2, 3], [4, 5], [4], [5]]);
  });

  it('keeps for each part what came of it, and not of another', async () => {
    const { parts } = await sent([1, 2, 3, 4], (entries) =>
      entries.includes(3)
        ? failed({ ...refusal, words: `No: ${String(entries)}` })
        : succeeded({ ...answer.value, text: String(entries) }),
    );
    expect(parts).toMatchObject([
      { entries: [1, 2], outcome: { ok: true, value: { text: '1,2' } } },
      { entries: [3], outcome: { ok: false, problem: { kind: 'refused', words: 'No: 3' } } },
      { entries: [4], outcome: { ok: true, value: { text: '4' } } },
    ]);
  });

  it('remembers of each part that a try of the whole got no answer, and of no other part', async () => {
    const { parts } = await sent([1, 2, 3, 4], (entries) => {
      // The answer to the first try of 3 and 4 was lost; the second is refused, for 3.
      const silentBefore = entries.length === 2 && entries.includes(3);
      return entries.length === 4 || entries.includes(3)
        ? failed({ ...refusal, silentBefore })
        : answer;
    });
    const silent = parts.map(
      ({ outcome }) => (outcome.ok ? outcome.value : outcome.problem).silentBefore,
    );
    expect(parts.map(({ entries }) => entries)).toEqual([[1, 2], [3], [4]]);
    expect(silent).toEqual([false, true, true]);
  });
});

describe('a batch is sent in halves after a failure', () => {
  const callsAfter = async (failure: Failure, isAnswer = never) =>
    (await sent([1, 2], (part) => (part.length > 1 ? failed(failure) : answer), isAnswer)).calls
      .length;

  it.each<[FailureKind, number | undefined]>([
    ['refused', 400],
    ['refused', 409],
    ['refused', 412],
    ['refused', 413],
    ['refused', undefined],
    ['missing', 404],
    ['missing', 410],
    ['missing', undefined],
    ['notKore', 400],
    ['notKore', 412],
    ['notKore', 413],
  ])('that may be about one entry or the size: %s, status %s', async (kind, status) => {
    expect(await callsAfter({ kind, status, words: '' })).toBe(3);
  });

  it.each<[FailureKind, number | undefined]>([
    ['cancelled', undefined],
    ['credential', undefined],
    ['rateLimit', 429],
    ['rateLimit', 400],
    ['unauthorized', 401],
    ['unauthorized', 400],
    ['unavailable', 500],
    ['unavailable', 503],
    ['silent', undefined],
    ['unreachable', undefined],
    ['redirected', 302],
    ['notKore', 200],
    ['notKore', 401],
    ['notKore', undefined],
  ])('but not after one that halves would meet as well: %s, status %s', async (kind, status) => {
    expect(await callsAfter({ kind, status, words: '' })).toBe(1);
  });

  it('but not where its body is the answer for each entry', async () => {
    const body = { successfulRecords: [] };
    const isAnswer = (failure: Failure) => failure.body === body;
    expect(await callsAfter({ ...refusal, body }, isAnswer)).toBe(1);
    expect(await callsAfter({ ...refusal, body: {} }, isAnswer)).toBe(3);
  });
});
