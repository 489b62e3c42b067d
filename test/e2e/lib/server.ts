import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Installation } from './install';
import { installNode } from './pack';
import { freePorts } from './ports';
import { Service } from './processes';
import { say, secondsSince, until } from './say';

/** A machine as slow as this still counts as working. */
const START_TIMEOUT_MS = 180_000;

/** A folder of one n8n's own, with the node installed in it. */
export interface Home {
  /** n8n's user folder. */
  folder: string;
  /** What the processes of one n8n have in common. */
  env: NodeJS.ProcessEnv;
  remove: () => Promise<void>;
}

/** A running n8n. */
export interface Server {
  url: string;
  service: Service;
}

/**
 * Makes an empty user folder and installs the packed node into it.
 *
 * @param installation which n8n will use it
 * @param env further settings
 */
export async function makeHome(
  installation: Installation,
  env: NodeJS.ProcessEnv = {},
): Promise<Home> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kore-contact-n8n-'));
  await mkdir(path.join(folder, 'files'));
  await installNode(folder);
  const nodeBin = path.dirname(installation.node);
  return {
    folder,
    env: {
      PATH: `${nodeBin}${path.delimiter}${process.env['PATH'] ?? ''}`,
      HOME: folder,
      TZ: 'UTC',
      N8N_USER_FOLDER: folder,
      N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
      N8N_LISTEN_ADDRESS: '127.0.0.1',
      N8N_SECURE_COOKIE: 'false',
      // Nothing here talks to anybody but the sandbox.
      N8N_DIAGNOSTICS_ENABLED: 'false',
      N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
      N8N_TEMPLATES_ENABLED: 'false',
      N8N_PERSONALIZATION_ENABLED: 'false',
      N8N_HIRING_BANNER_ENABLED: 'false',
      N8N_VERIFIED_PACKAGES_ENABLED: 'false',
      N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
      N8N_RESTRICT_FILE_ACCESS_TO: path.join(folder, 'files'),
      GENERIC_TIMEZONE: 'UTC',
      N8N_LOG_LEVEL: 'info',
      ...env,
    },
    remove: async () => await rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/**
 * Starts n8n and waits until it is ready.
 *
 * @param installation which n8n
 * @param home its user folder
 * @param port the port; a free one where left out
 */
export async function startServer(
  installation: Installation,
  home: Home,
  port?: number,
): Promise<Server> {
  const startedAt = Date.now();
  const [free = 0, broker = 0] = await freePorts(2);
  const own = port ?? free;
  const url = `http://127.0.0.1:${own}`;
  const service = startN8n('n8n', installation, home, ['start'], {
    N8N_PORT: String(own),
    N8N_RUNNERS_BROKER_PORT: String(broker),
    N8N_EDITOR_BASE_URL: url,
    WEBHOOK_URL: url,
  });
  await untilReady(service, `${url}/healthz/readiness`);
  // Older versions say that they are ready before they answer anything else.
  await untilReady(service, `${url}/rest/settings`);
  say(`n8n ${installation.version} is ready on ${url} after ${secondsSince(startedAt)}.`);
  return { url, service };
}

/**
 * Starts a worker of queue mode and waits until it is ready.
 *
 * @param name for messages and its log
 * @param concurrency how many executions it takes at a time
 */
export async function startWorker(
  name: string,
  installation: Installation,
  home: Home,
  concurrency: number,
): Promise<Service> {
  const [health = 0, broker = 0] = await freePorts(2);
  const service = startN8n(name, installation, home, ['worker', `--concurrency=${concurrency}`], {
    QUEUE_HEALTH_CHECK_ACTIVE: 'true',
    QUEUE_HEALTH_CHECK_PORT: String(health),
    N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
    N8N_RUNNERS_BROKER_PORT: String(broker),
  });
  await untilReady(service, `http://127.0.0.1:${health}/healthz/readiness`);
  return service;
}

function startN8n(
  name: string,
  { node, n8n }: Installation,
  { folder, env }: Home,
  args: string[],
  more: NodeJS.ProcessEnv,
): Service {
  return new Service(name, node, [n8n, ...args], {
    cwd: folder,
    env: { ...env, ...more },
    logFile: path.join(folder, `${name}.log`),
  });
}

async function untilReady(service: Service, url: string): Promise<void> {
  try {
    await until(
      service.name,
      async () => {
        service.assertRunning();
        const response = await fetch(url).catch(() => undefined);
        return response?.status === 200 ? true : undefined;
      },
      START_TIMEOUT_MS,
      250,
    );
  } catch (error) {
    service.kill();
    throw new Error(`${String(error)}\n${service.lastWords()}`);
  }
}
