import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { forEachItem, readItems } from '../../shared/items';
import type { ItemResult } from '../../shared/ledger';
import { explain, isTrouble, type Task, type Trouble } from '../../shared/transport/explain';
import type { Action } from './action';
import { contactField, ifMissingOption, optionsField } from './fields';
import { find } from './find';
import { type App, openSession } from './session';
import { givenOf, readTarget, subjectOf, type Target } from './target';

interface Job {
  app: App;
  target: Target;
  task: Task;
  goOnIfMissing: boolean;
}

/** Gets one contact for each input item. */
export const get: Action = {
  value: 'get',
  name: 'Get',
  description:
    'Get a contact by its ID or phone number. Kore.ai can only list contacts, so the list is read, once for all items.',
  action: 'Get contact',
  properties: [contactField, optionsField([ifMissingOption])],
  async execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
    const session = await openSession(context);
    const jobs = readItems(context, (itemIndex): Job | Trouble => {
      const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
      const target = readTarget(session, itemIndex);
      if (isTrouble(target)) return target;
      const app = session.appFor(options);
      if (isTrouble(app)) return app;
      return {
        app,
        target,
        task: taskOf(target),
        goOnIfMissing: options['ifMissing'] === 'continue',
      };
    });
    return await forEachItem(context, jobs, getOne, '');
  },
};

async function getOne({ app, target, task, goOnIfMissing }: Job): Promise<ItemResult> {
  const search = await find(app, target, task);
  if (search === 'missing') {
    if (!goOnIfMissing) {
      return { ok: false, trouble: explain({ kind: 'missing', words: '' }, task) };
    }
    return { ok: true, json: { ...givenOf(target), found: false, reason: 'notFound' } };
  }
  return isTrouble(search)
    ? { ok: false, trouble: search }
    : { ok: true, json: { ...search.contact } };
}

function taskOf(target: Target): Task {
  return {
    subject: subjectOf(target),
    undone: 'was not read',
    unsure: 'was not read',
    canContinue: true,
  };
}
