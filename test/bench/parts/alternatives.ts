import type { IDataObject } from 'n8n-workflow';
import { inLine, names } from '../../e2e/lib/flow';
import type { Installation } from '../../e2e/lib/install';
import type { Execution, Rest } from '../../e2e/lib/rest';
import { outputOf } from '../../e2e/lib/stage';
import { type Standalone, startStandalone } from '../../e2e/lib/standalone';
import { type Sandbox, startSandbox } from '../../sandbox';
import { ROUNDS } from '../stats';
import { type Contender, contenders, DELETES } from './contenders';
import { LATENCY_MS, LIMIT, WINDOW_MS } from './scale';

/** Contacts that are deleted in one run. */
export const SIZES = [10, 60, 100, 600, 1_000, 6_000];

/** From so many contacts on, one by one, a run takes minutes. */
const LONG = 600;

/** A run of 6,000, one by one, takes 200 seconds. */
const PATIENCE_MS = 600_000;

/** How often n8n is asked for the end of a run: for each answer it reads the whole execution, which holds the run up. */
const POLL_MS = 1_000;

/** What one way made of one number of contacts, a list of one value for each round. */
export interface Deletions {
  contender: string;
  contacts: number;
  /** Until the last contact was deleted, from the start of the workflow. */
  wholeMs: number[];
  /** The same from the start of the node that deletes. */
  nodeMs: number[];
  requests: number[];
  refusedForRate: number[];
  left: number[];
  reportedWrongly: number[];
}

type Measured = Omit<{ [K in keyof Deletions]: number }, 'contender' | 'contacts'>;

/**
 * Deletes contacts in a real n8n, in each of the ways that people have.
 *
 * @param installation an n8n
 * @param print tells what is going on
 */
export async function alternatives(
  installation: Installation,
  print: (text: string) => void,
): Promise<Deletions[]> {
  const servers: Standalone[] = [];
  const start = async () => {
    const env = { N8N_LOG_LEVEL: 'error' };
    const server = await startStandalone(installation, { env, windowMs: WINDOW_MS });
    servers.push(server);
    // What is loaded with the first run is not a part of any.
    const seed = servers.length;
    for (const contender of contenders) await (await begin(server.rest, contender, 10, seed)).ended;
    return server.rest;
  };
  try {
    const first = await start();
    const short = await shortRuns(first, print);
    // Four more that have nothing to do take a seventh of two processors: they start when they are needed.
    const others = Array.from({ length: ROUNDS - 1 }, start);
    const long = await longRuns([first, ...(await Promise.all(others))], print);
    const order = contenders.map(({ name }) => name);
    return [...short, ...long].toSorted(
      (a, b) => order.indexOf(a.contender) - order.indexOf(b.contender) || a.contacts - b.contacts,
    );
  } finally {
    for (const { stop } of servers) await stop();
  }
}

const isLong = (contender: Contender, contacts: number) =>
  contender.takesWindows && contacts >= LONG;

/** What uses the processor runs by itself; what mostly waits, with all its rounds at the same time. */
async function shortRuns(rest: Rest, print: (text: string) => void): Promise<Deletions[]> {
  const done: Deletions[] = [];
  for (const contender of contenders) {
    for (const contacts of SIZES.filter((size) => !isLong(contender, size))) {
      const rounds: Measured[] = [];
      const run = async (seed: number) =>
        rounds.push(await (await begin(rest, contender, contacts, seed)).ended);
      // Another seed is another account: rounds at the same time do not share a limit.
      const seeds = Array.from({ length: ROUNDS }, (_, place) => place + 1);
      if (contender.takesWindows) await Promise.all(seeds.map(run));
      else for (const seed of seeds) await run(seed);
      done.push(collected(contender, contacts, rounds));
      print(`  ${contender.name}: ${contacts} contacts`);
    }
  }
  return done;
}

/**
 * Runs that take minutes and nearly no processor once they send, each round in an n8n of its own. The longest last
 * minutes and are joined by the others, one way and size after the other.
 */
async function longRuns(rests: Rest[], print: (text: string) => void): Promise<Deletions[]> {
  print('  The long runs, their rounds at the same time');
  const ways = contenders.filter((contender) => isLong(contender, LONG));
  const run = async (contender: Contender, contacts: number) => {
    const ended = await beginRounds(rests, contender, contacts);
    return async () => {
      const result = collected(contender, contacts, await Promise.all(ended));
      print(`  ${contender.name}: ${contacts} contacts`);
      return result;
    };
  };
  const [longest = 0, ...others] = SIZES.filter((size) => size >= LONG).toReversed();
  const going: Array<() => Promise<Deletions>> = [];
  for (const contender of ways) going.push(await run(contender, longest));
  const done: Deletions[] = [];
  for (const contacts of others) {
    for (const contender of ways) done.push(await (await run(contender, contacts))());
  }
  return [...done, ...(await Promise.all(going.map(async (end) => await end())))];
}

/** Begins each round when the one before has sent its first request, so that none holds another up at its start. */
async function beginRounds(
  rests: Rest[],
  contender: Contender,
  contacts: number,
): Promise<Array<Promise<Measured>>> {
  const ended: Array<Promise<Measured>> = [];
  for (const [place, rest] of rests.entries()) {
    const begun = await begin(rest, contender, contacts, place + 1);
    ended.push(begun.ended);
    await begun.sent;
  }
  return ended;
}

function collected(contender: Contender, contacts: number, rounds: Measured[]): Deletions {
  const each = (key: keyof Measured) => rounds.map((round) => round[key]);
  return {
    contender: contender.name,
    contacts,
    wholeMs: each('wholeMs'),
    nodeMs: each('nodeMs'),
    requests: each('requests'),
    refusedForRate: each('refusedForRate'),
    left: each('left'),
    reportedWrongly: each('reportedWrongly'),
  };
}

/** A run that has begun: when it sends its first request, and what it comes to. */
interface Begun {
  sent: Promise<void>;
  ended: Promise<Measured>;
}

async function begin(
  rest: Rest,
  contender: Contender,
  contacts: number,
  seed: number,
): Promise<Begun> {
  const sandbox = await startSandbox({
    seed,
    contacts,
    requestsPerMinute: LIMIT,
    rateWindowMs: WINDOW_MS,
    latencyMs: LATENCY_MS,
  });
  const ids = sandbox.contacts.map(({ id }) => id);
  const parts = await contender.parts(rest, sandbox, ids);
  const workflow = await rest.createWorkflow(inLine(contender.name, parts));
  const startedAt = performance.now();
  const id = await rest.start(workflow, names.manual);
  const ended = async () => {
    try {
      return measured(await rest.finished(id, PATIENCE_MS, POLL_MS), sandbox, startedAt);
    } finally {
      await sandbox.close();
    }
  };
  return { sent: sandbox.waitForRequests(1), ended: ended() };
}

function measured(execution: Execution, sandbox: Sandbox, startedAt: number): Measured {
  const [run] = execution.data.resultData.runData[DELETES] ?? [];
  if (run === undefined) throw new Error(`Nothing was deleted: ${execution.saved.slice(0, 2000)}`);
  const nodeStartedAt = run.startTime - performance.timeOrigin;
  const good = sandbox.requests.filter(({ status }) => status === 200);
  const lastAt = Math.max(...good.map(({ endedAt = 0 }) => endedAt));
  return {
    wholeMs: lastAt - startedAt,
    nodeMs: lastAt - nodeStartedAt,
    requests: sandbox.requests.length,
    refusedForRate: sandbox.requests.filter(({ status }) => status === 429).length,
    left: sandbox.contacts.filter(({ status }) => status === 'ACTIVE').length,
    reportedWrongly: wrongIn(outputOf(execution, DELETES), sandbox),
  };
}

/** Contacts whose item says something else than what became of them, or that have no item. */
function wrongIn(output: IDataObject[], sandbox: Sandbox): number {
  return sandbox.contacts.filter(({ status }, place) => {
    const item = output[place];
    return item === undefined || 'error' in item !== (status === 'ACTIVE');
  }).length;
}
