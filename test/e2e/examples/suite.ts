import assert from 'node:assert/strict';
import { type Sandbox, startSandbox } from '../../sandbox';
import { startModel } from '../agent/model';
import { type Case, runCases, type Tally } from '../lib/cases';
import type { Installation } from '../lib/install';
import type { Rest } from '../lib/rest';
import { assertNoSecrets } from '../lib/stage';
import { startStandalone } from '../lib/standalone';
import { type LoadedExample, loadExamples } from '../show/examples';
import { SHOW_ENV, SHOW_SANDBOX } from '../show/scene';
import { expected, script } from './expected';

/** The one n8n and the one sandbox that all examples run on, one after the other. */
export interface ExampleStage {
  rest: Rest;
  /** Of n8n. */
  version: string;
  url: string;
  sandbox: Sandbox;
}

/**
 * Runs each example once, in the order in which `npm run n8n` lists them, on an n8n and a sandbox that are as new
 * as those that `npm run n8n` starts. What one example leaves, the next one finds, as it is for a person who tries
 * them in turn.
 */
export async function runExamples(installation: Installation, tally: Tally): Promise<void> {
  const { rest, url, stop } = await startStandalone(installation, { env: SHOW_ENV });
  try {
    const sandbox = await startSandbox(SHOW_SANDBOX);
    const model = await startModel(script);
    try {
      const loaded = await loadExamples(rest, {
        koreApi: await rest.createCredential('Kore account', sandbox.credential),
        openAiApi: await rest.createCredential('Model', model.credential, 'openAiApi'),
      });
      const none = async () => await Promise.resolve();
      const { version } = installation;
      const stage = { rest, version, url, sandbox };
      await runCases('Examples', loaded.map(caseOf), stage, none, tally);
    } finally {
      await model.close();
      await sandbox.close();
    }
  } finally {
    await stop();
  }
}

function caseOf({ file, workflow }: LoadedExample): Case<ExampleStage> {
  return {
    name: workflow.name,
    async run(stage) {
      const example = expected[file];
      assert.ok(example, `test/e2e/examples/expected.ts does not say what ${file} does`);
      const execution = await example.run(stage, workflow);
      assert.equal(
        execution.status,
        'success',
        JSON.stringify(execution.data.resultData.error ?? execution.status),
      );
      assertNoSecrets(execution, stage.sandbox);
      await example.check(stage.sandbox, execution);
    },
  };
}
