import { spawn } from 'node:child_process';

/** How a program is run. */
export interface RunOptions {
  cwd: string;
  env?: NodeJS.ProcessEnv;
}

/**
 * Runs a program to its end.
 *
 * @returns what it printed
 * @throws Error with the end of what it said, if it failed
 */
export async function run(command: string, args: string[], options: RunOptions): Promise<string> {
  return await new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let all = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      all += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => (all += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return resolve(out);
      const end = all.split('\n').slice(-40).join('\n');
      reject(new Error(`${command} ${args.join(' ')} ended with ${String(code)}\n${end}`));
    });
  });
}
