'use strict';

const { execFileSync } = require('node:child_process');
const { readFileSync, writeFileSync } = require('node:fs');

/** Versions as npm has them, without what may come behind the third number: none of those is released. */
const VERSION = /^\d+\.\d+\.\d+$/;

/** What a release changes, below the folder that the script is started in. */
const FILES = { manifest: 'package.json', lock: 'package-lock.json', changelog: 'CHANGELOG.md' };

/**
 * The entries of one version.
 *
 * @param {string} changelog the text of CHANGELOG.md
 * @param {string} name the version, or `Unreleased`
 * @returns {string | undefined} what is below its heading; undefined where it has none
 */
function entriesOf(changelog, name) {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((text) => text.startsWith(`[${name}]`));
  // Below the last section are the addresses that the headings lead to.
  return section
    ?.slice(section.indexOf('\n'))
    .replace(/^\[[^\]]+\]: .*$/gm, '')
    .trim();
}

/**
 * Tells in what a tag, the manifest, the lock file and the changelog do not agree.
 *
 * @param {string} tag such as `v1.2.3`
 * @param {{ manifest: string, lock: string, changelog: string }} texts the files
 * @returns {string[]} a sentence for each fault; none where the release is in order
 */
function faultsOf(tag, { manifest, lock, changelog }) {
  const { version } = JSON.parse(manifest);
  const locked = JSON.parse(lock);
  const faults = [];
  if (tag !== `v${version}`) {
    faults.push(`The tag ${tag} is not v${version}, the version in package.json.`);
  }
  if (locked.version !== version || locked.packages[''].version !== version) {
    faults.push(`package-lock.json does not have the version ${version}.`);
  }
  const entries = entriesOf(changelog, version);
  if (entries === undefined || !/^[-*] /m.test(entries)) {
    faults.push(`CHANGELOG.md says nothing about ${version}.`);
  }
  if (!changelog.includes(`\n[${version}]: `)) {
    faults.push(`CHANGELOG.md has no address for the heading [${version}].`);
  }
  return faults;
}

/**
 * Makes of what is unreleased the entries of a version.
 *
 * @param {string} changelog the text of CHANGELOG.md
 * @param {string} version such as `1.2.3`
 * @param {string} date such as `2026-01-31`
 * @returns {string} the new text
 * @throws {Error} where nothing is unreleased, or the version is there already
 */
function released(changelog, version, date) {
  if (entriesOf(changelog, version) !== undefined) {
    throw new Error(`CHANGELOG.md has a version ${version} already.`);
  }
  if (!/^[-*] /m.test(entriesOf(changelog, 'Unreleased') ?? '')) {
    throw new Error('CHANGELOG.md has nothing under Unreleased.');
  }
  const address = /^\[unreleased\]: (.*)\/compare\/(.*)\.\.\.HEAD$/im.exec(changelog);
  if (address === null) throw new Error('CHANGELOG.md has no address for Unreleased.');
  const [line, repository, before] = address;
  return changelog
    .replace('## [Unreleased]\n', `## [Unreleased]\n\n## [${version}] - ${date}\n`)
    .replace(
      line,
      [
        `[unreleased]: ${repository}/compare/v${version}...HEAD`,
        `[${version}]: ${repository}/compare/${before}...v${version}`,
      ].join('\n'),
    );
}

/** Writes the version where `npm version` would, byte for byte as npm formats it. */
function withVersion(text, version) {
  const content = JSON.parse(text);
  content.version = version;
  if (content.packages !== undefined) content.packages[''].version = version;
  return `${JSON.stringify(content, null, 2)}\n`;
}

function readAll() {
  return Object.fromEntries(
    Object.entries(FILES).map(([name, file]) => [name, readFileSync(file, 'utf8')]),
  );
}

function git(...args) {
  return execFileSync('git', args, { encoding: 'utf8' });
}

function check(tag) {
  const faults = faultsOf(tag, readAll());
  if (faults.length > 0) throw new Error(faults.join('\n'));
  console.log(`${tag}: tag, package.json, package-lock.json and CHANGELOG.md agree.`);
}

function release(version) {
  const tag = `v${version}`;
  if (git('status', '--porcelain', '--untracked-files=no') !== '') {
    throw new Error('There are changes that are not committed.');
  }
  if (git('tag', '--list', tag) !== '') throw new Error(`There is a tag ${tag} already.`);
  const { manifest, lock, changelog } = readAll();
  const today = new Date().toISOString().slice(0, 10);
  // The first release has entries of its own from the beginning.
  const isWritten = faultsOf(tag, { manifest, lock, changelog }).length === 0;
  if (!isWritten) {
    writeFileSync(FILES.changelog, released(changelog, version, today));
    writeFileSync(FILES.manifest, withVersion(manifest, version));
    writeFileSync(FILES.lock, withVersion(lock, version));
  }
  check(tag);
  if (!isWritten)
    git('commit', '--quiet', '--message', `Release ${version}`, ...Object.values(FILES));
  git('tag', '--annotate', tag, '--message', tag);
  console.log(`Look at it, then push it: git push --follow-tags`);
}

/** `release X.Y.Z` makes a release; `release --check vX.Y.Z` only checks one. */
function main([first = '', second = '', ...rest]) {
  if (first === '--check' && second !== '' && rest.length === 0) return check(second);
  if (VERSION.test(first) && second === '') return release(first);
  throw new Error('Say which version: npm run release -- X.Y.Z, or -- --check vX.Y.Z');
}

if (require.main === module) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

module.exports = { entriesOf, faultsOf, released };
