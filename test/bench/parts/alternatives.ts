import type { IDataObject } from 'n8n-workflow';
import { inLine, names } from '../../e2e/lib/flow';
import { install } from '../../e2e/lib/install';
import { type Execution, Rest } from '../../e2e/lib/rest';
import { makeHome, startServer } from '../../e2e/lib/server';
import { outputOf } from '../../e2e/lib/stage';
import { versionFor } from '../../e2e/lib/versions';
import { shortenWindow } from '../../e2e/lib/window';
import { type Sandbox, startSandbox } from '../../sandbox';
import { type Contender, contenders, DELETES } from './contenders';
import { LATENCY_MS, LIMIT, WINDOW_MS } from './scale';

/** Contacts that are deleted in one run. */
export const SIZES = [10, 60, 100, 600, 1_000, 6_000];

/** As many as a median asks for at the least. */
const ROUNDS = 5;

/** Runs of so many contacts, one by one, take minutes and nearly no CPU: their rounds run at the same time. */
const LONG = 600;

/** A run of 6,000, one by one, takes 200 seconds; n8n is asked for its end every so often. */
const PATIENCE_MS = 600_000;
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
 * @param print tells what is going on
 */
export async function alternatives(print: (text: string) => void): Promise<Deletions[]> {
  const installation = await install(versionFor());
  const home = await makeHome(installation, { N8N_LOG_LEVEL: 'error' });
  try {
    await shortenWindow(home.folder, WINDOW_MS);
    const server = await startServer(installation, home);
    try {
      const rest = new Rest(server.url);
      await rest.signIn();
      // What is loaded with the first run is not a part of any.
      for (const contender of contenders) await once(rest, contender, 10, 1);
      return await allOf(rest, print);
    } finally {
      await server.service.stop();
    }
  } finally {
    await home.remove();
  }
}

/**
 * What uses the processor runs by itself; what mostly waits, with all its rounds at the same time. The long runs
 * come last, all of them together.
 */
async function allOf(rest: Rest, print: (text: string) => void): Promise<Deletions[]> {
  const cases = contenders.flatMap((contender) =>
    SIZES.map((contacts) => ({ contender, contacts })),
  );
  const isLong = ({ contender, contacts }: (typeof cases)[number]) =>
    contacts >= LONG && contender.takesWindows;
  const done: Deletions[] = [];
  for (const { contender, contacts } of cases.filter((work) => !isLong(work))) {
    done.push(await deletions(rest, contender, contacts, contender.takesWindows ? ROUNDS : 1));
    print(`  ${contender.name}: ${contacts} contacts`);
  }
  print('  The long runs, all at the same time');
  const long = cases.filter(isLong).map(async ({ contender, contacts }) => {
    const result = await deletions(rest, contender, contacts, ROUNDS);
    print(`  ${contender.name}: ${contacts} contacts`);
    return result;
  });
  return [...done, ...(await Promise.all(long))];
}

async function deletions(
  rest: Rest,
  contender: Contender,
  contacts: number,
  atOnce: number,
): Promise<Deletions> {
  const rounds: Measured[] = [];
  for (let begun = 0; begun < ROUNDS; begun += atOnce) {
    const together = Array.from({ length: Math.min(atOnce, ROUNDS - begun) }, (_, place) =>
      // Another seed is another account: rounds at the same time do not share a limit.
      once(rest, contender, contacts, begun + place + 1),
    );
    rounds.push(...(await Promise.all(together)));
  }
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

async function once(
  rest: Rest,
  contender: Contender,
  contacts: number,
  seed: number,
): Promise<Measured> {
  const sandbox = await startSandbox({
    seed,
    contacts,
    requestsPerMinute: LIMIT,
    rateWindowMs: WINDOW_MS,
    latencyMs: LATENCY_MS,
  });
  try {
    const ids = sandbox.contacts.map(({ id }) => id);
    const parts = await contender.parts(rest, sandbox, ids);
    const workflow = await rest.createWorkflow(inLine(contender.name, parts));
    const startedAt = performance.now();
    const id = await rest.start(workflow, names.manual);
    const execution = await rest.finished(id, PATIENCE_MS, contacts >= LONG ? POLL_MS : undefined);
    return measured(execution, sandbox, startedAt);
  } finally {
    await sandbox.close();
  }
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
