import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { INode, INodeProperties } from 'n8n-workflow';
import { fields } from '../../../nodes/KoreContact/actions';
import type { Case } from '../lib/cases';
import { KORE } from '../lib/flow';
import type { WorkflowDraft } from '../lib/rest';
import { say } from '../lib/say';
import type { Stage } from '../lib/stage';
import type { ShownTool } from './model';
import { ended, nodes, talk } from './talk';

/** What is written for a person to look at. */
const FILE = path.join(__dirname, 'shown.txt');

/** A description that a model reads with every question should be two sentences at most. */
const LONGEST = 170;

/** Words that mean something to us and nothing to a model that is asked to delete Mrs Rao. */
const JARGON =
  /resource locator|endpoint|payload|upsert|binary|stream|JWT|API|HTTP|boolean|\bnull\b/i;

/** The cases of what a model is shown of the tools. */
export const shownCases: Array<Case<Stage>> = [
  {
    name: 'What a model is shown of the example’s tools is short, and says which field wants what',
    async run(stage) {
      const tools = await shownTo(stage, (draft) => draft);
      await write('The tools of examples/ai-agent-tool.json', tools);
      assert.ok(tools.length > 3);
      for (const { name, description, parameters } of tools) {
        assert.match(name, /^[A-Z][A-Za-z_]+$/);
        assert.ok(isPlain(description), `${name}: ${description}`);
        const wanted = fieldsOf(parameters);
        assert.ok(wanted.length > 0, name);
        for (const field of wanted) {
          assert.ok(isPlain(field.description), `${name}, ${field.name}: ${field.description}`);
          assert.equal(field.type, 'string');
        }
      }
    },
  },
  {
    name: 'What n8n shows of each operation by itself names the operation and the fields',
    async run(stage) {
      const tools = await shownTo(stage, everyOperation);
      await write('Each operation, as n8n describes it, with its fields left to the model', tools);
      assert.equal(tools.length, operations().length);
      for (const { name, description } of tools) {
        assert.match(description, /^[A-Z][a-z].*contact.* in Kore Contact$/i, name);
      }
    },
  },
];

function isPlain(text: string): boolean {
  return text.length > 10 && text.length <= LONGEST && !JARGON.test(text);
}

/** What a model is shown, which is asked once. */
async function shownTo(
  stage: Stage,
  change: (draft: WorkflowDraft) => WorkflowDraft,
): Promise<ShownTool[]> {
  const center = await stage.center({ contacts: 1 });
  const opening = { says: 'Hello', script: [() => ({ say: 'Hello' })], change };
  return await talk(stage, center, opening, async (at) => {
    const execution = await ended(stage, at);
    assert.equal(execution.status, 'success');
    return at.model.asked[0]?.tools ?? [];
  });
}

interface Field {
  name: string;
  type: string;
  description: string;
}

function fieldsOf({ properties = {} }: ShownTool['parameters']): Field[] {
  return Object.entries(properties as Record<string, Partial<Field>>).map(
    ([name, { type = '', description = '' }]) => ({ name, type, description }),
  );
}

let written = '';

async function write(title: string, tools: ShownTool[]): Promise<void> {
  const lines = tools.flatMap(({ name, description, parameters }) => [
    '',
    name,
    `  ${description}`,
    ...fieldsOf(parameters).map(
      (field) => `    ${field.name} (${field.type}): ${field.description}`,
    ),
  ]);
  written += `${title}\n${lines.join('\n')}\n\n`;
  await writeFile(FILE, written);
  say(`  What the model was shown is in ${path.relative(process.cwd(), FILE)}.`);
}

/** The operations, by their values. */
function operations(): Array<{ value: string; action: string }> {
  const field = fields.find(({ name }) => name === 'operation');
  return (field?.options ?? []).map((option) => {
    const { value, action = '' } = option as { value: string; action?: string };
    return { value, action };
  });
}

/** Puts a tool for each operation in the place of the example's, each field left to the model as the editor does it. */
function everyOperation(draft: WorkflowDraft): WorkflowDraft {
  const pattern = draft.nodes.find(({ type }) => type === `${KORE}Tool`);
  assert.ok(pattern);
  const tools = operations().map(({ value, action }, place): INode => {
    const name = `${action} in Kore Contact`;
    const parameters = { resource: 'contact', operation: value, ...leftToModel(value) };
    return { ...pattern, id: `tool-${place}`, name, parameters };
  });
  const others = draft.nodes.filter(({ type }) => type !== `${KORE}Tool`);
  const kept = Object.entries(draft.connections).filter(([name]) =>
    others.some((node) => node.name === name),
  );
  const link = { ai_tool: [[{ node: nodes.agent, type: 'ai_tool' as const, index: 0 }]] };
  return {
    ...draft,
    nodes: [...others, ...tools],
    connections: Object.fromEntries([...kept, ...tools.map(({ name }) => [name, link] as const)]),
  };
}

function leftToModel(operation: string): INode['parameters'] {
  const own = fields.filter(({ displayOptions }) =>
    displayOptions?.show?.['operation']?.includes(operation),
  );
  const values = own.flatMap((field): Array<[string, INode['parameters'][string]]> => {
    if (field.type === 'resourceLocator') {
      return [[field.name, { __rl: true, mode: 'id', value: fromAi(field) }]];
    }
    return field.type === 'string' ? [[field.name, fromAi(field)]] : [];
  });
  return Object.fromEntries(values);
}

/** The expression that the editor writes, when a person lets the model fill in a field. */
function fromAi({ displayName }: INodeProperties): string {
  const key = displayName.replace(/[^a-zA-Z0-9_-]/g, '_');
  return `={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`\`, 'string') }}`;
}
