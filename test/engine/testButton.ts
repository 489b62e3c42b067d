import './setup';
import './quiet';
import { ExecuteContext, RoutingNode } from 'n8n-core';
import type {
  ICredentialsDecrypted,
  ICredentialType,
  IDataObject,
  IExecuteData,
  INode,
  INodeType,
  NodeApiError,
} from 'n8n-workflow';
import { createEmptyRunExecutionData, NodeConnectionTypes, Workflow } from 'n8n-workflow';
import { additionalDataFor, nodeTypesOf } from './index';

/** What a person sees after pressing Test. */
export interface Verdict {
  status: 'OK' | 'Error';
  message: string;
}

/**
 * Presses the Test button of a credential: its request goes through n8n's routing node and the
 * credential's `authenticate`, and its rules are applied to the answer in the way of n8n's server.
 *
 * @param type the credential's type
 * @param fields what a person typed
 */
export async function pressTest(type: ICredentialType, fields: IDataObject): Promise<Verdict> {
  const test = type.test;
  if (test === undefined) throw new Error('The credential has no test');
  const node: INode = {
    id: 'temp',
    name: 'Temp-Node',
    type: 'n8n-nodes-base.noOp',
    typeVersion: 1,
    position: [0, 0],
    parameters: {},
    credentials: { [type.name]: { id: 'credential', name: 'Kore API' } },
  };
  const nodeType: INodeType = {
    description: {
      displayName: 'Temp',
      name: node.type,
      group: [],
      version: 1,
      description: '',
      defaults: {},
      inputs: [NodeConnectionTypes.Main],
      outputs: [NodeConnectionTypes.Main],
      credentials: [{ name: type.name, required: true }],
      properties: [
        {
          displayName: 'Temp',
          name: 'temp',
          type: 'string',
          default: '',
          routing: { request: test.request },
        },
      ],
    },
  };
  const workflow = new Workflow({
    nodes: [node],
    connections: {},
    active: false,
    nodeTypes: nodeTypesOf({ [node.type]: nodeType }),
  });
  const defaults = Object.fromEntries(
    type.properties.map(({ name, default: value }) => [name, value]),
  );
  const data = { ...defaults, ...fields };
  const context = new ExecuteContext(
    workflow,
    node,
    additionalDataFor(type, data, { name: 'Test', nodes: [node], connections: {} }),
    'internal',
    createEmptyRunExecutionData(),
    0,
    [],
    { main: [[{ json: {} }]] },
    { node, data: {}, source: null } as IExecuteData,
    [],
  );
  const credential = { id: 'credential', name: 'Kore API', type: type.name, data };
  const routing = new RoutingNode(context, nodeType, credential as ICredentialsDecrypted);
  try {
    const answer = (await routing.runNode())?.[0]?.[0]?.json;
    return verdictOf(test.rules ?? [], answer);
  } catch (error) {
    return { status: 'Error', message: failureOf(error as NodeApiError) };
  }
}

/** What n8n's server shows of an error without a response: the code of what caused it, where that has one. */
function failureOf({ message, cause }: NodeApiError): string {
  const { code } = (cause ?? {}) as { code?: string };
  return code ?? message;
}

function verdictOf(
  rules: NonNullable<NonNullable<ICredentialType['test']>['rules']>,
  answer: unknown,
): Verdict {
  for (const { type, properties } of rules) {
    if (type !== 'responseSuccessBody') continue;
    if (valueAt(answer, properties.key) === properties.value) {
      return { status: 'Error', message: properties.message };
    }
  }
  return { status: 'OK', message: 'Connection successful!' };
}

/** Follows a path such as `errors[0].msg`. */
function valueAt(value: unknown, path: string): unknown {
  return path
    .split(/[.[\]]+/)
    .filter((key) => key !== '')
    .reduce<unknown>(
      (at, key) => (typeof at === 'object' && at !== null ? (at as IDataObject)[key] : undefined),
      value,
    );
}
