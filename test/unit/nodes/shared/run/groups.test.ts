import fc from 'fast-check';
import { grouped } from '../../../../../nodes/shared/run/groups';
import type { App } from '../../../../../nodes/shared/run/session';

/** Apps that can be told apart, and nothing more. */
const apps = ['st-1', 'st-2', 'st-3'].map((streamId) => ({ client: { streamId } }) as App);
const [first, second] = apps as [App, App, App];

interface Item {
  app: App;
  key: string;
  value: string;
}

const placeOf = ({ app, key, value }: Item): [App, string, string] => [app, key, value];

const groupsOf = (items: Item[]) => grouped(items.entries(), placeOf);

describe('the items of a run', () => {
  it('are grouped by what they mean, each group where its first item stands', () => {
    const groups = groupsOf([
      { app: first, key: 'b', value: 'one' },
      { app: second, key: 'b', value: 'two' },
      { app: first, key: 'a', value: 'three' },
      { app: first, key: 'b', value: 'four' },
    ]);
    expect([...groups.keys()]).toEqual([first, second]);
    expect(groups.get(first)).toEqual([
      {
        key: 'b',
        entries: [
          { itemIndex: 0, value: 'one' },
          { itemIndex: 3, value: 'four' },
        ],
      },
      { key: 'a', entries: [{ itemIndex: 2, value: 'three' }] },
    ]);
    expect(groups.get(second)).toEqual([{ key: 'b', entries: [{ itemIndex: 1, value: 'two' }] }]);
  });

  it('keep their numbers where some are left out', () => {
    const items = new Map([
      [4, { app: first, key: 'a', value: 'x' }],
      [9, { app: first, key: 'a', value: 'y' }],
    ]);
    expect([...grouped(items, placeOf).values()].flat()).toEqual([
      {
        key: 'a',
        entries: [
          { itemIndex: 4, value: 'x' },
          { itemIndex: 9, value: 'y' },
        ],
      },
    ]);
  });

  it('may be none', () => {
    expect(groupsOf([]).size).toBe(0);
  });

  it.each(['__proto__', 'constructor', 'toString', ''])('may have %j for a key', (key) => {
    const groups = groupsOf([{ app: first, key, value: 'x' }]);
    expect(groups.get(first)).toEqual([{ key, entries: [{ itemIndex: 0, value: 'x' }] }]);
  });

  const anyItems = fc.array(
    fc.record({
      app: fc.constantFrom(...apps),
      key: fc.constantFrom('a', 'b', 'c', 'd'),
      value: fc.string({ maxLength: 3 }),
    }),
    { maxLength: 30, size: 'max' },
  );

  it('are each in the one group of their app and key, and in order there', () => {
    fc.assert(
      fc.property(anyItems, (items) => {
        const groups = groupsOf(items);
        for (const app of apps) {
          const own = items.flatMap((item, itemIndex) =>
            item.app === app ? [{ ...item, itemIndex }] : [],
          );
          const keys = [...new Set(own.map(({ key }) => key))];
          expect(groups.get(app) ?? []).toEqual(
            keys.map((key) => ({
              key,
              entries: own
                .filter((item) => item.key === key)
                .map(({ itemIndex, value }) => ({ itemIndex, value })),
            })),
          );
        }
        expect([...groups.keys()]).toEqual([...new Set(items.map(({ app }) => app))]);
      }),
    );
  });
});
