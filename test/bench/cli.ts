import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { install } from '../e2e/lib/install';
import { versionFor } from '../e2e/lib/versions';
import { builtPackage, root } from '../demo/built';
import { table } from '../demo/text';
import { alone } from './alone';
import { machine } from './machine';
import { alternatives } from './parts/alternatives';
import { encrypting } from './parts/encrypting';
import { loading } from './parts/load';
import { mostHeld, ownCosts } from './parts/own';
import { mirrors } from './parts/mirrors';
import { phoneIndex } from './parts/phoneIndex';
import { phoneReading } from './parts/phoneReading';
import { realMinute } from './parts/realMinute';
import { requestCounts } from './parts/requestCounts';
import { signing } from './parts/signing';
import type { Results } from './results';
import { verdictsOn } from './verdict';
import { write } from './report/write';

/** Measures everything, says which targets are met, and writes docs/benchmarks.md: `npm run bench`. */
async function main(): Promise<void> {
  const startedAt = performance.now();
  const wanted = versionFor();
  // Not a part of what is measured, and only once on a machine.
  const installation = await install(wanted);
  const tested = builtPackage();
  const part = async <T>(title: string, measure: () => T | Promise<T>): Promise<T> => {
    print(`${Math.round((performance.now() - startedAt) / 1_000)} s: ${title}`);
    return await measure();
  };

  const signed = await part('Signing', signing);
  const encrypted = await part('Encrypting', encrypting);
  const index = await part('The index by phone number', phoneIndex);
  const readingSeconds = await part('Reading phone numbers', phoneReading);
  const file = await part('Reading a large file', async () => await alone('fileReading'));
  const loaded = await part('Loading', async () => await loading(installation));
  const own = await part('What the node itself takes', async () => await ownCosts(tested, print));
  const counts = await part('Requests', async () => await requestCounts(tested));
  const held = await part(
    'What Delete Many holds',
    async () => await mostHeld(tested, 'Delete Many'),
  );
  const heldBySync = await part(
    'What Sync holds',
    async () => await mostHeld(tested, 'Sync, nothing to do'),
  );
  const mirrored = await part(
    'Kore.ai made equal to a list, in real time',
    async () => await mirrors(tested),
  );
  const poll = await part('A poll of the trigger', async () => await alone('poll'));
  const [deletions, real] = await part(
    'Beside what people would use instead, in n8n; and in real time',
    async () => await Promise.all([alternatives(installation, print), realMinute(tested)]),
  );

  const results: Results = {
    date: new Date().toISOString().slice(0, 10),
    machine: machine(),
    versions: {
      n8n: wanted.version,
      n8nCore: versionOf(createRequire(__filename).resolve('n8n-core/package.json')),
      node: process.versions.node,
      nodeOfN8n: versionOf(path.join(path.dirname(installation.node), '..', 'package.json')),
      package: versionOf(path.join(root, 'package.json')),
    },
    deletions,
    real,
    own,
    requestCounts: counts,
    mostHeld: held,
    poll,
    readingSeconds,
    file,
    mostHeldBySync: heldBySync,
    mirrors: mirrored,
    loaded,
    signing: signed,
    encrypting: encrypted,
    index,
    seconds: (performance.now() - startedAt) / 1_000,
  };
  const written = await write(results);
  const verdicts = verdictsOn(results);
  print('\nTargets');
  print(
    table(
      ['Target', ' Measured', ''],
      verdicts.map(({ target, measured, met }) => [target, measured, met ? 'met' : 'NOT MET']),
    ),
  );
  print(`\n${written} is written, after ${Math.round(results.seconds)} s.`);
  if (verdicts.some(({ met }) => !met)) process.exitCode = 1;
}

function versionOf(manifest: string): string {
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = 1;
});
