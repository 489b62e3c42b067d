import type { App } from './session';

/** Items that mean the same contact of one app, with what each asks for. */
export interface Group<T> {
  /** What tells the contact from the others of the app: its id, or its number. */
  key: string;
  entries: Array<{ itemIndex: number; value: T }>;
}

/**
 * Groups the items of a run by app and contact, each group where its first item stands.
 *
 * @param items what was read of each
 * @param placeOf the app, the key of the contact, and what the item asks for
 */
export function grouped<S, T>(
  items: Iterable<[itemIndex: number, item: S]>,
  placeOf: (item: S) => [app: App, key: string, value: T],
): Map<App, Array<Group<T>>> {
  const apps = new Map<App, Map<string, Group<T>>>();
  for (const [itemIndex, item] of items) {
    const [app, key, value] = placeOf(item);
    const groups = apps.get(app) ?? new Map<string, Group<T>>();
    apps.set(app, groups);
    const group = groups.get(key);
    // Most have one item: a list that begins empty would hold room for 17 as soon as one is in it.
    if (group === undefined) groups.set(key, { key, entries: [{ itemIndex, value }] });
    else group.entries.push({ itemIndex, value });
  }
  return new Map([...apps].map(([app, groups]) => [app, [...groups.values()]]));
}
