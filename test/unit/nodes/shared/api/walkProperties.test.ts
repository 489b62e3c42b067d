import fc from 'fast-check';
import type { Client } from '../../../../../nodes/shared/http/client';
import {
  answered,
  contactsFrom,
  changing,
  incomplete,
  type Paging,
  scripted,
  serverFor,
  walked,
  whole,
} from './lists';

const RUNS = { numRuns: 400 };

/** How many contacts are wanted for sure, which is how far pages may be asked for together. */
const wanted = fc.constantFrom(0, 30, 120, Infinity);

const walk = (server: Client, ahead: number) => walked(server, { wanted: () => ahead });

/** Servers of every kind that tell the truth, as far as they tell something. */
const anyPaging: fc.Arbitrary<Paging> = fc
  .record({
    records: fc.oneof(fc.nat(130), fc.integer({ min: 200, max: 420 })),
    by: fc.constantFrom('skip' as const, 'page from 0', 'page from 1', 'nothing'),
    size: fc.integer({ min: 1, max: 30 }),
    most: fc.constantFrom(0, 1, 7, 10, 50, 100, 1_000),
    tooMuch: fc.constantFrom('cut' as const, 'refuse'),
    tells: fc.record({
      skip: fc.boolean(),
      limit: fc.boolean(),
      hasMore: fc.boolean(),
      total: fc.boolean(),
    }),
  })
  .map((paging) => ({ ...paging, hidden: [] }));

/** How many contacts a page of a server holds, for whoever goes down to what it takes. */
const pageOf = ({ size, most, tooMuch }: Paging): number => {
  const isRefused = tooMuch === 'refuse' && most < 10;
  return most === 0 || isRefused ? size : most;
};

/** Whether a server shows one page of an odd size, whatever is asked, and tells nothing. */
const isSilentWhole = (paging: Paging): boolean => {
  const { by, tells } = paging;
  const isUsual = [10, 20, 25, 50, 100, 1_000].includes(pageOf(paging));
  return by === 'nothing' && !tells.total && !tells.limit && !isUsual;
};

const visible = ({ records, hidden }: Paging): string[] =>
  contactsFrom(0, records)
    .filter((_, i) => !hidden.includes(i))
    .map(({ id }) => id);

describe('whatever way a server pages', () => {
  it('every contact that it shows is yielded, and each once', async () => {
    await fc.assert(
      fc.asyncProperty(anyPaging, wanted, async (paging, ahead) => {
        const server = serverFor(paging);
        const { ids } = await walk(server, ahead);
        expect([...ids].sort()).toEqual([...server.shown].sort());
      }),
      RUNS,
    );
  });

  it('the walk ends after few more requests than there are pages', async () => {
    await fc.assert(
      fc.asyncProperty(anyPaging, wanted, async (paging, ahead) => {
        const server = serverFor(paging, 3 * paging.records + 30);
        const { end } = await walk(server, ahead);
        expect([whole, incomplete]).toContainEqual(end);
      }),
      RUNS,
    );
  });

  it('it is called complete only if every contact was seen', async () => {
    await fc.assert(
      fc.asyncProperty(anyPaging, wanted, async (paging, ahead) => {
        const { ids, end } = await walk(serverFor(paging), ahead);
        // A whole list, as far as anybody can tell who asked three times.
        if (isSilentWhole(paging)) return;
        if (end.ok) expect(ids.sort()).toEqual(visible(paging).sort());
      }),
      RUNS,
    );
  });

  it('all are seen, and the walk is complete, where one can page and the server says when to stop', async () => {
    const fair = anyPaging.filter(
      ({ by, most, tooMuch, tells }) =>
        by !== 'nothing' && tells.hasMore && (tooMuch === 'cut' || most === 0 || most >= 10),
    );
    await fc.assert(
      fc.asyncProperty(fair, wanted, async (paging, ahead) => {
        const { ids, end } = await walk(serverFor(paging), ahead);
        expect(ids).toEqual(visible(paging));
        expect(end).toEqual(whole);
      }),
      RUNS,
    );
  });
});

/** Found by a property: pages that hide most of what they hold were taken for pages that the service cuts. */
const LIKE_CUT = [
  { records: 89, from: 7, to: 85 },
  { records: 200, from: 155, to: 197 },
].map(
  ({ records, from, to }): Paging => ({
    records,
    size: 1,
    most: 100,
    hidden: Array.from({ length: to - from + 1 }, (_, i) => from + i),
    by: 'skip',
    tooMuch: 'cut',
    tells: { skip: true, limit: true, hasMore: true, total: true },
  }),
);

describe('where deleted contacts are counted but not shown', () => {
  const withHidden = fc
    .record({
      records: fc.oneof(fc.integer({ min: 1, max: 130 }), fc.integer({ min: 200, max: 420 })),
      size: fc.integer({ min: 1, max: 30 }),
      most: fc.constantFrom(0, 100),
      hidden: fc.array(fc.nat(420)),
      stretch: fc.tuple(fc.nat(420), fc.nat(120)),
    })
    .map(({ records, size, most, hidden, stretch: [from, length] }): Paging => {
      const whole = Array.from({ length }, (_, i) => from + i);
      return {
        records,
        size,
        most,
        hidden: [...hidden, ...whole],
        by: 'skip',
        tooMuch: 'cut',
        tells: { skip: true, limit: true, hasMore: true, total: true },
      };
    });

  it('every contact that is shown is yielded, and each once', async () => {
    await fc.assert(
      fc.asyncProperty(withHidden, wanted, async (paging, ahead) => {
        const server = serverFor(paging);
        const { ids } = await walk(server, ahead);
        expect([...ids].sort()).toEqual([...server.shown].sort());
      }),
      RUNS,
    );
  });

  it('all are found, and the walk is complete, however many are hidden in a row', async () => {
    await fc.assert(
      fc.asyncProperty(withHidden, wanted, async (paging, ahead) => {
        const { ids, end } = await walk(serverFor(paging, 2 * paging.records + 20), ahead);
        expect(ids).toEqual(visible(paging));
        expect(end).toEqual(whole);
      }),
      { ...RUNS, examples: LIKE_CUT.map((paging) => [paging, 0]) },
    );
  });
});

it('a server that answers anything at all is walked to an end, with every contact once', async () => {
  const record = fc.record({ id: fc.integer({ min: 0, max: 40 }).map((n) => `c${n}`) });
  const body = fc.record(
    {
      results: fc.array(fc.oneof({ weight: 9, arbitrary: record }, fc.anything()), {
        maxLength: 12,
      }),
      skip: fc.oneof(fc.nat(50), fc.anything()),
      limit: fc.oneof(fc.nat(20), fc.anything()),
      hasMore: fc.oneof(fc.boolean(), fc.anything()),
      totalResults: fc.oneof(fc.nat(60), fc.anything()),
    },
    { requiredKeys: ['results'] },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(body, { minLength: 1 }), wanted, async (bodies, ahead) => {
      let next = 0;
      const server = scripted(() => answered(bodies[next++ % bodies.length]));
      const { ids, end } = await walk(server, ahead);
      expect([whole, incomplete, changing]).toContainEqual(end);
      expect(new Set(ids).size).toBe(ids.length);
    }),
    RUNS,
  );
});
