import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The project's folder. */
export const root = path.join(__dirname, '..', '..');

/** One thing that n8n's scan holds against a package. */
export interface Finding {
  file: string;
  line: number;
  rule: string;
  message: string;
}

/** What a leg of the scan read, and what it found. */
export interface Scan {
  files: string[];
  findings: Finding[];
}

/** What n8n's loader knows of a package. */
export interface Loaded {
  packageName: string;
  known: Record<'nodes' | 'credentials', Record<string, { className: string; sourcePath: string }>>;
  nodes: LoadedType[];
  credentials: LoadedType[];
}

interface LoadedType {
  name: string;
  displayName: string;
  iconUrl: { light: string; dark: string };
  codex?: { categories?: string[] };
}

/** The package, packed and unpacked as if it were installed, beside n8n-workflow and nothing else. */
export interface Installed {
  /** The folder that holds node_modules. */
  home: string;
  /** The package's own folder in there. */
  folder: string;
  /** The package's files, by their paths from its folder. */
  files: string[];
  /** The sum of the sizes of its files, in bytes. */
  size: number;
  /** Removes it all. */
  remove: () => void;
}

/**
 * Runs a program to its end.
 *
 * @returns what it printed
 * @throws Error with all it said, if it failed
 */
export function run(command: string, args: string[], cwd: string): string {
  // On Windows npm is a script, which only a shell starts.
  const shell = process.platform === 'win32' && command === 'npm';
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    shell,
    encoding: 'utf8',
    // n8n takes another way where it sees that jest runs.
    env: { ...process.env, NODE_ENV: 'production' },
    // The descriptions of all nodes go through here; the default of 1 MiB cuts them off.
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw error;
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')} ended with ${status}\n${stdout}${stderr}`);
  return stdout;
}

/** Packs the built project as `npm publish` would, and unpacks it where `npm install` would. */
export function installPackage(): Installed {
  const home = mkdtempSync(path.join(tmpdir(), 'kore-contact-package-'));
  const remove = () => rmSync(home, { recursive: true, force: true });
  try {
    const folder = path.join(home, 'node_modules', 'n8n-nodes-kore-contact');
    mkdirSync(folder, { recursive: true });
    run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', home], root);
    const [tarball, ...others] = readdirSync(home).filter((file) => file.endsWith('.tgz'));
    if (tarball === undefined || others.length > 0) throw new Error('npm pack made no one tarball');
    run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1'], home);
    symlinkSync(
      path.join(root, 'node_modules', 'n8n-workflow'),
      path.join(home, 'node_modules', 'n8n-workflow'),
      'junction',
    );
    const files = filesBelow(folder);
    const size = files.reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0);
    return { home, folder, files, size, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** All files below a folder, by their paths from it, sorted, with slashes on every system. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((file) => file.split(path.sep).join('/'))
    .sort();
}

/** What n8n's scan finds in the project: package.json, nodes/ and credentials/. */
export function scanSource(folder: string): Scan {
  return scan('source', folder);
}

/** What n8n's scan finds in an unpacked tarball: every .js and .json in it. */
export function scanTarball(folder: string): Scan {
  return scan('tarball', folder);
}

/** Runs one leg of the scan. */
function scan(leg: 'source' | 'tarball', folder: string): Scan {
  const program = path.join(__dirname, 'scan.mjs');
  return JSON.parse(run(process.execPath, [program, leg, folder], root)) as Scan;
}

/** What n8n knows of an unpacked package after it has loaded it. */
export function load(folder: string): Loaded {
  const program = path.join(__dirname, 'load.mjs');
  return JSON.parse(run(process.execPath, [program, folder], root)) as Loaded;
}
