'use strict';

const { rm, writeFile } = require('node:fs/promises');
const path = require('node:path');
const { dest, parallel, series, src } = require('gulp');
const ts = require('typescript');
const { bundle } = require('./build/bundle');

const out = path.join(__dirname, 'dist');

/** The one module that uses a package: n8n installs none, so it has the package inside. */
const signer = 'credentials/signing/token';

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

/** Puts the packages that sign into the module that signs, and their licences beside it. */
async function sign() {
  const notice = await bundle(`${signer}.ts`, path.join(out, `${signer}.js`));
  await writeFile(path.join(out, 'THIRD-PARTY-NOTICES.txt'), notice);
}

/** Copies the icons, byte for byte. */
function icons() {
  return src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));
}

/** Copies the codex files, by which n8n sorts and finds the nodes. */
function codex() {
  return src('nodes/**/*.node.json', { encoding: false }).pipe(dest('dist/nodes'));
}

const build = series(clean, compile, parallel(sign, icons, codex));

module.exports = { build, clean, default: build };
