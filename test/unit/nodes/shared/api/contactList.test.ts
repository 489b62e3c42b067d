import { ContactList, type Found } from '../../../../../nodes/shared/api/contactList';
import type { Contact, PhoneQuery } from '../../../../../nodes/shared/contact/contact';
import type { Outcome } from '../../../../../nodes/shared/http/client';
import { MISSING } from '../../../../../nodes/shared/problem/failure';
import { failed, succeeded } from '../../../../../nodes/shared/result';
import { answered, endedBy, incomplete, scripted, type Scripted, TIMEOUT_MS } from './lists';

const SIZE = 10;

/** Contact `c12` has the number +91 90000 00012; every tenth is deleted. */
const people: Contact[] = Array.from({ length: 45 }, (_, i) => ({
  id: `c${i}`,
  status: i % 10 === 9 ? 'INACTIVE' : 'ACTIVE',
  cellPhone: { phoneNumber: `+9190000000${String(i).padStart(2, '0')}`, countryCode: '+91' },
}));

const pageAt = (skip: number, all: Contact[]): Outcome =>
  answered({
    results: all.slice(skip, skip + SIZE),
    skip,
    limit: SIZE,
    hasMore: skip + SIZE < all.length,
    totalResults: all.length,
  });

/** A server of these people that answers only after others had a chance to ask. */
const serve = (all = people): Scripted =>
  scripted(async ({ skip }) => {
    await new Promise((resolve) => setImmediate(resolve));
    return pageAt(Number(skip ?? 0), all);
  });

const phone = (digits: string, international = false) => ({ digits, international });

const byId = async (contactList: ContactList, id: string): Promise<Found> =>
  await contactList.find({ by: 'id', id }, TIMEOUT_MS);

const byPhone = async (contactList: ContactList, query: PhoneQuery): Promise<Found> =>
  await contactList.find({ by: 'phone', phone: query, typed: query.digits }, TIMEOUT_MS);

const missing = failed(MISSING);

/** The contact that was found, or the kind of failure. */
const toldBy = (found: Found): string => (found.ok ? found.value.id : found.problem.kind);

describe('finding a contact by id', () => {
  it('reads no page before somebody looks for one', () => {
    const server = serve();
    expect(new ContactList(server)).toBeDefined();
    expect(server.calls).toHaveLength(0);
  });

  it('takes the very id before one that differs in capitals only', async () => {
    const twins = ['aB', 'Ab', 'ab'].map((id) => ({ ...people[0], id }) as Contact);
    const contactList = new ContactList(serve(twins));
    for (const id of ['Ab', 'ab', 'aB']) expect(toldBy(await byId(contactList, id))).toBe(id);
  });

  it('reads pages only until it is found', async () => {
    const server = serve();
    const contactList = new ContactList(server);
    expect(await byId(contactList, 'c3')).toEqual(succeeded(people[3]));
    expect(server.calls).toHaveLength(1);
    expect(await byId(contactList, 'c7')).toEqual(succeeded(people[7]));
    expect(server.calls).toHaveLength(1);
    expect(await byId(contactList, 'c25')).toEqual(succeeded(people[25]));
    expect(server.calls).toHaveLength(3);
  });

  it('tells that there is none only after the last page, and then without asking again', async () => {
    const server = serve();
    const contactList = new ContactList(server);
    expect(await byId(contactList, 'nobody')).toEqual(missing);
    expect(server.calls).toHaveLength(5);
    expect(await byId(contactList, 'somebody')).toEqual(missing);
    expect(await byId(contactList, 'c44')).toEqual(succeeded(people[44]));
    expect(server.calls).toHaveLength(5);
  });

  it('takes a deleted contact for missing, and as soon as it is seen', async () => {
    const server = serve();
    expect(people[9]).toMatchObject({ id: 'c9', status: 'INACTIVE' });
    expect(await byId(new ContactList(server), 'c9')).toEqual(missing);
    expect(server.calls).toHaveLength(1);
  });
});

describe('finding a contact by phone number', () => {
  it('reads all pages, since only the last can tell that nobody else has it', async () => {
    const server = serve();
    const contactList = new ContactList(server);
    expect(await byPhone(contactList, phone('919000000003', true))).toEqual(succeeded(people[3]));
    expect(server.calls).toHaveLength(5);
    expect(await byPhone(contactList, phone('9000000044'))).toEqual(succeeded(people[44]));
    expect(server.calls).toHaveLength(5);
  });

  it('tells all of several, one of them on the last page', async () => {
    const twin = { ...people[3]!, id: 'twin', fullName: 'Asha Rao' };
    const contactList = new ContactList(serve([...people, twin]));
    expect(await byPhone(contactList, phone('9000000003'))).toEqual(
      failed({
        kind: 'several',
        words: '',
        candidates: ['c3 (c3)', 'Asha Rao (twin)'],
        onlyRead: true,
      }),
    );
  });

  it('finds none where nobody has the number, or only somebody who was deleted', async () => {
    const contactList = new ContactList(serve());
    expect(await byPhone(contactList, phone('9111111111'))).toEqual(missing);
    expect(await byPhone(contactList, phone('9000000009'))).toEqual(missing);
    expect(await byPhone(contactList, phone('9000000003', true))).toEqual(missing);
  });
});

describe('finders at the same time', () => {
  it('share the requests, and each finds its own', async () => {
    const server = serve();
    const contactList = new ContactList(server);
    const found = await Promise.all(people.map(async ({ id }) => await byId(contactList, id)));
    expect(found).toEqual(
      people.map((contact, i) => (i % 10 === 9 ? missing : succeeded(contact))),
    );
    expect(server.calls).toHaveLength(5);
  });

  it('read no page more than the one that has them all', async () => {
    const server = serve();
    const contactList = new ContactList(server);
    await Promise.all(['c1', 'c5', 'c8'].map(async (id) => await byId(contactList, id)));
    expect(server.calls).toHaveLength(1);
  });

  it('share them whatever they look for', async () => {
    const server = serve();
    const contactList = new ContactList(server);
    const found = await Promise.all([
      byPhone(contactList, phone('9000000044')),
      byId(contactList, 'c1'),
      byId(contactList, 'nobody'),
      byPhone(contactList, phone('9111111111')),
      byId(contactList, 'c44'),
    ]);
    expect(found.map(toldBy)).toEqual(['c44', 'c1', 'missing', 'missing', 'c44']);
    expect(server.calls).toHaveLength(5);
  });

  it('never have two requests open', async () => {
    let open = 0;
    let most = 0;
    const server = scripted(async ({ skip }) => {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setImmediate(resolve));
      open -= 1;
      return pageAt(Number(skip), people);
    });
    const contactList = new ContactList(server);
    await Promise.all(people.map(async ({ id }) => await byId(contactList, id)));
    expect(most).toBe(1);
  });
});

describe('the time that a page may take', () => {
  it('is the longest that anybody has given so far', async () => {
    const server = serve();
    const contactList = new ContactList(server);
    for (const [id, timeout] of [
      ['c3', 2_000],
      ['c13', 1_000],
      ['c23', 60_000],
      ['c33', 5_000],
    ] as const) {
      expect(await contactList.find({ by: 'id', id }, timeout)).toMatchObject({ value: { id } });
    }
    expect(server.calls.map(({ timeout }) => timeout)).toEqual([2_000, 2_000, 60_000, 60_000]);
  });

  it('is given by readers as well', async () => {
    const server = serve();
    const contactList = new ContactList(server);
    await contactList.read(1, 7_000).next();
    await contactList.find({ by: 'phone', phone: phone('9000000003'), typed: '' }, 1_000);
    expect(server.calls.map(({ timeout }) => timeout)).toEqual(Array(5).fill(7_000));
  });
});

describe('a list that can not be read to its end', () => {
  const failure = { kind: 'unavailable' as const, status: 503, words: 'down' };
  const failing = () =>
    scripted(({ skip }) => (skip === 18 ? failed(failure) : pageAt(Number(skip), people)));

  it('is a failure for whoever was not found before it, and for every number', async () => {
    const server = failing();
    const contactList = new ContactList(server);
    expect(await byId(contactList, 'c30')).toEqual(endedBy(failure));
    expect(await byId(contactList, 'c15')).toEqual(succeeded(people[15]));
    expect(await byPhone(contactList, phone('9000000003'))).toEqual(endedBy(failure));
    expect(await byPhone(contactList, phone('9111111111'))).toEqual(endedBy(failure));
    expect(server.calls).toHaveLength(3);
  });

  it('leaves it unsure where the server shows less than it says it has', async () => {
    const stubborn = scripted(() =>
      answered({ results: people.slice(0, 10), skip: 0, limit: 10, hasMore: true }),
    );
    const contactList = new ContactList(stubborn);
    expect(await byId(contactList, 'c30')).toEqual(incomplete);
    expect(await byPhone(contactList, phone('9000000003'))).toEqual(incomplete);
    expect(await byPhone(contactList, phone('9111111111'))).toEqual(incomplete);
    expect(await byId(contactList, 'c3')).toEqual(succeeded(people[3]));
  });

  it('is not taken for read where a page of ten came and nothing tells that it is the last', async () => {
    const silent = scripted(({ skip }) =>
      answered(people.slice(Number(skip), Number(skip) + SIZE)),
    );
    expect(toldBy(await byId(new ContactList(silent), 'c30'))).not.toBe('missing');
    const twin = { ...people[3]!, id: 'twin' };
    const all = [...people, twin];
    const alike = scripted(({ skip }) => answered(all.slice(Number(skip), Number(skip) + SIZE)));
    expect((await byPhone(new ContactList(alike), phone('9000000003'))).ok).toBe(false);
  });

  it('counts a contact once that one page shows twice', async () => {
    const doubled = scripted(() => answered({ results: [people[3], people[3]], hasMore: false }));
    expect(await byPhone(new ContactList(doubled), phone('919000000003', true))).toEqual(
      succeeded(people[3]),
    );
  });
});
