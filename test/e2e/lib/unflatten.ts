/**
 * Reads what the package `flatted` wrote, the form in which n8n keeps executions: a list of values
 * in which texts inside of objects and lists are places in that list.
 *
 * @param text what was written
 */
export function unflatten(text: string): unknown {
  const values = JSON.parse(text) as unknown[];
  const made = new Map<number, unknown>();
  const at = (place: number): unknown => {
    if (made.has(place)) return made.get(place);
    const value = values[place];
    if (typeof value !== 'object' || value === null) return value;
    const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [] : {};
    made.set(place, copy);
    for (const [key, inner] of Object.entries(value)) {
      Object.assign(copy, { [key]: typeof inner === 'string' ? at(Number(inner)) : inner });
    }
    return copy;
  };
  return at(0);
}
