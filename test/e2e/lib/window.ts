import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Where an n8n's copy of the node has its numbers, from n8n's user folder. */
const LIMITS = [
  '.n8n/nodes/node_modules/n8n-nodes-kore-contact',
  'dist/nodes/shared/http/limits.js',
].join('/');

const WINDOW = /(RATE_WINDOW_MS = )60_000;/;

/**
 * Shortens the minute of an n8n's installed copy of the node, and nothing else in it, so that a test
 * against a contact center whose minute is as short takes seconds in place of hours.
 *
 * @param userFolder n8n's user folder, with the node installed and n8n not yet started
 * @param windowMs what a minute takes there
 * @throws Error if the number is not where it was
 */
export async function shortenWindow(userFolder: string, windowMs: number): Promise<void> {
  const file = path.join(userFolder, LIMITS);
  const text = await readFile(file, 'utf8');
  if (!WINDOW.test(text)) throw new Error(`RATE_WINDOW_MS is not in ${LIMITS}`);
  await writeFile(file, text.replace(WINDOW, `$1${windowMs};`));
}
