import type { Deletions } from '../parts/alternatives';
import { LINES } from '../parts/fileReading';
import { NUMBERS } from '../parts/phoneReading';
import { AT_ONCE, boundMs, LATENCY_MS, LIMIT, TOKEN_SECONDS, WINDOW_MS } from '../parts/scale';
import type { Results } from '../results';
import { type Rounds, roundsOf } from '../stats';
import { growthOf, ownOf, verdictsOn } from '../verdict';
import { mended } from './mended';
import { table } from './table';

const SECONDS = 1_000;

/** The names of the charts that the document shows. */
export const charts = {
  deletions: 'deletions.svg',
  cost: 'cost.svg',
  growth: 'growth.svg',
};

/**
 * Writes the document.
 *
 * @param results of one run
 * @returns Markdown
 */
export function documentOf(results: Results): string {
  return [
    head(results),
    targets(results),
    againstOthers(results),
    againstBound(results),
    mirrored(results),
    ownCost(results),
    requests(results),
    growth(results),
    polling(results),
    signing(results),
    beforeAndAfter(results),
  ].join('\n\n');
}

function head({ date, machine, versions, seconds }: Results): string {
  return `# Benchmarks

Written by \`npm run bench\` on ${date}, in ${Math.round(seconds / 60)} minutes. Run it again to measure on your machine: it writes this document anew.

- Machine: ${machine}. The contact center is a sandbox on the same machine, so nothing here says how fast Kore.ai is.
- Versions: n8n-nodes-kore-contact ${versions.package}; n8n ${versions.n8n} on Node.js ${versions.nodeOfN8n} where it says "in n8n", else n8n's engine (n8n-core ${versions.n8nCore}) in process on Node.js ${versions.node}.
- Figures are medians of at least five rounds, with the least and the most in brackets, unless it says otherwise.`;
}

function targets(results: Results): string {
  const rows = verdictsOn(results).map(({ target, measured, met }) => [
    target,
    measured,
    met ? 'met' : '**not met**',
  ]);
  return `## Targets\n\n${table(['Target', 'Measured', ''], rows, 'left')}`;
}

function againstOthers({ deletions }: Results): string {
  const rows = deletions.map((way) => [
    way.contender,
    count(way.contacts),
    way.left.every((left) => left === way.contacts) ? 'never' : seconds(roundsOf(way.wholeMs)),
    plain(roundsOf(way.requests)),
    plain(roundsOf(way.refusedForRate)),
    plain(roundsOf(way.left)),
    plain(roundsOf(way.reportedWrongly)),
  ]);
  return `## Beside what people would use instead

In n8n, a list of contacts is deleted in four ways: with n8n's JWT node and its HTTP Request node, which sends all at once or, with its option Batching, ${LIMIT} in a window; and with this node's Delete and Delete Many. All of them go on at a failure (On Error: Continue).

The sandbox allows ${LIMIT} requests a window and answers after ${LATENCY_MS} ms. **The window is shortened** to ${WINDOW_MS / SECONDS} s, ${60_000 / WINDOW_MS} times shorter than Kore.ai's minute, or a run of 6,000 would take 100 minutes: at the sandbox, in the option Batching, in the installed copy of this node, and in the life of the tokens that the JWT node signs, which is ${TOKEN_SECONDS} s for the hour that Kore.ai allows at the most where Enforce JTI is on. The latency is not shortened, so that it weighs ${60_000 / WINDOW_MS} times as much as in reality. Of runs of 600 and more that wait for the limit, the rounds went on at the same time, each with an account and in an n8n of its own; those of 600 and 1,000 while those of 6,000 went on.

"Took" is the time until the last contact was deleted that was deleted at all. "Wrong" are items that say something else than what became of their contact.

${table(['', 'Contacts', 'Took (s)', 'Requests', 'Refused (429)', 'Not deleted', 'Wrong'], rows)}

![Time until all contacts are deleted](benchmarks/${charts.deletions})

- Sent all at once, ${LIMIT} are deleted and the rest are refused. Each refusal is an item with an error, and somebody has to send it again.
- In batches, the HTTP Request node stays near the limit: a batch that comes a little early is refused in part or as a whole. The JWT node signs all tokens before the first request, so those of a long list expire on the way: an hour is 3,600 contacts at the most. (Without Enforce JTI, tokens may live longer.)
- This node's Delete signs each request when it is sent, and keeps the limit for all workflows of the process together. Delete Many needs a hundredth of the requests.`;
}

function againstBound({ deletions, real }: Results): string {
  const rows = deletions
    .filter(({ contender }) => contender.startsWith('Kore'))
    .map((way) => {
      const requests = roundsOf(way.requests).median;
      const took = roundsOf(way.nodeMs).median;
      return [
        way.contender,
        count(way.contacts),
        count(requests),
        (boundMs(requests) / SECONDS).toFixed(2),
        seconds(roundsOf(way.nodeMs)),
        (took / boundMs(requests)).toFixed(2),
      ];
    });
  const realRows = real.map(({ name, contacts, requests, latencyMs, ms, minutesMs, refused }) => [
    name,
    count(contacts),
    count(requests),
    String(latencyMs),
    (minutesMs / SECONDS).toFixed(0),
    (ms / SECONDS).toFixed(2),
    String(refused),
  ]);
  return `## Against the bound

The bound is arithmetic: so many whole windows have to pass before the last requests may begin, and those take their latency, ${AT_ONCE} at a time. "Took" is the time from the start of the node in the runs above. In long runs Delete stays above the bound, since the node counts a request until a window after its **end**, so that Kore.ai never sees more than the limit however long requests travel: that is ${LATENCY_MS} ms a window, which is ${Math.round((100 * LATENCY_MS) / WINDOW_MS)} % here and ${((100 * LATENCY_MS) / 60_000).toFixed(2)} % of a real minute.

${table(['', 'Contacts', 'Requests', 'Bound (s)', 'Took (s)', 'Times the bound'], rows)}

In real time, at ${LIMIT} requests in a real minute, one round each, in n8n's engine:

${table(['', 'Contacts', 'Requests', 'Latency (ms)', 'Minutes that must pass (s)', 'Took (s)', 'Refused'], realRows)}`;
}

function mirrored({ mirrors, mostHeldBySync }: Results): string {
  const rows = mirrors.map((way) => [
    way.name,
    (way.ms / SECONDS).toFixed(1),
    (way.boundMs / SECONDS).toFixed(1),
    String(way.requests),
    String(way.writes),
    String(way.refused),
    way.heldMb.toFixed(0),
    String(way.wrong),
    count(way.reportedWrongly),
  ]);
  return `## Kore.ai like a list

6,000 contacts are made equal to a list in which 60 are new, 60 changed and 60 gone: by Sync (\`examples/nightly-mirror.json\`), and by the workflow of seven nodes that it replaces (Create or Update, Get Many, code, Delete Many; \`test/bench/fixtures/seven-nodes.json\`). In n8n's engine, at ${LIMIT} requests in a real minute and ${LATENCY_MS} ms an answer, pages of 100, one round each. Held is the heap with the workflow over and all items there. "Told wrong" are contacts of which no item tells what became of them: the seven nodes do not say which contacts changed.

${table(['', 'Took (s)', 'Bound of its requests (s)', 'Requests', 'Writes', 'Refused', 'Held (MB)', 'Wrong', 'Told wrong'], rows)}

The most that Sync of 100,000 contacts with nothing to do holds at any time above its input items, its output included: ${spread(roundsOf(mostHeldBySync), 0)} MB.`;
}

function ownCost(results: Results): string {
  const { own, loaded, mostHeld } = results;
  const rows = own.map((cost) => {
    const node = roundsOf(cost.nodeCpu);
    const hasBare = cost.bareCpu.length > 0;
    return [
      cost.name,
      count(cost.contacts),
      count(cost.requests),
      spread(node, 1),
      hasBare ? spread(roundsOf(cost.bareCpu), 1) : '–',
      hasBare ? (node.median / roundsOf(cost.bareCpu).median).toFixed(2) : '–',
      spread(roundsOf(cost.nodeBytes), 0),
      hasBare ? spread(roundsOf(cost.bareBytes), 0) : '–',
    ];
  });
  const loadRows = loaded.map(({ name, milliseconds, files, bytes }) => [
    name,
    spread(roundsOf(milliseconds), 1),
    count(files),
    (bytes / 1_000).toFixed(0),
  ]);
  return `## What the node itself takes

CPU time and memory for one contact, pacing off. The bare loop sends the very same requests, recorded at the sandbox, through n8n's request helper with the same credential, as many at a time, and does nothing else: it reads no field, checks nothing, and judges no answer. Where an operation has little to send (Get, Get Many), nearly all of its time is its own work. Memory is the heap in use after a run more than before it, garbage collected: what the output items take. At 100,000, for time, Delete had one round and no bare loop, and the other bare loops had one round: those have no spread.

${table(['', 'Contacts', 'Requests', 'CPU (µs)', 'Bare loop (µs)', 'Ratio', 'Memory (bytes)', 'Bare loop (bytes)'], rows)}

![CPU time for one contact](benchmarks/${charts.cost})

The most that Delete Many of 100,000 contacts holds at any time above its input items, looked at ten times in a run: ${spread(roundsOf(mostHeld), 0)} MB.

Loading node and credential, with \`n8n-workflow\` there already, on the Node.js of n8n, beside n8n's own HubSpot node (${roundsOf(loaded[0]?.milliseconds ?? [NaN]).count} rounds by turns); and what lies on the disk (for HubSpot the folder of the node alone, without what it shares with others):

${table(['', 'Loading (ms)', 'Files', 'Size (kB)'], loadRows)}`;
}

function requests({ requestCounts }: Results): string {
  const rows = requestCounts.map((one) => [one.name, count(one.requests), count(one.most)]);
  return `## Requests

Counted, not timed. Where a list is read, each page begins with the last contact of the one before: that is one page more for 1,000 contacts in pages of 100, and what makes it certain that nobody is missed where the list changes meanwhile. Where a service gives less in a page than it is asked for, or refuses, that is learnt on the way. One reason for all contacts is met a bounded number of times, see [What a refusal costs](limits.md#what-a-refusal-costs).

${table(['', 'Requests', 'Target'], rows)}`;
}

function growth(results: Results): string {
  const rows = growthOf(results).map(({ name, cpu, memory }) => [
    name,
    cpu.toFixed(2),
    memory.toFixed(2),
  ]);
  const indexRows = results.index.map(({ contacts, buildMs, bytes, lookUp }) => [
    count(contacts),
    spread(roundsOf(buildMs), 1),
    spread(roundsOf(bytes), 0),
    spread(roundsOf(lookUp), 2),
  ]);
  return `## How it grows

The exponents of the fits over 1,000, 10,000 and 100,000 contacts: 1 is linear, and less means that what a run takes once weighs less and less.

${table(['', 'CPU time', 'Memory'], rows)}

![CPU time against contacts](benchmarks/${charts.growth})

Reading ${count(NUMBERS)} phone numbers takes ${spread(roundsOf(results.readingSeconds), 2)} s of CPU time. A CSV file of ${count(LINES)} lines, ${results.file.megabytes.toFixed(0)} MB, is read and checked in ${spread(roundsOf(results.file.seconds), 1)} s, by the time of day, and the longest time for which nothing else in the process got a turn is ${spread(roundsOf(results.file.heldMs), 0)} ms.

The index by phone number, which By Phone and Create or Update build of the list:

${table(['Contacts', 'To build (ms)', 'Memory, beside the contacts (bytes each)', 'To look up (µs)'], indexRows)}`;
}

function polling({ poll }: Results): string {
  const { contacts, requests, cpuMs, stateBytes } = poll;
  return `## A poll of the trigger

A poll of ${count(contacts)} contacts of which none has changed, 1,000 a page: ${plain(roundsOf(requests))} requests, ${spread(roundsOf(cpuMs), 0)} ms of CPU time, and ${count(stateBytes)} bytes in n8n's static data.`;
}

function signing(results: Results): string {
  const del = roundsOf(ownOf(results, 'Delete', 10_000).nodeCpu).median;
  const rows = results.signing.map(({ algorithm, microseconds }) => {
    const rounds = roundsOf(microseconds);
    const share = (100 * rounds.median) / LATENCY_MS / 1_000;
    return [algorithm, spread(rounds, 1), `${Number(share.toPrecision(2))} %`];
  });
  return `## Signing

One token, and its share of a request that takes ${LATENCY_MS} ms. A whole deletion takes ${Math.round(del)} µs of CPU time with HS256, its token included. RSA keys have 2,048 bits.

${table(['Algorithm', 'Token (µs)', 'Share of the request'], rows)}

${encrypting(results)}`;
}

function encrypting(results: Results): string {
  const rows = results.encrypting.map(({ encryption, wall, cpu }) => {
    const rounds = roundsOf(wall);
    const share = (100 * rounds.median) / LATENCY_MS / 1_000;
    return [
      encryption === 'none' ? 'Signed only' : encryption,
      spread(rounds, 0),
      spread(roundsOf(cpu), 0),
      `${Number(share.toPrecision(2))} %`,
    ];
  });
  return `For a JWT app that enforces JWE, the token is encrypted as well. Making a whole request ready, signed with HS256, one after the other; the CPU time is that of all threads:

${table(['Content encryption', 'Request (µs)', 'CPU (µs)', 'Share of the request'], rows)}`;
}

function beforeAndAfter(results: Results): string {
  const rows = mended(results).map(({ what, mend, before, after }) => [what, mend, before, after]);
  return `## Before and after

What stood out in profiles and was mended. "Before" was measured by these benchmarks on the package as it was before; "after" is this run.

${table(['', 'What was done', 'Before', 'After'], rows, 'left')}
`;
}

function seconds(rounds: Rounds): string {
  const shown = (ms: number) => (ms / SECONDS).toFixed(2);
  return `${shown(rounds.median)} (${shown(rounds.least)}–${shown(rounds.most)})`;
}

function spread({ median, least, most, count: rounds }: Rounds, digits: number): string {
  if (rounds === 1) return median.toFixed(digits);
  return `${median.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
}

/** A number that is mostly the same in all rounds. */
function plain({ median, least, most }: Rounds): string {
  return least === most ? count(median) : `${count(median)} (${count(least)}–${count(most)})`;
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}

/** For the chart of deletions, whether a way brought the whole list to an end. */
export function isComplete({ left }: Deletions): boolean {
  return left.every((number) => number === 0);
}
