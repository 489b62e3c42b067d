import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

/** One operation of the node: how the editor shows it, and what it does. */
export interface Operation {
  /** The operation as saved workflows hold it; it must never change. */
  value: string;
  name: string;
  description: string;
  /** How the node panel lists it. */
  action: string;
  /** Its fields, without `displayOptions`: the registry shows them for this operation only. */
  properties: INodeProperties[];
  /**
   * Runs the operation over all input items.
   *
   * @param context the run
   * @returns one output item for each input item, linked to it
   * @throws NodeApiError or NodeOperationError, unless the node is set to continue
   */
  execute(context: IExecuteFunctions): Promise<INodeExecutionData[]>;
}
