import type { IDataObject, IExecuteFunctions, IHttpRequestOptions, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { type Finished, start, type WorkflowJson } from '../../engine';
import type { Sandbox } from '../../sandbox';
import { expectNoSecrets, tested } from '../helpers';

const HTTP_REQUEST = 'n8n-nodes-base.httpRequest';

/** The HTTP Request node hands its requests to one of two helpers of n8n, the older one by `uri`. */
export type Form = 'older' | 'newer';

export const forms: readonly Form[] = ['older', 'newer'];

function httpRequest(form: Form, request: IDataObject): INodeType {
  return {
    description: {
      displayName: 'HTTP Request',
      name: 'httpRequest',
      group: ['trigger'],
      version: 1,
      description: '',
      defaults: {},
      inputs: [],
      outputs: [NodeConnectionTypes.Main],
      properties: [],
    },
    async execute(this: IExecuteFunctions) {
      const answer: unknown =
        form === 'older'
          ? await this.helpers.requestWithAuthentication.call(this, 'koreApi', request)
          : await this.helpers.httpRequestWithAuthentication.call(
              this,
              'koreApi',
              request as unknown as IHttpRequestOptions,
            );
      return [[{ json: { answer } as IDataObject, pairedItem: { item: 0 } }]];
    },
  };
}

/**
 * Runs an HTTP Request node with the sandbox's credential. Whatever happens, no secret may be in what n8n saves.
 *
 * @param more options of the request
 * @param fields changes to the credential
 */
export async function request(
  sandbox: Sandbox,
  form: Form,
  url: string,
  more: IDataObject = {},
  fields: IDataObject = {},
): Promise<Finished> {
  const json: WorkflowJson = {
    name: 'HTTP Request',
    nodes: [
      {
        id: 'http',
        name: 'HTTP Request',
        type: HTTP_REQUEST,
        typeVersion: 1,
        position: [0, 0],
        parameters: {},
        credentials: { koreApi: { id: 'credential', name: 'Kore API' } },
      },
    ],
    connections: {},
  };
  const options = { method: 'GET', json: true, [form === 'older' ? 'uri' : 'url']: url, ...more };
  const node = httpRequest(form, options);
  const credential = { ...sandbox.credential, ...fields };
  const finished = await start(json, credential, tested, { [HTTP_REQUEST]: node }).finished;
  expectNoSecrets(finished.saved, sandbox, fields);
  return finished;
}

/** The address of a call that every JWT app may make, beside those for contacts. */
export function queuesOf({ url, credential }: Sandbox): string {
  return `${url}/agentassist/api/v1/public/${credential.streamId}/queues`;
}
