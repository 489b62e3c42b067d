import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { asText, shown } from '../../../shared/contact/id';
import { explain, taskOf } from '../../../shared/problem/explain';
import { badItem, errorOf, type Problem } from '../../../shared/problem/problem';
import { failed, type Result, succeeded } from '../../../shared/result';
import { readItems } from '../../../shared/run/items';
import { outputItem } from '../../../shared/run/itemResults';
import { type App, openSession } from '../../../shared/run/session';
import { defaultCountryOption, readDefaultCountry } from '../../form/defaultCountry';
import { type Filter, filtersField, readFilters } from '../../form/filters';
import { optionsField, wholeNumber } from '../../form/options';
import { readSimplify, shownAs, simplifyField } from '../../form/simplify';
import type { Operation } from '../operation';

/** What one item asks for. */
interface Query {
  app: App;
  filter: Filter;
  /** Whether every contact fits. */
  takesAll: boolean;
  limit: number;
  simplify: boolean;
  timeout: number;
}

const READING = taskOf('read');

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
    simplifyField,
    filtersField,
    optionsField([defaultCountryOption]),
  ],
  async execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
    const session = await openSession(context);
    const queries = await readItems(context, (itemIndex): Query => {
      const { app, timeout, options } = session.item(itemIndex);
      const filters = context.getNodeParameter('filters', itemIndex, {}) as IDataObject;
      const filter = readFilters(filters, readDefaultCountry(options), context.getTimezone());
      const takesAll = Object.keys(filters).length === 0;
      const limit = readLimit(context, itemIndex);
      const simplify = readSimplify(context, itemIndex);
      return { app, filter, takesAll, limit, simplify, timeout };
    });
    const output: INodeExecutionData[] = [];
    for (const [itemIndex, query] of queries.entries()) {
      const found = query.ok ? await collect(query.value) : query;
      if (found.ok) {
        for (const json of found.value) output.push({ json, pairedItem: { item: itemIndex } });
      } else if (found.problem.cancelled || !context.continueOnFail()) {
        throw errorOf(found.problem, context.getNode(), itemIndex);
      } else {
        output.push(outputItem(found, itemIndex));
      }
    }
    return output;
  },
};

function readLimit(context: IExecuteFunctions, itemIndex: number): number {
  if (context.getNodeParameter('returnAll', itemIndex, false) === true) return Infinity;
  const value: unknown = context.getNodeParameter('limit', itemIndex, 50);
  const limit = wholeNumber(value, 1);
  if (limit !== undefined) return limit;
  throw badItem(
    `The field 'Limit' is '${shown(asText(value))}', which is not a whole number of 1 or more`,
    "Switch on 'Return All' for no limit.",
  );
}

async function collect(query: Query): Promise<Result<IDataObject[], Problem>> {
  const { app, filter, takesAll, limit, simplify, timeout } = query;
  const found: IDataObject[] = [];
  const contacts = app.contactList.read(limit, timeout, takesAll);
  for (;;) {
    const { done, value } = await contacts.next();
    if (done === true) {
      if (value.ok) return succeeded(found);
      return failed(explain(value.problem, 'The list of contacts', READING));
    }
    if (!filter(value)) continue;
    found.push(shownAs(value, simplify));
    if (found.length >= limit) return succeeded(found);
  }
}
