import { startSandbox } from '../sandbox';
import type { SandboxOptions } from '../sandbox';
import type { ServerMessage } from './remote';

/** Told so often, the client can take a sample after every thousand answers. */
const TOLD_EVERY = 1_000;

/**
 * Runs a sandbox for the process that forked this one, so that what the sandbox takes of CPU and memory is
 * not counted as the client's. It ends with the connection to that process.
 */
async function main(): Promise<void> {
  const options = JSON.parse(process.argv[2] ?? '{}') as SandboxOptions;
  let answered = 0;
  const sandbox = await startSandbox({
    ...options,
    log: () => {
      answered += 1;
      if (answered % TOLD_EVERY === 0) tell({ answered });
    },
  });
  process.once('disconnect', () => void sandbox.close());
  tell({ credential: sandbox.credential, ids: sandbox.contacts.map(({ id }) => id) });
  process.on('message', () => {
    const inactive = sandbox.contacts.filter(({ status }) => status === 'INACTIVE').length;
    tell({ inactive, requests: sandbox.requests.length });
  });
}

function tell(message: ServerMessage): void {
  process.send?.(message);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
