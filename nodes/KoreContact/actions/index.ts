import type { INodeProperties } from 'n8n-workflow';
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

/** @returns the operation, or undefined where this version of the node has none of that name */
export function operationFor(resource: string, operation: string): Operation | undefined {
  return resources
    .find(({ value }) => value === resource)
    ?.operations.find(({ value }) => value === operation);
}
