import type { INode } from 'n8n-workflow';
import type { Execution, SavedWorkflow } from '../lib/rest';
import { until } from '../lib/say';
import type { ExampleStage } from './suite';

/** Starts an example as a person does who clicks *Execute workflow*, and waits for its end. */
export async function click(stage: ExampleStage, workflow: SavedWorkflow): Promise<Execution> {
  return await stage.rest.finished(await stage.rest.start(workflow, triggerOf(workflow).name));
}

/** Starts an example that has a form, and hands a file in there. */
export async function handIn(
  stage: ExampleStage,
  workflow: SavedWorkflow,
  file: { name: string; text: string },
): Promise<Execution> {
  const { name, webhookId } = triggerOf(workflow);
  await stage.rest.listen(workflow, name);
  const body = new FormData();
  // In this way n8n's form names its first field.
  body.append('field-0', new Blob([file.text], { type: 'text/csv' }), file.name);
  return await called(stage, workflow, `form-test/${webhookId}`, { body });
}

/**
 * Starts an example that has a chat, and says something in it. The chat of n8n 2.8 is no call of its own: there the
 * trigger starts with what was said.
 */
export async function chat(
  stage: ExampleStage,
  workflow: SavedWorkflow,
  chatInput: string,
): Promise<Execution> {
  const { name } = triggerOf(workflow);
  const sessionId = 'session';
  const json = { action: 'sendMessage', sessionId, chatInput };
  const call = {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(json),
  };
  if (stage.version.startsWith('2.8.')) {
    const said = { ...workflow, pinData: { [name]: [{ json }] } };
    return await stage.rest.finished(await stage.rest.start(said, name));
  }
  await stage.rest.listen(workflow, name, sessionId);
  return await called(stage, workflow, `webhook-test/${workflow.id}/${sessionId}`, call);
}

/** Calls an example that waits, and waits for its end. */
async function called(
  stage: ExampleStage,
  workflow: SavedWorkflow,
  path: string,
  call: RequestInit,
): Promise<Execution> {
  const response = await fetch(`${stage.url}/${path}`, { method: 'POST', ...call });
  if (!response.ok) throw new Error(`${path} answered ${response.status} ${await response.text()}`);
  const { id } = await until('the execution', async () =>
    (await stage.rest.executions(workflow.id)).at(0),
  );
  return await stage.rest.finished(id);
}

function triggerOf({ nodes }: SavedWorkflow): INode {
  const trigger = nodes.find(({ type }) => /trigger$|webhook$/i.test(type));
  if (trigger === undefined) throw new Error('The example has no trigger');
  return trigger;
}
