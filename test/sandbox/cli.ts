import { credentialText } from './credentialText';
import { startSandbox } from './index';
import type { RecordedRequest, Sandbox } from './index';

const DEFAULT_PORT = 8787;
const CONTACTS = 25;

/** Starts the sandbox alone, for a person with an n8n at hand: `npm run sandbox`. */
async function main(): Promise<void> {
  const port = Number(process.env['PORT'] ?? DEFAULT_PORT);
  const sandbox = await startSandbox({ port, contacts: CONTACTS, log: logRequest });
  print(greeting(sandbox));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void sandbox.close().then(() => print('Sandbox stopped.'));
    });
  }
}

function greeting({ url, credential, contacts }: Sandbox): string {
  return [
    `Fake Kore contact center on ${url} with ${contacts.length} contacts.`,
    '',
    'Kore API credential in n8n:',
    ...credentialText(credential),
    '',
    'Plain http works here because the address is loopback.',
    'It serves the seven contact calls and GET queues, 60 requests a minute, until Ctrl-C.',
    '',
  ].join('\n');
}

function logRequest({ method, url, status, at, endedAt = at }: RecordedRequest): void {
  print(`${method} ${url} ${status} ${Math.round(endedAt - at)} ms`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
