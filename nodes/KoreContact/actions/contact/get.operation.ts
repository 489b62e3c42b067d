import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { forEachItem, readItems } from '../../../shared/run/items';
import type { ItemResult } from '../../../shared/run/itemResults';
import { explain, isProblem, type Task, type Problem } from '../../../shared/problem/explain';
import type { Operation } from '../operation';
import { contactField, ifMissingOption, optionsField } from '../../form/options';
import { find } from '../../work/find';
import { type App, openSession } from '../../../shared/run/session';
import { givenOf, readTarget, subjectOf, type Target } from '../../form/contactLocator';

interface Job {
  app: App;
  target: Target;
  task: Task;
  goOnIfMissing: boolean;
}

/** Gets one contact for each input item. */
export const get: Operation = {
  value: 'get',
  name: 'Get',
  description:
    'Get a contact by its ID or phone number. Kore.ai can only list contacts, so the list is read, once for all items.',
  action: 'Get contact',
  properties: [contactField, optionsField([ifMissingOption])],
  async execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
    const session = await openSession(context);
    const jobs = readItems(context, (itemIndex): Job | Problem => {
      const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
      const target = readTarget(session, itemIndex);
      if (isProblem(target)) return target;
      const app = session.appFor(options);
      if (isProblem(app)) return app;
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
      return { ok: false, problem: explain({ kind: 'missing', words: '' }, task) };
    }
    return { ok: true, json: { ...givenOf(target), found: false, reason: 'notFound' } };
  }
  return isProblem(search)
    ? { ok: false, problem: search }
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
