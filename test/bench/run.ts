import type {
  IDataObject,
  IExecuteFunctions,
  INode,
  INodeExecutionData,
  INodeType,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { REQUESTS_AT_ONCE } from '../../nodes/shared/transport/limits';
import { NODE_TYPE, start, type Tested } from '../engine';
import { itemsOf } from '../engine/standIns';
import type { RemoteSandbox } from './remote';

/** What deletes: the node, or the least that a node could do. */
export type Runner = 'node' | 'bare loop';

/** What a run took, from the moment the items are there to the moment the next node has the output. */
export interface Run {
  wallMs: number;
  /** User and system time of this process. */
  cpuMs: number;
  output: INodeExecutionData[];
}

const TYPES = { source: 'bench.source', bare: 'bench.bareLoop', end: 'bench.end' };

/**
 * Deletes contacts one by one, in n8n's engine.
 *
 * @param runner what deletes
 * @param tested the package
 * @param sandbox what has the contacts
 * @param credential changes to the sandbox's credential
 * @param ids the contacts
 */
export async function runDeletes(
  runner: Runner,
  tested: Tested,
  sandbox: RemoteSandbox,
  credential: IDataObject,
  ids = sandbox.ids,
): Promise<Run> {
  const items = itemsOf(ids.map((contactId) => ({ contactId })));
  const run: Run = { wallMs: 0, cpuMs: 0, output: [] };
  let wallStart = 0;
  let cpuStart = process.cpuUsage();
  const source = nodeType('source', async () => {
    wallStart = performance.now();
    cpuStart = process.cpuUsage();
    return await Promise.resolve(items);
  });
  const end = nodeType('end', async (context) => {
    const { user, system } = process.cpuUsage(cpuStart);
    run.cpuMs = (user + system) / 1_000;
    run.wallMs = performance.now() - wallStart;
    run.output = context.getInputData();
    return await Promise.resolve(run.output);
  });
  const nodes: INode[] = [
    node('Source', TYPES.source, 0),
    {
      ...node('Deletes', runner === 'node' ? NODE_TYPE : TYPES.bare, 1),
      parameters: {
        resource: 'contact',
        operation: 'delete',
        contactId: { __rl: true, mode: 'id', value: '={{ $json.contactId }}' },
        options: {},
      },
      credentials: { koreApi: { id: 'credential', name: 'Kore API' } },
    },
    node('End', TYPES.end, 2),
  ];
  const { error } = await start(
    {
      name: runner,
      nodes,
      connections: {
        Source: { main: [[{ node: 'Deletes', type: 'main', index: 0 }]] },
        Deletes: { main: [[{ node: 'End', type: 'main', index: 0 }]] },
      },
    },
    { ...sandbox.credential, ...credential },
    tested,
    { [TYPES.source]: source, [TYPES.bare]: bareLoop(sandbox), [TYPES.end]: end },
  ).finished;
  if (error !== undefined) throw error;
  return run;
}

/**
 * The same requests by n8n's helper with the same credential, as many at a time, and nothing more: no check,
 * no pacing, no retry, no deadline, no judging of the answer.
 */
function bareLoop({ credential }: RemoteSandbox): INodeType {
  const base = `${credential.host}/agentassist/api/v1/public/${credential.streamId}/contacts`;
  const bare = nodeType('bareLoop', async (context) => {
    const output: INodeExecutionData[] = [];
    const queue = context.getInputData().entries();
    const lane = async () => {
      for (const [item, { json }] of queue) {
        const body = (await context.helpers.httpRequestWithAuthentication.call(context, 'koreApi', {
          method: 'DELETE',
          url: `${base}/${String(json['contactId'])}`,
          json: true,
        })) as IDataObject;
        output.push({ json: body, pairedItem: { item } });
      }
    };
    await Promise.all(Array.from({ length: REQUESTS_AT_ONCE }, lane));
    return output;
  });
  bare.description.credentials = [{ name: 'koreApi', required: true }];
  return bare;
}

function nodeType(
  name: string,
  execute: (context: IExecuteFunctions) => Promise<INodeExecutionData[]>,
): INodeType {
  const first = name === 'source';
  return {
    description: {
      displayName: name,
      name,
      group: [first ? 'trigger' : 'transform'],
      version: 1,
      description: '',
      defaults: { name },
      inputs: first ? [] : [NodeConnectionTypes.Main],
      outputs: [NodeConnectionTypes.Main],
      properties: [],
    },
    async execute(this: IExecuteFunctions) {
      return [await execute(this)];
    },
  };
}

function node(name: string, type: string, place: number): INode {
  return { id: name, name, type, typeVersion: 1, position: [place * 200, 0], parameters: {} };
}
