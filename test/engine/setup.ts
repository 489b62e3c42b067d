import 'reflect-metadata';
import { mkdtempSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

// n8n-core reads both while it is loaded, so this module is imported before it.
process.env['N8N_USER_FOLDER'] ??= mkdtempSync(join(tmpdir(), 'kore-contact-engine-'));
process.env['N8N_ENCRYPTION_KEY'] ??= 'only for credentials that live in memory';
