import { boundMs } from './parts/scale';
import type { OwnCost } from './parts/own';
import type { Results } from './results';
import { exponentOf, roundsOf } from './stats';

/** A target of the project and whether it was met. */
export interface Verdict {
  target: string;
  measured: string;
  met: boolean;
}

/**
 * The most requests for 1,000 contacts that the project allows itself. Where the list is read it has 11 pages of 100
 * and not 10: each page begins with the last contact of the one before, which is the price of being certain that
 * nobody is missed where the list changes meanwhile.
 */
const REQUESTS: Record<string, number> = {
  'Delete Many': 10,
  Create: 20,
  'Create or Update, new': 21,
  'Create or Update, changed': 21,
  'Create or Update, the same again': 11,
  Update: 21,
};

/** Steeper than this counts as steeper than linear: three sizes and a noisy clock do not tell more. */
const LINEAR = 1.1;

const LIMITS = {
  addsMs: 1,
  timesBareLoop: 1.25,
  timesBound: 1.1,
  heldMb: 150,
  heldBySyncMb: 200,
  writes: 5,
  /** The number plans of all countries among it. */
  loadMs: 60,
  /** What the measuring itself is off by. */
  leftBytes: 100,
  /** Of CPU time, for 100,000 phone numbers. */
  readingSeconds: 3,
  /** What nobody notices, while a file of 50 MB is read. */
  fileHeldMs: 100,
  /** Of a poll of 20,000 unchanged contacts, at 1,000 a page. */
  pollRequests: 22,
  pollCpuMs: 300,
  pollStateBytes: 1_000_000,
};

/**
 * @param results of a run
 * @returns each target of the project, with what was measured
 */
export function verdictsOn(results: Results): Verdict[] {
  const del = ownOf(results, 'Delete', 10_000);
  const [node, bare] = [roundsOf(del.nodeCpu).median, roundsOf(del.bareCpu).median];
  const { timesBound } = longestDeleteMany(results);
  const held = roundsOf(results.mostHeld).median;
  const load = roundsOf(results.loaded[0]?.milliseconds ?? [NaN]).median;
  const before = del.heapBefore;
  const left = ((before.at(-1) ?? NaN) - (before[1] ?? NaN)) / (before.length - 2) / del.contacts;
  return [
    below(
      'Delete Many of 6,000 contacts takes at most 1.1 times the bound',
      timesBound,
      LIMITS.timesBound,
      2,
    ),
    below(
      'Delete takes at most 1.25 times the CPU time of the bare loop',
      node / bare,
      LIMITS.timesBareLoop,
      2,
    ),
    below('Delete adds less than 1 ms of CPU time', (node - bare) / 1_000, LIMITS.addsMs, 3),
    below('Delete Many of 100,000 holds less than 150 MB', held, LIMITS.heldMb, 0),
    below(
      'Sync of 100,000 with nothing to do holds less than 200 MB',
      roundsOf(results.mostHeldBySync).median,
      LIMITS.heldBySyncMb,
      0,
    ),
    ...results.mirrors
      .slice(0, 1)
      .flatMap(({ ms, boundMs: bound, writes, wrong, reportedWrongly }) => [
        below(
          'Sync of 6,000 with 60 new, 60 changed and 60 gone takes at most 1.1 times the bound',
          ms / bound,
          LIMITS.timesBound,
          2,
        ),
        below('… at most 5 requests that write', writes, LIMITS.writes, 0),
        below('… nothing wrong, and nothing reported wrongly', wrong + reportedWrongly, 0, 0),
      ]),
    below(`The package loads in less than ${LIMITS.loadMs} ms`, load, LIMITS.loadMs, 1),
    below(
      'A run of Delete that is over leaves less than 100 bytes a contact',
      left,
      LIMITS.leftBytes,
      0,
    ),
    ...readingVerdicts(results),
    ...pollVerdicts(results),
    ...Object.entries(REQUESTS).map(([name, most]) =>
      below(
        `${name}: 1,000 contacts in at most ${most} requests`,
        ownOf(results, name, 1_000).requests,
        most,
        0,
      ),
    ),
    ...results.requestCounts.map(({ name, requests, most }) =>
      below(`${name}: at most ${most} requests`, requests, most, 0),
    ),
    ...growthOf(results).map(({ name, cpu, memory }) =>
      below(`${name} grows no steeper than linearly`, Math.max(cpu, memory), LINEAR, 2),
    ),
    ...results.real.map(({ name, ms, minutesMs, withinMs, contacts, refused, left: undone }) => ({
      target: `${name}: ${contacts} contacts in real time within ${withinMs / 1_000} s of the bound, none refused or left`,
      measured: `${((ms - minutesMs) / 1_000).toFixed(2)} s, ${refused}, ${undone}`,
      met: ms - minutesMs <= withinMs && refused === 0 && undone === 0,
    })),
  ];
}

function readingVerdicts({ readingSeconds, file }: Results): Verdict[] {
  return [
    below(
      'Reading 100,000 phone numbers takes less than 3 s of CPU time',
      roundsOf(readingSeconds).median,
      LIMITS.readingSeconds,
      2,
    ),
    below(
      'Reading 50 MB of CSV holds others for 100 ms at the most',
      Math.max(...file.heldMs),
      LIMITS.fileHeldMs,
      0,
    ),
  ];
}

function pollVerdicts({ poll }: Results): Verdict[] {
  const { requests, cpuMs, stateBytes } = poll;
  const of = 'A poll of 20,000 unchanged contacts';
  return [
    below(`${of} takes at most 22 requests`, Math.max(...requests), LIMITS.pollRequests, 0),
    below(`${of} takes less than 300 ms of CPU time`, roundsOf(cpuMs).median, LIMITS.pollCpuMs, 0),
    below(`${of} remembers less than 1 MB`, stateBytes, LIMITS.pollStateBytes, 0),
  ];
}

/**
 * Delete Many of 6,000 contacts, which take 60 requests.
 *
 * @param results of a run
 * @returns what it took from the node's start, and how many times the bound that is
 */
export function longestDeleteMany({ deletions }: Results): { ms: number; timesBound: number } {
  const many = deletions.find(
    ({ contender, contacts }) => contender.endsWith('Delete Many') && contacts === 6_000,
  );
  const ms = roundsOf(many?.nodeMs ?? [NaN]).median;
  return { ms, timesBound: ms / boundMs(60) };
}

/** How one operation grows with the number of contacts: the exponents of the fits. */
export interface Growth {
  name: string;
  cpu: number;
  memory: number;
}

/** @param results of a run */
export function growthOf({ own }: Results): Growth[] {
  const names = [...new Set(own.map(({ name }) => name))];
  return names.map((name) => {
    const sizes = own.filter((cost) => cost.name === name);
    const fit = (values: (cost: OwnCost) => number[]) =>
      exponentOf(
        sizes.map((cost) => [cost.contacts, cost.contacts * roundsOf(values(cost)).median]),
      );
    return { name, cpu: fit(({ nodeCpu }) => nodeCpu), memory: fit(({ nodeBytes }) => nodeBytes) };
  });
}

/**
 * @param results of a run
 * @throws Error if that was not measured
 */
export function ownOf({ own }: Results, name: string, contacts: number): OwnCost {
  const found = own.find((cost) => cost.name === name && cost.contacts === contacts);
  if (found === undefined) throw new Error(`${name} of ${contacts} was not measured`);
  return found;
}

function below(target: string, value: number, limit: number, digits: number): Verdict {
  return { target, measured: value.toFixed(digits), met: value <= limit };
}
