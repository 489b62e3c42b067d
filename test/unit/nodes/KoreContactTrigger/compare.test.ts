import fc from 'fast-check';
import { Comparison, type Known, type News } from '../../../../nodes/KoreContactTrigger/compare';
import {
  EVENT_KINDS,
  type EventKind,
  markOf,
  told,
} from '../../../../nodes/KoreContactTrigger/events';
import { seenAs } from '../../../../nodes/KoreContactTrigger/seen';
import type { Contact } from '../../../../nodes/shared/contact/contact';

const ALL: EventKind[] = [...EVENT_KINDS];

function compare(known: Known | undefined, list: Contact[], kinds = ALL): News {
  const comparison = new Comparison(known, kinds);
  for (const contact of list) comparison.take(contact);
  return comparison.end();
}

/** A contact in one of its states. */
const contact = (id: string, state: number, status = 'ACTIVE'): Contact => ({
  ...{ id, status, firstName: `Asha ${state}`, updatedAt: `2026-01-01T00:00:0${state}Z` },
});

const kindsIn = ({ events }: News) => events.map(({ kind, contact: { id } }) => `${kind} ${id}`);

/** A list of up to six contacts, each in one of three states. */
const lists = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), fc.nat(2)), {
    selector: ([id]) => id,
  })
  .map((entries) => entries.map(([id, state]) => contact(id, state)));

const someKinds = fc.subarray(ALL);

/** What somebody who follows the events takes for the list: the id and the state of each contact. */
function follow(mirror: Map<string, unknown>, { events }: News): void {
  for (const event of events) {
    if (event.kind === 'deleted') mirror.delete(event.contact.id);
    else mirror.set(event.contact.id, event.contact['firstName']);
  }
}

const stateOf = (list: Contact[]) =>
  new Map(list.map(({ id, firstName }) => [id, firstName] as [string, unknown]));

describe('comparing lists', () => {
  it('whoever follows the events has the list, once it has rested for two readings', () => {
    fc.assert(
      fc.property(fc.array(lists, { minLength: 1, maxLength: 8 }), (history) => {
        let { next: known } = compare(undefined, history[0]!);
        const mirror = stateOf(history[0]!);
        for (const list of [...history.slice(1), history.at(-1)!, history.at(-1)!]) {
          const news = compare(known, list);
          follow(mirror, news);
          known = news.next;
        }
        expect(mirror).toEqual(stateOf(history.at(-1)!));
        expect(compare(known, history.at(-1)!)).toEqual({ events: [], next: known });
      }),
    );
  });

  it('tells nothing where nothing is remembered, whatever the list is', () => {
    fc.assert(
      fc.property(lists, someKinds, (list, kinds) => {
        expect(compare(undefined, list, kinds).events).toEqual([]);
      }),
    );
  });

  it('tells nothing of a kind that is not, or was not, chosen', () => {
    fc.assert(
      fc.property(fc.array(lists), someKinds, someKinds, (history, before, now) => {
        let known: Known | undefined;
        for (const list of history) known = compare(known, list, before).next;
        for (const list of history.toReversed()) {
          const { events } = compare(known, list, now);
          const kinds = events.map(({ kind }) => kind);
          expect(kinds.filter((kind) => !before.includes(kind) || !now.includes(kind))).toEqual([]);
        }
      }),
    );
  });

  it('is the same the second time from the same memory, ids of events included', () => {
    fc.assert(
      fc.property(lists, lists, (first, second) => {
        const { next } = compare(undefined, first);
        const ids = () => compare(next, second).events.map((event) => told(event, true));
        expect(ids()).toEqual(ids());
      }),
    );
  });

  it('remembers the contacts in use, and those that lack for the first time behind them', () => {
    const { next } = compare(undefined, [contact('b', 0), contact('a', 0)]);
    const after = compare(next, [contact('c', 0), contact('a', 0), contact('d', 0, 'inactive')]);
    expect(kindsIn(after)).toEqual(['created c']);
    expect(after.next.contacts).toEqual([
      seenAs(markOf(contact('c', 0)), 'no', 'c'),
      seenAs(markOf(contact('a', 0)), 'no', 'a'),
      seenAs(markOf(contact('b', 0)), 'once', 'b'),
    ]);
    expect(kindsIn(compare(after.next, [contact('a', 0)]))).toEqual(['deleted b']);
  });

  it('tells a contact that lacked, and comes back changed, as updated', () => {
    const { next } = compare(undefined, [contact('a', 0), contact('b', 0)]);
    const lacking = compare(next, [contact('b', 0)]);
    const back = compare(lacking.next, [contact('a', 1), contact('b', 0)]);
    expect(kindsIn(back)).toEqual(['updated a']);
  });

  it.each<[string, EventKind[], string[]]>([
    ['is told where it lacked when deletions were told', ALL, ['deleted a']],
    ['is not told where they were not', ['created'], []],
  ])('a deletion that the list shows as inactive %s', (_, kinds, expected) => {
    let known = compare(undefined, [contact('a', 0), contact('b', 0)], kinds).next;
    known = compare(known, [contact('b', 0)], kinds).next;
    known = { ...known, kinds: ALL };
    const list = [contact('a', 0, 'INACTIVE'), contact('b', 0)];
    expect(kindsIn(compare(known, list))).toEqual(expected);
  });

  it('counts the contacts in use', () => {
    const comparison = new Comparison(undefined, ALL);
    for (const status of ['ACTIVE', 'INACTIVE', 'ACTIVE']) {
      comparison.take(contact(`${status} ${comparison.inUse}`, 0, status));
    }
    expect(comparison.inUse).toBe(2);
  });
});
