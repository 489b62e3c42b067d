import './setup';
import './quiet';
import type {
  IBinaryKeyData,
  IConnections,
  ICredentialType,
  IDataObject,
  INode,
  INodeExecutionData,
  INodeParameters,
  INodeType,
  INodeTypes,
  IPinData,
  IRun,
  IWorkflowBase,
  IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import { createRunExecutionData, jsonStringify, Workflow } from 'n8n-workflow';
import { EngineCredentials } from './credentials';
import { itemsOf, source, standIns } from './standIns';

/** The full name of the node's type in an n8n that has the package installed. */
export const NODE_TYPE = 'n8n-nodes-kore-contact.koreContact';

/** The node and its credential: the sources, or what was built and packed from them. */
export interface Tested {
  KoreContact: new () => INodeType;
  KoreApi: new () => ICredentialType;
}

/** A workflow as a person exports it. */
export interface WorkflowJson {
  name: string;
  nodes: INode[];
  connections: IConnections;
  pinData?: IPinData;
  /** Where the workflow is, such as `Europe/Berlin`; n8n's default where left out. */
  timezone?: string;
}

/** What became of a run. */
export interface Finished {
  run: IRun;
  /** The output of a node, by output; empty where it did not run. */
  output(node: string, output?: number): INodeExecutionData[];
  /** The error that ended the run. */
  error: (Error & { description?: string; httpCode?: string; context?: IDataObject }) | undefined;
  /** Everything that n8n would save of this execution, as text. */
  saved: string;
}

/** A run that is under way. */
export interface Running {
  finished: Promise<Finished>;
  /** Cancels, as the stop button does. */
  cancel(): void;
}

/**
 * Starts a workflow in n8n's engine.
 *
 * @param json the workflow
 * @param credential the fields of the Kore API credential
 * @param tested the node and its credential
 * @param nodes further node types, by full type
 */
export function start(
  json: WorkflowJson,
  credential: IDataObject,
  tested: Tested,
  nodes: Record<string, INodeType> = {},
): Running {
  const types: Record<string, INodeType> = {
    ...standIns,
    ...nodes,
    [NODE_TYPE]: new tested.KoreContact(),
  };
  const workflow = new Workflow({
    id: 'workflow',
    name: json.name,
    nodes: json.nodes,
    connections: json.connections,
    active: false,
    nodeTypes: nodeTypesOf(types),
    settings: {
      executionOrder: 'v1',
      ...(json.timezone === undefined ? {} : { timezone: json.timezone }),
    },
  });
  const execution = new WorkflowExecute(
    additionalDataFor(new tested.KoreApi(), credential, json),
    'manual',
    createRunExecutionData(),
  );
  const running = execution.run({
    workflow,
    startNode: firstTrigger(workflow, json),
    ...(json.pinData === undefined ? {} : { pinData: json.pinData }),
  });
  return {
    finished: running.then(finish),
    cancel: () => running.cancel(),
  };
}

/** The settings of one run of the node alone. */
export interface NodeRun {
  credential: IDataObject;
  /** The node's parameters; resource and operation `delete` are added where left out. */
  parameters: INodeParameters;
  /** The input, one record an item. */
  items: IDataObject[];
  /** The files of each item, by binary field. */
  binary?: IBinaryKeyData[];
  onError?: INode['onError'];
  retryOnFail?: boolean;
  /** Of the workflow. */
  timezone?: string;
  tested: Tested;
}

/** The names of the nodes in `nodeAlone`: what goes in, the node, and the two ends behind it. */
export const names = { source: 'Source', node: 'Kore Contact', ok: 'Done', failed: 'Failed' };

/**
 * Starts the node alone, between a node that hands out the items and an end for each of its outputs.
 *
 * @param settings what to run
 */
export function startNode(settings: NodeRun): Running {
  const {
    credential,
    parameters,
    items,
    binary = [],
    onError,
    retryOnFail,
    timezone,
    tested,
  } = settings;
  const node: INode = {
    ...plainNode(names.node, NODE_TYPE, 1),
    parameters: { resource: 'contact', operation: 'delete', ...parameters },
    credentials: { koreApi: { id: 'credential', name: 'Kore API' } },
    ...(onError === undefined ? {} : { onError }),
    ...(retryOnFail === undefined ? {} : { retryOnFail, maxTries: 2, waitBetweenTries: 0 }),
  };
  const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
  const json: WorkflowJson = {
    name: 'Node alone',
    ...(timezone === undefined ? {} : { timezone }),
    nodes: [
      plainNode(names.source, 'test.source', 0),
      node,
      plainNode(names.ok, 'n8n-nodes-base.noOp', 2),
      plainNode(names.failed, 'n8n-nodes-base.noOp', 3),
    ],
    connections: {
      [names.source]: { main: [to(names.node)] },
      [names.node]: { main: [to(names.ok), to(names.failed)] },
    },
  };
  const input = itemsOf(items).map((item, index) => {
    const files = binary[index];
    return files === undefined ? item : { ...item, binary: files };
  });
  return start(json, credential, tested, { 'test.source': source(input) });
}

/**
 * Runs the node alone to its end.
 *
 * @param settings what to run
 */
export async function runNode(settings: NodeRun): Promise<Finished> {
  return await startNode(settings).finished;
}

/** The trigger that a person's click on Execute starts: the first one in the workflow. */
function firstTrigger(workflow: Workflow, json: WorkflowJson): INode {
  const trigger = json.nodes.find(({ type, typeVersion }) =>
    workflow.nodeTypes.getByNameAndVersion(type, typeVersion).description.group.includes('trigger'),
  );
  if (trigger === undefined) throw new Error(`The workflow ${json.name} has no trigger`);
  return trigger;
}

function finish(run: IRun): Finished {
  const { resultData } = run.data;
  return {
    run,
    output: (node, output = 0) => {
      const taskData = resultData.runData[node]?.at(-1);
      return taskData?.data?.['main']?.[output] ?? [];
    },
    error: resultData.error as Finished['error'],
    saved: jsonStringify(run.data, { replaceCircularRefs: true }),
  };
}

function plainNode(name: string, type: string, place: number): INode {
  return { id: name, name, type, typeVersion: 1, position: [place * 200, 0], parameters: {} };
}

/**
 * @param types node types by their full name
 */
export function nodeTypesOf(types: Record<string, INodeType>): INodeTypes {
  const byName = (name: string): INodeType => {
    const type = types[name];
    if (type === undefined) throw new Error(`The engine has no node of type ${name}`);
    return type;
  };
  return { getByName: byName, getByNameAndVersion: byName, getKnownTypes: () => ({}) };
}

/**
 * What n8n's server gives to each run.
 *
 * @param type the credential's type
 * @param credential its fields
 * @param workflow the workflow, for its hooks
 */
export function additionalDataFor(
  type: ICredentialType,
  credential: IDataObject,
  workflow: WorkflowJson,
): IWorkflowExecuteAdditionalData {
  const data = credential as ConstructorParameters<typeof EngineCredentials>[0]['data'];
  return {
    credentialsHelper: new EngineCredentials({ type, data }),
    hooks: new ExecutionLifecycleHooks('manual', '1', workflow as unknown as IWorkflowBase),
    executionId: '1',
    currentNodeExecutionIndex: 0,
    variables: {},
    restApiUrl: '',
    instanceBaseUrl: '',
    formWaitingBaseUrl: '',
    webhookBaseUrl: '',
    webhookWaitingBaseUrl: '',
    webhookTestBaseUrl: '',
    logAiEvent: () => {},
    setExecutionStatus: () => {},
  } as unknown as IWorkflowExecuteAdditionalData;
}
