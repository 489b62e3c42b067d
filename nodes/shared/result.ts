/** What can fail: a value, or the problem that there is instead. `ok` tells them apart, and nothing else does. */
export type Result<T, P> = { ok: true; value: T } | { ok: false; problem: P };

export function succeeded<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function failed<P>(problem: P): { ok: false; problem: P } {
  return { ok: false, problem };
}
