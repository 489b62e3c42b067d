import { watch } from 'gulp';
import { type Sandbox, startSandbox } from '../../sandbox';
import { credentialText } from '../../sandbox/credentialText';
import { install, type Installation } from '../lib/install';
import { build, installNode, root } from '../lib/pack';
import { portOr } from '../lib/ports';
import { owner, Rest } from '../lib/rest';
import { say, withHeartbeat } from '../lib/say';
import { type Home, makeHome, type Server, startServer } from '../lib/server';
import { versionFor } from '../lib/versions';
import { loadExamples } from './examples';
import { SHOW_ENV, SHOW_SANDBOX } from './scene';

/** Where n8n is by default, and the sandbox that `npm run sandbox` starts. */
const PORTS = { n8n: 5678, sandbox: 8787 };

/** What the package is made of. */
const SOURCES = ['credentials/**', 'nodes/**', 'icons/**', 'build/**', 'gulpfile.js', 'index.js'];

/** Long enough for an editor to save all of its files. */
const QUIET_MS = 300;

/** `npm run n8n`: a real n8n with the node, for whoever wants to see it. */
async function main(): Promise<void> {
  const installation = await install(versionFor());
  say('Building and packing the node.');
  await withHeartbeat('npm run build', build());
  const home = await makeHome(installation, SHOW_ENV);
  const port = await portOr(PORTS.n8n);
  const sandbox = await startSandbox({ ...SHOW_SANDBOX, port: await portOr(PORTS.sandbox) });
  const show = new Show(installation, home, port, sandbox);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // Not once: in a terminal, Ctrl-C may come twice, from the terminal and from npm.
    process.on(signal, () => void show.stop());
  }
  try {
    await show.start();
  } catch (error) {
    if (!show.stopping) say(describe(error));
    await show.stop();
    process.exitCode = 1;
    return;
  }
  if (!show.stopping) await show.open();
}

/** One n8n, started anew whenever the node has changed. */
class Show {
  private server: Server | undefined;

  private stopped: Promise<void> | undefined;

  private watcher: ReturnType<typeof watch> | undefined;

  constructor(
    private readonly installation: Installation,
    private readonly home: Home,
    private readonly port: number,
    private readonly sandbox: Sandbox,
  ) {}

  get stopping(): boolean {
    return this.stopped !== undefined;
  }

  async start(): Promise<void> {
    this.server = await startServer(this.installation, this.home, this.port);
  }

  /** Fills n8n, tells how to get in, and watches the sources. */
  async open(): Promise<void> {
    const { url } = this.server ?? { url: '' };
    const rest = new Rest(url);
    await rest.signIn();
    const credential = await rest.createCredential('Kore account', { ...this.sandbox.credential });
    const examples = await loadExamples(rest, { koreApi: credential });
    const names = examples.map(({ workflow }) => workflow.name);
    say(greeting(url, this.sandbox, names));
    this.watcher = watch(SOURCES, { cwd: root, delay: QUIET_MS }, async () => await this.renew());
  }

  async stop(): Promise<void> {
    this.stopped ??= this.end();
    await this.stopped;
  }

  private async renew(): Promise<void> {
    if (this.stopping) return;
    say('\nThe sources have changed. Building.');
    try {
      await build();
      if (this.stopping) return;
      await this.server?.service.stop();
      await installNode(this.home.folder);
      if (this.stopping) return;
      await this.start();
      say('Reload the page in the browser.');
    } catch (error) {
      if (this.stopping) return;
      say(describe(error));
      say('Mend it and save: then it is built again.');
    }
  }

  private async end(): Promise<void> {
    say('\nStopping.');
    void this.watcher?.close();
    await this.server?.service.stop();
    await this.sandbox.close();
    await this.home.remove();
    say('n8n and the sandbox have stopped; nothing of them is kept.');
    process.exit();
  }
}

function greeting(url: string, sandbox: Sandbox, examples: string[]): string {
  return [
    '',
    `n8n            ${url}/home/workflows`,
    `  Email        ${owner.email}`,
    `  Password     ${owner.password}`,
    '',
    `Sandbox        ${sandbox.url}, a fake Kore.ai contact center with ${sandbox.contacts.length} contacts`,
    "  It is in n8n as the credential 'Kore account'. To make one yourself:",
    ...credentialText(sandbox.credential).map((line) => `  ${line}`),
    '',
    'Workflows',
    ...examples.map((name) => `  ${name}`),
    '',
    'Nothing of it is kept: workflows, credentials and contacts are gone when this stops. Download what you want to keep.',
    'When a source file changes, the node is built again and n8n restarts. Ctrl-C stops all of it.',
  ].join('\n');
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

main().catch((error: unknown) => {
  say(describe(error));
  process.exit(1);
});
