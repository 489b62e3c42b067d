import { type Finished, names, startNode, type Tested } from '../../engine';
import { startSandbox } from '../../sandbox';
import { RATE_WINDOW_MS } from '../../../nodes/shared/http/limits';
import { LIMIT } from './scale';

/** One run in real time. */
interface Timed {
  name: string;
  operation: string;
  contacts: number;
  requests: number;
  latencyMs: number;
  /** The project's target: so much after the last whole minute that has to pass. */
  withinMs: number;
}

const RUNS: Timed[] = [
  {
    name: 'Delete, a minute’s allowance',
    operation: 'delete',
    contacts: 60,
    requests: 60,
    latencyMs: 200,
    withinMs: 4_000,
  },
  {
    name: 'Delete, more than that',
    operation: 'delete',
    contacts: 90,
    requests: 90,
    latencyMs: 150,
    withinMs: 5_000,
  },
  {
    name: 'Delete Many',
    operation: 'deleteMany',
    contacts: 3_000,
    requests: 30,
    latencyMs: 150,
    withinMs: 3_000,
  },
];

/** What a run in real time took. */
export interface RealRun {
  name: string;
  contacts: number;
  requests: number;
  latencyMs: number;
  ms: number;
  /** Whole minutes that have to pass before the last request may begin. */
  minutesMs: number;
  withinMs: number;
  refused: number;
  left: number;
}

/**
 * Runs against 60 requests a minute without shortening anything: once each, since a run takes a minute.
 *
 * @param tested the built package
 */
export async function realMinute(tested: Tested): Promise<RealRun[]> {
  return await Promise.all(RUNS.map(async (run, place) => await realRun(tested, run, place + 1)));
}

async function realRun(tested: Tested, run: Timed, seed: number): Promise<RealRun> {
  const { operation, contacts, latencyMs } = run;
  const sandbox = await startSandbox({ seed, contacts, requestsPerMinute: LIMIT, latencyMs });
  const startedAt = performance.now();
  const finished: Finished = await startNode({
    tested,
    credential: { ...sandbox.credential, requestsPerMinute: LIMIT },
    parameters: {
      operation,
      contactId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
    },
    items: sandbox.contacts.map(({ id }) => ({ id })),
  }).finished;
  const ms = performance.now() - startedAt;
  if (finished.error !== undefined) throw finished.error;
  const items = finished.output(names.node).length;
  if (items !== contacts) throw new Error(`${contacts} items became ${items}`);
  const result = {
    ...run,
    ms,
    minutesMs: Math.floor((run.requests - 1) / LIMIT) * RATE_WINDOW_MS,
    requests: sandbox.requests.length,
    refused: sandbox.requests.filter(({ status }) => status === 429).length,
    left: sandbox.contacts.filter(({ status }) => status === 'ACTIVE').length,
  };
  await sandbox.close();
  return result;
}
