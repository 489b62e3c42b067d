import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { installNode } from '../../e2e/lib/pack';
import type { Installation } from '../../e2e/lib/install';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';

const ROUNDS = 11;

/** One node package as it lies on the disk. */
export interface Loaded {
  name: string;
  /** To load node and credential, with n8n-workflow there already, a value for each round. */
  milliseconds: number[];
  files: number;
  bytes: number;
}

/** Loads what n8n would load of a package, and prints how long that took. */
const PROGRAM = `
  require(process.argv[1]);
  const startedAt = performance.now();
  for (const file of process.argv.slice(2)) require(file);
  console.log(performance.now() - startedAt);
`;

/**
 * Measures what it takes to load this package, as it is installed, and n8n's own HubSpot node.
 *
 * @param installation an n8n
 */
export async function loading({ home, node }: Installation): Promise<Loaded[]> {
  const userFolder = await mkdtemp(path.join(tmpdir(), 'kore-contact-load-'));
  try {
    await installNode(userFolder);
    const modules = path.join(home, 'node_modules');
    const base = path.join(modules, 'n8n-nodes-base', 'dist');
    const own = path.join(userFolder, '.n8n', 'nodes', 'node_modules', 'n8n-nodes-kore-contact');
    const packages = [
      {
        name: 'Kore Contact',
        folder: own,
        files: ['nodes/KoreContact/KoreContact.node.js', 'credentials/KoreApi.credentials.js'].map(
          (file) => path.join(own, 'dist', file),
        ),
      },
      {
        name: "n8n's HubSpot",
        folder: path.join(base, 'nodes', 'Hubspot'),
        files: ['nodes/Hubspot/Hubspot.node.js', 'credentials/HubspotApi.credentials.js'].map(
          (file) => path.join(base, file),
        ),
      },
    ];
    const times = packages.map((): number[] => []);
    // By turns; the first round brings the files into the cache of the disk.
    for (let round = 0; round <= ROUNDS; round++) {
      for (const [place, { files }] of packages.entries()) {
        const took = timeToLoad(node, modules, files);
        if (round > 0) times[place]?.push(took);
      }
    }
    return packages.map(({ name, folder }, place) => ({
      name,
      milliseconds: times[place] ?? [],
      ...sizeOf(folder),
    }));
  } finally {
    await rm(userFolder, { recursive: true, force: true });
  }
}

function timeToLoad(node: string, modules: string, files: string[]): number {
  const workflow = path.join(modules, 'n8n-workflow');
  const env = { ...process.env, NODE_PATH: modules };
  return Number(execFileSync(node, ['-e', PROGRAM, workflow, ...files], { env }).toString());
}

function sizeOf(folder: string): { files: number; bytes: number } {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  const bytes = files.reduce(
    (sum, { parentPath, name }) => sum + statSync(path.join(parentPath, name)).size,
    0,
  );
  return { files: files.length, bytes };
}
