import type {
  IDataObject,
  IExecuteFunctions,
  INodeExecutionData,
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
      version: [1, 2, 3, 3.4, 4.2],
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

/** The nodes that example workflows use beside the tested one, by their full type. */
export const standIns: Record<string, INodeType> = {
  'n8n-nodes-base.manualTrigger': standIn('manualTrigger', passOn, {
    group: ['trigger'],
    inputs: [],
  }),
  'n8n-nodes-base.noOp': standIn('noOp', passOn),
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
