import type {
  IDataObject,
  IExecuteFunctions,
  INodeExecutionData,
  INodeProperties,
  INodeType,
  INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

/**
 * n8n's own nodes are in a package of some hundred megabytes. Workflows here need a few of them, and only
 * for what they do around the node that is tested, so these stand in for them.
 */
function standIn(
  name: string,
  execute: (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>,
  more: Partial<INodeTypeDescription> = {},
): INodeType {
  return {
    description: {
      displayName: name,
      name,
      group: ['transform'],
      version: [1, 1.1, 1.2, 2, 2.2, 3, 3.4, 4.2],
      description: '',
      defaults: { name },
      inputs: [NodeConnectionTypes.Main],
      outputs: [NodeConnectionTypes.Main],
      properties: [],
      ...more,
    },
    execute,
  };
}

async function passOn(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  return await Promise.resolve([this.getInputData()]);
}

/**
 * A node that hands out the given items.
 *
 * @param items the JSON of each item, or whole items where they have binary data
 */
export function source(items: INodeExecutionData[]): INodeType {
  return standIn('source', async () => await Promise.resolve([items]), {
    group: ['trigger'],
    inputs: [],
  });
}

/** A field that holds whatever a workflow put there. n8n drops fields that a node does not describe. */
function field(name: string, type: INodeProperties['type'] = 'string'): INodeProperties {
  return { displayName: name, name, type, default: type === 'json' ? {} : '' };
}

/** The start of a workflow; what it hands out is pinned to it. */
function trigger(name: string): INodeType {
  return standIn(name, passOn, { group: ['trigger'], inputs: [] });
}

/** Runs the code of a Code node over all items, as n8n's does, with its two most used variables. */
async function runCode(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  const { $, $input } = this.getWorkflowDataProxy(0);
  const code = String(this.getNodeParameter('jsCode', 0));
  const run = new Function('$', '$input', code) as (...given: unknown[]) => INodeExecutionData[];
  return await Promise.resolve([run($, $input)]);
}

/** Makes one CSV file of all items; the columns are those of the first. */
async function toCsv(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  if (this.getNodeParameter('operation', 0) !== 'csv') throw new Error('Only CSV is stood in for');
  const records = this.getInputData().map(({ json }) => json);
  const columns = Object.keys(records[0] ?? {});
  const lines = [
    columns,
    ...records.map((json) => columns.map((name) => String(json[name] ?? ''))),
  ];
  const content = lines.map((cells) => cells.map((cell) => JSON.stringify(cell)).join(','));
  const { fileName } = this.getNodeParameter('options', 0) as { fileName?: string };
  const data = Buffer.from(content.join('\n')).toString('base64');
  const file = { data, mimeType: 'text/csv', ...(fileName !== undefined && { fileName }) };
  return await Promise.resolve([[{ json: {}, binary: { data: file }, pairedItem: { item: 0 } }]]);
}

/** Lets each value of a field through once, in all executions of the process. */
function removeDuplicates(): INodeType {
  const seen = new Set<unknown>();
  const fields = ['operation', 'logic', 'dedupeValue'].map((name) => field(name));
  return standIn(
    'removeDuplicates',
    async function (this: IExecuteFunctions) {
      const isNew = (itemIndex: number) => {
        const value = this.getNodeParameter('dedupeValue', itemIndex);
        return !seen.has(value) && seen.add(value);
      };
      return await Promise.resolve([this.getInputData().filter((_, i) => isNew(i))]);
    },
    { properties: [...fields, field('options', 'json')] },
  );
}

/** n8n's passes its input on; this one gives out what it would answer, for a test to see. */
async function respond(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  const { responseCode } = this.getNodeParameter('options', 0) as { responseCode?: number };
  const body = this.getNodeParameter('responseBody', 0) as IDataObject;
  const json = { status: responseCode ?? 200, body };
  return await Promise.resolve([[{ json, pairedItem: { item: 0 } }]]);
}

/** Hands out a few items at a time on its second output, until it has no more; then all on its first. */
async function loopOverItems(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  const context = this.getContext('node');
  const waiting = (context['waiting'] ??= [...this.getInputData()]) as INodeExecutionData[];
  const batch = waiting.splice(0, Number(this.getNodeParameter('batchSize', 0)));
  return await Promise.resolve(batch.length > 0 ? [[], batch] : [this.getInputData(), []]);
}

/** The nodes that example workflows use beside the tested one, by their full type. */
export const standIns: Record<string, INodeType> = {
  'n8n-nodes-base.manualTrigger': trigger('manualTrigger'),
  'n8n-nodes-base.scheduleTrigger': trigger('scheduleTrigger'),
  'n8n-nodes-base.webhook': trigger('webhook'),
  'n8n-nodes-base.formTrigger': trigger('formTrigger'),
  'n8n-nodes-base.code': standIn('code', runCode, { properties: [field('jsCode')] }),
  'n8n-nodes-base.convertToFile': standIn('convertToFile', toCsv, {
    properties: [field('operation'), field('options', 'json')],
  }),
  'n8n-nodes-base.respondToWebhook': standIn('respondToWebhook', respond, {
    properties: [field('responseBody'), field('options', 'json')],
  }),
  'n8n-nodes-base.splitInBatches': standIn('splitInBatches', loopOverItems, {
    outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
    properties: [field('batchSize', 'number')],
  }),
  'n8n-nodes-base.noOp': standIn('noOp', passOn),
  'n8n-nodes-base.removeDuplicates': removeDuplicates(),
  // A note on the canvas is a node to the engine too, one that nothing leads to.
  'n8n-nodes-base.stickyNote': standIn('stickyNote', passOn, { inputs: [], outputs: [] }),
};

/**
 * @param records plain records
 * @returns items with those records
 */
export function itemsOf(records: IDataObject[]): INodeExecutionData[] {
  return records.map((json) => ({ json }));
}
