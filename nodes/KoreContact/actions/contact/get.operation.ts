import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { givenOf, subjectOf, type Target } from '../../../shared/contact/contact';
import { explain, taskOf } from '../../../shared/problem/explain';
import { failed, succeeded } from '../../../shared/result';
import { forEachItem, readItems } from '../../../shared/run/items';
import type { ItemResult } from '../../../shared/run/itemResults';
import { type App, openSession } from '../../../shared/run/session';
import { contactField, readTarget } from '../../form/contactLocator';
import { defaultCountryOption } from '../../form/defaultCountry';
import { ifMissingOption, optionsField, readContactOptions } from '../../form/options';
import { readSimplify, shownAs, simplifyField } from '../../form/simplify';
import type { Operation } from '../operation';

/** One contact to read. */
interface Query {
  app: App;
  target: Target;
  timeout: number;
  continueIfMissing: boolean;
  simplify: boolean;
}

const READING = taskOf('read', { canContinue: true });

/** Gets one contact for each input item. */
export const get: Operation = {
  value: 'get',
  name: 'Get',
  description: 'Get a contact by its ID or phone number',
  action: 'Get contact',
  properties: [contactField, simplifyField, optionsField([defaultCountryOption, ifMissingOption])],
  async execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
    const session = await openSession(context);
    const items = await readItems(context, (itemIndex): Query => {
      const { app, timeout, options } = session.item(itemIndex);
      const target = readTarget(session, itemIndex, options);
      const { continueIfMissing } = readContactOptions(options);
      const simplify = readSimplify(context, itemIndex);
      return { app, timeout, target, continueIfMissing, simplify };
    });
    return await forEachItem(context, items, getOne, '');
  },
};

async function getOne(query: Query): Promise<ItemResult> {
  const { app, target, timeout, continueIfMissing, simplify } = query;
  const found = await app.contactList.find(target, timeout);
  if (found.ok) return succeeded({ json: shownAs(found.value, simplify) });
  if (found.problem.kind !== 'missing' || !continueIfMissing) {
    return failed(explain(found.problem, subjectOf(target), READING));
  }
  return succeeded({ json: { ...givenOf(target), found: false, reason: 'notFound' } });
}
