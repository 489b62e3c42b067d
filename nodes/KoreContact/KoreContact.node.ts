import {
  type IExecuteFunctions,
  type INodeExecutionData,
  type INodeType,
  type INodeTypeDescription,
  NodeConnectionTypes,
} from 'n8n-workflow';
import { badRun } from '../shared/problem/problem';
import { safely } from '../shared/run/items';
import { fields, hints, operationFor } from './actions';
import { getCountries } from './methods/getCountries';
import { searchContacts } from './methods/searchContacts';

/** Works with the contacts of Kore.ai's Contact Center. What each operation does is in `actions/`. */
export class KoreContact implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Kore Contact',
    name: 'koreContact',
    icon: { light: 'file:../../icons/kore.svg', dark: 'file:../../icons/kore.dark.svg' },
    group: ['transform'],
    version: 1,
    // The name of the operation. n8n's linter wants it written out; a test holds it to the registry.
    subtitle:
      '={{ ({ create: "Create", upsert: "Create or Update", delete: "Delete", deleteMany: "Delete Many", get: "Get", getAll: "Get Many", importCsv: "Import From CSV", sync: "Sync", update: "Update" })[$parameter["operation"]] }}',
    description: "Delete, create, update, find and import contacts in Kore.ai's Contact Center",
    defaults: { name: 'Kore Contact' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'koreApi', required: true }],
    hints,
    properties: [
      {
        displayName: 'Resource',
        name: 'resource',
        type: 'options',
        noDataExpression: true,
        default: 'contact',
        options: [{ name: 'Contact', value: 'contact' }],
      },
      ...fields,
    ],
  };

  methods = { listSearch: { searchContacts }, loadOptions: { getCountries } };

  /**
   * Runs the chosen operation over all input items.
   *
   * @returns one output item for each input item
   * @throws NodeApiError or NodeOperationError, unless the node is set to continue
   */
  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const [resource, operation] = ['resource', 'operation'].map((name) =>
      String(this.getNodeParameter(name, 0)),
    );
    const output = await safely(this, async () => {
      const chosen = operationFor(resource ?? '', operation ?? '');
      if (chosen !== undefined) return await chosen.execute(this);
      throw badRun(
        `The operation '${operation}' is not known`,
        'The workflow was made with another version of this node. Choose one of the operations that the list shows, or update the node.',
      );
    });
    return [output];
  }
}
