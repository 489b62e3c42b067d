import type { IDataObject } from 'n8n-workflow';
import { walkContacts } from '../../../../../nodes/shared/api/walk';
import {
  answered,
  contactsFrom,
  failed,
  type Paging,
  scripted,
  serverFor,
  tooLarge,
  walked,
} from './lists';

const documented: Paging = {
  records: 25,
  hidden: [],
  by: 'skip',
  size: 10,
  most: 1_000,
  tooMuch: 'cut',
  tells: { skip: true, limit: true, hasMore: true, total: true },
};

const everyId = (count: number): string[] => contactsFrom(0, count).map(({ id }) => id);

const queriesOf = (calls: Array<{ query?: IDataObject }>): IDataObject[] =>
  calls.map(({ query }) => query ?? {});

describe('walking through all contacts', () => {
  it.each([0, 1, 99, 100, 101, 250])('yields %i contacts once, in their order', async (records) => {
    const server = serverFor({ ...documented, records });
    const { ids, last } = await walked(walkContacts(server));
    expect(ids).toEqual(everyId(records));
    expect(last).toEqual({ kind: 'end', complete: true });
    expect(server.calls).toHaveLength(Math.max(1, Math.ceil(records / 100)));
  });

  it('asks GET /contacts with skip and limit', async () => {
    const server = serverFor({ ...documented, records: 150 });
    await walked(walkContacts(server));
    expect(server.calls).toEqual([
      { method: 'GET', path: ['contacts'], query: { skip: 0, limit: 100 } },
      { method: 'GET', path: ['contacts'], query: { skip: 100, limit: 100 } },
    ]);
  });

  it('goes on behind what came where pages are smaller than asked for', async () => {
    const server = serverFor({ ...documented, most: 0 });
    const { ids } = await walked(walkContacts(server));
    expect(ids).toEqual(everyId(25));
    expect(queriesOf(server.calls).map(({ skip }) => skip)).toEqual([0, 10, 20]);
  });

  it('turns to page where skip changes nothing', async () => {
    for (const by of ['page from 0', 'page from 1'] as const) {
      const server = serverFor({ ...documented, most: 0, by });
      const { ids, last } = await walked(walkContacts(server));
      expect(ids).toEqual(everyId(25));
      expect(last).toEqual({ kind: 'end', complete: true });
      expect(server.calls.length).toBeLessThanOrEqual(5);
    }
  });

  it('asks for less where a page is refused for its size, and at last without any parameter', async () => {
    const server = serverFor({ ...documented, most: 10, tooMuch: 'refuse' });
    expect((await walked(walkContacts(server))).ids).toEqual(everyId(25));
    expect(queriesOf(server.calls)).toEqual([
      { skip: 0, limit: 100 },
      { skip: 0, limit: 10 },
      { skip: 10, limit: 10 },
      { skip: 20, limit: 10 },
    ]);

    const plain = scripted((query) =>
      'limit' in query ? tooLarge : answered({ results: contactsFrom(0, 3), hasMore: false }),
    );
    const { ids, last } = await walked(walkContacts(plain));
    expect([ids, last]).toEqual([everyId(3), { kind: 'end', complete: true }]);
    expect(plain.calls.at(-1)).toEqual({ method: 'GET', path: ['contacts'] });
  });

  it('takes no page for the last because of where it was asked for, where skip is not listened to', async () => {
    const tells = { skip: false, limit: false, hasMore: false, total: true };
    for (const by of ['page from 0', 'page from 1'] as const) {
      const server = serverFor({ ...documented, records: 101, by, most: 100, tells });
      const { ids, last } = await walked(walkContacts(server));
      expect([ids, last]).toEqual([everyId(101), { kind: 'end', complete: true }]);
    }
  });

  it('goes on behind a page of unknown size, since a smaller one than asked for need not be the last', async () => {
    const tells = { skip: false, limit: false, hasMore: false, total: false };
    const server = serverFor({ ...documented, most: 0, tells });
    const { ids, last } = await walked(walkContacts(server));
    expect([ids, last]).toEqual([everyId(25), { kind: 'end', complete: true }]);
  });

  it('yields a contact once that is twice on a page', async () => {
    const twice = scripted(() => answered({ results: [{ id: 'a' }, { id: 'a' }], hasMore: false }));
    expect((await walked(walkContacts(twice))).ids).toEqual(['a']);
  });

  it('is not complete where nothing but the first page can be had', async () => {
    const server = serverFor({ ...documented, by: 'nothing', most: 0 });
    const { ids, last } = await walked(walkContacts(server));
    expect([ids, last]).toEqual([everyId(10), { kind: 'end', complete: false }]);
    expect(server.calls.length).toBeLessThanOrEqual(6);
  });

  it('passes over an empty page in the middle', async () => {
    const hidden = Array.from({ length: 10 }, (_, i) => 10 + i);
    const server = serverFor({ ...documented, most: 0, records: 35, hidden });
    const { ids, last } = await walked(walkContacts(server));
    expect(ids).toEqual(everyId(35).filter((_, i) => !hidden.includes(i)));
    expect(last).toEqual({ kind: 'end', complete: true });
  });

  it('yields what is new on a page that begins as the one before, where the server skipped as asked', async () => {
    const hidden = Array.from({ length: 6 }, (_, i) => i);
    const server = serverFor({ ...documented, most: 0, records: 12, hidden });
    const { ids, last } = await walked(walkContacts(server));
    expect(ids).toEqual(everyId(12).slice(6));
    expect(last).toEqual({ kind: 'end', complete: true });
  });

  it('ends at a failure and tells it, with what came before', async () => {
    const failure = { kind: 'unavailable' as const, status: 503, words: 'down' };
    const server = scripted(({ skip }) =>
      skip === 0
        ? answered({ results: contactsFrom(0, 100), skip: 0, limit: 100, hasMore: true })
        : failed(failure),
    );
    const { ids, last } = await walked(walkContacts(server));
    expect([ids, last]).toEqual([everyId(100), { kind: 'failure', failure }]);
    expect(server.calls).toHaveLength(2);
  });

  it('does not ask for less where something else than the size was refused', async () => {
    const failure = { kind: 'unauthorized' as const, status: 401, words: 'no' };
    const server = scripted(() => failed(failure));
    expect((await walked(walkContacts(server))).steps).toEqual([{ kind: 'failure', failure }]);
    expect(server.calls).toHaveLength(1);
  });

  it('tells the refusal where every size is refused', async () => {
    const server = scripted(() => tooLarge);
    expect((await walked(walkContacts(server))).last?.kind).toBe('failure');
    expect(server.calls).toHaveLength(3);
  });

  it.each(['<html>', { id: 'a' }, undefined, { results: 'none' }])(
    'takes %j for no list of contacts',
    async (body) => {
      const { steps } = await walked(walkContacts(scripted(() => answered(body))));
      expect(steps).toMatchObject([{ kind: 'failure', failure: { kind: 'notKore' } }]);
    },
  );
});

describe('a list that never ends', () => {
  const ENDLESS = 5_000;

  it('is left at some time, where it promises ever more', async () => {
    const server = scripted((query) => {
      const skip = Number(query['skip']);
      const results = contactsFrom(skip, 100);
      return answered({ results, skip, limit: 100, hasMore: true, totalResults: skip + 200 });
    }, ENDLESS);
    expect((await walked(walkContacts(server))).last).toEqual({ kind: 'end', complete: false });
  });

  it('is left at some time, where it tells no number', async () => {
    const server = scripted((query) => {
      return answered({ results: contactsFrom(Number(query['skip']), 100), hasMore: true });
    }, ENDLESS);
    expect((await walked(walkContacts(server))).last).toEqual({ kind: 'end', complete: false });
  });

  it('is left soon, where it repeats itself', async () => {
    const server = scripted((query) => {
      const skip = Math.min(Number(query['skip'] ?? 0), 200);
      return answered({ results: contactsFrom(skip, 100), skip, limit: 100, hasMore: true });
    }, 12);
    const { ids, last } = await walked(walkContacts(server));
    expect([ids, last]).toEqual([everyId(300), { kind: 'end', complete: false }]);
  });

  it('is walked to its end, where it is just long', async () => {
    const server = serverFor({ ...documented, records: 12_000, most: 0 });
    const { ids, last } = await walked(walkContacts(server));
    expect([ids.length, last]).toEqual([12_000, { kind: 'end', complete: true }]);
  });
});

describe('a walk that goes on where another one stopped', () => {
  it.each(['skip', 'page from 0', 'page from 1'] as const)(
    'yields the rest, and nothing again, from a server that pages by %s',
    async (by) => {
      const server = serverFor({ ...documented, records: 45, most: 0, by });
      const ids: string[] = [];
      let start: Parameters<typeof walkContacts>[1];
      for (let rounds = 0; rounds < 10; rounds++) {
        const { value } = await walkContacts(server, start).next();
        if (value?.kind !== 'contacts') break;
        ids.push(...value.contacts.map(({ id }) => id));
        if (value.next === undefined) break;
        start = JSON.parse(JSON.stringify(value.next)) as typeof start;
      }
      expect(ids).toEqual(everyId(45));
    },
  );
});
