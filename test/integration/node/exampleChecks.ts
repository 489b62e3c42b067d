import type {
  IDataObject,
  INode,
  INodeProperties,
  INodePropertyOptions,
  INodeType,
  INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes, NodeHelpers } from 'n8n-workflow';
import type { WorkflowJson } from '../../engine';

/** About the width and height of a node on the canvas, its name included. */
const NODE_SIZE = [200, 120];

/**
 * Finds what a saved node holds and its description does not have, or would not show.
 *
 * @param node a node of a workflow
 * @param description of its type
 * @returns a line for each
 */
export function strangeIn(node: INode, description: INodeTypeDescription): string[] {
  const shown = description.properties.filter((property) =>
    NodeHelpers.displayParameter(node.parameters, property, node, description),
  );
  return [
    ...Object.entries(node.parameters).flatMap(([name, value]) => {
      const property = shown.find((candidate) => candidate.name === name);
      return property === undefined ? [`no field ${name}`] : strangeValue(property, value);
    }),
    ...Object.keys(
      NodeHelpers.getNodeParametersIssues(description.properties, node, description)?.parameters ??
        {},
    ).map((name) => `an issue with ${name}`),
  ];
}

function strangeValue(property: INodeProperties, value: unknown): string[] {
  const { name, type } = property;
  const options = (property.options ?? []) as Array<INodeProperties | INodePropertyOptions>;
  switch (type) {
    case 'collection':
      return Object.entries(value as IDataObject).flatMap(([key, inner]) => {
        const option = options.find((candidate) => candidate.name === key);
        return option === undefined
          ? [`no ${name}.${key}`]
          : strangeValue(option as INodeProperties, inner);
      });
    case 'options':
      return options.some((option) => 'value' in option && option.value === value)
        ? []
        : [`no choice ${String(value)} in ${name}`];
    case 'resourceLocator': {
      const { __rl, mode } = value as IDataObject;
      const isKnown = property.modes?.some((candidate) => candidate.name === mode) === true;
      return isKnown && __rl === true ? [] : [`no mode ${String(mode)} in ${name}`];
    }
    case 'boolean':
    case 'number':
    case 'string':
      return typeof value === type || String(value).startsWith('=')
        ? []
        : [`no ${type} in ${name}`];
    default:
      return [];
  }
}

/**
 * Finds connections that lead from or to what is not there.
 *
 * @param workflow the workflow
 * @param typeOf gives the type of a node
 * @returns a line for each
 */
export function looseEndsIn(
  { nodes, connections }: WorkflowJson,
  typeOf: (node: INode) => INodeType,
): string[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const ends: string[] = [];
  for (const [from, kinds] of Object.entries(connections)) {
    const source = byName.get(from);
    if (source === undefined) ends.push(`nothing is called ${from}`);
    for (const [kind, outputs] of Object.entries(kinds)) {
      const given = source === undefined ? [] : outputsOf(source, typeOf(source));
      if (outputs.length > given.filter((output) => output === kind).length) {
        ends.push(`${from} has fewer outputs of ${kind}`);
      }
      for (const { node, type } of outputs.flatMap((output) => output ?? [])) {
        const target = byName.get(node);
        const inputs = target === undefined ? [] : typeOf(target).description.inputs;
        if (type !== kind || !(inputs as string[]).includes(type)) {
          ends.push(`${node} takes no ${type} from ${from}`);
        }
      }
    }
  }
  return ends;
}

function outputsOf({ onError }: INode, { description }: INodeType): string[] {
  const outputs = description.outputs as string[];
  return onError === 'continueErrorOutput' ? [...outputs, NodeConnectionTypes.Main] : outputs;
}

/**
 * Finds nodes, notes included, that lie upon another.
 *
 * @param workflow the workflow
 * @returns the names of each two
 */
export function overlapsIn({ nodes }: WorkflowJson): string[] {
  const boxes = nodes.map(({ name, position: [left, top], parameters }) => {
    const [width, height] = NODE_SIZE as [number, number];
    const right = left + Number(parameters['width'] ?? width);
    return { name, left, top, right, bottom: top + Number(parameters['height'] ?? height) };
  });
  return boxes.flatMap((a, place) =>
    boxes
      .slice(place + 1)
      .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((b) => `${a.name} and ${b.name}`),
  );
}
