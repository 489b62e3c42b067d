import { setImmediate } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';
import { builtPackage } from '../demo/built';
import { counted, table } from '../demo/text';
import type { Tested } from '../engine';
import type { SandboxOptions } from '../sandbox';
import { bulk } from './bulk';
import { heapUsed } from './heap';
import { type RemoteSandbox, startRemoteSandbox } from './remote';
import { type Run, runDeletes, type Runner } from './run';
import type { Verdict } from './verdict';

/** The first two targets of the project: a minute's allowance at a usual speed, and the node's own CPU. */
const BURST = { deletes: 60, latencyMs: 200, withinMs: 4_000 };
const CPU = { deletes: 10_000, addsLessThanMs: 1 };

/**
 * What "flat" means here, in bytes a delete. While a run lasts, the node may keep beside its output what
 * fits the text of one answer; nothing of a request, a connection or a timer does. Of a run that is over
 * nothing is to be kept; the little that is allowed is what the measuring itself is off by.
 */
const MEMORY = { whileRunning: 1_024, afterwards: 100 };

/** Odd, so that the median is one of them. */
const ROUNDS = 3;

/** Enough that the compiler has seen all there is, and few enough to be over soon. */
const WARM_UP = 1_000;

const RUNNERS: Runner[] = ['node', 'bare loop'];

/** The heap in the course of one run, in bytes. */
interface HeapCourse {
  /** After every 1,000 deletes. */
  samples: Array<{ answered: number; heap: number }>;
  /** With nothing but the output left, and without that too. */
  withOutput: number;
  without: number;
}

/** Measures speed, CPU and memory, and says which targets are met: `npm run bench`. */
async function main(): Promise<void> {
  const tested = builtPackage();
  print(
    'Kore Contact: Delete, the built package in n8n\'s engine. "Bare loop" is a node that only loops',
  );
  print(
    "over n8n's request helper: same engine, credential, requests, and as many of them at a time.",
  );
  const verdicts = [
    await burst(tested),
    await cpu(tested),
    ...(await memory(tested)),
    ...(await bulk(tested, print)),
  ];
  print('\nTargets');
  print(
    table(
      ['Target', ' Measured', ''],
      verdicts.map(({ target, measured, met }) => [target, measured, met ? 'met' : 'NOT MET']),
    ),
  );
  if (verdicts.some(({ met }) => !met)) process.exitCode = 1;
}

/** The minute's allowance at once: nothing of it may wait for the pacing. */
async function burst(tested: Tested): Promise<Verdict> {
  const { deletes, latencyMs, withinMs } = BURST;
  print(
    `\nSpeed: ${deletes} deletes, ${latencyMs} ms each at the server, ${deletes} requests a minute`,
  );
  const limit = { requestsPerMinute: deletes };
  const run = await measured('node', tested, { contacts: deletes, latencyMs, ...limit }, limit);
  print(`  ${seconds(run.wallMs)} from the first item to the last`);
  return {
    target: `${deletes} deletes at ${latencyMs} ms each within ${seconds(withinMs)}`,
    measured: seconds(run.wallMs),
    met: run.wallMs <= withinMs,
  };
}

/** The node and the bare loop by turns, so that both see the same moods of the machine. */
async function cpu(tested: Tested): Promise<Verdict> {
  const { deletes, addsLessThanMs } = CPU;
  print(
    `\nCPU of this process for one delete, in ms: ${counted(ROUNDS, 'round')} of ${deletes}, pacing off`,
  );
  for (const runner of RUNNERS) await measured(runner, tested, { contacts: WARM_UP });
  const rows: string[][] = [];
  const times: Record<Runner, number[]> = { node: [], 'bare loop': [] };
  for (let round = 1; round <= ROUNDS; round++) {
    const runs: Run[] = [];
    for (const runner of RUNNERS) {
      const run = await measured(runner, tested, { contacts: deletes });
      times[runner].push(run.cpuMs / deletes);
      runs.push(run);
    }
    const [node = 0, bare = 0] = runs.map(({ cpuMs }) => cpuMs / deletes);
    rows.push([`round ${round}`, ...[node, bare, node - bare].map(fine), ...runs.map(wall)]);
  }
  const [node, bare] = [median(times.node), median(times['bare loop'])];
  rows.push(['median', ...[node, bare, node - bare].map(fine), '', '']);
  print(table(['', ' Node', ' Bare loop', ' Node adds', ' Node took', ' Bare loop took'], rows));
  return {
    target: `The node adds less than ${addsLessThanMs} ms of CPU a delete`,
    measured: `${fine(node - bare)} ms`,
    met: node - bare < addsLessThanMs,
  };
}

/** What is kept while the node runs, and what is left when it has run. */
async function memory(tested: Tested): Promise<Verdict[]> {
  const { deletes } = CPU;
  print(`\nHeap in use after a forced garbage collection, in MB: ${deletes} deletes, pacing off`);
  const bare = await heapCourse('bare loop', tested);
  const node = await heapCourse('node', tested);
  const again = await heapCourse('node', tested);
  const courses = [bare, node, again];
  const rows = node.samples.map(({ answered }, place) => [
    `after ${answered} deletes`,
    ...courses.map(({ samples }) => megabytes(samples[place]?.heap ?? NaN)),
  ]);
  rows.push(
    ['with nothing left but the output', ...courses.map((run) => megabytes(run.withOutput))],
    ['with the output dropped too', ...courses.map((run) => megabytes(run.without))],
    ['bytes a delete: growth', ...courses.map((run) => whole(growth(run)))],
    ['  of it the output item', ...courses.map((run) => whole(outputItem(run)))],
    ['  of it other things', ...courses.map((run) => whole(growth(run) - outputItem(run)))],
  );
  print(table(['', ' Bare loop', ' Node', ' Node again'], rows));
  const whileRunning = growth(again) - outputItem(again);
  const afterwards = (again.without - node.without) / deletes;
  return [
    {
      target: `Beside its output, a run keeps less than ${MEMORY.whileRunning} bytes a delete`,
      measured: `${whole(whileRunning)} bytes`,
      met: whileRunning < MEMORY.whileRunning,
    },
    {
      target: `A run that is over leaves less than ${MEMORY.afterwards} bytes a delete behind`,
      measured: `${whole(afterwards)} bytes`,
      met: afterwards < MEMORY.afterwards,
    },
  ];
}

async function heapCourse(runner: Runner, tested: Tested): Promise<HeapCourse> {
  const samples: HeapCourse['samples'] = [];
  const sample = (answered: number) => samples.push({ answered, heap: heapUsed() });
  await heapLater();
  const held: { run?: Run } = {};
  held.run = await measured(runner, tested, { contacts: CPU.deletes }, undefined, (sandbox) =>
    sandbox.onAnswered(sample),
  );
  const withOutput = await heapLater();
  delete held.run;
  return { samples, withOutput, without: await heapLater() };
}

/** The heap in use once the work at hand is over, whose unnamed values hold on to what it used. */
async function heapLater(): Promise<number> {
  await setImmediate();
  return heapUsed();
}

/** Bytes that the heap grew by for each delete, between the first sample and the last. */
function growth({ samples }: HeapCourse): number {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined) return NaN;
  return (last.heap - first.heap) / (last.answered - first.answered);
}

/** Bytes that one output item takes. */
function outputItem({ withOutput, without }: HeapCourse): number {
  return (withOutput - without) / CPU.deletes;
}

/**
 * Deletes all contacts of a sandbox that is started for it, and makes sure that they were deleted.
 *
 * @param options of the sandbox, which sets no limit unless told
 * @param credential changes to its credential, which asks for no pacing unless told
 * @param prepare is given the sandbox before the run
 */
async function measured(
  runner: Runner,
  tested: Tested,
  options: SandboxOptions & { contacts: number },
  credential: IDataObject = { requestsPerMinute: 0 },
  prepare: (sandbox: RemoteSandbox) => void = () => {},
): Promise<Run> {
  const sandbox = await startRemoteSandbox({ requestsPerMinute: 0, ...options });
  try {
    prepare(sandbox);
    const run = await runDeletes(runner, tested, sandbox, credential);
    const { inactive, requests } = await sandbox.seen();
    const counts = [inactive, requests, run.output.length];
    if (counts.every((count) => count === options.contacts)) return run;
    throw new Error(
      `The ${runner} left ${options.contacts - inactive} of ${options.contacts} contacts, with ${requests} requests and ${run.output.length} items`,
    );
  } finally {
    await sandbox.close();
  }
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

function wall({ wallMs }: Run): string {
  return seconds(wallMs);
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(2)} s`;
}

function fine(ms: number): string {
  return ms.toFixed(3);
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(2);
}

function whole(bytes: number): string {
  return String(Math.round(bytes));
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
