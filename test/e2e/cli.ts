import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { agentCases } from './agent/cases';
import { shownCases } from './agent/shown';
import { findChromium } from './browser/launch';
import { runBrowser } from './browser/suite';
import { runExamples } from './examples/suite';
import { type Case, runCases, type Tally } from './lib/cases';
import { install } from './lib/install';
import { build } from './lib/pack';
import { say, secondsSince, withHeartbeat } from './lib/say';
import { startStandalone } from './lib/standalone';
import { Stage } from './lib/stage';
import { checkTypes } from './lib/types';
import { versionFor } from './lib/versions';
import { SHOW_ENV } from './show/scene';
import { findRedis } from './queue/redis';
import { runQueue } from './queue/suite';
import { editor } from './suites/editor';
import { failures } from './suites/failures';
import { operations } from './suites/operations';
import { workflows } from './suites/workflows';

const suites: Array<[string, Array<Case<Stage>>]> = [
  ['What the editor asks for', editor],
  ['Every operation', operations],
  ['Failures', failures],
  ['Workflows', workflows],
];

const agentSuites: Array<[string, Array<Case<Stage>>]> = [
  ['An agent with a model', agentCases],
  ['What a model is shown', shownCases],
];

/** What can be run alone. */
const PARTS = ['api', 'agent', 'examples', 'browser', 'queue'];

/** `npm run test:e2e`: the node in a real n8n. */
async function main(): Promise<void> {
  const startedAt = Date.now();
  const { values } = parseArgs({
    options: {
      /** Which n8n. */
      n8n: { type: 'string' },
      /** One of the parts alone. */
      only: { type: 'string' },
      /** Install what the tests need, and run none. */
      prepare: { type: 'boolean' },
      /** A file for the result, as JSON. */
      outputFile: { type: 'string' },
    },
  });
  if (values.only !== undefined && !PARTS.includes(values.only)) {
    throw new Error(`There is no part '${values.only}', only ${PARTS.join(', ')}.`);
  }
  const wants = (part: string) => values.only === undefined || values.only === part;
  const wanted = versionFor(values.n8n);
  const old = wanted !== versionFor();
  if (values.prepare === true && !toolsAreThere()) {
    process.exitCode = 1;
    return;
  }
  const installation = await install(wanted);
  if (values.prepare === true) return;
  say('Building and packing the node.');
  await withHeartbeat('npm run build', build());
  if (!old) await withHeartbeat('Types of these tests', checkTypes(installation));
  const tally: Tally = { passed: 0, failed: [] };

  if (wants('api') || wants('agent') || wants('browser')) {
    const { url, rest, stop } = await startStandalone(installation, { env: SHOW_ENV });
    try {
      const stage = new Stage(installation, url, rest);
      const wanted = [...(wants('api') ? suites : []), ...(wants('agent') ? agentSuites : [])];
      for (const [title, cases] of wanted) {
        await runCases(title, cases, stage, async () => await stage.clear(), tally);
      }
      // Older editors look otherwise, and are not what people run.
      if (wants('browser') && !old) await runBrowser(stage, tally);
    } finally {
      await stop();
    }
  }
  if (wants('examples')) await runExamples(installation, tally);
  if (wants('queue') && !old) await runQueue(installation, tally);

  say();
  for (const name of tally.failed) say(`FAILED: ${name}`);
  say(`n8n ${wanted.version}, ${secondsSince(startedAt)}`);
  say(`${tally.passed} passed, ${tally.failed.length} failed`);
  if (values.outputFile !== undefined) {
    const result = { passed: tally.passed, failed: tally.failed.length };
    await writeFile(values.outputFile, JSON.stringify(result));
  }
  if (tally.failed.length > 0) process.exitCode = 1;
}

/** Tells which programs are missing that npm does not install. */
function toolsAreThere(): boolean {
  const missing = [
    ...(findChromium() === undefined ? ['chromium'] : []),
    ...(findRedis() === undefined ? ['redis-server'] : []),
  ];
  if (missing.length === 0) return true;
  say(`Missing: ${missing.join(', ')}. On Debian: apt-get install -y ${missing.join(' ')}`);
  return false;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

main().catch((error: unknown) => {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
});
