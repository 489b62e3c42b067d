import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { findChromium } from './browser/launch';
import { runBrowser } from './browser/suite';
import { type Case, runCases, type Tally } from './lib/cases';
import { install, type Installation } from './lib/install';
import { build } from './lib/pack';
import { Rest } from './lib/rest';
import { say, secondsSince, withHeartbeat } from './lib/say';
import { makeHome, startServer } from './lib/server';
import { Stage } from './lib/stage';
import { checkTypes } from './lib/types';
import { versionFor } from './lib/versions';
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

/** What can be run alone. */
const PARTS = ['api', 'browser', 'queue'];

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

  if (wants('api') || wants('browser')) {
    await inOneProcess(installation, async (stage) => {
      for (const [title, cases] of wants('api') ? suites : []) {
        await runCases(title, cases, stage, async () => await stage.clear(), tally);
      }
      // Older editors look otherwise, and are not what people run.
      if (wants('browser') && !old) await runBrowser(stage, tally);
    });
  }
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

/** Starts n8n as most people run it, and stops it after the work. */
async function inOneProcess(
  installation: Installation,
  work: (stage: Stage) => Promise<void>,
): Promise<void> {
  const home = await makeHome(installation);
  try {
    const server = await startServer(installation, home);
    try {
      const rest = new Rest(server.url);
      await rest.signIn();
      await work(new Stage(installation, server.url, rest));
    } finally {
      await server.service.stop();
    }
  } finally {
    await home.remove();
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

main().catch((error: unknown) => {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
});
