'use strict';

const { rm, writeFile } = require('node:fs/promises');
const path = require('node:path');
const { dest, parallel, series, src } = require('gulp');
const ts = require('typescript');
const { bundle, notice } = require('./build/bundle');

const out = path.join(__dirname, 'dist');

/** The modules that use a package each: n8n installs none, so they have it inside. */
const bundled = [
  'credentials/signing/encryption',
  'credentials/signing/token',
  'nodes/shared/contact/file/parser',
  'nodes/shared/contact/phone/numberPlan',
];

/** Removes what an earlier build left, so that nothing is published that has no source any more. */
function clean() {
  return rm(out, { recursive: true, force: true });
}

/**
 * Checks the types and translates file by file: what nodes share, the pacing above all, has to be
 * one module in a process, which a bundle for each node would make into several.
 */
async function compile() {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (found) => report([found]) };
  const config = ts.getParsedCommandLineOfConfigFile('tsconfig.build.json', {}, host);
  const program = ts.createProgram(config.fileNames, config.options);
  report([...config.errors, ...ts.getPreEmitDiagnostics(program)]);
  report(program.emit().diagnostics);
}

/** Ends the build with the compiler's findings, if there are any. */
function report(diagnostics) {
  if (diagnostics.length === 0) return;
  const text = ts.formatDiagnosticsWithColorAndContext(diagnostics, {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => __dirname,
    getNewLine: () => '\n',
  });
  throw Object.assign(new Error(`TypeScript found:\n${text}`), { showStack: false });
}

/** Puts packages into the modules that use them, and their licences beside. */
async function bundles() {
  const written = await Promise.all(
    bundled.map((name) => bundle(`${name}.ts`, path.join(out, `${name}.js`))),
  );
  const names = written.flatMap((one) => one.names);
  const modules = written.map(({ file }) => path.relative(__dirname, file).replaceAll('\\', '/'));
  await writeFile(path.join(out, 'THIRD-PARTY-NOTICES.txt'), notice(names, modules));
}

/** Copies the icons, byte for byte. */
function icons() {
  return src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));
}

/** Copies the codex files, by which n8n sorts and finds the nodes. */
function codex() {
  return src('nodes/**/*.node.json', { encoding: false }).pipe(dest('dist/nodes'));
}

const build = series(clean, compile, parallel(bundles, icons, codex));

module.exports = { build, clean, default: build };
