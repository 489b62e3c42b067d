import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from './helpers';
import { textOf } from './markdown';

/** What build/release.js gives out. */
interface Release {
  entriesOf(changelog: string, name: string): string | undefined;
  faultsOf(tag: string, texts: Record<'manifest' | 'lock' | 'changelog', string>): string[];
  released(changelog: string, version: string, date: string): string;
}

const script = path.join(root, 'build', 'release.js');
const { entriesOf, faultsOf, released } = jest.requireActual<Release>(script);

const PAGE = 'https://github.example/owner/name';

const changelog = (unreleased: string) => `# Changelog

## [Unreleased]
${unreleased}
## [1.0.0]

### Added

- The beginning.

[unreleased]: ${PAGE}/compare/v1.0.0...HEAD
[1.0.0]: ${PAGE}/releases/tag/v1.0.0
`;

const NEWS = '\n### Fixed\n\n- It broke.\n';

const texts = (version: string, text = changelog('')) => ({
  manifest: JSON.stringify({ version }),
  lock: JSON.stringify({ version, packages: { '': { version } } }),
  changelog: text,
});

describe('what belongs to a release', () => {
  it('agrees today: a tag of the version in package.json could be published', () => {
    const manifest = textOf('package.json');
    const { version } = JSON.parse(manifest) as { version: string };
    const lock = textOf('package-lock.json');
    expect(faultsOf(`v${version}`, { manifest, lock, changelog: textOf('CHANGELOG.md') })).toEqual(
      [],
    );
  });

  it.each([
    ['another tag', 'v1.0.1', texts('1.0.0'), 'The tag v1.0.1 is not v1.0.0'],
    ['a tag without v', '1.0.0', texts('1.0.0'), 'The tag 1.0.0 is not v1.0.0'],
    [
      'another version in the lock file',
      'v1.0.0',
      { ...texts('1.0.0'), lock: texts('0.9.0').lock },
      'package-lock.json does not have the version 1.0.0',
    ],
    ['no entries', 'v2.0.0', texts('2.0.0'), 'CHANGELOG.md says nothing about 2.0.0'],
    [
      'a heading without entries',
      'v2.0.0',
      texts('2.0.0', changelog('\n## [2.0.0]\n')),
      'CHANGELOG.md says nothing about 2.0.0',
    ],
    [
      'no address for the heading',
      'v2.0.0',
      texts('2.0.0', changelog('\n## [2.0.0]\n\n- News.\n')),
      'CHANGELOG.md has no address for the heading [2.0.0]',
    ],
  ])('is refused with %s', (_, tag, files, fault) => {
    expect(faultsOf(tag, files)).toContainEqual(expect.stringContaining(fault));
  });
});

describe('a new version in the changelog', () => {
  it('gets what was unreleased, with its date and its address', () => {
    const text = released(changelog(NEWS), '1.1.0', '2026-01-31');
    expect(entriesOf(text, 'Unreleased')).toBe('');
    expect(entriesOf(text, '1.1.0')).toBe('### Fixed\n\n- It broke.');
    expect(entriesOf(text, '1.0.0')).toBe('### Added\n\n- The beginning.');
    expect(text).toContain('\n## [1.1.0] - 2026-01-31\n');
    expect(text).toContain(`\n[unreleased]: ${PAGE}/compare/v1.1.0...HEAD\n`);
    expect(text).toContain(`\n[1.1.0]: ${PAGE}/compare/v1.0.0...v1.1.0\n`);
    expect(faultsOf('v1.1.0', texts('1.1.0', text))).toEqual([]);
  });

  it('is refused where nothing is unreleased, or it is there already', () => {
    expect(() => released(changelog(''), '1.1.0', '2026-01-31')).toThrow(
      'nothing under Unreleased',
    );
    expect(() => released(changelog(NEWS), '1.0.0', '2026-01-31')).toThrow('1.0.0 already');
  });
});

describe('npm run release', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'kore-contact-release-'));
    const { manifest, lock } = texts('1.0.0');
    writeFileSync(path.join(folder, 'package.json'), manifest);
    writeFileSync(path.join(folder, 'package-lock.json'), lock);
    writeFileSync(path.join(folder, 'CHANGELOG.md'), changelog(NEWS));
    cpSync(script, path.join(folder, 'release.js'));
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--message', 'Begin');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs a program in the folder, with nobody's settings of git. */
  function runIn(command: string, args: string[]) {
    const who = { NAME: 'Somebody', EMAIL: 'somebody@example.com' };
    return spawnSync(command, args, {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...process.env,
        GIT_CONFIG_GLOBAL: path.join(folder, 'none'),
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_AUTHOR_NAME: who.NAME,
        GIT_AUTHOR_EMAIL: who.EMAIL,
        GIT_COMMITTER_NAME: who.NAME,
        GIT_COMMITTER_EMAIL: who.EMAIL,
      },
    });
  }

  function git(...args: string[]): string {
    const { status, stdout, stderr } = runIn('git', args);
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
    return stdout.trim();
  }

  const start = (...args: string[]) => runIn(process.execPath, ['release.js', ...args]);

  const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');

  function expectUnchanged(): void {
    expect(git('status', '--porcelain')).toBe('');
    expect(git('log', '--format=%s')).toBe('Begin');
  }

  it('writes the version everywhere, commits that and sets the tag', () => {
    expect(start('1.1.0')).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(read('package.json'))).toEqual({ version: '1.1.0' });
    expect(git('log', '-1', '--format=%s')).toBe('Release 1.1.0');
    expect(git('describe', '--exact-match')).toBe('v1.1.0');
    expect(git('status', '--porcelain')).toBe('');
    expect(start('--check', 'v1.1.0')).toMatchObject({ status: 0, stderr: '' });
  });

  it.each([
    ['a version that is none', ['1.1'], 'Say which version'],
    ['a tag that does not agree', ['--check', 'v1.1.0'], 'The tag v1.1.0 is not v1.0.0'],
  ])('refuses %s, and changes nothing', (_, args, message) => {
    const { status, stderr } = start(...args);
    expect(status).toBe(1);
    expect(stderr).toContain(message);
    expectUnchanged();
  });

  it('refuses a version that has a tag already, and changes nothing', () => {
    git('tag', 'v1.1.0');
    const { status, stderr } = start('1.1.0');
    expect(status).toBe(1);
    expect(stderr).toContain('There is a tag v1.1.0 already.');
    expectUnchanged();
  });

  it('refuses where something is not committed', () => {
    writeFileSync(path.join(folder, 'CHANGELOG.md'), changelog(`${NEWS}- More.\n`));
    const { status, stderr } = start('1.1.0');
    expect(status).toBe(1);
    expect(stderr).toContain('changes that are not committed');
    expect(git('tag')).toBe('');
    expect(git('log', '--format=%s')).toBe('Begin');
  });

  it('tags a version whose entries were written by hand, as the first release has them', () => {
    expect(start('1.0.0')).toMatchObject({ status: 0, stderr: '' });
    expect(git('describe', '--exact-match')).toBe('v1.0.0');
    expect(git('log', '--format=%s')).toBe('Begin');
  });
});
