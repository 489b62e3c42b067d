import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { contact } from '../../nodes/KoreContact/actions/contact';
import { expectedFields } from '../e2e/browser/fields';
import { root } from './helpers';

const textOf = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** What an operation still needs, each as somebody who adds one has to be told. */
function lacksOf({ value, name }: { value: string; name: string }): string[] {
  const folder = `test/integration/${value}`;
  const tests = existsSync(path.join(root, folder)) ? readdirSync(path.join(root, folder)) : [];
  const needs: Array<[boolean, string]> = [
    [
      tests.some((file) => file.endsWith('.test.ts')),
      `a test in ${folder}/: what comes out, failures under each On Error, lost answers, cancelling`,
    ],
    [
      textOf('docs/operations.md').includes(`\n## ${name}\n`),
      `a section '## ${name}' in docs/operations.md`,
    ],
    [textOf('README.md').includes(`\n| ${name} |`), `a row '| ${name} |' in README.md`],
    [
      textOf('CHANGELOG.md').includes(`**${name}**`),
      `a line in CHANGELOG.md that names **${name}**`,
    ],
    [
      name in expectedFields,
      `an entry '${name}' in test/e2e/browser/fields.ts, with the labels of its fields`,
    ],
  ];
  return needs.flatMap(([isThere, what]) => (isThere ? [] : [`${name} lacks ${what}`]));
}

describe('Each operation', () => {
  it('has tests, a section in the docs, a row in the README, a changelog line and a browser test', () => {
    expect(contact.operations.flatMap(lacksOf)).toEqual([]);
  });

  it('that has none of them is told so', () => {
    const lacks = lacksOf({ value: 'purge', name: 'Purge' });
    expect(lacks).toHaveLength(5);
    for (const lack of lacks)
      expect(lack).toMatch(/^Purge lacks an? .*(test|docs|README|CHANGELOG)/);
  });

  it('of the browser test is one of the node', () => {
    const names = contact.operations.map(({ name }) => name);
    expect(Object.keys(expectedFields).filter((name) => !names.includes(name))).toEqual([]);
  });
});

/** Every file of sources and tests that people read, from the project's folder. */
function sourcesIn(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sourcesIn(file);
    return /\.(?:ts|js|mjs)$/.test(entry.name) ? [file] : [];
  });
}

it('Documents that comments name are in the repository', () => {
  const named = ['credentials', 'nodes', 'test', 'build'].flatMap(sourcesIn).flatMap((file) => {
    // A path in a string may be one that a test makes up.
    const comments = textOf(file).match(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm) ?? [];
    const documents = comments.join('\n').match(/[\w./-]+\.md\b/g) ?? [];
    return documents.map((document) => ({ file, document }));
  });
  expect(named.length).toBeGreaterThan(3);
  const strange = named.filter(
    ({ file, document }) =>
      ![root, path.join(root, path.dirname(file))].some((folder) =>
        existsSync(path.join(folder, document)),
      ),
  );
  expect(strange.map(({ file, document }) => `${file} names ${document}`)).toEqual([]);
});
