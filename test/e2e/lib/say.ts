/** Prints one line of progress. */
export function say(text = ''): void {
  process.stdout.write(`${text}\n`);
}

/**
 * Tells every quarter of a minute that something is still going on.
 *
 * @param what such as `npm ci`
 * @param work what goes on
 */
export async function withHeartbeat<T>(what: string, work: Promise<T>): Promise<T> {
  const startedAt = Date.now();
  const timer = setInterval(() => say(`  ${what}: ${secondsSince(startedAt)} …`), 15_000);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}

/**
 * @param startedAt a `Date.now()`
 * @returns such as `1.3 s`
 */
export function secondsSince(startedAt: number): string {
  return `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
}

/** @param ms how long to wait */
export async function sleep(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * Asks again and again until there is an answer.
 *
 * @param what it is waited for, for the message
 * @param ask gives the answer, or undefined while there is none
 * @param timeoutMs how long to ask
 * @param pauseMs how long to wait between two questions
 */
export async function until<T>(
  what: string,
  ask: () => T | undefined | Promise<T | undefined>,
  timeoutMs = 30_000,
  pauseMs = 100,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`Waited ${timeoutMs / 1000} s in vain for ${what}`);
    await sleep(pauseMs);
  }
}
