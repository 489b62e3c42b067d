import { fork } from 'node:child_process';
import { once } from 'node:events';
import { builtPackage } from '../demo/built';
import { fileReading } from './parts/fileReading';
import { pollCost } from './parts/poll';

/**
 * Parts whose figure is of one process from its start: what other parts have left in memory is no n8n's, and makes
 * each collection of garbage longer.
 */
const PARTS = { fileReading, poll: async () => await pollCost(builtPackage()) };

type Part = keyof typeof PARTS;

/**
 * Measures a part in a process of its own.
 *
 * @throws Error if the process ends without a result; it says on its own why
 */
export async function alone<P extends Part>(
  part: P,
): Promise<Awaited<ReturnType<(typeof PARTS)[P]>>> {
  // Inherits the arguments of this process, and with them what makes it read TypeScript.
  const child = fork(__filename, [part]);
  const ended = once(child, 'exit').then(() => {
    throw new Error(`The process that measures ${part} ended before its time`);
  });
  const [result] = (await Promise.race([once(child, 'message'), ended])) as [
    Awaited<ReturnType<(typeof PARTS)[P]>>,
  ];
  child.disconnect();
  return result;
}

async function main(part: Part): Promise<void> {
  process.send?.(await PARTS[part]());
}

if (require.main === module) {
  main(process.argv[2] as Part).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : ''}\n`);
    process.exit(1);
  });
}
