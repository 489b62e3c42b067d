import type { IDataObject } from 'n8n-workflow';
import { type Position, walkContacts } from '../../../../../nodes/shared/api/walk';
import { failed } from '../../../../../nodes/shared/result';
import {
  answered,
  contactsFrom,
  endedBy,
  incomplete,
  type Paging,
  scripted,
  serverFor,
  TIMEOUT_MS,
  tooLarge,
  walked,
  whole,
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
    const { ids, end } = await walked(server);
    expect(ids).toEqual(everyId(records));
    expect(end).toEqual(whole);
    expect(server.calls).toHaveLength(1);
  });

  it('asks GET /contacts with skip and limit', async () => {
    const server = serverFor({ ...documented, records: 1_500 });
    await walked(server);
    const call = { method: 'GET', path: ['contacts'], timeout: TIMEOUT_MS };
    expect(server.calls).toMatchObject([
      { ...call, query: { skip: 0, limit: 1_000 } },
      { ...call, query: { skip: 999, limit: 1_000 } },
    ]);
  });

  it('goes on behind what came where pages are smaller than asked for', async () => {
    const server = serverFor({ ...documented, most: 0 });
    const { ids } = await walked(server);
    expect(ids).toEqual(everyId(25));
    expect(queriesOf(server.calls).map(({ skip }) => skip)).toEqual([0, 9, 18]);
  });

  it('turns to page where skip changes nothing', async () => {
    for (const by of ['page from 0', 'page from 1'] as const) {
      const server = serverFor({ ...documented, most: 0, by });
      const { ids, end } = await walked(server);
      expect(ids).toEqual(everyId(25));
      expect(end).toEqual(whole);
      expect(server.calls.length).toBeLessThanOrEqual(5);
    }
  });

  it('gives every request the time that is given when it is sent', async () => {
    const server = serverFor({ ...documented, records: 2_500 });
    const times = [1_000, 5_000, 9_000];
    await walked(server, { timeout: () => times[server.calls.length] ?? 0 });
    expect(server.calls.map(({ timeout }) => timeout)).toEqual(times);
  });

  it('asks for less where a page is refused for its size, and at last without any parameter', async () => {
    const server = serverFor({ ...documented, most: 10, tooMuch: 'refuse' });
    expect((await walked(server)).ids).toEqual(everyId(25));
    expect(queriesOf(server.calls)).toEqual([
      { skip: 0, limit: 1_000 },
      { skip: 0, limit: 100 },
      { skip: 0, limit: 50 },
      { skip: 0, limit: 10 },
      { skip: 9, limit: 10 },
      { skip: 18, limit: 10 },
    ]);

    const plain = scripted((query) =>
      'limit' in query ? tooLarge : answered({ results: contactsFrom(0, 3), hasMore: false }),
    );
    const { ids, end } = await walked(plain);
    expect([ids, end]).toEqual([everyId(3), whole]);
    expect(plain.calls.at(-1)).toMatchObject({
      method: 'GET',
      path: ['contacts'],
      timeout: TIMEOUT_MS,
    });
  });

  it('takes no page for the last because of where it was asked for, where skip is not listened to', async () => {
    const tells = { skip: false, limit: false, hasMore: false, total: true };
    for (const by of ['page from 0', 'page from 1'] as const) {
      const server = serverFor({ ...documented, records: 101, by, most: 100, tells });
      const { ids, end } = await walked(server);
      expect([ids, end]).toEqual([everyId(101), whole]);
    }
  });

  it('goes on behind a page of unknown size, since a smaller one than asked for need not be the last', async () => {
    const tells = { skip: false, limit: false, hasMore: false, total: false };
    const server = serverFor({ ...documented, most: 0, tells });
    const { ids, end } = await walked(server);
    expect([ids, end]).toEqual([everyId(25), whole]);
  });

  it('yields a contact once that is twice on a page', async () => {
    const twice = scripted(() => answered({ results: [{ id: 'a' }, { id: 'a' }], hasMore: false }));
    expect((await walked(twice)).ids).toEqual(['a']);
  });

  it('is not complete where nothing but the first page can be had', async () => {
    const server = serverFor({ ...documented, by: 'nothing', most: 0 });
    const { ids, end } = await walked(server);
    expect([ids, end]).toEqual([everyId(10), incomplete]);
    expect(server.calls.length).toBeLessThanOrEqual(6);
  });

  it('passes over an empty page in the middle', async () => {
    const hidden = Array.from({ length: 10 }, (_, i) => 10 + i);
    const server = serverFor({ ...documented, most: 0, records: 35, hidden });
    const { ids, end } = await walked(server);
    expect(ids).toEqual(everyId(35).filter((_, i) => !hidden.includes(i)));
    expect(end).toEqual(whole);
  });

  it('yields what is new on a page that begins as the one before, where the server skipped as asked', async () => {
    const hidden = Array.from({ length: 6 }, (_, i) => i);
    const server = serverFor({ ...documented, most: 0, records: 12, hidden });
    const { ids, end } = await walked(server);
    expect(ids).toEqual(everyId(12).slice(6));
    expect(end).toEqual(whole);
  });

  it('ends at a failure and tells it, with what came before', async () => {
    const failure = { kind: 'unavailable' as const, status: 503, words: 'down' };
    const server = scripted(({ skip }) =>
      skip === 0
        ? answered({ results: contactsFrom(0, 100), skip: 0, limit: 100, hasMore: true })
        : failed(failure),
    );
    const { ids, end } = await walked(server);
    expect([ids, end]).toEqual([everyId(100), endedBy(failure)]);
    expect(server.calls).toHaveLength(2);
  });

  it('takes a list that is not there for a refusal, and not for a contact that is gone', async () => {
    const gone = { kind: 'missing' as const, status: 404, words: 'Not Found' };
    const server = scripted(() => failed(gone));
    expect((await walked(server)).end).toEqual(endedBy({ ...gone, kind: 'refused' }));
    expect(server.calls).toHaveLength(1);
  });

  it('does not ask for less where something else than the size was refused', async () => {
    const failure = { kind: 'unauthorized' as const, status: 401, words: 'no' };
    const server = scripted(() => failed(failure));
    expect(await walked(server)).toEqual({ ids: [], steps: [], end: endedBy(failure) });
    expect(server.calls).toHaveLength(1);
  });

  it('tells the refusal where every size is refused', async () => {
    const server = scripted(() => tooLarge);
    expect((await walked(server)).end).toEqual(endedBy(tooLarge.problem));
    expect(server.calls).toHaveLength(5);
  });

  it.each(['<html>', { id: 'a' }, undefined, { results: 'none' }])(
    'takes %j for no list of contacts',
    async (body) => {
      const { steps, end } = await walked(scripted(() => answered(body)));
      expect(steps).toEqual([]);
      expect(end).toMatchObject({ ok: false, problem: { kind: 'notKore', onlyRead: true } });
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
    expect((await walked(server)).end).toEqual(incomplete);
  });

  it('is left at some time, where it tells no number', async () => {
    const server = scripted((query) => {
      return answered({ results: contactsFrom(Number(query['skip']), 100), hasMore: true });
    }, ENDLESS);
    expect((await walked(server)).end).toEqual(incomplete);
  });

  it('is left soon, where it repeats itself', async () => {
    const server = scripted((query) => {
      const skip = Math.min(Number(query['skip'] ?? 0), 200);
      return answered({ results: contactsFrom(skip, 100), skip, limit: 100, hasMore: true });
    }, 12);
    const { ids, end } = await walked(server);
    expect([ids, end]).toEqual([everyId(300), incomplete]);
  });

  it('is walked to its end, where it is just long', async () => {
    const server = serverFor({ ...documented, records: 12_000, most: 0 });
    const { ids, end } = await walked(server);
    expect([ids.length, end]).toEqual([12_000, whole]);
  });
});

describe('a walk that goes on where another one stopped', () => {
  it.each(['skip', 'page from 0', 'page from 1'] as const)(
    'yields the rest, and nothing again, from a server that pages by %s',
    async (by) => {
      const server = serverFor({ ...documented, records: 45, most: 0, by });
      const ids: string[] = [];
      let start: Position | undefined;
      for (let rounds = 0; rounds < 10; rounds++) {
        const walk = walkContacts(server, { timeout: () => TIMEOUT_MS, start });
        const { value, done } = await walk.next();
        if (done === true) break;
        ids.push(...value.contacts.map(({ id }) => id));
        if (value.next === undefined) break;
        start = JSON.parse(JSON.stringify(value.next)) as Position;
      }
      expect(ids).toEqual(everyId(45));
    },
  );
});
