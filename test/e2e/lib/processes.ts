import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

/** How long a process may take to stop before it is killed. */
const PATIENCE_MS = 20_000;

/** What is running, so that nothing outlives this program. */
const running = new Set<Service>();

process.once('exit', () => {
  for (const service of running) service.kill();
});

/** A program in the background, with the programs that it starts; it writes to a log file. */
export class Service {
  private readonly child: ChildProcess;

  private readonly ended: Promise<void>;

  private over = false;

  /**
   * @param name for messages
   * @param logFile where its words go
   */
  constructor(
    readonly name: string,
    command: string,
    args: string[],
    { cwd, env, logFile }: { cwd: string; env: NodeJS.ProcessEnv; logFile: string },
  ) {
    this.logFile = logFile;
    const log = openSync(logFile, 'a');
    // A group of its own: a signal to the group reaches what it started as well, n8n's task runner
    // above all, and Ctrl-C in a terminal reaches only this program, which then stops it in order.
    this.child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', log, log] });
    closeSync(log);
    running.add(this);
    this.ended = new Promise((resolve) => {
      const finish = () => {
        this.over = true;
        running.delete(this);
        resolve();
      };
      this.child.once('close', finish);
      this.child.once('error', finish);
    });
  }

  readonly logFile: string;

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** @throws Error with the end of its log, if it has ended */
  assertRunning(): void {
    if (this.over) throw new Error(`${this.name} ended by itself:\n${this.lastWords()}`);
  }

  /** The end of its log. */
  lastWords(lines = 30): string {
    return readFileSync(this.logFile, 'utf8').split('\n').slice(-lines).join('\n');
  }

  /** Asks it to stop, and kills it if it does not. */
  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.kill(), PATIENCE_MS);
    await this.ended;
    clearTimeout(timer);
    this.kill();
  }

  /** Kills it and all that it started, as a machine that loses its power would. */
  kill(): void {
    const { pid } = this.child;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // The whole group has ended already.
    }
  }

  /** Resolves when it has ended. */
  async end(): Promise<void> {
    await this.ended;
  }
}
