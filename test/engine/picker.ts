import './setup';
import './quiet';
import { LoadOptionsContext } from 'n8n-core';
import type {
  IDataObject,
  ILoadOptionsFunctions,
  INode,
  INodeListSearchResult,
  INodeParameters,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { additionalDataFor, NODE_TYPE, nodeTypesOf, type Tested } from './index';

/** The contact picker of a node in the editor. */
export interface Picker {
  /** Types into the search field, or scrolls on with the token of the step before. */
  search(filter?: string, token?: unknown): Promise<INodeListSearchResult>;
}

/**
 * Opens the contact picker.
 *
 * @param tested the node and its credential
 * @param credential the fields of the credential
 * @param options the node's options as they are set in the editor
 */
export function openPicker(
  tested: Tested,
  credential: IDataObject,
  options: IDataObject = {},
): Picker {
  const parameters = { resource: 'contact', operation: 'delete', options } as INodeParameters;
  const node: INode = {
    id: 'node',
    name: 'Kore Contact',
    type: NODE_TYPE,
    typeVersion: 1,
    position: [0, 0],
    parameters,
    credentials: { koreApi: { id: 'credential', name: 'Kore API' } },
  };
  const type = new tested.KoreContact();
  const workflow = new Workflow({
    nodes: [node],
    connections: {},
    active: false,
    nodeTypes: nodeTypesOf({ [NODE_TYPE]: type }),
  });
  const additionalData = {
    ...additionalDataFor(new tested.KoreApi(), credential, {
      name: 'Editor',
      nodes: [node],
      connections: {},
    }),
    currentNodeParameters: parameters,
  };
  const method = type.methods?.listSearch?.['searchContacts'];
  if (method === undefined) throw new Error('The node has no contact picker');
  return {
    search: async (filter, token) => {
      const context = new LoadOptionsContext(
        workflow,
        node,
        additionalData,
        'parameters.contactId',
      );
      return await method.call(
        context as unknown as ILoadOptionsFunctions,
        filter,
        token as string | undefined,
      );
    },
  };
}
