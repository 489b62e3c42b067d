import type { Tested } from '../../engine';
import { type RemoteSandbox, type Sent, startRemoteSandbox } from '../remote';
import { type Run, type Runner, runOnce } from '../run';
import { ROUNDS } from '../stats';
import { type Work, works } from './works';

/** Contacts in one run. */
export const SIZES = [1_000, 10_000, 100_000];

/** At 100,000, Delete takes a minute: it has one round and no bare loop there, and the other bare loops have one. */
const ROUNDS_OF_LONGEST = 1;

const BYTES_PER_MB = 1_000_000;

/** What one operation takes for one contact, a list of one value for each round. */
export interface OwnCost {
  name: string;
  contacts: number;
  requests: number;
  /** CPU time of the node and of the bare loop, in microseconds. */
  nodeCpu: number[];
  bareCpu: number[];
  /** Heap that is in use after a run more than before it, the output items included, in bytes. */
  nodeBytes: number[];
  bareBytes: number[];
  /** Heap in use before each of the node's runs: what earlier runs left behind makes it grow. */
  heapBefore: number[];
}

/**
 * Measures what each operation takes of this process, by itself and beside a bare loop that sends the very same
 * requests.
 *
 * @param tested the built package
 * @param print tells what is going on
 */
export async function ownCosts(tested: Tested, print: (text: string) => void): Promise<OwnCost[]> {
  const costs: OwnCost[] = [];
  for (const contacts of SIZES) {
    const sandbox = await startRemoteSandbox({ contacts, requestsPerMinute: 0 });
    for (const work of works.filter(({ most = contacts }) => contacts <= most)) {
      costs.push(await ownCost(tested, sandbox, work));
      print(`  ${work.name}: ${contacts} contacts`);
    }
    await sandbox.close();
  }
  return costs;
}

/** The node and the bare loop by turns, so that both see the same moods of the machine. */
async function ownCost(tested: Tested, sandbox: RemoteSandbox, work: Work): Promise<OwnCost> {
  const contacts = sandbox.people.length;
  const cost: OwnCost = {
    name: work.name,
    contacts,
    requests: 0,
    nodeCpu: [],
    bareCpu: [],
    nodeBytes: [],
    bareBytes: [],
    heapBefore: [],
  };
  // The same in every round, since the contacts are.
  let replays: Sent[] | undefined;
  for (let round = 0; round < roundsFor(work, contacts); round++) {
    const node = await runWork(tested, sandbox, work, { parameters: work.parameters });
    cost.requests = (await sandbox.seen()).requests;
    cost.nodeCpu.push((1_000 * node.cpuMs) / contacts);
    cost.heapBefore.push(node.heapBefore);
    cost.nodeBytes.push((node.heapAfter - node.heapBefore) / contacts);
    if (contacts === SIZES.at(-1) && (work.name === 'Delete' || round >= ROUNDS_OF_LONGEST))
      continue;
    replays ??= await sandbox.sent();
    const bare = await runWork(tested, sandbox, work, { replays });
    cost.bareCpu.push((1_000 * bare.cpuMs) / contacts);
    cost.bareBytes.push((bare.heapAfter - bare.heapBefore) / contacts);
  }
  return cost;
}

function roundsFor({ name }: Work, contacts: number): number {
  return name === 'Delete' && contacts === SIZES.at(-1) ? ROUNDS_OF_LONGEST : ROUNDS;
}

/** @throws Error if the run did not do what it should have done, so that no figure is of a run that failed */
async function runWork(
  tested: Tested,
  sandbox: RemoteSandbox,
  work: Work,
  runner: Runner,
): Promise<Run> {
  const { people } = sandbox;
  await sandbox.reset(work.there ? people.length : 0);
  const run = await runOnce({ tested, sandbox, runner, items: work.inputOf(people), heap: true });
  const seen = await sandbox.seen();
  // The bare loop makes an item of every record of a list, too.
  const isComplete = 'replays' in runner || run.output.length === people.length;
  if (work.isDone(seen, people.length) && isComplete) return run;
  throw new Error(
    `${work.name}: ${people.length} contacts became ${run.output.length} items, and ${JSON.stringify(seen)}`,
  );
}

/**
 * The most that an operation holds while it runs, above its input items.
 *
 * @param tested the built package
 * @param operation under the name that it has in the list of works
 * @returns one value for each round, in MB
 */
export async function mostHeld(tested: Tested, operation: string): Promise<number[]> {
  const contacts = SIZES.at(-1) ?? 0;
  const work = works.find(({ name }) => name === operation);
  if (work === undefined) throw new Error(`There is no ${operation}`);
  // A tenth of its requests lie between two looks.
  const sandbox = await startRemoteSandbox({ contacts, requestsPerMinute: 0 }, contacts / 1_000);
  const most: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await sandbox.reset(contacts);
    const held: number[] = [];
    const run = await runOnce({
      tested,
      sandbox,
      runner: { parameters: work.parameters },
      items: work.inputOf(sandbox.people),
      heap: true,
      looks: (heap) => held.push(heap),
    });
    most.push((Math.max(...held, run.heapAfter) - run.heapBefore) / BYTES_PER_MB);
  }
  await sandbox.close();
  return most;
}
