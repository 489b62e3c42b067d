/**
 * Loads an unpacked package with n8n's own loader, as an n8n server does at its start, and prints
 * as JSON what n8n then knows of it.
 *
 *   node load.mjs FOLDER
 *
 * A program of its own, because n8n loads classes in another way where it sees that jest runs.
 */
import 'reflect-metadata';
import { PackageDirectoryLoader } from 'n8n-core';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: load.mjs FOLDER');

const loader = new PackageDirectoryLoader(folder);
await loader.loadAll();
process.stdout.write(
  JSON.stringify({
    packageName: loader.packageName,
    known: loader.known,
    nodes: loader.types.nodes,
    credentials: loader.types.credentials,
  }),
);
