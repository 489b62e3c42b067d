import assert from 'node:assert/strict';
import type { IDataObject } from 'n8n-workflow';
import { type Sandbox, startSandbox } from '../../sandbox';
import { type Case, runCases, type Tally } from '../lib/cases';
import { base, inLine, names } from '../lib/flow';
import type { Installation } from '../lib/install';
import { Rest, type SavedWorkflow } from '../lib/rest';
import { until } from '../lib/say';
import { type Home, makeHome, type Server, startServer } from '../lib/server';
import { assertNoSecrets, outputOf } from '../lib/stage';

/** What switches n8n's newer scheduler on, for polls, and has it save what they remember with the execution. */
const NEWER_SCHEDULER = {
  N8N_SCHEDULER_ENABLED: 'true',
  N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
  N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
};

/** n8n polls once a minute at the most, and a slow machine takes its time. */
const POLLED_MS = 180_000;

const TRIGGER = 'Kore Contact Trigger';

/** One n8n that is started again and again, and a published workflow with the trigger in it. */
class TriggerStage {
  sandbox!: Sandbox;

  private server: Server | undefined;

  private rest!: Rest;

  private workflow!: SavedWorkflow;

  private heard = 0;

  constructor(
    private readonly installation: Installation,
    private readonly home: Home,
  ) {}

  async start(): Promise<void> {
    this.server = await startServer(this.installation, this.home);
    this.rest = new Rest(this.server.url);
    await this.rest.signIn();
  }

  async stop(): Promise<void> {
    await this.server?.service.stop();
    this.server = undefined;
  }

  async publish(): Promise<void> {
    this.sandbox = await startSandbox({
      contacts: 30,
      requestsPerMinute: 0,
      switches: { maxLimit: 10, listInactive: true },
    });
    const { id, name } = await this.rest.createCredential('Kore account', this.sandbox.credential);
    this.workflow = await this.rest.createWorkflow(
      inLine('On contacts', [
        {
          name: TRIGGER,
          type: 'n8n-nodes-kore-contact.koreContactTrigger',
          typeVersion: 1,
          parameters: {
            pollTimes: { item: [{ mode: 'everyMinute' }] },
            events: ['created', 'deleted', 'updated'],
          },
          credentials: { koreApi: { id, name } },
        },
        base(names.ok, 'noOp', 1),
      ]),
    );
    await this.rest.activate(this.workflow);
    // The newer scheduler saves nothing at activation, so that the first poll behind it takes the baseline anew.
    await until(
      'two polls that take the baseline',
      async () => await this.hasAnswered(8),
      POLLED_MS,
    );
  }

  /** Whether the sandbox has answered so many requests: what comes after an answer is not in it. */
  private async hasAnswered(count: number): Promise<true | undefined> {
    const answered = this.sandbox.requests.filter(({ status }) => status === 200).length;
    return await Promise.resolve(answered >= count ? true : undefined);
  }

  /** Waits for the next execution, and says what the trigger gave it. */
  async next(): Promise<IDataObject[]> {
    const summary = await until(
      'an execution that the trigger starts',
      async () => {
        const all = await this.rest.executions(this.workflow.id);
        return all.length > this.heard ? all[all.length - this.heard - 1] : undefined;
      },
      POLLED_MS,
      1_000,
    );
    this.heard += 1;
    const execution = await this.rest.finished(summary.id);
    assert.equal(execution.status, 'success', execution.saved);
    assert.equal(execution.mode, 'trigger');
    assertNoSecrets(execution, this.sandbox);
    return outputOf(execution, TRIGGER);
  }

  /** How many executions there were, and no more. */
  async assertNoMore(): Promise<void> {
    assert.equal((await this.rest.executions(this.workflow.id)).length, this.heard);
  }

  async close(): Promise<void> {
    await this.stop();
    await this.sandbox?.close();
  }
}

const newsOf = (items: IDataObject[]) => items.map(({ event, id }) => [event, id]);

const cases: Array<Case<TriggerStage>> = [
  {
    name: 'A contact that is created starts the published workflow, and what was there does not',
    async run(stage) {
      await stage.start();
      await stage.publish();
      const { id } = stage.sandbox.add();
      assert.deepEqual(newsOf(await stage.next()), [['created', id]]);
    },
  },
  {
    name: 'A contact that is changed while n8n is down starts it when n8n is there again',
    async run(stage) {
      await stage.stop();
      const contact = stage.sandbox.contacts[12];
      assert.ok(contact);
      Object.assign(contact, { firstName: 'Asha', updatedAt: new Date().toISOString() });
      await stage.start();
      assert.deepEqual(newsOf(await stage.next()), [['updated', contact.id]]);
    },
  },
  {
    name: 'A contact that is deleted starts it, and nothing was told twice',
    async run(stage) {
      const contact = stage.sandbox.contacts[3];
      assert.ok(contact);
      Object.assign(contact, { status: 'INACTIVE', updatedAt: new Date().toISOString() });
      assert.deepEqual(newsOf(await stage.next()), [['deleted', contact.id]]);
      await stage.assertNoMore();
    },
  },
];

/**
 * The trigger in an n8n of its own, which is stopped in between.
 *
 * @param hasNewerScheduler whether this n8n has the newer scheduler, to be tried as well
 */
export async function runTrigger(
  installation: Installation,
  tally: Tally,
  hasNewerScheduler: boolean,
): Promise<void> {
  const ways: Array<[string, NodeJS.ProcessEnv]> = [
    ['The trigger', {}],
    ...(hasNewerScheduler
      ? [['The trigger, by the newer scheduler', NEWER_SCHEDULER] as [string, NodeJS.ProcessEnv]]
      : []),
  ];
  for (const [title, env] of ways) {
    const home = await makeHome(installation, env);
    const stage = new TriggerStage(installation, home);
    const none = async () => await Promise.resolve();
    try {
      await runCases(title, cases, stage, none, tally);
    } finally {
      await stage.close();
      await home.remove();
    }
  }
}
