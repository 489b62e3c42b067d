import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

/** One operation of the node: how the editor shows it, and what it does. */
export interface Operation {
  /** The operation as saved workflows hold it; it must never change. */
  value: string;
  name: string;
  description: string;
  /** How the node panel lists it. */
  action: string;
  /** What the editor says before a run, where the condition, an expression of n8n without its braces, is true. */
  hint?: { message: string; condition: string };
  /** Its fields, without `displayOptions`: the registry shows them for this operation only. */
  properties: INodeProperties[];
  /**
   * Runs the operation over all input items.
   *
   * @returns one output item for each input item, linked to it
   * @throws ProblemError, NodeApiError or NodeOperationError; what concerns one item only throws where the node
   *   is not set to continue
   */
  execute(context: IExecuteFunctions): Promise<INodeExecutionData[]>;
}

/** What operations work on, such as a contact. */
export interface Resource {
  /** The resource as saved workflows hold it; it must never change. */
  value: string;
  name: string;
  /** In the order in which the editor lists them (by name). */
  operations: Operation[];
  /** The value of the operation that a new node begins with. */
  usual: string;
}
