import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from './run';

/** The project's folder. */
export const root = path.join(__dirname, '..', '..', '..');

interface Manifest {
  name: string;
  version: string;
  dependencies?: Record<string, string>;
}

/** Builds the project. */
export async function build(): Promise<void> {
  await run('npm', ['run', '--silent', 'build'], { cwd: root });
}

/**
 * Packs what was built, and puts it where n8n looks for community nodes, in the way that n8n's own
 * installer does: unpacked, without its development and peer dependencies, and listed in a ledger.
 *
 * @param userFolder n8n's user folder
 */
export async function installNode(userFolder: string): Promise<void> {
  const nodes = path.join(userFolder, '.n8n', 'nodes');
  const scratch = await mkdtemp(path.join(tmpdir(), 'kore-contact-pack-'));
  try {
    await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', scratch], {
      cwd: root,
    });
    const [tarball] = (await readdir(scratch)).filter((file) => file.endsWith('.tgz'));
    if (tarball === undefined) throw new Error('npm pack made no tarball');
    const manifest = await unpack(path.join(scratch, tarball), nodes);
    const ledger = { name: 'installed-nodes', private: true, dependencies: {} };
    Object.assign(ledger.dependencies, { [manifest.name]: manifest.version });
    await writeFile(path.join(nodes, 'package.json'), JSON.stringify(ledger, null, 2));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function unpack(tarball: string, nodes: string): Promise<Manifest> {
  const folder = path.join(nodes, 'node_modules', 'n8n-nodes-kore-contact');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1'], { cwd: folder });
  const file = path.join(folder, 'package.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as Manifest & Record<string, unknown>;
  for (const kind of ['devDependencies', 'peerDependencies', 'optionalDependencies']) {
    delete manifest[kind];
  }
  if (Object.keys(manifest.dependencies ?? {}).length > 0) {
    throw new Error('The package has dependencies at run time, which nothing here installs');
  }
  await writeFile(file, JSON.stringify(manifest, null, 2));
  return manifest;
}
