import type { IDataObject, IExecuteFunctions, IHttpRequestOptions, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { createServer } from 'http';
import { createServer as createSecureServer } from 'https';
import type { AddressInfo } from 'net';
import { start, type WorkflowJson } from '../../engine';
import { pressTest } from '../../engine/testButton';
import type { Sandbox } from '../../sandbox';
import { callsOf, expectNoSecrets, sandboxWith, tested } from '../helpers';
import { selfSigned } from './selfSigned';

const HTTP_REQUEST = 'n8n-nodes-base.httpRequest';

/** The HTTP Request node hands its requests to one of two helpers of n8n, the older one by `uri`. */
function httpRequest(form: 'older' | 'newer', request: IDataObject): INodeType {
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

async function request(
  sandbox: Sandbox,
  form: 'older' | 'newer',
  url: string,
  more: IDataObject = {},
  fields: IDataObject = {},
) {
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
  expectNoSecrets(finished.saved, sandbox);
  return finished;
}

describe.each(['older', 'newer'] as const)(
  'The HTTP Request node with this credential (%s form)',
  (form) => {
    it("opens the rest of Kore's Contact Center APIs", async () => {
      const sandbox = await sandboxWith();
      const url = `${sandbox.url}/agentassist/api/v1/public/${sandbox.credential.streamId}/queues`;
      const finished = await request(sandbox, form, url);
      expect(finished.error).toBeUndefined();
      const [item] = finished.output('HTTP Request');
      expect(item?.json['answer']).toHaveLength(3);
    });

    it.each([
      'https://evil.example/',
      '//evil.example/x',
      'http://127.0.0.1:1/',
      'https:evil.example/x',
    ])('sends nothing to %s', async (url) => {
      const sandbox = await sandboxWith();
      const { error } = await request(sandbox, form, url);
      expect(`${error?.message} ${error?.description}`).toContain(
        `The Kore API credential is for ${sandbox.url} only`,
      );
      expect(sandbox.requests).toEqual([]);
    });

    it('follows no redirect, so that the token stays at home', async () => {
      const sandbox = await sandboxWith();
      let asked = 0;
      const other = createServer((_, response) => {
        asked += 1;
        response.end('{}');
      });
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      const location = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
      sandbox.fault({ status: 302, headers: { location } });
      await request(sandbox, form, `${sandbox.url}/`, {
        followRedirect: true,
        followAllRedirects: true,
      });
      await new Promise((resolve) => other.close(resolve));
      expect(callsOf(sandbox)).toHaveLength(1);
      expect(asked).toBe(0);
    });
  },
);

describe.each(['older', 'newer'] as const)(
  'The switches of an HTTP Request node with this credential (%s form)',
  (form) => {
    const careless = {
      rejectUnauthorized: false,
      skipSslCertificateValidation: true,
      ...(form === 'older' ? { agentOptions: { rejectUnauthorized: false } } : {}),
    };

    /** What a private system with a certificate of its own is asked. */
    async function askedWith(allowInsecure: boolean, more: IDataObject) {
      const sandbox = await sandboxWith();
      let asked = 0;
      const server = createSecureServer(selfSigned('127.0.0.1'), (_, response) => {
        asked += 1;
        response.end('{}');
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const host = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const finished = await request(sandbox, form, `${host}/x`, more, { host, allowInsecure });
      await new Promise((resolve) => server.close(resolve));
      return { asked, error: finished.error };
    }

    it('do not take the check of certificates off', async () => {
      const { asked, error } = await askedWith(false, careless);
      expect(`${error?.message} ${error?.description}`).toMatch(
        /certificate|self.signed|SSL issue/i,
      );
      expect(asked).toBe(0);
    });

    it('do not put it on either: the credential says', async () => {
      const { asked, error } = await askedWith(true, { rejectUnauthorized: true });
      expect(error).toBeUndefined();
      expect(asked).toBe(1);
    });

    it('send nothing over plain http by a proxy of their own', async () => {
      const sandbox = await sandboxWith();
      let seen = 0;
      const proxy = createServer((_, response) => {
        seen += 1;
        response.end('{}');
      });
      await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
      const { port } = proxy.address() as AddressInfo;
      const asked =
        form === 'older'
          ? `http://127.0.0.1:${port}`
          : { host: '127.0.0.1', port, protocol: 'http' };
      const url = `${sandbox.url}/agentassist/api/v1/public/${sandbox.credential.streamId}/queues`;
      const finished = await request(sandbox, form, url, { proxy: asked });
      await new Promise((resolve) => proxy.close(resolve));
      expect(finished.error).toBeUndefined();
      expect(callsOf(sandbox)).toEqual(['GET queues']);
      expect(seen).toBe(0);
    });
  },
);

describe('The Test button', () => {
  const press = async (sandbox: Sandbox, fields: IDataObject = {}) =>
    await pressTest(new tested.KoreApi(), { ...sandbox.credential, ...fields });

  it('reads one page of contacts and is content', async () => {
    const sandbox = await sandboxWith();
    expect(await press(sandbox)).toEqual({ status: 'OK', message: 'Connection successful!' });
    expect(sandbox.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET /agentassist/api/v1/public/${sandbox.credential.streamId}/contacts?skip=0&limit=1`,
    ]);
  });

  it('takes the Environment URL as people paste it', async () => {
    const sandbox = await sandboxWith();
    expect(await press(sandbox, { host: ` ${sandbox.url}// ` })).toMatchObject({ status: 'OK' });
  });

  it('is content with an account that has no contacts', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    expect(await press(sandbox)).toMatchObject({ status: 'OK' });
  });

  it.each([
    ['secret', 'wrong'],
    ['clientId', 'cs-wrong'],
    ['accountId', 'wrong'],
    ['streamId', 'st-wrong'],
    ['algorithm', 'HS512'],
  ])('names what to check when %s is wrong', async (field, value) => {
    const sandbox = await sandboxWith();
    const { status, message } = await press(sandbox, { [field]: value });
    expect(status).toBe('Error');
    for (const hint of ['Client Secret', 'scope Configuration', 'published', 'App (Stream) ID']) {
      expect(message).toContain(hint);
    }
  });

  it('tells the scope apart', async () => {
    const sandbox = await sandboxWith({ switches: { scopeGranted: false } });
    const { message } = await press(sandbox);
    expect(message).toContain('Give the JWT app the API scope Configuration, then publish the app');
  });

  it.each([
    ['a web page', { status: 200, body: '<html></html>', contentType: 'text/html' }],
    ['404', { status: 404, body: 'Not Found', contentType: 'text/plain' }],
    ['a failure of another shape', { status: 403, body: { message: 'Forbidden' } }],
    ['a redirect', { status: 302, headers: { location: 'https://login.example/' } }],
  ])('is not content with %s', async (_, fault) => {
    const sandbox = await sandboxWith();
    sandbox.fault(fault);
    const { status, message } = await press(sandbox);
    expect(status).toBe('Error');
    expect(message).toContain('did not answer with a list of contacts');
  });

  it('says in plain words what can not be right before anything is sent', async () => {
    const sandbox = await sandboxWith();
    const { message } = await press(sandbox, { host: `${sandbox.url}/contacts` });
    expect(message).toContain('contains a path');
    expect(sandbox.requests).toEqual([]);
  });
});
