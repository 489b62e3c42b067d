import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox';
import { base, inLine, koreNode, type KoreSettings, manual, names, type Part } from './flow';
import type { Installation } from './install';
import type { Execution, Rest, SavedWorkflow } from './rest';

/** A sandbox, and the credential for it in n8n. */
export interface Center {
  sandbox: Sandbox;
  credential: { id: string; name: string };
}

/** One run of the Kore Contact node in a saved workflow. */
export interface Run {
  parameters: INodeParameters;
  /** What the trigger hands out; one empty item where left out. */
  items?: IDataObject[];
  settings?: KoreSettings;
  /** Nodes between the trigger and Kore Contact. */
  before?: Part[];
}

/** What a test has at hand: a running n8n, and as many contact centers as it wants. */
export class Stage {
  private readonly open: Sandbox[] = [];

  /**
   * @param url n8n's address
   * @param rest n8n's interface, signed in
   */
  constructor(
    readonly installation: Installation,
    readonly url: string,
    readonly rest: Rest,
  ) {}

  /**
   * Starts a contact center, and saves a credential for it. Neither limits requests unless asked to.
   *
   * @param options of the sandbox
   * @param credential changes to the credential
   */
  async center(options: SandboxOptions = {}, credential: IDataObject = {}): Promise<Center> {
    const sandbox = await startSandbox({ requestsPerMinute: 0, ...options });
    this.open.push(sandbox);
    const saved = await this.rest.createCredential('Kore account', {
      ...sandbox.credential,
      requestsPerMinute: options.requestsPerMinute ?? 0,
      ...credential,
    });
    return { sandbox, credential: { id: saved.id, name: saved.name } };
  }

  /** Saves a workflow that runs the Kore Contact node when a person clicks. */
  async workflow({ credential }: Center, run: Run): Promise<SavedWorkflow> {
    const kore = koreNode(credential, run.parameters, run.settings);
    const parts = [manual, ...(run.before ?? []), kore, done];
    return await this.rest.createWorkflow(
      inLine(`Kore Contact: ${String(run.parameters['operation'])}`, parts, run.items ?? [{}]),
    );
  }

  /** Saves such a workflow and starts it. */
  async start(center: Center, run: Run): Promise<string> {
    return await this.rest.start(await this.workflow(center, run), names.manual);
  }

  /** Saves such a workflow, runs it to its end, and looks for secrets in what n8n saved of it. */
  async run(center: Center, run: Run, timeoutMs?: number): Promise<Execution> {
    const id = await this.start(center, run);
    const execution = await this.rest.finished(id, timeoutMs);
    assertNoSecrets(execution, center.sandbox);
    return execution;
  }

  /** Closes what a test opened. */
  async clear(): Promise<void> {
    await Promise.all(this.open.splice(0).map(async (sandbox) => await sandbox.close()));
    await this.rest.deleteCredentials();
  }
}

/**
 * An HTTP Request node that lists the queues of a contact center with its credential.
 *
 * @param host where it sends the request
 */
export function queuesNode({ sandbox, credential }: Center, host = sandbox.url): Part {
  return {
    ...base('HTTP Request', 'httpRequest', 4.2, {
      url: `${host}/agentassist/api/v1/public/${sandbox.credential.streamId}/queues`,
      authentication: 'predefinedCredentialType',
      nodeCredentialType: 'koreApi',
      options: {},
    }),
    credentials: { koreApi: credential },
  };
}

const done: Part = {
  name: names.ok,
  type: 'n8n-nodes-base.noOp',
  typeVersion: 1,
  parameters: {},
};

/** @throws Error if the secret or a token is anywhere in what n8n keeps of an execution */
export function assertNoSecrets({ saved }: Execution, sandbox: Sandbox): void {
  const tokens = sandbox.requests.map(({ rawToken }) => rawToken);
  for (const secret of [sandbox.credential.secret, ...tokens]) {
    if (secret !== undefined && secret !== '' && saved.includes(secret)) {
      throw new Error('A secret or token is in the saved execution');
    }
  }
}

/**
 * @param node its name
 * @param output which output, from 0
 * @returns the records that a node gave out
 */
export function outputOf(execution: Execution, node: string, output = 0): IDataObject[] {
  const runs = execution.data.resultData.runData[node] ?? [];
  return (runs.at(-1)?.data?.['main']?.[output] ?? []).map(({ json }) => json);
}

/** The error that ended an execution. */
export function errorOf(execution: Execution): { message: string; description?: string } {
  const { error } = execution.data.resultData;
  if (error === undefined) throw new Error(`Execution ${execution.id} did not fail`);
  return error as unknown as { message: string; description?: string };
}
