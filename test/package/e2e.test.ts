import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expected } from '../e2e/examples/expected';
import { versions } from '../e2e/lib/versions';
import { root } from './helpers';

const textOf = (...file: string[]) => readFileSync(path.join(root, ...file), 'utf8');

describe('the tests in a real n8n', () => {
  it.each(versions)('install n8n $version by its lock file, and run it each night', (one) => {
    const { dependencies } = JSON.parse(
      readFileSync(path.join(one.folder, 'package.json'), 'utf8'),
    );
    const lock = JSON.parse(readFileSync(path.join(one.folder, 'package-lock.json'), 'utf8'));
    expect(dependencies.n8n).toBe(one.version);
    expect(lock.packages['node_modules/n8n'].version).toBe(one.version);
    expect(textOf('.github', 'workflows', 'nightly.yml')).toContain(`'${one.version}'`);
    expect(textOf('README.md')).toContain(`n8n ${one.version}`);
  });

  it('say of each example what it does, and of no other', () => {
    const files = readdirSync(path.join(root, 'examples')).filter((file) => file.endsWith('.json'));
    expect(Object.keys(expected).sort()).toEqual(files.sort());
  });
});
