import { setImmediate } from 'node:timers/promises';
import type {
  IDataObject,
  IExecuteFunctions,
  INode,
  INodeExecutionData,
  INodeParameters,
  INodeType,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { importContacts } from '../../nodes/shared/api/calls';
import { REQUESTS_AT_ONCE } from '../../nodes/shared/http/limits';
import type { Call } from '../../nodes/shared/http/message';
import { succeeded } from '../../nodes/shared/result';
import { NODE_TYPE, start, type Tested } from '../engine';
import { heapUsed } from './heap';
import type { RemoteSandbox, Sent } from './remote';

/** What works: the node with its parameters, or the least that a node could do, which sends given requests. */
export type Runner = { parameters: INodeParameters } | { replays: Sent[] };

/** What a run took, from the moment the items are there to the moment the next node has the output. */
export interface Run {
  wallMs: number;
  /** User and system time of this process. */
  cpuMs: number;
  output: INodeExecutionData[];
  /** Bytes of heap in use with the input there and nothing begun; 0 where it was not asked for. */
  heapBefore: number;
  /** The same with the output there and the node's work over. */
  heapAfter: number;
}

/** The settings of a run. */
export interface RunSettings {
  tested: Tested;
  sandbox: RemoteSandbox;
  runner: Runner;
  items: INodeExecutionData[];
  /** Changes to the sandbox's credential; no pacing where left out. */
  credential?: IDataObject;
  /** Whether to measure the heap before and after, which takes time outside of what is timed. */
  heap?: boolean;
  /** Is given the heap in use now and then while the run lasts, which takes time of what is timed. */
  looks?: (heap: number) => void;
}

const TYPES = { source: 'bench.source', bare: 'bench.bareLoop', end: 'bench.end' };

/**
 * Runs one node in n8n's engine and measures it.
 *
 * @param settings what to run
 * @throws what the node threw
 */
export async function runOnce(settings: RunSettings): Promise<Run> {
  const { tested, sandbox, runner, items, credential = { requestsPerMinute: 0 } } = settings;
  const run: Run = { wallMs: 0, cpuMs: 0, output: [], heapBefore: 0, heapAfter: 0 };
  let wallStart = 0;
  let cpuStart = process.cpuUsage();
  const source = nodeType('source', async () => {
    await setImmediate();
    if (settings.heap) run.heapBefore = heapUsed();
    const { looks } = settings;
    if (looks !== undefined) sandbox.onAnswered(() => looks(heapUsed()));
    wallStart = performance.now();
    cpuStart = process.cpuUsage();
    return items;
  });
  const end = nodeType('end', async (context) => {
    const { user, system } = process.cpuUsage(cpuStart);
    run.cpuMs = (user + system) / 1_000;
    run.wallMs = performance.now() - wallStart;
    run.output = context.getInputData();
    // The work at hand has to be over, or its unnamed values hold on to what they used.
    await setImmediate();
    if (settings.heap) run.heapAfter = heapUsed();
    return run.output;
  });
  const isNode = 'parameters' in runner;
  const nodes: INode[] = [
    node('Source', TYPES.source, 0),
    {
      ...node('Works', isNode ? NODE_TYPE : TYPES.bare, 1),
      parameters: isNode ? { resource: 'contact', options: {}, ...runner.parameters } : {},
      credentials: { koreApi: { id: 'credential', name: 'Kore API' } },
    },
    node('End', TYPES.end, 2),
  ];
  const { error } = await start(
    {
      name: 'Bench',
      nodes,
      connections: {
        Source: { main: [[{ node: 'Works', type: 'main', index: 0 }]] },
        Works: { main: [[{ node: 'End', type: 'main', index: 0 }]] },
      },
    },
    { ...sandbox.credential, ...credential },
    tested,
    {
      [TYPES.source]: source,
      [TYPES.bare]: bareLoop(sandbox, isNode ? [] : runner.replays),
      [TYPES.end]: end,
    },
  ).finished;
  if (error !== undefined) throw error;
  return run;
}

/**
 * The same requests by n8n's helper with the same credential, as many at a time, and nothing more: no field is
 * read, nothing is checked, paced, repeated, limited in time or judged. Each record of an answer is an item.
 */
function bareLoop({ credential }: RemoteSandbox, replays: Sent[]): INodeType {
  const bare = nodeType('bareLoop', async (context) => {
    const output: INodeExecutionData[] = [];
    const queue = replays.values();
    const lane = async () => {
      for (const sent of queue) {
        const answer = (await context.helpers.httpRequestWithAuthentication.call(
          context,
          'koreApi',
          await optionsFor(credential.host, sent),
        )) as unknown;
        for (const json of recordsOf(answer)) output.push({ json, pairedItem: { item: 0 } });
      }
    };
    await Promise.all(Array.from({ length: REQUESTS_AT_ONCE }, lane));
    return output;
  });
  bare.description.credentials = [{ name: 'koreApi', required: true }];
  return bare;
}

async function optionsFor(host: string, { method, url, body, file }: Sent) {
  const request = { method: method as 'GET', url: `${host}${url}` };
  if (file === undefined) return { ...request, json: true, ...(body !== undefined && { body }) };
  const form = await formWith(file);
  return { ...request, body: form?.content, headers: { 'Content-Type': form?.type } };
}

/** The form that the node sends a file in: what its call gives to a client. */
async function formWith(file: string): Promise<Call['multipart']> {
  let form: Call['multipart'];
  const client = {
    origin: '',
    streamId: '',
    requests: () => 0,
    timeAtService: () => undefined,
    send: async ({ multipart }: Call) => {
      form = multipart;
      return succeeded({ body: undefined, text: '', silentBefore: false });
    },
  };
  await importContacts(client, file, 0);
  return form;
}

function recordsOf(answer: unknown): IDataObject[] {
  if (typeof answer === 'string') return recordsOf(JSON.parse(answer));
  if (Array.isArray(answer)) return answer as IDataObject[];
  const body = answer as { results?: IDataObject[]; successfulRecords?: IDataObject[] };
  return body.results ?? body.successfulRecords ?? [answer as IDataObject];
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
