import type {
  IDataObject,
  IExecuteFunctions,
  INode,
  INodeParameters,
  INodeType,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { KoreContact } from '../../nodes/KoreContact/KoreContact.node';
import { type Finished, NODE_TYPE, start } from '../engine';
import { itemsOf, source } from '../engine/standIns';
import { asTool } from '../engine/tool';
import type { Sandbox } from '../sandbox';
import { expectNoSecrets, tested } from './helpers';

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

/**
 * Runs an agent that has the node as its tool, to its end.
 *
 * @param sandbox what the tool works on
 * @param calls what the model gives to the tool, call by call
 * @param parameters of the node
 * @param tool what n8n makes of the node
 */
export async function runAgent(
  sandbox: Sandbox,
  calls: IDataObject[],
  parameters: INodeParameters,
  tool: INodeType = asTool(new KoreContact()),
): Promise<Finished> {
  const node = (name: string, type: string): INode => ({
    id: name,
    name,
    type,
    typeVersion: 1,
    position: [0, 0],
    parameters: {},
  });
  const finished = await start(
    {
      name: 'Agent',
      nodes: [
        node('Source', 'test.source'),
        node('Agent', 'test.agent'),
        {
          ...node('Kore Contact', `${NODE_TYPE}Tool`),
          parameters: { resource: 'contact', ...parameters },
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
      [`${NODE_TYPE}Tool`]: tool,
    },
  ).finished;
  expectNoSecrets(finished.saved, sandbox);
  return finished;
}
