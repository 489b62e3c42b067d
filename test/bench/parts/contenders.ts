import type { IDataObject } from 'n8n-workflow';
import { base, byId, itemNodes, koreNode, manual, type Part } from '../../e2e/lib/flow';
import type { Rest } from '../../e2e/lib/rest';
import type { Sandbox } from '../../sandbox';
import { LIMIT, TOKEN_SECONDS, WINDOW_MS } from './scale';

/** A way to delete many contacts. */
export interface Contender {
  name: string;
  /** Whether it sends one request for each contact and waits for the limit, so that many take long. */
  takesWindows: boolean;
  /** What is run for it in n8n, on contacts with these ids. */
  parts(rest: Rest, sandbox: Sandbox, ids: string[]): Promise<Part[]>;
}

/** Under the name that it has in the workflow, what deletes: its output is what is reported. */
export const DELETES = 'Deletes';

/** What people build without a node for Kore.ai, and what this package does. */
export const contenders: Contender[] = [
  httpRequest('JWT + HTTP Request', false),
  httpRequest(`JWT + HTTP Request, in batches of ${LIMIT}`, true),
  kore('Kore Contact: Delete', 'delete', true),
  kore('Kore Contact: Delete Many', 'deleteMany', false),
];

function kore(name: string, operation: string, takesWindows: boolean): Contender {
  return {
    name,
    takesWindows,
    async parts(rest, sandbox, ids) {
      const credential = await rest.createCredential('Kore account', {
        ...sandbox.credential,
        requestsPerMinute: LIMIT,
      });
      const parameters = { operation, contactId: byId };
      const node = koreNode(credential, parameters, { onError: 'continueRegularOutput' });
      return [manual, ...itemNodes(inputOf(ids)), { ...node, name: DELETES }];
    },
  };
}

/** Signs a token for each item with n8n's JWT node, then sends each item with n8n's HTTP Request node. */
function httpRequest(name: string, inBatches: boolean): Contender {
  const batching = { batch: { batchSize: LIMIT, batchInterval: WINDOW_MS } };
  return {
    name,
    takesWindows: inBatches,
    async parts(rest, { credential }, ids) {
      const { id } = await rest.call<{ id: string }>('POST', '/credentials', {
        name: 'JWT account',
        type: 'jwtAuth',
        data: { keyType: 'passphrase', secret: credential.secret, algorithm: 'HS256' },
      });
      const url = `${credential.host}/agentassist/api/v1/public/${credential.streamId}/contacts`;
      return [
        manual,
        ...itemNodes(inputOf(ids)),
        {
          ...base('JWT', 'jwt', 1, {
            operation: 'sign',
            useJson: true,
            claimsJson: claims(credential.clientId),
          }),
          credentials: { jwtAuth: { id, name: 'JWT account' } },
        },
        {
          ...base(DELETES, 'httpRequest', 4.2, {
            method: 'DELETE',
            url: `=${url}/{{ $('Items').item.json.contactId }}`,
            sendHeaders: true,
            headerParameters: {
              parameters: [
                { name: 'auth', value: '={{ $json.token }}' },
                { name: 'accountId', value: credential.accountId },
              ],
            },
            options: inBatches ? { batching } : {},
          }),
          onError: 'continueRegularOutput',
        },
      ];
    },
  };
}

/** The longest life that Kore.ai takes where a JWT app enforces JTI, shortened as the window is. */
function claims(appId: string): string {
  const life = `Math.floor(Date.now() / 1000) + ${TOKEN_SECONDS}`;
  return `={{ JSON.stringify({ sub: 'n8n', appId: '${appId}', jti: $execution.id + '-' + $itemIndex, exp: ${life} }) }}`;
}

function inputOf(ids: string[]): IDataObject[] {
  return ids.map((contactId) => ({ contactId }));
}
