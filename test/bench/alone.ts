import { fork } from 'node:child_process';
import { builtPackage } from '../demo/built';
import { nextMessage } from './child';
import { type FileReading, fileReading } from './parts/fileReading';
import { type PollCost, pollCost } from './parts/poll';

/**
 * Parts whose figure is of one process from its start: what other parts have left in memory is no n8n's, and makes
 * each collection of garbage longer.
 */
interface Parts {
  fileReading: FileReading;
  poll: PollCost;
}

const measure: { [P in keyof Parts]: () => Promise<Parts[P]> } = {
  fileReading,
  poll: async () => await pollCost(builtPackage()),
};

/**
 * Measures a part in a process of its own.
 *
 * @throws Error if the process ends without a result; it says on its own why
 */
export async function alone<P extends keyof Parts>(part: P): Promise<Parts[P]> {
  // Inherits the arguments of this process, and with them what makes it read TypeScript.
  const child = fork(__filename, [part]);
  const { measured } = await nextMessage<{ measured: Parts[P] }>(child, 'measured');
  child.disconnect();
  return measured;
}

async function main(part: keyof Parts): Promise<void> {
  process.send?.({ measured: await measure[part]() });
}

if (require.main === module) {
  main(process.argv[2] as keyof Parts).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : ''}\n`);
    process.exit(1);
  });
}
