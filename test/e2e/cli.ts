import { parseArgs } from 'node:util';
import { runBrowser } from './browser/suite';
import { type Case, runCases, type Tally } from './lib/cases';
import { install, type Installation } from './lib/install';
import { build } from './lib/pack';
import { Rest } from './lib/rest';
import { say, secondsSince, withHeartbeat } from './lib/say';
import { makeHome, startServer } from './lib/server';
import { Stage } from './lib/stage';
import { versionFor } from './lib/versions';
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

/** `npm run test:e2e`: the node in a real n8n. */
async function main(): Promise<void> {
  const startedAt = Date.now();
  const { values } = parseArgs({ options: { n8n: { type: 'string' }, only: { type: 'string' } } });
  const wants = (part: string) => values.only === undefined || values.only === part;
  const wanted = versionFor(values.n8n);
  const installation = await install(wanted);
  say('Building and packing the node.');
  await withHeartbeat('npm run build', build());
  const old = wanted !== versionFor();
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
  if (tally.failed.length > 0) process.exitCode = 1;
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
