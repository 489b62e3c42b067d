import { say, secondsSince } from './say';

/** One thing to be shown. */
export interface Case<S> {
  name: string;
  run(stage: S): Promise<void>;
}

/** How many cases passed, and what failed. */
export interface Tally {
  passed: number;
  failed: string[];
}

/** A case that hangs must not hang the run. */
const CASE_TIMEOUT_MS = 240_000;

/**
 * Runs cases one after the other and prints what became of each.
 *
 * @param title of them together
 * @param stage what each gets
 * @param clear called after each
 * @param tally is added to
 */
export async function runCases<S>(
  title: string,
  cases: Array<Case<S>>,
  stage: S,
  clear: () => Promise<void>,
  tally: Tally,
): Promise<void> {
  say(`\n${title}`);
  for (const { name, run } of cases) {
    const startedAt = Date.now();
    try {
      await inTime(run(stage));
      tally.passed += 1;
      say(`  passed  ${name} (${secondsSince(startedAt)})`);
    } catch (error) {
      tally.failed.push(`${title}: ${name}`);
      say(`  FAILED  ${name} (${secondsSince(startedAt)})`);
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      say(text.replace(/^/gm, '          '));
    } finally {
      await clear();
    }
  }
}

async function inTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`Not over after ${CASE_TIMEOUT_MS / 1000} s`)),
      CASE_TIMEOUT_MS,
    );
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
