import './setup';
import './quiet';
import { PollContext } from 'n8n-core';
import { commonPollingParameters } from 'n8n-core/dist/nodes-loader/constants';
import type {
  ICredentialType,
  IDataObject,
  INode,
  INodeExecutionData,
  INodeParameters,
  INodeType,
  IPollFunctions,
  WorkflowExecuteMode,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { additionalDataFor, nodeTypesOf } from './index';

/** The full name of the trigger's type in an n8n that has the package installed. */
export const TRIGGER_TYPE = 'n8n-nodes-kore-contact.koreContactTrigger';

/** The trigger and its credential: the sources, or what was built and packed from them. */
export interface TestedTrigger {
  KoreContactTrigger: new () => INodeType;
  KoreApi: new () => ICredentialType;
}

/**
 * How n8n keeps static data: `old` in the memory of an active workflow, saved with an output and at the end of an
 * activation; `new` as a copy for each poll, committed after it where nobody else has committed, but for a silent
 * poll at activation.
 */
export type Scheduler = 'old' | 'new';

export interface PollerSettings {
  tested: TestedTrigger;
  credential: IDataObject;
  parameters?: IDataObject;
  scheduler?: Scheduler;
  workflowId?: string;
  nodeName?: string;
  /** The JSON of the workflow's static data in n8n's database; none yet where left out. */
  saved?: string;
  /** What `getPollBudgetMs` says; n8n 2.8, which does not have it, where left out. */
  budgetMs?: number;
}

/** What one poll came to. */
export interface Polled {
  /** What the workflow was started with; empty where it was not started. */
  items: IDataObject[];
  error: (Error & { description?: string }) | undefined;
}

/** A workflow with the trigger in an n8n. */
export interface Poller {
  /** Activates the workflow, which polls at once. A failure is one of the activation. */
  activate(): Promise<Polled>;
  /** Polls as the schedule does. */
  poll(): Promise<Polled>;
  /** Polls, and n8n dies after the execution began and before the static data was saved. */
  pollAndCrash(): Promise<Polled>;
  /** Ends the process, and starts another one, which activates the workflow. */
  restart(): Promise<Polled>;
  /** Changes the node, which a person saves: the workflow is deactivated, and activated. */
  edit(changes: { parameters?: IDataObject; nodeName?: string }): Promise<Polled>;
  /** Executes the node in the editor. */
  test(): Promise<Polled>;
  /** The static data in the database, as text. */
  readonly saved: string;
  /** How often it was written. */
  readonly saves: number;
  /** Whether a test in the editor asked for static data. */
  readonly touched: boolean;
  /** What the log was told. */
  readonly warnings: string[];
}

/** A trigger as n8n loads it: with a field of n8n's own for the times of polling. */
export function loaded(type: INodeType): INodeType {
  const properties = [...commonPollingParameters, ...type.description.properties];
  const description = { ...type.description, properties };
  return Object.assign(Object.create(type) as INodeType, { description });
}

/** The static data that n8n knows to be changed. */
type Watched = IDataObject & { __dataChanged?: boolean };

/** Puts a workflow with the trigger into an n8n of the newest or an older kind. */
export function pollerOf(settings: PollerSettings): Poller {
  const { tested, credential, scheduler = 'old', workflowId = 'workflow', budgetMs } = settings;
  const type = loaded(new tested.KoreContactTrigger());
  const nodeTypes = nodeTypesOf({ [TRIGGER_TYPE]: type });
  const warnings: string[] = [];
  let parameters = settings.parameters ?? {};
  let nodeName = settings.nodeName ?? 'Kore Contact Trigger';
  let saved = settings.saved ?? '{}';
  let saves = 0;
  let touched = false;
  let active: Workflow | undefined;

  const load = (): Workflow => {
    const node: INode = {
      id: 'node',
      name: nodeName,
      type: TRIGGER_TYPE,
      typeVersion: 1,
      position: [0, 0],
      parameters: parameters as INodeParameters,
      credentials: { koreApi: { id: 'credential', name: 'Kore API' } },
    };
    return new Workflow({
      id: workflowId,
      nodes: [node],
      connections: {},
      active: true,
      nodeTypes,
      staticData: JSON.parse(saved) as IDataObject,
    });
  };

  const save = (workflow: Workflow) => {
    const data = workflow.staticData as Watched;
    if (data.__dataChanged !== true) return;
    saved = JSON.stringify(data);
    saves += 1;
    data.__dataChanged = false;
  };

  const run = async (workflow: Workflow, mode: WorkflowExecuteMode) => {
    const node = workflow.getNode(nodeName)!;
    const json = { name: 'Polled', nodes: [node], connections: {} };
    const data = additionalDataFor(new tested.KoreApi(), credential, json);
    const context = new PollContext(workflow, node, data, mode, 'activate');
    Object.defineProperty(context, 'logger', {
      value: { warn: (message: string) => warnings.push(message) },
    });
    if (budgetMs !== undefined) Object.assign(context, { getPollBudgetMs: () => budgetMs });
    try {
      const output = await type.poll!.call(context as unknown as IPollFunctions);
      return { output, error: undefined };
    } catch (error) {
      return { output: null, error: error as Error };
    }
  };

  const polled = (output: INodeExecutionData[][] | null, error: Error | undefined): Polled => ({
    items: (output?.[0] ?? []).map(({ json }) => json),
    error,
  });

  /** @param keep whether the process lives on to save */
  const once = async (isActivation: boolean, keep = true): Promise<Polled> => {
    const before = saved;
    const workflow = scheduler === 'old' ? (active ??= load()) : load();
    const { output, error } = await run(workflow, 'trigger');
    const isSaved =
      scheduler === 'old'
        ? output !== null || (isActivation && error === undefined)
        : error === undefined && (output !== null || !isActivation) && saved === before;
    if (keep && isSaved) save(workflow);
    return polled(output, error);
  };

  const activate = async () => {
    active = undefined;
    return await once(true);
  };

  return {
    activate,
    poll: async () => await once(false),
    pollAndCrash: async () => {
      const result = await once(false, false);
      active = undefined;
      return result;
    },
    restart: activate,
    edit: async (changes) => {
      parameters = changes.parameters ?? parameters;
      nodeName = changes.nodeName ?? nodeName;
      return await activate();
    },
    test: async () => {
      const workflow = load();
      const read = workflow.getStaticData.bind(workflow);
      workflow.getStaticData = (...given) => {
        touched = true;
        return read(...given);
      };
      const { output, error } = await run(workflow, 'manual');
      return polled(output, error);
    },
    get saved() {
      return saved;
    },
    get saves() {
      return saves;
    },
    get touched() {
      return touched;
    },
    warnings,
  };
}
