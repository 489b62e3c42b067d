import type { TestedTrigger } from '../../engine/poller';
import { pollerOf } from '../../engine/poller';
import { startRemoteSandbox } from '../remote';
import { ROUNDS } from '../stats';

/** As many contacts as the trigger remembers, none of which has changed, in the largest pages. */
const CONTACTS = 20_000;
const PAGE_SIZE = 1_000;

/** Polls before those that count: the first takes the baseline, and the compiler is at work for some more. */
const WARM_UP = 5;

/** What a poll of the trigger takes. */
export interface PollCost {
  contacts: number;
  /** A value for each round. */
  requests: number[];
  /** CPU time of this process, in milliseconds. */
  cpuMs: number[];
  /** What n8n's static data takes as JSON, in bytes. */
  stateBytes: number;
}

/**
 * Measures a poll that finds nothing new.
 *
 * @param tested the built package
 * @throws Error if a poll told something, or failed
 */
export async function pollCost(tested: TestedTrigger): Promise<PollCost> {
  const switches = { maxLimit: PAGE_SIZE };
  const sandbox = await startRemoteSandbox({ contacts: CONTACTS, requestsPerMinute: 0, switches });
  const poller = pollerOf({
    tested,
    credential: { ...sandbox.credential, requestsPerMinute: 0 },
    parameters: { events: ['created', 'updated', 'deleted'] },
  });
  const cost: PollCost = { contacts: CONTACTS, requests: [], cpuMs: [], stateBytes: 0 };
  let before = 0;
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const start = process.cpuUsage();
    const { items, error } = await (round === 0 ? poller.activate() : poller.poll());
    const { user, system } = process.cpuUsage(start);
    if (error !== undefined) throw error;
    if (items.length > 0) throw new Error(`A poll of unchanged contacts told ${items.length}`);
    const { requests } = await sandbox.seen();
    if (round >= WARM_UP) {
      cost.requests.push(requests - before);
      cost.cpuMs.push((user + system) / 1_000);
    }
    before = requests;
  }
  cost.stateBytes = Buffer.byteLength(poller.saved);
  await sandbox.close();
  return cost;
}
