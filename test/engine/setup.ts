import 'reflect-metadata';
import { mkdirSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

/** One folder for all runs: nothing is written to it that would matter, and a new one each time would pile up. */
const folder = join(tmpdir(), 'kore-contact-engine');

// n8n-core reads both while it is loaded, so this module is imported before it.
if (process.env['N8N_USER_FOLDER'] === undefined) {
  mkdirSync(folder, { recursive: true });
  process.env['N8N_USER_FOLDER'] = folder;
}
process.env['N8N_ENCRYPTION_KEY'] ??= 'only for credentials that live in memory';
