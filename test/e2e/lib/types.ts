import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Installation } from './install';
import { root } from './pack';
import { run } from './run';

const here = path.join(__dirname, '..');

/**
 * Checks the types of these tests. Those of the browser's driver are in the installation, which only now is
 * there, so the project's own type check leaves these tests out.
 *
 * @throws Error with the compiler's findings
 */
export async function checkTypes({ home }: Installation): Promise<void> {
  const folder = await mkdtemp(path.join(here, '.types-'));
  try {
    const driver = path.join(home, 'node_modules', 'playwright-core');
    const config = {
      extends: '../tsconfig.json',
      compilerOptions: { paths: { 'playwright-core': [driver] } },
      include: ['../**/*.ts'],
    };
    const file = path.join(folder, 'tsconfig.json');
    await writeFile(file, JSON.stringify(config));
    await run('npx', ['tsc', '--project', file], { cwd: root });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
