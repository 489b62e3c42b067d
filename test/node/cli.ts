import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder, installInto, isReady, keyOf } from '../e2e/lib/install';
import { root } from '../e2e/lib/pack';
import { say } from '../e2e/lib/say';

/** What runs where nothing else is asked for: all that does not need the built package. */
const SUITES = ['test/unit', 'test/integration', 'test/sandbox'];

/** `npm run test:node -- 22`: the tests on another Node.js than the one of this machine, from the npm registry. */
async function main(): Promise<void> {
  const [major = '', ...wanted] = process.argv.slice(2);
  const folder = path.join(await installed(), 'node_modules');
  const node = path.join(folder, `${process.platform}-${process.arch}-${major}`, 'bin', 'node');
  if (!existsSync(node))
    throw new Error(`There is no Node.js '${major}', only ${namesIn(folder)}.`);
  const jest = path.join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const suites = wanted.length > 0 ? wanted : SUITES;
  say(`Node.js ${spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim()}`);
  const { status } = spawnSync(node, [jest, '--coverage=false', ...suites], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      // What a test starts by the name `node` is this one too.
      PATH: `${path.dirname(node)}${path.delimiter}${process.env['PATH'] ?? ''}`,
    },
  });
  process.exitCode = status ?? 1;
}

/** @returns the folder with every Node.js for this machine, installed now where it is not there */
async function installed(): Promise<string> {
  const home = path.join(cacheFolder(), `node-${keyOf(__dirname)}`);
  if (!isReady(home)) await installInto(home, __dirname);
  return home;
}

function namesIn(folder: string): string {
  const own = `${process.platform}-${process.arch}-`;
  const majors = readdirSync(folder).filter((name) => name.startsWith(own));
  return majors.map((name) => name.slice(own.length)).join(' and ');
}

main().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
