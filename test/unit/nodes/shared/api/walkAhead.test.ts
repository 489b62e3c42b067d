import { ContactList } from '../../../../../nodes/shared/api/contactList';
import { walkContacts } from '../../../../../nodes/shared/api/walk';
import type { Contact } from '../../../../../nodes/shared/contact/contact';
import type { Failure } from '../../../../../nodes/shared/problem/failure';
import { failed } from '../../../../../nodes/shared/result';
import {
  answered,
  contactsFrom,
  endedBy,
  scripted,
  type Scripted,
  TIMEOUT_MS,
  walked,
  whole,
} from './lists';

const failure: Failure = { kind: 'unavailable', status: 503, words: 'down' };

const everyId = (count: number): string[] => contactsFrom(0, count).map(({ id }) => id);

interface Watched extends Scripted {
  /** The requests that are open now. */
  open(): number;
  /** The most requests that were open at a time. */
  mostOpen(): number;
}

/** A server of so many contacts; it answers later the earlier it was asked, and fails at one place. */
function serve(total: number, size = 100, failsAt = -1): Watched {
  let open = 0;
  let most = 0;
  const server = scripted(async ({ skip: asked }) => {
    const skip = Number(asked);
    most = Math.max(most, ++open);
    for (let turns = 0; turns < 12 - skip / 100; turns++) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    open -= 1;
    if (skip === failsAt) return failed(failure);
    const results = contactsFrom(skip, Math.max(0, Math.min(size, total - skip)));
    return answered({
      results,
      skip,
      limit: size,
      hasMore: skip + size < total,
      totalResults: total,
    });
  });
  return { ...server, open: () => open, mostOpen: () => most };
}

describe('pages that are wanted for sure', () => {
  it('are asked for together, five at a time at the most, and come in their order', async () => {
    const server = serve(1_000);
    const { ids, end } = await walked(server, { wanted: () => Infinity });
    expect(ids).toEqual(everyId(1_000));
    expect(end).toEqual(whole);
    expect(server.calls).toHaveLength(11);
    expect(server.mostOpen()).toBe(5);
  });

  it('are asked for one by one where none is wanted for sure', async () => {
    const server = serve(1_000);
    expect((await walked(server)).ids).toEqual(everyId(1_000));
    expect(server.mostOpen()).toBe(1);
  });

  it('are asked for together also where the service makes its pages smaller, and says so', async () => {
    const server = serve(95, 10);
    expect((await walked(server, { wanted: () => Infinity })).ids).toEqual(everyId(95));
    expect(server.mostOpen()).toBe(5);
  });

  it('are no more than hold the contacts that are wanted', async () => {
    const server = serve(1_000);
    const ids: string[] = [];
    const walk = walkContacts(server, { timeout: () => TIMEOUT_MS, wanted: () => 250 });
    for await (const { contacts } of walk) {
      ids.push(...contacts.map(({ id }) => id));
      if (ids.length >= 250) break;
    }
    expect(ids.slice(0, 250)).toEqual(everyId(250));
    expect(server.calls).toHaveLength(3);
  });

  it.each([Infinity, 400])(
    'are waited for where nobody goes on: none is open, %d wanted',
    async (wanted) => {
      const server = serve(1_000);
      for await (const { contacts } of walkContacts(server, {
        timeout: () => TIMEOUT_MS,
        wanted: () => wanted,
      })) {
        expect(contacts).toHaveLength(100);
        expect(server.open()).toBeGreaterThan(0);
        break;
      }
      expect(server.open()).toBe(0);
    },
  );

  it('tell a failure of one of them behind what came before it', async () => {
    const server = serve(1_000, 100, 297);
    const { ids, end } = await walked(server, { wanted: () => Infinity });
    expect([ids, end]).toEqual([everyId(298), endedBy(failure)]);
    expect(server.calls.length).toBeLessThanOrEqual(8);
    expect(server.open()).toBe(0);
  });
});

describe('reading the list of a contactList', () => {
  async function read(contactList: ContactList, wanted: number, stopAt = Infinity) {
    const contacts: Contact[] = [];
    const reader = contactList.read(wanted, TIMEOUT_MS);
    for (;;) {
      const { value, done } = await reader.next();
      if (done === true) return { ids: contacts.map(({ id }) => id), end: value };
      contacts.push(value);
      if (contacts.length >= stopAt) return { ids: contacts.map(({ id }) => id), end: 'stopped' };
    }
  }

  it('gives the contacts in their order, and at the end that they are all', async () => {
    expect(await read(new ContactList(serve(430)), Infinity)).toEqual({
      ids: everyId(430),
      end: whole,
    });
    expect(await read(new ContactList(serve(0)), Infinity)).toEqual({ ids: [], end: whole });
  });

  it('reads no page that the reader does not come to', async () => {
    const server = serve(430);
    expect(await read(new ContactList(server), 120, 120)).toMatchObject({ ids: everyId(120) });
    expect(server.calls).toHaveLength(2);
  });

  it('gives the failure that ended it, behind what came before', async () => {
    expect(await read(new ContactList(serve(430, 100, 198)), Infinity)).toEqual({
      ids: everyId(199),
      end: endedBy(failure),
    });
  });

  it('shares its requests with finders and with other readers', async () => {
    const server = serve(430);
    const contactList = new ContactList(server);
    const [first, second, found] = await Promise.all([
      read(contactList, Infinity),
      read(contactList, 10),
      contactList.find({ by: 'id', id: 'c399' }, TIMEOUT_MS),
    ]);
    expect([first?.ids, second?.ids]).toEqual([everyId(430), everyId(430)]);
    expect(found).toEqual({ ok: true, value: { id: 'c399' } });
    expect(server.calls).toHaveLength(5);
  });
});
