import type { Installation } from '../lib/install';
import type { Service } from '../lib/processes';
import { Rest } from '../lib/rest';
import { type Home, makeHome, startServer, startWorker } from '../lib/server';
import { shortenWindow } from '../lib/window';
import { startRedis } from './redis';

/** How many executions one worker takes at a time; half of those that the test starts. */
const CONCURRENCY = 2;

/** An n8n in queue mode: one main process, which runs nothing itself, and two workers. */
export interface Cluster {
  url: string;
  rest: Rest;
  workers: [Service, Service];
  stop(): Promise<void>;
}

/**
 * Starts Redis, n8n's main process and two workers.
 *
 * @param redisServer where redis-server is
 * @param windowMs what a minute takes for the node in this n8n
 */
export async function startCluster(
  installation: Installation,
  redisServer: string,
  windowMs: number,
): Promise<Cluster> {
  const home = await makeHome(installation);
  const services: Service[] = [];
  const stop = async () => {
    for (const service of services.reverse()) await service.stop();
    await home.remove();
  };
  try {
    await shortenWindow(home.folder, windowMs);
    const redis = await startRedis(redisServer, home.folder);
    services.push(redis.service);
    const queued: Home = { ...home, env: { ...home.env, ...settings(redis.port) } };
    const main = await startServer(installation, queued);
    services.push(main.service);
    const workers = await Promise.all(
      (['worker-1', 'worker-2'] as const).map(async (name) => {
        const worker = await startWorker(name, installation, queued, CONCURRENCY);
        services.push(worker);
        return worker;
      }),
    );
    const rest = new Rest(main.url);
    await rest.signIn();
    return { url: main.url, rest, workers: workers as [Service, Service], stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A worker that is gone is noticed after seconds, not after the minute that n8n waits by default. */
function settings(redisPort: number): NodeJS.ProcessEnv {
  return {
    EXECUTIONS_MODE: 'queue',
    QUEUE_BULL_REDIS_HOST: '127.0.0.1',
    QUEUE_BULL_REDIS_PORT: String(redisPort),
    QUEUE_WORKER_LOCK_DURATION: '3000',
    QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
    QUEUE_WORKER_STALLED_INTERVAL: '1000',
  };
}
