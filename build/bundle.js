'use strict';

const { readFileSync, readdirSync, writeFileSync } = require('node:fs');
const { isBuiltin } = require('node:module');
const path = require('node:path');
const esbuild = require('esbuild');

const root = path.join(__dirname, '..');
const stubs = path.join(__dirname, 'stubs');

/** The modules that the bundle does not take as they are, and what it takes instead. */
const replaced = new Set([
  'buffer',
  'buffer-equal-constant-time',
  'ecdsa-sig-formatter',
  'jsonwebtoken',
  'safe-buffer',
  'semver',
  'stream',
  'util',
]);

/** The one module of Node.js that n8n allows, and that signing needs. */
const allowedBuiltins = new Set(['crypto']);

/** Licences that allow copies in an MIT package, if the notice comes along. */
const allowedLicences = new Set(['Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT']);

/**
 * The rules of what may be in the bundle: packages are taken in, what n8n forbids is replaced, our
 * own modules stay outside (they have to be one in a process), and anything else ends the build.
 */
const boundaries = {
  name: 'boundaries',
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\// }, ({ path: name, importer }) =>
      isOwnSource(importer) ? { path: name, external: true } : undefined,
    );
    build.onResolve({ filter: /^[^./]/ }, ({ path: name, importer, kind }) => {
      if (kind === 'entry-point') return undefined;
      const plain = name.replace(/^node:/, '');
      if (replaced.has(plain)) return { path: path.join(stubs, `${plain}.js`) };
      if (allowedBuiltins.has(plain)) return { path: plain, external: true };
      if (isBuiltin(name)) {
        const from = path.relative(root, importer);
        return {
          errors: [{ text: `${from} wants "${name}", which n8n allows no node to import` }],
        };
      }
      return undefined;
    });
  },
};

/**
 * Data is written as JSON, which is read sooner than the same as a program. Packages have a module beside their JSON
 * for browsers.
 */
const data = {
  name: 'data',
  setup(build) {
    build.onLoad({ filter: /\.json\.js$/ }, ({ path: file }) => {
      const content = JSON.parse(readFileSync(file.replace(/\.js$/, ''), 'utf8'));
      const quoted = JSON.stringify(content).replace(/[\\']/g, '\\$&');
      return { contents: `export default JSON.parse('${quoted}');`, loader: 'js' };
    });
  },
};

/** Tells our own sources from packages and from the stubs. */
function isOwnSource(file) {
  return ['credentials', 'nodes'].includes(path.relative(root, file).split(path.sep)[0]);
}

/**
 * Writes one TypeScript source as a module that has its packages inside, and in its place another that loads it when
 * it is first used: n8n loads all nodes when it starts, and the packages are a sixth of what that takes.
 *
 * @returns the names of the packages inside, and the file that they are in
 */
async function bundle(source, target) {
  const file = target.replace(/\.js$/, '.bundle.js');
  const { metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: [source],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    // The oldest Node.js of "engines" in package.json.
    target: 'node20.15',
    charset: 'utf8',
    legalComments: 'none',
    // The layout and the names within a function are taken out, 45 KB of them with the names: with those the package
    // would be larger than the 600 KB that it may have. Statements stay as they are.
    minifyWhitespace: true,
    minifyIdentifiers: true,
    logLevel: 'error',
    metafile: true,
    inject: [path.join(stubs, 'globals.mjs')],
    plugins: [boundaries, data],
  });
  writeFileSync(target, onceUsed(`./${path.basename(file)}`, Object.keys(require(file))));
  return { names: packagesIn(Object.values(metafile.outputs)[0].inputs), file };
}

/** A module that has what another one exports, and loads that when it is first asked for any of it. */
function onceUsed(file, names) {
  const getters = names.map(
    (name) =>
      `Object.defineProperty(exports, '${name}', { enumerable: true, get: () => used().${name} });`,
  );
  return [
    "'use strict';",
    "Object.defineProperty(exports, '__esModule', { value: true });",
    'let loaded;',
    `const used = () => (loaded ??= require('${file}'));`,
    ...getters,
    '',
  ].join('\n');
}

/** The packages that have code in the output. */
function packagesIn(inputs) {
  const names = new Set();
  for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
    const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(file) ?? [];
    if (name && bytesInOutput > 0) names.add(name);
  }
  return [...names];
}

/**
 * Writes the notice that the licences of bundled packages want to be kept. Packages with the same
 * licence text share one copy of it.
 *
 * @param names the packages
 * @param modules the modules of dist that hold them
 */
function notice(names, modules) {
  const byText = new Map();
  for (const { title, text } of [...new Set(names)].sort().map(licenceOf)) {
    byText.set(text, [...(byText.get(text) ?? []), title]);
  }
  const opening = [
    'Parts of the packages below are contained in these files:',
    ...modules.map((file) => `  ${file}`),
    'Their uses of Node.js modules and globals that n8n does not allow were replaced, and layout and',
    'local names were shortened; they are unchanged otherwise.',
    '',
  ].join('\n');
  const entries = [...byText].map(([text, titles]) => `${titles.join('\n')}\n\n${text}\n`);
  return [opening, ...entries].join(`\n${'-'.repeat(80)}\n\n`);
}

/** One package's name, version and licence text. */
function licenceOf(name) {
  const folder = path.join(root, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
  if (!allowedLicences.has(license) || file === undefined) {
    throw new Error(`${name} ${version} (${license}) cannot be bundled: see its licence first`);
  }
  const text = readFileSync(path.join(folder, file), 'utf8').replace(/\r\n/g, '\n').trim();
  return { title: `${name} ${version} (${license})`, text };
}

module.exports = { bundle, notice };
