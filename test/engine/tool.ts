import type { INodeProperties, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

/**
 * What n8n makes of a node that is marked as usable as a tool: a second type, the same with two more
 * fields, no input, and the output of a tool.
 *
 * @param type the node
 * @throws Error if the node is not marked: n8n offers no tool for it
 */
export function asTool(type: INodeType): INodeType {
  const { description } = type;
  if (description.usableAsTool === undefined || !description.usableAsTool) {
    throw new Error(`${description.displayName} is not marked as usable as a tool`);
  }
  const field = (name: string): INodeProperties => ({
    displayName: name,
    name,
    type: 'string',
    default: '',
  });
  const tool = Object.create(type) as INodeType;
  tool.description = {
    ...description,
    name: `${description.name}Tool`,
    inputs: [],
    outputs: [NodeConnectionTypes.AiTool],
    properties: [field('descriptionType'), field('toolDescription'), ...description.properties],
  };
  return tool;
}
