import type { IConnections, IDataObject, INode, IPinData, IRunExecutionData } from 'n8n-workflow';
import { until } from './say';
import { unflatten } from './unflatten';

/** The account that every n8n here gets. */
export const owner = {
  email: 'owner@example.com',
  firstName: 'Olivia',
  lastName: 'Owner',
  password: 'Kore-contact-2026',
};

/** A workflow as it is saved. */
export interface WorkflowDraft {
  name: string;
  nodes: INode[];
  connections: IConnections;
  settings?: IDataObject;
  pinData?: IPinData;
}

/** A workflow that was saved. */
export interface SavedWorkflow extends WorkflowDraft {
  id: string;
  versionId: string;
}

/** What a node names of a credential that was saved. */
export interface SavedCredential {
  id: string;
  name: string;
}

/** A finished execution as n8n saved it. */
export interface Execution {
  id: string;
  status: string;
  mode: string;
  retryOf?: string | null;
  workflowId: string;
  startedAt: string;
  stoppedAt: string;
  /** Everything that n8n keeps of it, as it keeps it. */
  saved: string;
  data: IRunExecutionData;
}

/** A line of the list of executions. */
export interface ExecutionSummary {
  id: string;
  status: string;
  mode: string;
  workflowId: string;
}

/**
 * An n8n that is busy for seconds closes connections that were kept open, or says 503 that its database is not ready:
 * what was asked is asked again.
 */
function whileBusy(error: unknown): undefined {
  const { message } = error as Error;
  if (error instanceof TypeError && message === 'fetch failed') return undefined;
  if (message.includes(': 503 ')) return undefined;
  throw error;
}

/** How long an n8n may be busy: as long as an execution is waited for. */
const BUSY_MS = 60_000;

const UNFINISHED = ['new', 'running', 'waiting', 'unknown'];

/** Talks to n8n as its editor does, signed in as the owner. */
export class Rest {
  private cookie = '';

  /** @param url n8n's address */
  constructor(private readonly url: string) {}

  /** Makes the owner's account and signs in, or only signs in where it is there already. */
  async signIn(): Promise<void> {
    const setup = await this.fetch('POST', '/owner/setup', owner);
    const answer = setup.ok
      ? setup
      : await this.fetch('POST', '/login', {
          emailOrLdapLoginId: owner.email,
          password: owner.password,
        });
    if (!answer.ok) throw new Error(`n8n let nobody in: ${await answer.text()}`);
    this.cookie = answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';', 1)[0] ?? '')
      .join('; ');
  }

  /**
   * Calls n8n's own interface.
   *
   * @param path after `/rest`
   * @returns what is in `data` of the answer
   * @throws Error with n8n's words, if it refuses
   */
  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const ask = async () => await this.ask<T>(method, path, body);
    // What only reads may be asked again.
    const isRead = method === 'GET';
    const busy = async () => await ask().catch(whileBusy);
    const answer = isRead ? await until(`an answer to ${path}`, busy, BUSY_MS) : await ask();
    return answer.data;
  }

  private async ask<T>(method: string, path: string, body?: unknown): Promise<{ data: T }> {
    const response = await this.fetch(method, path, body);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as { data: T };
  }

  /** Saves a credential, of the type Kore API where no other is named. */
  async createCredential(name: string, data: object, type = 'koreApi'): Promise<SavedCredential> {
    return await this.call('POST', '/credentials', { name, type, data });
  }

  /**
   * Does what the Test button does, with what is in the form.
   *
   * @param saved the credential, which older versions of n8n save before they test it
   * @param data what is in the form
   */
  async testCredential(
    saved: SavedCredential,
    data: object,
  ): Promise<{ status: string; message: string }> {
    const credentials = { id: saved.id, name: saved.name, type: 'koreApi', data };
    return await this.call('POST', '/credentials/test', { credentials });
  }

  /** Deletes all credentials. */
  async deleteCredentials(): Promise<void> {
    const all = await this.call<Array<{ id: string }>>('GET', '/credentials');
    for (const { id } of all) await this.call('DELETE', `/credentials/${id}`);
  }

  /** Saves a new workflow. */
  async createWorkflow(draft: WorkflowDraft): Promise<SavedWorkflow> {
    const settings = { executionOrder: 'v1', ...draft.settings };
    return await this.call('POST', '/workflows', { active: false, ...draft, settings });
  }

  /** Publishes a workflow, so that its triggers start it. */
  async activate({ id, versionId }: SavedWorkflow): Promise<void> {
    await this.call('POST', `/workflows/${id}/activate`, { versionId });
  }

  /** Takes a workflow out of service. */
  async deactivate({ id }: SavedWorkflow): Promise<void> {
    await this.call('POST', `/workflows/${id}/deactivate`);
  }

  /**
   * Starts a saved workflow as *Execute workflow* does.
   *
   * @param trigger the name of the node that it starts from
   * @returns the execution's ID
   */
  async start(workflow: SavedWorkflow, trigger: string): Promise<string> {
    const { executionId } = await this.execute(workflow, trigger);
    if (executionId === undefined) throw new Error('n8n started no execution');
    return executionId;
  }

  /**
   * Lets a saved workflow wait for one call, as *Execute workflow* does where its trigger wants one.
   *
   * @param trigger the name of the node that waits
   * @param chatSessionId of a trigger that waits for a word in a chat: which chat
   */
  async listen(workflow: SavedWorkflow, trigger: string, chatSessionId?: string): Promise<void> {
    const { waitingForWebhook } = await this.execute(workflow, trigger, { chatSessionId });
    if (waitingForWebhook !== true) throw new Error(`n8n does not wait for a call of '${trigger}'`);
  }

  /** Does what the stop button does. */
  async stop(executionId: string): Promise<void> {
    await this.call('POST', `/executions/${executionId}/stop`);
  }

  /** The newest executions of a workflow. */
  async executions(workflowId: string): Promise<ExecutionSummary[]> {
    const filter = encodeURIComponent(JSON.stringify({ workflowId }));
    const list = await this.call<{ results: ExecutionSummary[] }>(
      'GET',
      `/executions?filter=${filter}&limit=100`,
    );
    return list.results;
  }

  /**
   * Waits for the end of an execution.
   *
   * @param timeoutMs how long
   * @param pauseMs how long to wait before it is looked for again
   * @returns it, as n8n saved it
   */
  async finished(executionId: string, timeoutMs = 60_000, pauseMs = 150): Promise<Execution> {
    const isOver = (status: string) => !UNFINISHED.includes(status);
    return await this.reached(executionId, 'end', isOver, timeoutMs, pauseMs);
  }

  /** Waits until an execution waits for a person. */
  async waiting(executionId: string): Promise<Execution> {
    return await this.reached(executionId, 'pause', (status) => status === 'waiting');
  }

  private async execute(
    workflow: SavedWorkflow,
    trigger: string,
    more: object = {},
  ): Promise<{ executionId?: string; waitingForWebhook?: boolean }> {
    return await this.call(
      'POST',
      `/workflows/${workflow.id}/run`,
      // Versions before 2.9 want the workflow itself too.
      { workflowData: workflow, triggerToStartFrom: { name: trigger }, ...more },
    );
  }

  private async reached(
    executionId: string,
    what: string,
    is: (status: string) => boolean,
    timeoutMs = 60_000,
    pauseMs = 150,
  ): Promise<Execution> {
    return await until(
      `the ${what} of execution ${executionId}`,
      async () => {
        const found = await this.call<Omit<Execution, 'saved' | 'data'> & { data: string }>(
          'GET',
          `/executions/${executionId}`,
        );
        if (!is(found.status)) {
          if (UNFINISHED.includes(found.status)) return undefined;
          throw new Error(`Execution ${executionId} ended as ${found.status}: ${found.data}`);
        }
        const data = unflatten(found.data) as IRunExecutionData;
        return { ...found, saved: JSON.stringify(found), data };
      },
      timeoutMs,
      pauseMs,
    );
  }

  private async fetch(method: string, path: string, body?: unknown): Promise<Response> {
    return await fetch(`${this.url}/rest${path}`, {
      method,
      headers: {
        cookie: this.cookie,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }
}
