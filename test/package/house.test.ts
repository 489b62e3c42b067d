import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { filesOfDelete, isHeld, measure } from '../house/measure';
import { root } from './helpers';

const DELETE = 'nodes/KoreContact/actions/contact/delete.operation.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kore-contact-house-'));
  write('README.md', 'Kore Contact');
  write(DELETE, "import { call } from '../../../shared/api/calls';\nexport const del = call;\n");
  write('nodes/shared/api/calls.ts', 'export const call = 1;\n');
  write('credentials/signing/host.ts', 'export {};\n');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Adds a file to the made-up project, or writes it anew. */
function write(file: string, text: string): void {
  mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}

/** What is measured of the made-up project under a name. */
function figure(name: string) {
  return measure(folder).find((one) => one.name === name);
}

describe('the house', () => {
  it.each(measure(root))('holds its limit: $name', (found) => {
    const { value, limit, where } = found;

    expect(isHeld(found) ? [] : [`${value} is more than ${limit}`, ...where]).toEqual([]);
  });
});

describe('measuring the house', () => {
  it('finds nothing wrong with a small straight one', () => {
    expect(measure(folder).filter((one) => !isHeld(one))).toEqual([]);
  });

  it('follows every kind of import, and counts each file once', () => {
    write(
      'nodes/shared/api/calls.ts',
      [
        "import type { A } from './a1';",
        "export * from './a2';",
        "export type C = A | import('./a3').C;",
        "export const d = async () => await import('./a4');",
        "import { contact } from '../contact';",
        "import { again } from './a1';\n",
      ].join('\n'),
    );
    const imported = ['a1', 'a2', 'a3', 'a4'].map((name) => `nodes/shared/api/${name}.ts`);
    for (const file of [...imported, 'nodes/shared/api/alone.ts']) write(file, '// One line.\n');
    write('nodes/shared/contact/index.ts', 'export {};\n');

    expect(filesOfDelete(folder)).toEqual([
      { file: DELETE, lines: 2 },
      ...imported.map((file) => ({ file, lines: 1 })),
      { file: 'nodes/shared/api/calls.ts', lines: 6 },
      { file: 'nodes/shared/contact/index.ts', lines: 1 },
    ]);
    expect(figure('Files that Delete imports')?.value).toBe(7);
    expect(figure('Lines of these files')?.value).toBe(13);
    expect(figure('Lines of all sources')?.value).toBe(15);
  });

  it('finds a circle, of types alone as well', () => {
    write('nodes/shared/run/a.ts', "import type { B } from './b';\n");
    write('nodes/shared/run/b.ts', "import type { C } from './c';\n");
    write('nodes/shared/run/c.ts', "import type { A } from './a';\n");

    expect(figure('Circles of imports')).toMatchObject({
      value: 1,
      limit: 0,
      where: [
        'nodes/shared/run/a.ts -> nodes/shared/run/b.ts -> nodes/shared/run/c.ts -> nodes/shared/run/a.ts',
      ],
    });
  });

  it.each([
    ['nodes/shared/http/client.ts', '../api/calls', 'nodes/shared/api/calls.ts'],
    ['nodes/shared/ground.ts', './api/calls', 'nodes/shared/api/calls.ts'],
    ['credentials/KoreApi.credentials.ts', '../nodes/shared/http/x', 'nodes/shared/http/x'],
    ['nodes/shared/run/session.ts', '../../../package.json', 'package.json'],
  ])('finds an import against the layers: %s imports %s', (file, name, imported) => {
    write(file, `import type { X } from '${name}';\n`);

    expect(figure('Imports against the layers')).toMatchObject({
      value: 1,
      limit: 0,
      where: [`${file} imports ${imported}`],
    });
  });

  it('lets a node see the address of a credential, and nothing else of it', () => {
    write('credentials/signing/address.ts', "export * from './host';\n");
    write(
      'nodes/shared/run/session.ts',
      "export * from '../../../credentials/signing/address';\nexport * from '../../../credentials/signing/host';\n",
    );

    expect(figure('Imports against the layers')?.where).toEqual([
      'nodes/shared/run/session.ts imports credentials/signing/host.ts',
    ]);
  });

  it('finds a file that is in no layer', () => {
    write('nodes/shared/attic/box.ts', 'export {};\n');

    expect(figure('Imports against the layers')?.where).toEqual([
      'nodes/shared/attic/box.ts is in no layer',
    ]);
  });

  it('finds a folder of 15 files', () => {
    for (let file = 1; file <= 14; file++) write(`nodes/shared/run/${file}.ts`, 'export {};\n');
    expect(figure('Files in the fullest folder')).toMatchObject({ value: 14, where: [] });

    write('nodes/shared/run/15.ts', 'export {};\n');
    expect(figure('Files in the fullest folder')).toMatchObject({
      value: 15,
      limit: 14,
      where: ['nodes/shared/run has 15 files'],
    });
  });

  it('finds a README of 12,000 bytes', () => {
    write('README.md', 'x'.repeat(12_000));

    expect(measure(folder).filter((one) => !isHeld(one))).toMatchObject([
      { name: 'Bytes of README.md', value: 12_000 },
    ]);
  });

  it('does not measure a project without a Delete', () => {
    rmSync(path.join(folder, DELETE));

    expect(() => measure(folder)).toThrow(`There is no ${DELETE}.`);
  });
});
