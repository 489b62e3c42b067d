import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { walkContacts } from '../../../../../nodes/shared/api/walk';
import type { Contact } from '../../../../../nodes/shared/contact/contact';
import { answered, scripted, type Scripted } from './lists';

/** In which order a service may list contacts. */
type Order = 'created' | 'created, newest first' | 'updated' | 'updated, newest first';

/** What happens between two requests: to the contact at a place, or a new one comes. */
type Change = { kind: 'create' } | { kind: 'delete' | 'update'; place: number };

interface Service {
  order: Order;
  count: number;
  /** The largest page that it gives. */
  size: number;
  tellsTotal: boolean;
  tellsPlace: boolean;
}

/** Long ago, so that no contact seems to be new. */
const FIRST_MS = Date.UTC(2024, 0, 1);

/** A list that changes as told before each answer, and the ids that were there all the time. */
class List {
  private clock = 0;
  private made = 0;
  private sorted: Contact[] | undefined;
  readonly contacts: Contact[] = [];
  readonly untouched = new Set<string>();

  constructor(private readonly service: Service) {
    for (let i = 0; i < service.count; i++) this.untouched.add(this.create().id);
  }

  create(): Contact {
    const at = this.tick();
    const contact = {
      id: `x${(this.made * 7919) % 100_003}-${this.made++}`,
      createdAt: at,
      updatedAt: at,
    };
    this.contacts.push(contact);
    this.sorted = undefined;
    return contact;
  }

  apply(change: Change): void {
    if (change.kind === 'create') this.create();
    else if (this.contacts.length > 0) {
      const place = change.place % this.contacts.length;
      const contact = this.listed()[place]!;
      this.sorted = undefined;
      const index = this.contacts.findIndex(({ id }) => id === contact.id);
      if (change.kind === 'update') this.contacts[index] = { ...contact, updatedAt: this.tick() };
      else {
        this.contacts.splice(index, 1);
        this.untouched.delete(contact.id);
      }
    }
  }

  listed(): Contact[] {
    this.sorted ??= this.sort();
    return this.sorted;
  }

  private sort(): Contact[] {
    const field = this.service.order.startsWith('created') ? 'createdAt' : 'updatedAt';
    const sorted = [...this.contacts].sort((a, b) =>
      String(a[field]) < String(b[field]) ? -1 : 1,
    );
    return this.service.order.endsWith('first') ? sorted.reverse() : sorted;
  }

  page(query: IDataObject): unknown {
    const { size, tellsTotal, tellsPlace } = this.service;
    const skip = Number(query['skip'] ?? 0);
    const limit = Math.min(Number(query['limit'] ?? 10), size);
    const all = this.listed();
    return {
      results: all.slice(skip, skip + limit),
      ...(tellsPlace && { skip, limit }),
      ...(tellsTotal && { totalResults: all.length }),
    };
  }

  private tick(): string {
    return new Date(FIRST_MS + this.clock++ * 1_000).toISOString();
  }
}

/** Serves a list; some changes come before each answer. */
function serve(list: List, changes: Change[][]): Scripted {
  return scripted(async (query) => {
    await new Promise((resolve) => setImmediate(resolve));
    for (const change of changes.shift() ?? []) list.apply(change);
    return answered(list.page(query));
  });
}

async function idsOf(
  server: Scripted,
  wanted = 0,
): Promise<{ ids: string[]; why: string | undefined }> {
  const walk = walkContacts(server, { timeout: () => 1_000, wanted: () => wanted });
  const ids: string[] = [];
  for (;;) {
    const step = await walk.next();
    if (step.done === true)
      return { ids, why: step.value.ok ? undefined : step.value.problem.kind };
    ids.push(...step.value.contacts.map(({ id }) => id));
  }
}

const orders = fc.constantFrom<Order>(
  'created',
  'created, newest first',
  'updated',
  'updated, newest first',
);

const service: fc.Arbitrary<Service> = fc.record({
  order: orders,
  count: fc.integer({ min: 0, max: 60 }),
  size: fc.integer({ min: 2, max: 20 }),
  tellsTotal: fc.boolean(),
  tellsPlace: fc.boolean(),
});

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant('create' as const) }),
  fc.record({
    kind: fc.constantFrom('delete' as const, 'update' as const),
    place: fc.nat({ max: 70 }),
  }),
);

/** Found by this property: a page that came again was taken for one that comes whatever is asked. */
const TAKEN_FOR_IGNORED: Array<[Service, Change[][], boolean]> = [
  [
    { order: 'created, newest first', count: 2, size: 2, tellsTotal: false, tellsPlace: false },
    [[{ kind: 'create' }], [{ kind: 'create' }], [{ kind: 'delete', place: 0 }]],
    false,
  ],
  [
    { order: 'created', count: 10, size: 5, tellsTotal: false, tellsPlace: false },
    [[], [], [{ kind: 'update', place: 8 }], [], [], [], [{ kind: 'delete', place: 0 }]],
    false,
  ],
  [
    { order: 'created, newest first', count: 3, size: 2, tellsTotal: true, tellsPlace: false },
    [[], [{ kind: 'create' }], [{ kind: 'create' }, { kind: 'delete', place: 12 }]],
    false,
  ],
];

describe('a list that changes while it is read', () => {
  it('gives every contact that was there all the time, once, or says that it kept changing', async () => {
    const changes = fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 30 });
    let whole = 0;
    await fc.assert(
      fc.asyncProperty(service, changes, fc.boolean(), async (given, planned, ahead) => {
        const list = new List(given);
        const { ids, why } = await idsOf(serve(list, [...planned]), ahead ? Infinity : 0);
        expect(new Set(ids).size).toBe(ids.length);
        if (why !== undefined) return expect(['changing', 'incomplete']).toContain(why);
        whole += 1;
        expect([...list.untouched].filter((id) => !ids.includes(id))).toEqual([]);
      }),
      { numRuns: 3_000, seed: 3, examples: TAKEN_FOR_IGNORED },
    );
    // Giving up is for lists that never stand still.
    expect(whole).toBeGreaterThan(10);
  });

  it('is read once where nothing changes, with at most three requests in a hundred more than pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        orders,
        fc.integer({ min: 0, max: 12_000 }),
        fc.constantFrom(50, 100, 1_000),
        async (order, count, size) => {
          const list = new List({ order, count, size, tellsTotal: true, tellsPlace: true });
          const server = serve(list, []);
          const { ids, why } = await idsOf(server, Infinity);
          expect([why, ids.length]).toEqual([undefined, count]);
          const pages = Math.max(1, Math.ceil(count / size));
          expect(server.calls.length).toBeLessThanOrEqual(pages + Math.ceil((3 * pages) / 100));
        },
      ),
      { numRuns: 10 },
    );
  });
});
