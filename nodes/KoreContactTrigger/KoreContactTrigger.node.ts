import {
  type INodeExecutionData,
  type INodeType,
  type INodeTypeDescription,
  type IPollFunctions,
  NodeConnectionTypes,
} from 'n8n-workflow';
import { fields } from './fields';
import { newsOf } from './news';
import { sampleOf } from './sample';

/** Starts a workflow when contacts of Kore.ai's Contact Center are created, updated or deleted. */
export class KoreContactTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Kore Contact Trigger',
    name: 'koreContactTrigger',
    icon: { light: 'file:../../icons/kore.svg', dark: 'file:../../icons/kore.dark.svg' },
    group: ['trigger'],
    version: 1,
    subtitle: '={{ $parameter["events"].join(", ") }}',
    description:
      "Starts the workflow when contacts in Kore.ai's Contact Center are created, updated or deleted",
    eventTriggerDescription: 'Waiting for a contact to change in Kore.ai',
    defaults: { name: 'Kore Contact Trigger' },
    polling: true,
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'koreApi', required: true }],
    properties: fields,
  };

  /**
   * Reads the list of contacts and tells what has changed since the last time; in the editor, shows what that looks
   * like.
   *
   * @returns an item for each event, or null where there is none
   * @throws NodeApiError or NodeOperationError
   */
  async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
    const told = await (this.getMode() === 'manual' ? sampleOf(this) : newsOf(this));
    return told.length === 0 ? null : [told.map((json) => ({ json }))];
  }
}
