import type { IDataObject, INode } from 'n8n-workflow';
import type { Execution, WorkflowDraft } from '../lib/rest';
import { assertNoSecrets, type Center, type Stage } from '../lib/stage';
import { readExample, signIn } from '../show/examples';
import { type Asked, type Model, startModel, type Turn } from './model';

/** The names of nodes in `examples/ai-agent-tool.json`. */
export const nodes = { chat: 'Chat', agent: 'AI Agent', delete: 'Delete Contact' };

/** A person's talk with the agent of the example, whose model follows a script. */
export interface Talk {
  center: Center;
  model: Model;
  executionId: string;
}

/** What is said, and to whom. */
export interface Opening {
  /** What the person says. */
  says: string;
  /** What the model does, turn by turn. */
  script: Array<(asked: Asked) => Turn>;
  /** Changes the example before it is saved. */
  change?: (draft: WorkflowDraft) => WorkflowDraft;
}

/**
 * Saves the example with the model pointed at a scripted one, lets a person say something in its chat, and hands
 * over while the agent works.
 *
 * @param use is called with the talk; the model ends with it
 */
export async function talk<T>(
  stage: Stage,
  center: Center,
  { says, script, change = (draft) => draft }: Opening,
  use: (talk: Talk) => Promise<T>,
): Promise<T> {
  const model = await startModel(script);
  try {
    const openAiApi = await stage.rest.createCredential('Model', model.credential, 'openAiApi');
    const draft = signIn(change(readExample('ai-agent-tool.json')), {
      koreApi: center.credential,
      openAiApi,
    });
    // What the chat hands to the workflow, as the trigger gives it out.
    const json = { sessionId: 'session', action: 'sendMessage', chatInput: says };
    const pinData = { [nodes.chat]: [{ json }] };
    const workflow = await stage.rest.createWorkflow({ ...draft, pinData });
    const executionId = await stage.rest.start(workflow, nodes.chat);
    return await use({ center, model, executionId });
  } finally {
    await model.close();
  }
}

/** Waits for the end of a talk, and looks for secrets in all that was saved and that the model was told. */
export async function ended(
  stage: Stage,
  { center, model, executionId }: Talk,
): Promise<Execution> {
  const execution = await stage.rest.finished(executionId);
  assertNoSecrets(execution, center.sandbox);
  assertNoSecrets({ ...execution, saved: JSON.stringify(model.asked) }, center.sandbox);
  return execution;
}

/** Changes one node of a workflow. */
export function changed(
  draft: WorkflowDraft,
  name: string,
  change: (node: INode) => Partial<INode>,
): WorkflowDraft {
  const all = draft.nodes.map((node) => (node.name === name ? { ...node, ...change(node) } : node));
  return { ...draft, nodes: all };
}

/** Switches the dry run of the tool off that deletes. */
export function deletes(draft: WorkflowDraft): WorkflowDraft {
  return changed(draft, nodes.delete, ({ parameters }) => ({
    parameters: { ...parameters, options: {} },
  }));
}

/** What a tool answered, as records, however deep n8n has put them. */
export function recordsIn(answer: string): IDataObject[] {
  const value = JSON.parse(answer) as unknown;
  return flat(value);
}

function flat(value: unknown): IDataObject[] {
  if (Array.isArray(value)) return value.flatMap(flat);
  if (typeof value !== 'object' || value === null) return [];
  return 'response' in value ? flat(value.response) : [value as IDataObject];
}
