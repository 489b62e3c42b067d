import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Sandbox, StoredContact } from '../../sandbox';
import type { Case } from '../lib/cases';
import { base, byId, inLine, itemNodes, koreNode, names } from '../lib/flow';
import type { Execution, SavedWorkflow } from '../lib/rest';
import { until } from '../lib/say';
import { assertNoSecrets, type Center, outputOf, type Stage } from '../lib/stage';
import type { Cluster } from './cluster';

/** What a test in queue mode has at hand. */
export interface QueueStage {
  stage: Stage;
  cluster: Cluster;
}

/** What a minute takes, at the contact center and for the node: a twelfth of a real one. */
export const WINDOW_MS = 5_000;

const LIMIT = 60;
const WORKFLOWS = 4;
const EACH = 20;

/** Long enough that a worker can be killed while its deletions are under way. */
const LATENCY_MS = 300;

/** Contacts beside those that are to be deleted. */
const OTHERS = 10;

/** What is run in queue mode. */
export const queueCases: Array<Case<QueueStage>> = [
  {
    name: '4 workflows share the limit over two workers: each contact is deleted once, none fails',
    async run({ stage }) {
      const scene = await open(stage);
      const executions = await finishedAll(stage, await startAll(stage, scene.jobs));
      for (const [place, execution] of executions.entries()) {
        assertSucceeded(execution);
        assertReported(execution, scene.jobs[place]?.contacts ?? [], []);
        assertNoSecrets(execution, scene.center.sandbox);
      }
      assertDeleted(scene);
      assert.deepEqual(deletionsThatFailed(scene.center.sandbox), []);
    },
  },
  {
    name: 'A worker is killed in the middle: its executions run again, and nothing is lost or done twice',
    async run({ stage, cluster }) {
      const scene = await open(stage);
      const { sandbox } = scene.center;
      const ids = await startAll(stage, scene.jobs);
      // A third of the way: every workflow has deleted some and has some to go.
      await sandbox.waitForRequests((WORKFLOWS * EACH) / 3, ({ status }) => status === 200);
      cluster.workers[1].kill();
      await cluster.workers[1].end();
      const executions = await finishedAll(stage, ids);

      const lost = executions.filter(({ status }) => status !== 'success');
      assert.ok(lost.length > 0, 'The worker that was killed had nothing to do');
      assert.ok(lost.length < WORKFLOWS, 'The other worker lost its executions too');
      // What the killed worker had under way may have been carried out all the same.
      await until('what it had under way', () =>
        sandbox.requests.every(({ status }) => status !== 'open') ? true : undefined,
      );
      for (const [place, execution] of executions.entries()) {
        const job = scene.jobs[place];
        assert.ok(job);
        if (!lost.includes(execution)) {
          assertReported(execution, job.contacts, []);
          continue;
        }
        const gone = job.contacts.filter(({ id }) => sandbox.find(id)?.status === 'INACTIVE');
        const again = await stage.rest.finished(await start(stage, job));
        assertSucceeded(again);
        assertReported(
          again,
          job.contacts,
          gone.map(({ id }) => id),
        );
        assertNoSecrets(again, sandbox);
      }
      assertDeleted(scene);
    },
  },
];

/** A workflow, and the contacts that it deletes. */
interface Job {
  workflow: SavedWorkflow;
  hook: string;
  contacts: StoredContact[];
}

interface Scene {
  center: Center;
  jobs: Job[];
}

/** A contact center, and published workflows that delete a share of its contacts each. */
async function open(stage: Stage): Promise<Scene> {
  const center = await stage.center({
    contacts: WORKFLOWS * EACH + OTHERS,
    requestsPerMinute: LIMIT,
    rateWindowMs: WINDOW_MS,
    latencyMs: LATENCY_MS,
  });
  const jobs: Job[] = [];
  for (let place = 0; place < WORKFLOWS; place++) {
    const contacts = center.sandbox.contacts.slice(place * EACH, (place + 1) * EACH);
    const hook = randomUUID();
    const workflow = await stage.rest.createWorkflow(
      inLine(`Queue ${place + 1}`, [
        { ...base('Webhook', 'webhook', 2, { path: hook, options: {} }), webhookId: hook },
        ...itemNodes(contacts.map(({ id }) => ({ contactId: id }))),
        koreNode(center.credential, {
          operation: 'delete',
          contactId: byId,
          options: { ifMissing: 'continue' },
        }),
      ]),
    );
    await stage.rest.activate(workflow);
    jobs.push({ workflow, hook, contacts });
  }
  return { center, jobs };
}

/** Starts all workflows at the same time, and gives their executions' IDs in the order of the jobs. */
async function startAll(stage: Stage, jobs: Job[]): Promise<string[]> {
  return await Promise.all(jobs.map(async (job) => await start(stage, job)));
}

/**
 * Starts a workflow by its webhook, as another system does. An execution that is to run again is started so
 * as well: of one whose worker died, n8n 2.40 keeps no data, and its own *Retry* then runs no node at all.
 *
 * @returns the ID of the new execution
 */
async function start(stage: Stage, { workflow, hook }: Job): Promise<string> {
  const known = (await stage.rest.executions(workflow.id)).map(({ id }) => id);
  // A workflow is published before its webhook answers.
  await until('the webhook', async () => {
    const { status } = await fetch(`${stage.url}/webhook/${hook}`);
    return status === 200 ? true : undefined;
  });
  const { id } = await until('an execution', async () =>
    (await stage.rest.executions(workflow.id)).find((found) => !known.includes(found.id)),
  );
  return id;
}

async function finishedAll(stage: Stage, ids: string[]): Promise<Execution[]> {
  return await Promise.all(ids.map(async (id) => await stage.rest.finished(id)));
}

function assertSucceeded({ status, data }: Execution): void {
  assert.equal(status, 'success', `${status}: ${JSON.stringify(data.resultData.error)}`);
}

/** Every contact has one item, in order: deleted now, or missing because it was deleted before. */
function assertReported(execution: Execution, contacts: StoredContact[], before: string[]): void {
  assert.deepEqual(
    outputOf(execution, names.kore).map(({ id, deleted }) => ({ id, deleted })),
    contacts.map(({ id }) => ({ id, deleted: !before.includes(id) })),
  );
}

/** All contacts of the workflows are deleted and no other, and none was deleted twice. */
function assertDeleted({ center: { sandbox }, jobs }: Scene): void {
  const wanted = jobs.flatMap(({ contacts }) => contacts.map(({ id }) => id));
  const inactive = sandbox.contacts.filter(({ status }) => status === 'INACTIVE');
  assert.deepEqual(
    inactive.map(({ id }) => id),
    wanted,
  );
  const deletions = sandbox.requests.filter(({ status }) => status === 200);
  const paths = new Set(deletions.map(({ path }) => path));
  assert.equal(paths.size, deletions.length, 'A contact was deleted twice');
}

/** What was refused, but for the rate. */
function deletionsThatFailed(sandbox: Sandbox): string[] {
  return sandbox.requests
    .filter(({ status }) => status !== 200 && status !== 429)
    .map(({ method, path, status }) => `${method} ${path}: ${status}`);
}
