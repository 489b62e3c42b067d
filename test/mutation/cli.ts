import { parseArgs } from 'node:util';
import { table } from '../demo/text';
import { Copy, type Verdict } from './copy';
import { listOf } from './list';
import { type Mutant, promises } from './mutants';

/** So many mutants are tried at a time, each in a copy of its own. */
const COPIES = 2;

/** As many files of tests as have ended long before a run of tests counts as hung, on a slow machine too. */
const FILES_AT_ONCE = 10;

interface Tried {
  mutant: Mutant;
  verdict: Verdict;
}

/**
 * Breaks what the project promises, one thing at a time, and shows the test that notices: `npm run mutants`.
 *
 * `--only TEXT` tries only mutants whose promise, break or file contains the text. `--list` tries none, and
 * prints what would be: each promise, its breaks, and the tests that should notice.
 */
async function main(): Promise<void> {
  const begun = performance.now();
  const { values } = parseArgs({
    options: {
      /** Text that is in the promise, the break or the file. */
      only: { type: 'string' },
      /** Print the mutants, and try none. */
      list: { type: 'boolean' },
    },
  });
  const mutants = chosen(values.only);
  if (values.list === true) {
    print(listOf(mutants));
    return;
  }
  const copies = Array.from({ length: COPIES }, () => new Copy());
  const clear = () => copies.forEach((copy) => copy.remove());
  process.once('exit', clear);
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));

  const obstacles = mutants.flatMap((mutant) => copies[0]?.obstacles(mutant) ?? []);
  if (obstacles.length > 0) {
    print(
      ['These mutants can not be tried; bring mutants.ts up to date:', ...obstacles].join('\n'),
    );
    process.exitCode = 1;
    return;
  }
  const failures = await unbroken(copies, mutants);
  if (failures.length > 0) {
    print(['Nothing is broken yet, and these fail:', ...failures].join('\n'));
    process.exitCode = 1;
    return;
  }
  const tried = await tryAll(copies, mutants);
  report(tried, (performance.now() - begun) / 1_000);
  if (!tried.every(isCaught)) process.exitCode = 1;
}

function chosen(text?: string): Mutant[] {
  if (text === '') throw new Error('--only takes a text.');
  const all = promises.flatMap(({ promise, mutants }) =>
    mutants.map((mutant): Mutant => ({ promise, ...mutant })),
  );
  if (text === undefined) return all;
  const mutants = all.filter(({ promise, breaks, file }) =>
    [promise, breaks, file].some((where) => where.toLowerCase().includes(text.toLowerCase())),
  );
  if (mutants.length === 0) throw new Error(`No mutant has "${text}" in it.`);
  return mutants;
}

/** Runs all tests that mutants name. A test that fails by itself would seem to catch everything. */
async function unbroken(copies: Copy[], mutants: Mutant[]): Promise<string[]> {
  const tests = [...new Set(mutants.flatMap((mutant) => mutant.tests))].sort();
  progress(`unbroken: ${tests.length} test files`);
  const parts = Array.from({ length: Math.ceil(tests.length / FILES_AT_ONCE) }, (_, part) =>
    tests.slice(part * FILES_AT_ONCE, (part + 1) * FILES_AT_ONCE),
  );
  const verdicts: Verdict[] = [];
  await among(copies, parts, async (copy, part) => {
    verdicts.push(await copy.run(part));
  });
  return verdicts.flatMap((verdict) => (verdict.kind === 'passed' ? [] : [told(verdict)]));
}

async function tryAll(copies: Copy[], mutants: Mutant[]): Promise<Tried[]> {
  const tried: Tried[] = [];
  let done = 0;
  await among(copies, [...mutants.entries()], async (copy, [place, mutant]) => {
    const verdict = await copy.try(mutant);
    tried[place] = { mutant, verdict };
    done += 1;
    progress(`${done}/${mutants.length} ${outcome(verdict)}: ${mutant.breaks}`);
  });
  return tried;
}

/** Gives each piece of work to the copy that is free next. */
async function among<T>(
  copies: Copy[],
  work: T[],
  use: (copy: Copy, piece: T) => Promise<void>,
): Promise<void> {
  // The copies share one iterator, so each piece is taken by one of them.
  const queue = work.values();
  const lane = async (copy: Copy) => {
    for (const piece of queue) await use(copy, piece);
  };
  await Promise.all(copies.map(lane));
}

function isCaught({ verdict }: Tried): boolean {
  return verdict.kind === 'failed' || verdict.kind === 'hung';
}

function outcome({ kind }: Verdict): string {
  return { passed: 'SURVIVED', failed: 'caught', hung: 'caught', unusable: 'UNUSABLE' }[kind];
}

function told(verdict: Verdict): string {
  if (verdict.kind === 'passed') return '';
  return verdict.kind === 'hung' ? 'the tests did not end' : verdict.title;
}

function report(tried: Tried[], seconds: number): void {
  for (const { promise } of promises) {
    const rows = tried
      .filter(({ mutant }) => mutant.promise === promise)
      .map(({ mutant, verdict }) => [outcome(verdict), mutant.breaks, told(verdict)]);
    if (rows.length === 0) continue;
    print(`\n${promise}`);
    print(table(['', 'What was broken', 'Caught by'], rows));
  }
  const caught = tried.filter(isCaught).length;
  const unusable = tried.filter(({ verdict }) => verdict.kind === 'unusable').length;
  const counts = [`${caught} caught`, `${tried.length - caught - unusable} survived`];
  if (unusable > 0) counts.push(`${unusable} could not be tried`);
  print(`\n${tried.length} mutants: ${counts.join(', ')}, in ${Math.round(seconds)} s`);
}

/** Beside the report, so that it can be put into a file without this. */
function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
