import { type ChildProcess, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Mutant } from './mutants';

/** The project's folder. */
const root = path.join(__dirname, '..', '..');

/** What tests need of the project. The build is not among it: mutants are tested as sources. */
const COPIED = [
  ...['nodes', 'credentials', 'test', 'icons', 'examples', 'package.json', 'jest.config.js'],
  ...readdirSync(root).filter((name) => /^tsconfig.*\.json$/.test(name)),
];

/** A hang is a failure that only a clock notices. */
const TIMEOUT_MS = 90_000;

/** No test takes half as long, so a mutant that makes one wait for ever is found out sooner. */
const TEST_TIMEOUT_MS = 15_000;

/** What the tests said. */
export type Verdict =
  | { kind: 'passed' }
  /** `title` is the first test that failed. */
  | { kind: 'failed'; title: string }
  | { kind: 'hung' }
  /** A file could not even be loaded, which says nothing about the tests in it. */
  | { kind: 'unusable'; title: string };

/** What the reporter wrote down. */
interface FirstFailure {
  kind: 'test' | 'file';
  title: string;
}

/** A copy of the project in which one thing at a time may be broken. */
export class Copy {
  private readonly home = mkdtempSync(path.join(tmpdir(), 'kore-contact-mutants-'));

  private readonly folder = path.join(this.home, 'project');

  private readonly failureFile = path.join(this.home, 'failure.json');

  private child: ChildProcess | undefined;

  constructor() {
    for (const name of COPIED) {
      const from = path.join(root, name);
      // test/e2e is a package of its own, with a node_modules that no mutant needs.
      const filter = (source: string) => source !== path.join(root, 'test', 'e2e');
      if (existsSync(from)) cpSync(from, path.join(this.folder, name), { recursive: true, filter });
    }
    symlinkSync(
      path.join(root, 'node_modules'),
      path.join(this.folder, 'node_modules'),
      'junction',
    );
    mkdirSync(path.join(this.home, 'tmp'));
  }

  /**
   * @param mutant a mutant
   * @returns what keeps it from being tried; empty where nothing does
   */
  obstacles({ breaks, file, from, to, tests }: Mutant): string[] {
    const absent = [file, ...tests].filter((name) => !existsSync(this.at(name)));
    if (absent.length > 0) return absent.map((name) => `${breaks}: ${name} does not exist`);
    const count = this.read(file).split(from).length - 1;
    return [
      ...(count === 1 ? [] : [`${breaks}: ${count} times in ${file}: ${from}`]),
      ...(from === to ? [`${breaks}: changes nothing in ${file}: ${from}`] : []),
    ];
  }

  /**
   * Breaks one thing, runs the tests that should notice, and mends it.
   *
   * @param mutant what to break
   */
  async try({ file, from, to, tests }: Mutant): Promise<Verdict> {
    const whole = this.read(file);
    // As a function, since `$` in a text to put in would have a meaning.
    writeFileSync(
      this.at(file),
      whole.replace(from, () => to),
    );
    try {
      return await this.run(tests);
    } finally {
      writeFileSync(this.at(file), whole);
    }
  }

  /**
   * Runs tests to their end, or to the first failure.
   *
   * @param tests files
   */
  async run(tests: string[]): Promise<Verdict> {
    rmSync(this.failureFile, { force: true });
    const { code, signal, said } = await this.jest([
      ...['--runInBand', '--bail', '--coverage=false', '--silent', '--watchman=false'],
      `--testTimeout=${TEST_TIMEOUT_MS}`,
      `--cacheDirectory=${path.join(this.home, 'cache')}`,
      `--reporters=${path.join(__dirname, 'firstFailure.js')}`,
      ...['--runTestsByPath', ...tests],
    ]);
    if (code === 0) return { kind: 'passed' };
    if (signal !== null) return { kind: 'hung' };
    if (!existsSync(this.failureFile)) return { kind: 'unusable', title: said };
    const failure = JSON.parse(readFileSync(this.failureFile, 'utf8')) as FirstFailure;
    return { kind: failure.kind === 'test' ? 'failed' : 'unusable', title: failure.title };
  }

  /** Removes it, and ends what runs in it. */
  remove(): void {
    this.child?.kill('SIGKILL');
    // What is killed may still write for a moment.
    rmSync(this.home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  private async jest(
    args: string[],
  ): Promise<{ code: number | null; signal: NodeJS.Signals | null; said: string }> {
    const jest = path.join(root, 'node_modules', 'jest', 'bin', 'jest.js');
    const child = spawn(process.execPath, [jest, ...args], {
      cwd: this.folder,
      env: {
        ...process.env,
        FIRST_FAILURE_FILE: this.failureFile,
        // What the tests leave behind is then removed with the copy.
        TMPDIR: path.join(this.home, 'tmp'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
    });
    this.child = child;
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    }
    return await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => resolve({ code, signal, said: said.trim() }));
    });
  }

  private at(name: string): string {
    return path.join(this.folder, name);
  }

  private read(name: string): string {
    return readFileSync(this.at(name), 'utf8');
  }
}
