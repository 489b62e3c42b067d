import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { answered, scripted, tooLarge, walked } from './lists';

/** In which order the service lists its contacts. */
const ORDERS = ['created up', 'created down', 'updated up', 'updated down'] as const;

interface Kept extends IDataObject {
  id: string;
  createdAt: string;
  updatedAt: string;
}

/** What somebody else does to the list between two requests; `at` chooses the contact. */
interface Change {
  does: 'create' | 'delete' | 'update';
  at: number;
}

interface Service {
  order: (typeof ORDERS)[number];
  by: 'skip' | 'page from 0' | 'page from 1';
  records: number;
  /** The largest page, and what a larger limit gets. */
  most: number;
  tooMuch: 'cut' | 'refuse';
  /** Whether the echo tells the limit that was asked for, whatever came. */
  echoesAsked: boolean;
  tells: { skip: boolean; limit: boolean; hasMore: boolean; total: boolean };
}

/** A list that changes by script, and remembers who was there all the time. */
class Store {
  private clock = Date.now() - 1_000_000_000;
  private made = 0;
  private contacts: Kept[] = [];
  /** The list, until something changes. */
  private sorted: Kept[] | undefined;
  readonly always = new Set<string>();

  constructor(private readonly service: Service) {
    for (let i = 0; i < service.records; i++) this.create();
    for (let i = 0; i < service.records; i += 3) this.change({ does: 'update', at: i * 7 });
    for (const { id } of this.contacts) this.always.add(id);
    this.clock = Date.now();
  }

  listed(): Kept[] {
    const field = this.service.order.startsWith('created') ? 'createdAt' : 'updatedAt';
    const sign = this.service.order.endsWith('up') ? 1 : -1;
    this.sorted ??= [...this.contacts].sort((a, b) => sign * (a[field] < b[field] ? -1 : 1));
    return this.sorted;
  }

  change({ does, at }: Change): void {
    if (does === 'create') return this.create();
    const i = at % Math.max(1, this.contacts.length);
    const contact = this.contacts[i];
    if (contact === undefined) return;
    this.sorted = undefined;
    if (does === 'update') this.contacts[i] = { ...contact, updatedAt: this.now() };
    else {
      this.contacts.splice(i, 1);
      this.always.delete(contact.id);
    }
  }

  private create(): void {
    const now = this.now();
    this.sorted = undefined;
    // No order of ids that tells anything.
    const id = `${((++this.made * 7919) % 10_007) + 10_007}`;
    this.contacts.push({ id, createdAt: now, updatedAt: now });
  }

  private now(): string {
    return new Date((this.clock += 1_000)).toISOString();
  }
}

/** @param changes what happens before each request; nothing where it is empty */
function serve(service: Service, store: Store, changes: Change[][]) {
  let requests = 0;
  return scripted((query) => {
    for (const change of changes[requests++] ?? []) store.change(change);
    const asked = Number(query['limit'] ?? 10);
    const { most, tooMuch, by, tells, echoesAsked } = service;
    if (asked > most && tooMuch === 'refuse') return tooLarge;
    const limit = Math.min(asked, most);
    const page = Number(query['page'] ?? (by === 'page from 1' ? 1 : 0));
    const skip =
      by === 'skip'
        ? Number(query['skip'] ?? 0)
        : limit * (by === 'page from 1' ? Math.max(0, page - 1) : page);
    const all = store.listed();
    return answered({
      results: all.slice(skip, skip + limit),
      ...(tells.skip && { skip: by === 'skip' ? skip : 0 }),
      ...(tells.limit && { limit: echoesAsked ? asked : limit }),
      ...(tells.hasMore && { hasMore: skip + (echoesAsked ? asked : limit) < all.length }),
      ...(tells.total && { totalResults: all.length }),
    });
  }, 20_000);
}

const anyService = fc.record<Service>({
  order: fc.constantFrom(...ORDERS),
  by: fc.constantFrom('skip' as const, 'skip', 'page from 0', 'page from 1'),
  records: fc.integer({ min: 0, max: 150 }),
  most: fc.constantFrom(10, 20, 50, 100),
  tooMuch: fc.constantFrom('cut' as const, 'refuse'),
  echoesAsked: fc.boolean(),
  tells: fc.record({
    skip: fc.boolean(),
    limit: fc.boolean(),
    hasMore: fc.boolean(),
    total: fc.boolean(),
  }),
});

const anyChange = fc.record<Change>({
  does: fc.constantFrom('create' as const, 'delete', 'update'),
  at: fc.nat(200),
});

const changes = fc.array(fc.array(anyChange, { maxLength: 6 }), { maxLength: 25 });

/** Found by this property: the first page, with new contacts in front, was taken for the one that was asked for. */
const NEW_BEFORE_KNOWN: [Service, Change[][], number] = [
  {
    order: 'created down',
    by: 'page from 1',
    records: 11,
    most: 10,
    tooMuch: 'cut',
    echoesAsked: false,
    tells: { skip: false, limit: false, hasMore: false, total: true },
  },
  [[], Array.from({ length: 5 }, () => ({ does: 'create', at: 0 }))],
  0,
];

describe('a list that changes while it is read', () => {
  it('is called whole only if nobody who was there all the time is missing', async () => {
    let wholes = 0;
    await fc.assert(
      fc.asyncProperty(
        anyService,
        changes,
        fc.constantFrom(0, Infinity),
        async (service, between, ahead) => {
          const store = new Store(service);
          const { ids, end } = await walked(serve(service, store, between), {
            wanted: () => ahead,
          });
          expect(new Set(ids).size).toBe(ids.length);
          if (!end.ok) {
            expect(['changing', 'incomplete']).toContain(end.problem.kind);
            return;
          }
          wholes += 1;
          expect([...store.always].filter((id) => !ids.includes(id))).toEqual([]);
        },
      ),
      { numRuns: 3_000, seed: 3, examples: [NEW_BEFORE_KNOWN] },
    );
    expect(wholes).toBeGreaterThan(1_500);
  });

  it('is read whole by skip, whatever changes at one moment', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyService.map((service) => ({
          ...service,
          by: 'skip' as const,
          tells: { ...service.tells, skip: true },
        })),
        fc.array(anyChange, { maxLength: 40 }),
        fc.nat(25),
        async (service, burst, at) => {
          const between = [...Array.from({ length: at }, () => []), burst];
          const store = new Store(service);
          const { ids, end } = await walked(serve(service, store, between));
          expect(end.ok).toBe(true);
          expect([...store.always].filter((id) => !ids.includes(id))).toEqual([]);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('a list that nobody changes', () => {
  it('costs at most three requests in a hundred more than its pages, and no second reading', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyService,
        fc.integer({ min: 0, max: 6_000 }),
        fc.constantFrom(50, 100, 1_000),
        fc.constantFrom(0, Infinity),
        async (some, records, most, ahead) => {
          const tells = { skip: true, limit: true, hasMore: true, total: true };
          const service: Service = {
            ...some,
            records,
            most,
            tells,
            by: 'skip',
            tooMuch: 'cut',
            echoesAsked: false,
          };
          const server = serve(service, new Store(service), []);
          const { ids, end } = await walked(server, { wanted: () => ahead });
          expect([ids.length, end.ok]).toEqual([records, true]);
          const pages = Math.max(1, Math.ceil(records / most));
          expect(server.calls.length).toBeLessThanOrEqual(Math.ceil(pages * 1.03));
        },
      ),
      { numRuns: 40 },
    );
  });
});
