import type { INodeProperties, NodeHint } from 'n8n-workflow';
import { contact } from './contact';
import type { Operation, Resource } from './operation';

/** Everything that the node works on. */
const resources: Resource[] = [contact];

/** The fields of all operations, each shown for its own operation only, behind the dropdown of the operations. */
export const fields: INodeProperties[] = resources.flatMap(({ value, operations, usual }) => [
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: [value] } },
    default: usual,
    options: operations.map(({ name, value: operation, description, action }) => ({
      name,
      value: operation,
      description,
      action,
    })),
  },
  ...operations.flatMap((operation) =>
    operation.properties.map((property) => ({
      ...property,
      displayOptions: {
        ...property.displayOptions,
        show: {
          ...property.displayOptions?.show,
          resource: [value],
          operation: [operation.value],
        },
      },
    })),
  ),
]);

/** What the editor says of an operation before it is run, as far as its input and its fields tell. */
export const hints: NodeHint[] = resources.flatMap(({ operations }) =>
  operations.flatMap(({ value, hint }) =>
    hint === undefined
      ? []
      : [
          {
            message: hint.message,
            displayCondition: `={{ $parameter["operation"] === "${value}" && ${hint.condition} }}`,
            location: 'outputPane' as const,
            whenToDisplay: 'beforeExecution' as const,
          },
        ],
  ),
);

/** @returns the operation, or undefined where this version of the node has none of that name */
export function operationFor(resource: string, operation: string): Operation | undefined {
  return resources
    .find(({ value }) => value === resource)
    ?.operations.find(({ value }) => value === operation);
}
