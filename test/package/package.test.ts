import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { verify } from 'jsonwebtoken';
import type { KoreApi as KoreApiType } from '../../credentials/KoreApi.credentials';
import packageJson from '../../package.json';
import { decrypt, makeEncryption } from '../sandbox/jwe';
import { filesBelow, installPackage, load, root, run, scanSource, scanTarball } from './helpers';
import type { Installed, Loaded } from './helpers';

/** The size that the project promises its package, with all operations, to stay below when unpacked. */
const SIZE_LIMIT = 600_000;

let installed: Installed;

beforeAll(() => {
  if (!existsSync(path.join(root, 'dist'))) throw new Error('run "npm run build" first');
  installed = installPackage();
});

afterAll(() => {
  installed?.remove();
});

/** The text of a file of the installed package. */
function read(file: string): string {
  return readFileSync(path.join(installed.folder, file), 'utf8');
}

describe('the files of the package', () => {
  it('are the built ones and the papers, and nothing else', () => {
    const papers = ['LICENSE.md', 'README.md', 'index.js', 'package.json'];
    const others = installed.files.filter((file) => !papers.includes(file));
    const built =
      /^dist\/((nodes|credentials)\/[\w./]+\.js|nodes\/[\w./]+\.node\.json|icons\/[\w.]+\.svg|THIRD-PARTY-NOTICES\.txt)$/;

    expect(others.filter((file) => !built.test(file))).toEqual([]);
    expect(installed.files).toEqual(expect.arrayContaining(papers));
  });

  it('mirror the source, file by file', () => {
    const mirrored = ['credentials', 'nodes']
      .flatMap((folder) => filesBelow(path.join(root, folder)).map((file) => `${folder}/${file}`))
      .map((file) => `dist/${file.replace(/\.ts$/, '.js')}`);
    const built = installed.files.filter((file) => /^dist\/(credentials|nodes)\//.test(file));
    const isBundle = (file: string) => file.endsWith('.bundle.js');

    expect(built.filter((file) => !isBundle(file))).toEqual(mirrored.sort());
    // Each stands beside the module that loads it.
    const loadedBy = built.filter(isBundle).map((file) => file.replace('.bundle', ''));
    expect(loadedBy).toHaveLength(4);
    expect(mirrored).toEqual(expect.arrayContaining(loadedBy));
  });

  it(`take less than ${SIZE_LIMIT} bytes`, () => {
    expect(installed.size).toBeLessThan(SIZE_LIMIT);
  });

  it('require nothing but each other, n8n-workflow and crypto', () => {
    const scripts = installed.files.filter((file) => file.endsWith('.js'));
    const wanted = scripts.flatMap((file) =>
      [...read(file).matchAll(/\b(?:require|import)\s*\(\s*([^)]*)\)/g)].map((match) => match[1]),
    );

    expect(scripts.length).toBeGreaterThan(0);
    expect(
      wanted.filter(
        (name) => !/^["'](\.{1,2}\/[\w./-]+|n8n-workflow|(node:)?crypto)["']$/.test(name ?? ''),
      ),
    ).toEqual([]);
  });

  it('contain the licence of every package that is bundled', () => {
    // What the signing library needs, but for the one that is replaced, what encrypts, and what reads CSV.
    const needs = (name: string) =>
      Object.keys(
        (
          JSON.parse(
            readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8'),
          ) as { dependencies: Record<string, string> }
        ).dependencies,
      );
    const bundled = ['jsonwebtoken', ...needs('jsonwebtoken'), 'jwa', 'jose', 'csv-parse'].filter(
      (name) => name !== 'semver',
    );
    const notices = read('dist/THIRD-PARTY-NOTICES.txt');

    for (const name of bundled)
      expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
  });
});

describe('package.json', () => {
  const published = () => JSON.parse(read('package.json')) as Record<string, unknown>;

  it('asks for n8n-workflow and nothing else', () => {
    expect(published()).toMatchObject({ peerDependencies: { 'n8n-workflow': '*' } });
    for (const field of [
      'dependencies',
      'optionalDependencies',
      'bundledDependencies',
      'overrides',
    ]) {
      expect(published()[field] ?? {}).toEqual({});
    }
  });

  it('runs nothing on the machines of those who install it', () => {
    const lifecycle = /^(pre|post)?(install|prepare|publish|pack|uninstall)$|^dependencies$/;

    expect(Object.keys(packageJson.scripts).filter((script) => lifecycle.test(script))).toEqual([]);
  });

  it('names only files that exist', () => {
    const { nodes, credentials } = packageJson.n8n;

    expect(
      [...nodes, ...credentials, packageJson.main].filter(
        (file) => !installed.files.includes(file),
      ),
    ).toEqual([]);
  });
});

describe("n8n's scan", () => {
  it('finds nothing in the source', () => {
    const { files, findings } = scanSource(root);

    expect(findings).toEqual([]);
    expect(files).toEqual(
      expect.arrayContaining(['package.json', 'nodes/KoreContact/KoreContact.node.ts']),
    );
  });

  it('finds nothing in the tarball', () => {
    const { files, findings } = scanTarball(installed.folder);

    expect(findings).toEqual([]);
    expect(files).toEqual(installed.files.filter((file) => /\.(js|json)$/.test(file)));
  });

  it('would find what is there, whatever a comment says', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'kore-contact-scan-'));
    try {
      mkdirSync(path.join(folder, 'nodes'));
      writeFileSync(
        path.join(folder, 'package.json'),
        // JSON leaves out what is undefined.
        JSON.stringify({ ...packageJson, homepage: undefined }),
      );
      writeFileSync(
        path.join(folder, 'nodes', 'bad.js'),
        '/* eslint-disable */\nconsole.log(process.env, require("fs"));\n',
      );
      const rules = new Set(scanTarball(folder).findings.map(({ rule }) => rule));

      expect(rules).toEqual(
        new Set([
          'no-console',
          '@n8n/community-nodes/no-restricted-globals',
          '@n8n/community-nodes/no-restricted-imports',
          '@n8n/community-nodes/require-homepage',
        ]),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('the installed package', () => {
  it('loads through require where only n8n-workflow is installed', () => {
    const program = `const it = require('n8n-nodes-kore-contact');
      console.log(JSON.stringify([
        Object.keys(it), new it.KoreContact().description.name,
        new it.KoreContactTrigger().description.name, new it.KoreApi().name,
      ]));`;

    expect(JSON.parse(run(process.execPath, ['-e', program], installed.home))).toEqual([
      ['KoreApi', 'KoreContact', 'KoreContactTrigger'],
      'koreContact',
      'koreContactTrigger',
      'koreApi',
    ]);
  });

  it('loads nothing that is bundled, such as the number plans of all countries, until it is used', () => {
    const program = `require('n8n-workflow');
      const bundles = () =>
        Object.keys(require.cache).map((file) => /(\\w+)\\.bundle\\.js$/.exec(file)?.[1]).filter(Boolean);
      const it = require('n8n-nodes-kore-contact');
      const before = bundles();
      new it.KoreContact().methods.loadOptions.getCountries.call({}).then((countries) => {
        console.log(JSON.stringify([before, bundles(), countries.length > 200]));
      });`;

    expect(JSON.parse(run(process.execPath, ['-e', program], installed.home))).toEqual([
      [],
      ['numberPlan'],
      true,
    ]);
  });

  describe('in n8n', () => {
    let loaded: Loaded;

    beforeAll(() => {
      loaded = load(installed.folder);
    });

    it('has the nodes and the credential that saved workflows name', () => {
      expect(loaded.packageName).toBe('n8n-nodes-kore-contact');
      expect(loaded.known).toMatchObject({
        nodes: {
          koreContact: { className: 'KoreContact' },
          koreContactTrigger: { className: 'KoreContactTrigger' },
        },
        credentials: {
          koreApi: { className: 'KoreApi', supportedNodes: ['koreContact', 'koreContactTrigger'] },
        },
      });
      expect(loaded.nodes).toMatchObject([
        { displayName: 'Kore Contact' },
        { displayName: 'Kore Contact Trigger' },
      ]);
      expect(loaded.credentials).toMatchObject([{ displayName: 'Kore API' }]);
    });

    it('has a codex for each node', () => {
      for (const { codex } of loaded.nodes) expect(codex?.categories?.length).toBeGreaterThan(0);
    });

    it('has an icon each for light and dark', () => {
      const prefix = `icons/${loaded.packageName}/`;
      for (const { iconUrl } of [...loaded.nodes, ...loaded.credentials]) {
        const files = [iconUrl.light, iconUrl.dark].map((url) => url.slice(prefix.length));

        expect([iconUrl.light, iconUrl.dark].every((url) => url.startsWith(prefix))).toBe(true);
        expect(files.filter((file) => !installed.files.includes(file))).toEqual([]);
        expect(read(files[0] ?? '')).not.toBe(read(files[1] ?? ''));
      }
    });
  });

  it.each(['A128CBC-HS256', 'A128GCM', 'A256GCM'] as const)(
    'encrypts with the library that is bundled, by %s, what another one opens',
    async (contentEncryption) => {
      const encryption = makeEncryption();
      const file = path.join(installed.folder, 'dist', 'credentials', 'KoreApi.credentials.js');
      const { KoreApi } = jest.requireActual<{ KoreApi: typeof KoreApiType }>(file);
      const secret = 'a secret that both sides know';
      const { headers } = await new KoreApi().authenticate(
        {
          ...{ host: 'https://kore.example', accountId: 'account-1', clientId: 'cs-1', secret },
          ...{ encryptToken: true, encryptionKey: encryption.jwk, contentEncryption },
        },
        { url: 'https://kore.example/agentassist/api/v1/public/st-1/contacts' },
      );
      const signed = decrypt(String(headers?.auth), encryption, contentEncryption);

      expect(verify(String(signed), secret)).toMatchObject({ appId: 'cs-1' });
    },
  );

  describe('signs with the library that is bundled', () => {
    const pair = generateKeyPairSync('rsa', {
      // The shortest that the library takes for RS256 and RS512.
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const shared = 'a secret that both sides know';

    it.each([
      ['HS256', { secret: shared }, shared],
      ['HS512', { secret: shared }, shared],
      ['RS256', { privateKey: pair.privateKey }, pair.publicKey],
      ['RS512', { privateKey: pair.privateKey }, pair.publicKey],
    ] as const)(
      '%s tokens that the library itself accepts',
      async (algorithm, key, checkingKey) => {
        const file = path.join(installed.folder, 'dist', 'credentials', 'KoreApi.credentials.js');
        const { KoreApi } = jest.requireActual<{ KoreApi: typeof KoreApiType }>(file);
        const { headers } = await new KoreApi().authenticate(
          {
            host: 'https://kore.example',
            accountId: 'account-1',
            streamId: 'st-1',
            clientId: 'cs-1',
            identity: 'Zoë',
            algorithm,
            ...key,
          },
          { url: 'https://kore.example/agentassist/api/v1/public/st-1/contacts' },
        );
        const token = String(headers?.auth);

        expect(
          verify(token, checkingKey, { algorithms: [algorithm], complete: true }),
        ).toMatchObject({
          header: { alg: algorithm, typ: 'JWT' },
          payload: { sub: 'Zoë', appId: 'cs-1' },
        });
      },
    );
  });
});
