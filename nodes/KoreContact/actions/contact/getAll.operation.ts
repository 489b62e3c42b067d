import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { type Contact, nameOf } from '../../../shared/contact/contact';
import { asText, shown } from '../../../shared/contact/id';
import { readItems } from '../../../shared/run/items';
import { outputItem } from '../../../shared/run/itemResults';
import { errorOf } from '../../../shared/problem/errors';
import { explain, isProblem, type Task, type Problem } from '../../../shared/problem/explain';
import type { Operation } from '../operation';
import { wholeNumber } from '../../form/counts';
import { optionsField } from '../../form/options';
import { incompleteList } from '../../work/find';
import { type Filter, filtersField, readFilters } from '../../form/filters';
import { type App, openSession } from '../../../shared/run/session';

/** What one item asks for. */
interface Query {
  app: App;
  filter: Filter;
  limit: number;
  simplify: boolean;
}

const TASK: Task = {
  subject: 'The list of contacts',
  undone: 'was not read',
  unsure: 'was not read',
};

/** Gets the contacts of an app (stream). */
export const getAll: Operation = {
  value: 'getAll',
  name: 'Get Many',
  description: 'Get many contacts, in the order in which Kore.ai lists them',
  action: 'Get many contacts',
  properties: [
    {
      displayName: 'Return All',
      name: 'returnAll',
      type: 'boolean',
      default: false,
      description: 'Whether to return all results or only up to a given limit',
    },
    {
      displayName: 'Limit',
      name: 'limit',
      type: 'number',
      typeOptions: { minValue: 1 },
      default: 50,
      description: 'Max number of results to return',
      displayOptions: { show: { returnAll: [false] } },
    },
    {
      displayName: 'Simplify',
      name: 'simplify',
      type: 'boolean',
      default: true,
      description: 'Whether to return a simplified version of the response instead of the raw data',
    },
    filtersField,
    optionsField([]),
  ],
  async execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
    const session = await openSession(context);
    const queries = readItems(context, (itemIndex): Query | Problem => {
      const app = session.appFor(context.getNodeParameter('options', itemIndex, {}) as IDataObject);
      if (isProblem(app)) return app;
      const given = context.getNodeParameter('filters', itemIndex, {}) as IDataObject;
      const filter = readFilters(given);
      if (isProblem(filter)) return filter;
      const limit = readLimit(context, itemIndex);
      if (typeof limit !== 'number') return limit;
      const simplify = context.getNodeParameter('simplify', itemIndex, true) !== false;
      return { app, filter, limit, simplify };
    });
    const output: INodeExecutionData[] = [];
    for (const [itemIndex, query] of queries.entries()) {
      const found = isProblem(query) ? query : await collect(query);
      if (!isProblem(found)) {
        for (const json of found) output.push({ json, pairedItem: { item: itemIndex } });
      } else if (found.cancelled || !context.continueOnFail()) {
        throw errorOf(found, context.getNode(), itemIndex);
      } else {
        output.push(outputItem({ ok: false, problem: found }, itemIndex));
      }
    }
    return output;
  },
};

function readLimit(context: IExecuteFunctions, itemIndex: number): number | Problem {
  if (context.getNodeParameter('returnAll', itemIndex, false) === true) return Infinity;
  const value: unknown = context.getNodeParameter('limit', itemIndex, 50);
  const limit = wholeNumber(value, 1);
  if (limit !== undefined) return limit;
  return {
    message: `The field 'Limit' is '${shown(asText(value))}', which is not a whole number of 1 or more`,
    description: "Nothing was sent to Kore.ai for this item. Switch on 'Return All' for no limit.",
    cause: 'input',
  };
}

async function collect({ app, filter, limit, simplify }: Query) {
  const found: IDataObject[] = [];
  const contacts = app.contactList.read(limit);
  for (;;) {
    const { done, value } = await contacts.next();
    if (done === true) {
      if (value === undefined) return found;
      return value === 'incomplete' ? incompleteList(TASK) : explain(value, TASK);
    }
    if (!filter(value)) continue;
    found.push(simplify ? simplified(value) : { ...value });
    if (found.length >= limit) return found;
  }
}

/** The fields that people work with, ten at the most, with those of the number at the top. */
function simplified(contact: Contact): IDataObject {
  const { phoneNumber, countryCode } = (contact['cellPhone'] ?? {}) as IDataObject;
  const { id, firstName, lastName, salutation, status, createdAt, updatedAt } = contact;
  const fullName = nameOf(contact);
  return {
    id,
    fullName,
    firstName,
    lastName,
    salutation,
    phoneNumber,
    countryCode,
    status,
    createdAt,
    updatedAt,
  };
}
