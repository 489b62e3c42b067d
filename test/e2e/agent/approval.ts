import assert from 'node:assert/strict';
import type { IDataObject, INode } from 'n8n-workflow';
import type { WorkflowDraft } from '../lib/rest';
import type { Stage } from '../lib/stage';
import { changed, nodes, type Talk } from './talk';

/** The name of the node that asks. */
const GATE = 'Approve';

/**
 * Puts a person's approval between the tool that deletes and the agent: n8n's human review, here in the chat
 * that the workflow starts from.
 */
export function gated(draft: WorkflowDraft): WorkflowDraft {
  const gate: INode = {
    id: '5f0c6f0b-0c52-5a55-9a39-3b6d4f0f1c77',
    name: GATE,
    type: '@n8n/n8n-nodes-langchain.chatHitlTool',
    typeVersion: 1.2,
    position: [880, 480],
    parameters: {
      message: '=Delete {{ $tool.parameters.Contact_ID }}?',
      approvalOptions: { values: { approvalType: 'double' } },
      options: {},
    },
  };
  const responding = changed(draft, nodes.chat, () => ({
    parameters: { options: { responseMode: 'responseNodes' } },
  }));
  const { [nodes.delete]: toAgent = {}, ...others } = responding.connections;
  return {
    ...responding,
    nodes: [...responding.nodes, gate],
    connections: {
      ...others,
      [nodes.delete]: { ai_tool: [[{ node: GATE, type: 'ai_tool', index: 0 }]] },
      [GATE]: toAgent,
    },
  };
}

/** What the person is shown. */
interface Question {
  text: string;
  buttons: Array<{ text: string; link: string }>;
}

/**
 * Waits until the person is asked, and presses a button.
 *
 * @param button the words on it
 * @returns what the person was asked
 */
export async function answer(stage: Stage, { executionId }: Talk, button: string): Promise<string> {
  const { data } = await stage.rest.waiting(executionId);
  const items = data.resultData.runData[GATE]?.at(-1)?.data?.['ai_tool']?.[0] ?? [];
  const question = (items[0] as unknown as IDataObject)['sendMessage'] as unknown as Question;
  const pressed = question.buttons.find(({ text }) => text === button);
  assert.ok(pressed, `There is no button '${button}' in ${JSON.stringify(question)}`);
  // n8n takes no answer from a program that looks at links before a person does.
  const headers = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' };
  const response = await fetch(pressed.link, { headers });
  assert.equal(response.status, 200, await response.text());
  return question.text;
}
