import type { Contact } from '../../../../../nodes/shared/contact/contact';
import type { Outcome } from '../../../../../nodes/shared/http/client';
import { ContactList } from '../../../../../nodes/shared/api/contactList';
import { answered, failed, scripted, type Scripted } from './lists';

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

describe('finding a contact by id', () => {
  it('reads no page before somebody looks for one', () => {
    const server = serve();
    expect(new ContactList(server)).toBeDefined();
    expect(server.calls).toHaveLength(0);
  });

  it('reads pages only until it is found', async () => {
    const server = serve();
    const contactList = new ContactList(server);
    expect(await contactList.findById('c3')).toEqual({ kind: 'one', contact: people[3] });
    expect(server.calls).toHaveLength(1);
    expect(await contactList.findById('c7')).toEqual({ kind: 'one', contact: people[7] });
    expect(server.calls).toHaveLength(1);
    expect(await contactList.findById('c25')).toEqual({ kind: 'one', contact: people[25] });
    expect(server.calls).toHaveLength(3);
  });

  it('tells that there is none only after the last page, and then without asking again', async () => {
    const server = serve();
    const contactList = new ContactList(server);
    expect(await contactList.findById('nobody')).toEqual({ kind: 'none' });
    expect(server.calls).toHaveLength(5);
    expect(await contactList.findById('somebody')).toEqual({ kind: 'none' });
    expect(await contactList.findById('c44')).toMatchObject({ kind: 'one' });
    expect(server.calls).toHaveLength(5);
  });

  it('finds deleted contacts as well, so that whoever asks can tell', async () => {
    expect(await new ContactList(serve()).findById('c9')).toMatchObject({
      contact: { id: 'c9', status: 'INACTIVE' },
    });
  });
});

describe('finding a contact by phone number', () => {
  it('reads all pages, since only the last can tell that nobody else has it', async () => {
    const server = serve();
    const contactList = new ContactList(server);
    expect(await contactList.findByPhone(phone('919000000003', true))).toEqual({
      kind: 'one',
      contact: people[3],
    });
    expect(server.calls).toHaveLength(5);
    expect(await contactList.findByPhone(phone('9000000044'))).toMatchObject({ kind: 'one' });
    expect(server.calls).toHaveLength(5);
  });

  it('tells all of several, one of them on the last page', async () => {
    const twin = { ...people[3]!, id: 'twin' };
    const contactList = new ContactList(serve([...people, twin]));
    expect(await contactList.findByPhone(phone('9000000003'))).toEqual({
      kind: 'several',
      contacts: [people[3], twin],
    });
  });

  it('finds none where nobody has the number, or only somebody who was deleted', async () => {
    const contactList = new ContactList(serve());
    expect(await contactList.findByPhone(phone('9111111111'))).toEqual({ kind: 'none' });
    expect(await contactList.findByPhone(phone('9000000009'))).toEqual({ kind: 'none' });
    expect(await contactList.findByPhone(phone('9000000003', true))).toEqual({ kind: 'none' });
  });
});

describe('finders at the same time', () => {
  it('share the requests, and each finds its own', async () => {
    const server = serve();
    const contactList = new ContactList(server);
    const found = await Promise.all(people.map(async ({ id }) => await contactList.findById(id)));
    expect(found).toEqual(people.map((contact) => ({ kind: 'one', contact })));
    expect(server.calls).toHaveLength(5);
  });

  it('read no page more than the one that has them all', async () => {
    const server = serve();
    const contactList = new ContactList(server);
    await Promise.all(['c1', 'c5', 'c8'].map(async (id) => await contactList.findById(id)));
    expect(server.calls).toHaveLength(1);
  });

  it('share them whatever they look for', async () => {
    const server = serve();
    const contactList = new ContactList(server);
    const kinds = await Promise.all([
      contactList.findByPhone(phone('9000000044')),
      contactList.findById('c1'),
      contactList.findById('nobody'),
      contactList.findByPhone(phone('9111111111')),
      contactList.findById('c44'),
    ]);
    expect(kinds.map(({ kind }) => kind)).toEqual(['one', 'one', 'none', 'none', 'one']);
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
    await Promise.all(people.map(async ({ id }) => await contactList.findById(id)));
    expect(most).toBe(1);
  });
});

describe('a list that can not be read to its end', () => {
  const failure = { kind: 'unavailable' as const, status: 503, words: 'down' };
  const failing = () =>
    scripted(({ skip }) => (skip === 20 ? failed(failure) : pageAt(Number(skip), people)));

  it('is a failure for whoever was not found before it, and for every number', async () => {
    const server = failing();
    const contactList = new ContactList(server);
    expect(await contactList.findById('c30')).toEqual({ kind: 'failure', failure });
    expect(await contactList.findById('c15')).toMatchObject({ kind: 'one' });
    expect(await contactList.findByPhone(phone('9000000003'))).toEqual({
      kind: 'failure',
      failure,
    });
    expect(await contactList.findByPhone(phone('9111111111'))).toEqual({
      kind: 'failure',
      failure,
    });
    expect(server.calls).toHaveLength(3);
  });

  it('leaves it unsure where the server shows less than it says it has', async () => {
    const stubborn = scripted(() =>
      answered({ results: people.slice(0, 10), skip: 0, limit: 10, hasMore: true }),
    );
    const contactList = new ContactList(stubborn);
    expect(await contactList.findById('c30')).toEqual({ kind: 'unsure' });
    expect(await contactList.findByPhone(phone('9000000003'))).toEqual({ kind: 'unsure' });
    expect(await contactList.findByPhone(phone('9111111111'))).toEqual({ kind: 'unsure' });
    expect(await contactList.findById('c3')).toMatchObject({ kind: 'one' });
  });

  it('is not taken for read where a page of ten came and nothing tells that it is the last', async () => {
    const silent = scripted(({ skip }) =>
      answered(people.slice(Number(skip), Number(skip) + SIZE)),
    );
    expect((await new ContactList(silent).findById('c30')).kind).not.toBe('none');
    const twin = { ...people[3]!, id: 'twin' };
    const all = [...people, twin];
    const alike = scripted(({ skip }) => answered(all.slice(Number(skip), Number(skip) + SIZE)));
    expect((await new ContactList(alike).findByPhone(phone('9000000003'))).kind).not.toBe('one');
  });

  it('counts a contact once that one page shows twice', async () => {
    const doubled = scripted(() => answered({ results: [people[3], people[3]], hasMore: false }));
    expect(await new ContactList(doubled).findByPhone(phone('919000000003', true))).toEqual({
      kind: 'one',
      contact: people[3],
    });
  });
});
