import fc from 'fast-check';
import type { Outcome } from '../../../../../../nodes/shared/http/client';
import type { Failure, FailureKind } from '../../../../../../nodes/shared/problem/failure';
import { failed, succeeded } from '../../../../../../nodes/shared/result';
import {
  type BatchCall,
  Bisection,
  Learnt,
  type Sent,
} from '../../../../../../nodes/shared/run/batch/bisect';
import { concurrently } from '../../../../../../nodes/shared/run/concurrency';

const answer = succeeded({ body: {}, text: '', silentBefore: false });
const refusal: Failure = { kind: 'refused', status: 400, words: 'No' };

/** A run against a service that has an outcome for each list of numbers. */
async function run(
  entries: number[],
  outcomeOf: (entries: number[]) => Outcome,
  { size = 1_000, ...call }: Partial<BatchCall<number>> & { size?: number } = {},
) {
  const calls: number[][] = [];
  const parts: Array<Sent<number>> = [];
  const bisection = new Bisection<number>(
    {
      send: async (part) => {
        calls.push(part);
        await Promise.resolve();
        return outcomeOf(part);
      },
      settle: (some) => parts.push(...some),
      isAnswer: () => false,
      namesOf: (entry) => [`no-${entry}`],
      stopped: () => false,
      readAnew: () => async () => await Promise.resolve(false),
      refusalsBeforeList: 0,
      ...call,
    },
    new Learnt(size),
  );
  await concurrently(bisection.cut([...entries]), async (batch) => {
    await bisection.send(batch);
    return true;
  });
  return { parts, calls };
}

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

/** What a service says that takes some numbers not, and no more than so many at once. */
const refusing =
  (guilty: Set<number>, most = Infinity, words = (entry: number) => `no-${entry} already exists`) =>
  (entries: number[]): Outcome => {
    const culprit = entries.find((entry) => guilty.has(entry));
    if (entries.length > most) return failed({ ...refusal, status: 413, words: '' });
    return culprit === undefined ? answer : failed({ ...refusal, words: words(culprit) });
  };

const anyService = fc
  .record({
    count: fc.integer({ min: 1, max: 120 }),
    size: fc.constantFrom(1, 3, 10, 50, 200),
    guilty: fc.array(fc.nat(119), { maxLength: 60 }),
    most: fc.constantFrom(1, 2, 7, 30, 1_000),
  })
  .map(({ count, guilty, ...rest }) => ({
    entries: upTo(count),
    guilty: new Set(guilty.filter((entry) => entry < count)),
    ...rest,
  }));

const sorted = (numbers: Iterable<number>) => [...numbers].sort((a, b) => a - b);

const failedIn = (parts: Array<Sent<number>>) =>
  parts.filter(({ outcome }) => !outcome.ok).flatMap(({ entries }) => entries);

describe('refusals that are about one contact', () => {
  it('fail exactly the guilty, and every entry is told once, in batches of any size', async () => {
    await fc.assert(
      fc.asyncProperty(anyService, async ({ entries, guilty, most, size }) => {
        const { parts } = await run(entries, refusing(guilty, most), { size });
        expect(sorted(parts.flatMap((part) => part.entries))).toEqual(entries);
        expect(sorted(failedIn(parts))).toEqual(sorted(guilty));
      }),
    );
  });

  it.each(['no-# already exists', 'Duplicate', 'no-# has this number'])(
    'speak for no other, however many there are: %s',
    async (words) => {
      const guilty = new Set(upTo(40));
      const service = refusing(guilty, Infinity, (entry) => words.replace('#', String(entry)));
      const { parts } = await run(upTo(60), service, { size: 60 });
      expect(sorted(failedIn(parts))).toEqual(upTo(40));
    },
  );

  it('are told by the list where it knows, and the others are sent together', async () => {
    const told: number[] = [];
    const guilty = new Set([3, 4, 8]);
    const readAnew = () => async (entry: number) => {
      if (guilty.has(entry)) told.push(entry);
      return await Promise.resolve(guilty.has(entry));
    };
    const { calls, parts } = await run(upTo(10), refusing(guilty), { readAnew });
    expect(calls).toEqual([upTo(10), [0, 1, 2, 5, 6, 7, 9]]);
    expect(told).toEqual([3, 4, 8]);
    expect(failedIn(parts)).toEqual([]);
  });

  it('read no list again that told nothing', async () => {
    let lists = 0;
    const readAnew = () => {
      lists += 1;
      return async () => await Promise.resolve(false);
    };
    await run(upTo(100), refusing(new Set(upTo(100))), { readAnew, size: 10 });
    expect(lists).toBe(1);
  });
});

describe('one reason for all', () => {
  const all = (count: number) =>
    refusing(
      new Set(upTo(count)),
      Infinity,
      (entry) => `no-${entry} is number 77${entry} too many`,
    );

  it.each([
    [50, 1_000, 52],
    [100, 1_000, 45],
    [10, 1_000, 145],
    [1_000, 1_000, 22],
  ])('costs a bounded number of calls: batches of %d of %d', async (size, count, most) => {
    const { calls, parts } = await run(upTo(count), all(count), { size });
    expect(sorted(failedIn(parts))).toEqual(upTo(count));
    expect(calls.length).toBeLessThanOrEqual(most);
  });

  it('is said of the others without the name of the one that it was said of', async () => {
    const { parts } = await run(upTo(50), all(50), { size: 50 });
    const spoken = parts.filter(({ outcome }) => !outcome.ok && outcome.problem.detail);
    expect(spoken.flatMap(({ entries }) => entries)).toHaveLength(45);
    for (const { outcome } of spoken) {
      expect(outcome.ok || outcome.problem.words).toMatch(/^… is number/);
    }
  });

  it('of four is none: each of the others is sent', async () => {
    const { parts } = await run(
      upTo(50),
      refusing(new Set([0, 1, 2, 3]), Infinity, () => 'No'),
    );
    expect(sorted(failedIn(parts))).toEqual([0, 1, 2, 3]);
  });

  it('is none for a batch of which one was accepted', async () => {
    const guilty = new Set(upTo(50).filter((entry) => entry !== 0));
    const { parts } = await run(
      upTo(50),
      refusing(guilty, Infinity, () => 'No'),
    );
    expect(sorted(failedIn(parts))).toEqual(sorted(guilty));
    expect(parts.every(({ outcome }) => outcome.ok || !outcome.problem.detail)).toBe(true);
  });

  it('is none where the words differ by more than names and numbers', async () => {
    const words = (entry: number) => `No ${'abcdefghijklmnopqrstuvwxyz'.slice(entry % 25)}`;
    const { calls } = await run(upTo(20), refusing(new Set(upTo(20)), Infinity, words));
    expect(calls.filter(({ length }) => length === 1)).toHaveLength(20);
  });

  it('is asked of one contact of each further batch, which is sent where that is accepted', async () => {
    const { parts, calls } = await run(
      upTo(1_000),
      refusing(new Set(upTo(500)), Infinity, () => 'No'),
      { size: 50 },
    );
    expect(sorted(failedIn(parts))).toEqual(upTo(500));
    expect(calls.length).toBeLessThanOrEqual(65);
  });
});

describe('a further batch', () => {
  it('has no reason of others where its first contact is refused for another one', async () => {
    const words = (entry: number) => (entry === 100 ? 'Number is odd' : 'No');
    const { parts } = await run(upTo(400), refusing(new Set(upTo(101)), Infinity, words), {
      size: 50,
    });
    expect(sorted(failedIn(parts))).toEqual(upTo(101));
  });
});

describe('a batch that is too large', () => {
  it.each([1, 7, 20, 33, 99])('is learnt once where %d are taken', async (most) => {
    const { calls } = await run(upTo(3_000), refusing(new Set(), most), { size: 100 });
    expect(calls.length).toBeLessThanOrEqual(Math.ceil(3_000 / most) + 40);
  });

  it('is believed where the service says how many', async () => {
    const words = 'At most 20 contacts are allowed';
    const { calls } = await run(
      upTo(3_000),
      (entries) => (entries.length > 20 ? failed({ ...refusal, words }) : answer),
      { size: 100 },
    );
    expect(calls.length).toBeLessThanOrEqual(155);
  });
});

describe('what may have been done', () => {
  it('goes with the parts of a batch, and with no other batch', async () => {
    const outcomeOf = (entries: number[]): Outcome => {
      if (entries.length === 4) return failed({ ...refusal, silentBefore: entries.includes(3) });
      return entries.includes(3) ? failed(refusal) : answer;
    };
    const { parts } = await run(upTo(8), outcomeOf, { size: 4 });
    const silent = parts.map(({ entries, outcome }) => [
      entries,
      (outcome.ok ? outcome.value : outcome.problem).silentBefore ?? false,
    ]);
    expect(silent.sort()).toEqual([
      [[0, 1], true],
      [[2], true],
      [[3], true],
      [[4, 5], false],
      [[6, 7], false],
    ]);
  });
});

describe('where the run stops', () => {
  it('a batch in the middle is brought to its end, and no other is sent in parts', async () => {
    let isStopped = false;
    const { parts, calls } = await run(upTo(40), refusing(new Set([1, 11, 21, 31])), {
      size: 10,
      settle: (some) => {
        isStopped = true;
        parts2.push(...some);
      },
      stopped: () => isStopped,
    });
    expect(parts).toEqual([]);
    expect(sorted(parts2.flatMap(({ entries }) => entries))).toEqual(upTo(10));
    expect(calls.length).toBeLessThanOrEqual(12);
  });

  const parts2: Array<Sent<number>> = [];
});

describe('a batch is sent in parts after a failure', () => {
  const callsAfter = async (
    failure: Failure,
    isAnswer: (failure: Failure) => boolean = () => false,
  ) =>
    (
      await run([1, 2], (part) => (part.length > 1 ? failed(failure) : answer), {
        isAnswer,
      })
    ).calls.length;

  it.each<[FailureKind, number | undefined]>([
    ['refused', 400],
    ['refused', 409],
    ['refused', 413],
    ['refused', undefined],
    ['missing', 404],
    ['missing', undefined],
    ['notKore', 400],
    ['notKore', 413],
  ])('that may be about one entry or the size: %s, status %s', async (kind, status) => {
    expect(await callsAfter({ kind, status, words: 'Invalid StreamId' })).toBe(3);
  });

  it.each<[FailureKind, number | undefined]>([
    ['cancelled', undefined],
    ['credential', undefined],
    ['rateLimit', 400],
    ['unauthorized', 401],
    ['refused', 405],
    ['refused', 406],
    ['refused', 407],
    ['unavailable', 500],
    ['silent', undefined],
    ['unreachable', undefined],
    ['redirected', 302],
    ['notKore', 200],
    ['notKore', 401],
  ])('but not after one that parts would meet as well: %s, status %s', async (kind, status) => {
    expect(await callsAfter({ kind, status, words: '' })).toBe(1);
  });

  it('but not where its body is the answer for each entry', async () => {
    const body = { successfulRecords: [] };
    expect(await callsAfter({ ...refusal, body }, (failure) => failure.body === body)).toBe(1);
  });
});
