import path from 'node:path';

/** An n8n that can be installed, and what runs it. */
export interface N8nVersion {
  version: string;
  /** The folder whose package.json and lock file name it. */
  folder: string;
  /** The major version of the Node.js that comes with it. */
  node: number;
}

const here = path.join(__dirname, '..');

/** Every n8n that the node is run in; the first is the default. */
export const versions: N8nVersion[] = [
  { version: '2.41.1', folder: here, node: 24 },
  { version: '2.40.7', folder: path.join(here, 'previous'), node: 24 },
  { version: '2.8.4', folder: path.join(here, 'floor'), node: 20 },
];

/**
 * @param wanted such as `2.8.4`; the newest where left out
 * @throws Error that names what can be chosen
 */
export function versionFor(wanted?: string): N8nVersion {
  const found = versions.find(({ version }) => version === (wanted ?? versions[0]?.version));
  if (found !== undefined) return found;
  const known = versions.map(({ version }) => version).join(', ');
  throw new Error(`There is no lock file for n8n ${String(wanted)}. There are some for ${known}.`);
}
