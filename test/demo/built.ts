import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Tested } from '../engine';
import type { TestedTrigger } from '../engine/poller';

/** The project's folder. */
export const root = path.join(__dirname, '..', '..');

/**
 * Loads the built package by its main file, as a program that installed it would.
 *
 * @throws Error if there is no build
 */
export function builtPackage(): Tested & TestedTrigger {
  if (!existsSync(path.join(root, 'dist'))) throw new Error('Run "npm run build" first.');
  return createRequire(__filename)(path.join(root, 'index.js')) as Tested & TestedTrigger;
}
