import { type Case, runCases, type Tally } from '../lib/cases';
import type { Installation } from '../lib/install';
import { say } from '../lib/say';
import { Stage } from '../lib/stage';
import { queueCases, type QueueStage, WINDOW_MS } from './cases';
import { startCluster } from './cluster';
import { findRedis } from './redis';

/** Runs the tests in queue mode, or tells what is missing for them. */
export async function runQueue(installation: Installation, tally: Tally): Promise<void> {
  const redis = findRedis();
  if (redis === undefined) {
    tally.failed.push('In queue mode: there is no redis-server');
    say('\nThere is no redis-server. On Debian: apt-get update && apt-get install -y redis-server');
    return;
  }
  const cluster = await startCluster(installation, redis, WINDOW_MS);
  try {
    const stage = new Stage(installation, cluster.url, cluster.rest);
    const cases: Array<Case<QueueStage>> = queueCases;
    await runCases(
      'In queue mode, with a main process and two workers',
      cases,
      { stage, cluster },
      async () => await stage.clear(),
      tally,
    );
  } finally {
    await cluster.stop();
  }
}
