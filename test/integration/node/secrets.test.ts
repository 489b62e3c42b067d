import type { IDataObject, IExecuteFunctions, INodeExecutionData, Logger } from 'n8n-workflow';
import { LoggerProxy } from 'n8n-workflow';
import { inspect } from 'util';
import { KoreContact } from '../../../nodes/KoreContact/KoreContact.node';
import { runNode } from '../../engine';
import type { Fault, Sandbox } from '../../sandbox';
import { expectNoSecrets, finish, inputFor, sandboxWith, tested } from '../helpers';

const heard: string[] = [];

/** Takes down what is written to a log, all the way into its objects. */
const write = (...args: unknown[]): void => {
  heard.push(inspect(args, { depth: 10 }));
};

const log = { debug: write, info: write, warn: write, error: write } as unknown as Logger;

const noLog = { debug() {}, info() {}, warn() {}, error() {} } as unknown as Logger;

/** The node, with our log in place of the one that n8n gives to it. */
class OverheardNode extends KoreContact {
  override async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const context = Object.create(this, { logger: { value: log } }) as IExecuteFunctions;
    return await KoreContact.prototype.execute.call(context);
  }
}

beforeEach(() => {
  heard.length = 0;
  for (const method of ['log', 'debug', 'info', 'warn', 'error'] as const) {
    jest.spyOn(console, method).mockImplementation(write);
  }
  // What n8n's engine logs by.
  LoggerProxy.init(log);
});

afterEach(() => {
  jest.restoreAllMocks();
  LoggerProxy.init(noLog);
});

/** A token of the same credential, signed by the same code. */
async function tokenFor(sandbox: Sandbox): Promise<string> {
  await finish(sandbox, { items: [{ contactId: 'nobody' }] });
  const token = sandbox.requests[0]!.rawToken!;
  sandbox.clearRequests();
  return token;
}

describe('No log', () => {
  const pem = '-----BEGIN PRIVATE KEY----- bm90IGEga2V5 -----END PRIVATE KEY-----';
  it.each<[string, Fault | undefined, IDataObject]>([
    ['a deletion', undefined, {}],
    ['a refusal', { status: 400, times: Infinity }, {}],
    ['a refused token', undefined, { secret: 'not the secret at all' }],
    ['a cut connection', { cut: 'before', times: 2 }, {}],
    ['a redirect', { status: 302, headers: { location: 'https://login.example/' } }, {}],
    ['a key that can not sign', undefined, { algorithm: 'RS256', privateKey: pem }],
    ['a host that can not be right', undefined, { host: 'https://kore.example/path' }],
  ])('has a secret or a token in it after %s', async (_, fault, changes) => {
    const sandbox = await sandboxWith({ contacts: 1 });
    if (fault !== undefined) sandbox.fault(fault);
    const credential = { ...sandbox.credential, requestsPerMinute: 0, ...changes };
    const { saved } = await runNode({
      tested: { ...tested, KoreContact: OverheardNode },
      credential,
      parameters: { contactId: { __rl: true, mode: 'id', value: sandbox.contacts[0]!.id } },
      items: [{}],
    });
    // The engine tells of each node that it runs, so there was something to overhear.
    expect(heard.length).toBeGreaterThan(0);
    for (const text of [saved, heard.join('\n')]) expectNoSecrets(text, sandbox, credential);
  });
});

describe('A token that comes back', () => {
  it('in the address of a redirect is not told', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const token = await tokenFor(sandbox);
    const location = `https://login.example/?back=1&token=${token}`;
    sandbox.fault({ status: 302, headers: { location } });
    const { error, saved } = await finish(sandbox, { items: inputFor(sandbox) });
    expect(error?.description).toContain('https://login.example/?back=1&token=[token removed]');
    expect(saved).not.toContain(token);
  });

  it('in a web page is not told', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const token = await tokenFor(sandbox);
    const body = `<html><body><p>Not allowed: ${token}</p></body></html>`;
    sandbox.fault({ status: 403, body, contentType: 'text/html' });
    const { error, saved } = await finish(sandbox, { items: inputFor(sandbox) });
    expect(error?.description).toContain('Not allowed: [token removed]');
    expect(saved).not.toContain(token);
  });
});
