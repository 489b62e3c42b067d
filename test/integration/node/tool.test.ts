import type {
  IDataObject,
  IExecuteFunctions,
  INode,
  INodeParameters,
  INodeType,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { KoreContact } from '../../../nodes/KoreContact/KoreContact.node';
import { type Finished, NODE_TYPE, start } from '../../engine';
import { itemsOf, source } from '../../engine/standIns';
import { asTool } from '../../engine/tool';
import type { Sandbox } from '../../sandbox';
import { callsOf, deletedIn, expectNoSecrets, sandboxWith, tested } from '../helpers';

/** What an agent is handed for each tool; n8n makes it with LangChain. */
interface Tool {
  name: string;
  description: string;
  invoke(args: IDataObject): Promise<unknown>;
}

/** Stands in for an AI agent: it calls its one tool with what a model would have come up with. */
function agent(calls: IDataObject[]): INodeType {
  return {
    description: {
      displayName: 'Agent',
      name: 'agent',
      group: ['transform'],
      version: 1,
      description: '',
      defaults: {},
      inputs: [NodeConnectionTypes.Main, NodeConnectionTypes.AiTool],
      outputs: [NodeConnectionTypes.Main],
      properties: [],
    },
    async execute(this: IExecuteFunctions) {
      const connected = await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0);
      const [tool] = connected as Tool[];
      const answers: IDataObject[] = [];
      for (const args of calls) {
        try {
          const answer = String(await tool!.invoke(args));
          answers.push({ tool: tool!.description, answer: JSON.parse(answer) as IDataObject[] });
        } catch (error) {
          answers.push({ error: (error as Error).message });
        }
      }
      return [itemsOf(answers)];
    },
  };
}

async function agentRun(
  sandbox: Sandbox,
  calls: IDataObject[],
  options: INodeParameters = {},
): Promise<Finished> {
  const node = (name: string, type: string): INode => ({
    id: name,
    name,
    type,
    typeVersion: 1,
    position: [0, 0],
    parameters: {},
  });
  const contactId = {
    __rl: true,
    mode: 'id',
    value: "={{ $fromAI('contact_id', 'The contact to delete', 'string') }}",
  };
  const finished = await start(
    {
      name: 'Agent',
      nodes: [
        node('Source', 'test.source'),
        node('Agent', 'test.agent'),
        {
          ...node('Kore Contact', `${NODE_TYPE}Tool`),
          parameters: { resource: 'contact', operation: 'delete', contactId, options },
          credentials: { koreApi: { id: 'credential', name: 'Kore API' } },
        },
      ],
      connections: {
        Source: { main: [[{ node: 'Agent', type: NodeConnectionTypes.Main, index: 0 }]] },
        'Kore Contact': {
          [NodeConnectionTypes.AiTool]: [
            [{ node: 'Agent', type: NodeConnectionTypes.AiTool, index: 0 }],
          ],
        },
      },
    },
    { ...sandbox.credential, requestsPerMinute: 0 },
    tested,
    {
      'test.source': source([{ json: {} }]),
      'test.agent': agent(calls),
      [`${NODE_TYPE}Tool`]: asTool(new KoreContact()),
    },
  ).finished;
  expectNoSecrets(finished.saved, sandbox);
  return finished;
}

describe('As a tool of an AI agent', () => {
  it('deletes the contacts that the model names, and answers with them', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const ids = sandbox.contacts.slice(0, 2).map(({ id }) => id);
    const finished = await agentRun(
      sandbox,
      ids.map((id) => ({ contact_id: id })),
    );
    expect(finished.error).toBeUndefined();
    expect(finished.output('Agent').map(({ json }) => json)).toEqual(
      ids.map((id) => ({
        tool: expect.stringContaining('contact') as unknown,
        answer: [expect.objectContaining({ id, deleted: true })],
      })),
    );
    expect(deletedIn(sandbox)).toEqual(ids);
  });

  it('sends nothing for what a model takes for an id, and tells it why', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const invented = ['bulk-delete', 'undefined', '../contacts', 'John Doe'];
    const finished = await agentRun(
      sandbox,
      invented.map((id) => ({ contact_id: id })),
    );
    for (const { json } of finished.output('Agent')) {
      expect(json['error']).toContain('The contact ID');
    }
    expect(finished.output('Agent')).toHaveLength(invented.length);
    expect(sandbox.requests).toEqual([]);
  });

  it('deletes nothing in a dry run', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const { id } = sandbox.contacts[0]!;
    const finished = await agentRun(sandbox, [{ contact_id: id }], { dryRun: true });
    expect(finished.output('Agent').map(({ json }) => json['answer'])).toMatchObject([
      [{ id, deleted: false, dryRun: true }],
    ]);
    expect(callsOf(sandbox)).toEqual(['GET contacts']);
  });
});
