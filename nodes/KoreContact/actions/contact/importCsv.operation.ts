import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Contact } from '../../../shared/contact/contact';
import { failEachItem, readItems, readItemsLater } from '../../../shared/run/items';
import { listed, outputItem } from '../../../shared/run/itemResults';
import { importContacts } from '../../../shared/api/calls';
import { errorOf } from '../../../shared/problem/errors';
import { isProblem, type Problem } from '../../../shared/problem/explain';
import type { Operation } from '../operation';
import { readBatchSize } from '../../form/counts';
import { createAll, type Job, sameNumber } from './create.operation';
import { createIn, type Creation, creationOf, type Send } from '../../work/create';
import { batchSizeOption, optionsField } from '../../form/options';
import { csvOf, linesOf, readFile, readRow, type Row } from '../../form/csvInput';
import { type App, openSession } from '../../../shared/run/session';

/** Rows in one file unless the option says otherwise: Kore.ai documents no limit, so a modest number. */
const BATCH_SIZE = 100;

const sendFile: Send = async (client, creations) => await importContacts(client, csvOf(creations));

/** Creates contacts from a CSV file, or from items that are its rows. */
export const importCsv: Operation = {
  value: 'importCsv',
  name: 'Import From CSV',
  description: 'Create contacts from a CSV file, a hundred rows in one request',
  action: 'Import contacts from CSV',
  properties: [
    {
      displayName: 'Input Mode',
      name: 'inputMode',
      type: 'options',
      default: 'binary',
      options: [
        { name: 'File', value: 'binary', description: 'Each input item has a CSV file' },
        { name: 'Items as Rows', value: 'items', description: 'Each input item is one contact' },
      ],
      description: 'Where the rows come from',
    },
    {
      displayName: 'Input Binary Field',
      name: 'binaryPropertyName',
      type: 'string',
      required: true,
      default: 'data',
      placeholder: 'e.g. data',
      hint: 'The name of the input binary field that holds the CSV file',
      description:
        'Its header needs firstName, lastName, salutation and cellPhoneNumber, and may have cellPhoneCountryCode and cellPhoneExtension. Common names such as First Name and Phone are understood.',
      displayOptions: { show: { inputMode: ['binary'] } },
    },
    optionsField([batchSizeOption(BATCH_SIZE)]),
  ],
  async execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
    const startedAt = Date.now();
    const session = await openSession(context);
    const batchSize = readBatchSize(context, BATCH_SIZE);
    if (typeof batchSize !== 'number') return failEachItem(context, batchSize);
    const appOf = (itemIndex: number) =>
      session.appFor(context.getNodeParameter('options', itemIndex, {}) as IDataObject);
    if (context.getNodeParameter('inputMode', 0) === 'binary') {
      return await importFiles(context, appOf, { batchSize, startedAt });
    }
    const numbers = new Map<string, number>();
    const input = context.getInputData();
    const jobs = readItems(context, (itemIndex): Job | Problem => {
      const app = appOf(itemIndex);
      if (isProblem(app)) return app;
      const contact = readRow(input[itemIndex]?.json ?? {});
      if (isProblem(contact)) return contact;
      const problem = sameNumber(numbers, app, contact.phone.full, itemIndex);
      return problem ?? { app, creation: creationOf(contact) };
    });
    return await createAll(context, jobs, { send: sendFile, batchSize, startedAt });
  },
};

/** A file that was read, and where its contacts go. */
interface File {
  app: App;
  rows: Row[];
}

async function importFiles(
  context: IExecuteFunctions,
  appOf: (itemIndex: number) => App | Problem,
  plan: { batchSize: number; startedAt: number },
): Promise<INodeExecutionData[]> {
  // All files are read before the first is sent, so that a bad one stops the run before anything is done.
  const taken = new Map<string, string>();
  const files = await readItemsLater(context, async (itemIndex): Promise<File | Problem> => {
    const app = appOf(itemIndex);
    if (isProblem(app)) return app;
    const property = String(context.getNodeParameter('binaryPropertyName', itemIndex, 'data'));
    const rows = await readFile(context, itemIndex, property, taken);
    return isProblem(rows) ? rows : { app, rows };
  });
  const output: INodeExecutionData[] = [];
  for (const [itemIndex, file] of files.entries()) {
    const { created, problem } = isProblem(file)
      ? { created: [], problem: file }
      : await importFile(file, plan, context.continueOnFail());
    for (const json of created) output.push({ json, pairedItem: { item: itemIndex } });
    if (problem === undefined) continue;
    if (problem.cancelled || !context.continueOnFail()) {
      const done = output.map(({ json }) => String(json['id']));
      throw errorOf(problem, context.getNode(), itemIndex, toldOf(done));
    }
    output.push(outputItem({ ok: false, problem }, itemIndex));
  }
  return output;
}

/** Imports one file in parts. What was created is told in any case, what was not is one failure. */
async function importFile(
  { app, rows }: File,
  { batchSize, startedAt }: { batchSize: number; startedAt: number },
  goesOn: boolean,
): Promise<{ created: Contact[]; problem: Problem | undefined }> {
  const lines = new Map<Creation, number>(
    rows.map(({ line, contact }) => [creationOf(contact), line]),
  );
  const results = new Map<Creation, Contact | Problem>();
  await createIn(app, [...lines.keys()], {
    send: sendFile,
    batchSize,
    startedAt,
    stopsAtFailure: !goesOn,
    stopped: () => !goesOn && [...results.values()].some(isProblem),
    settle: (creation, settled) =>
      results.set(creation, settled.kind === 'failed' ? settled.problem : settled.contact),
  });
  const ordered = [...lines].map(([creation, line]) => ({ line, result: results.get(creation) }));
  const created = ordered.flatMap(({ result }) =>
    result === undefined || isProblem(result) ? [] : [result as Contact],
  );
  const failed = ordered.flatMap(({ line, result }) =>
    result !== undefined && isProblem(result) ? [{ line, problem: result }] : [],
  );
  const [first] = failed;
  if (first === undefined) return { created, problem: undefined };
  const count = rows.length - created.length;
  const untried = count - failed.length;
  const isUnsure = failed.some(({ problem }) => problem.unsure === true);
  const message = `${count} of the ${rows.length} contacts in the file ${
    isUnsure ? 'may or may not have been' : 'were not'
  } created`;
  const named = linesOf(failed.map(({ line, problem }) => `line ${line}: ${problem.message}`));
  const rest = untried === 0 ? '' : ` ${untried} more were not tried.`;
  const description = `The file has ${named}.${rest} ${first.problem.description}`;
  return { created, problem: { ...first.problem, message, description } };
}

function toldOf(ids: string[]): string {
  if (ids.length === 0) return '';
  const were = ids.length === 1 ? '1 contact was' : `${ids.length} contacts were`;
  return `Before the node stopped, ${were} created: ${listed(ids)}.`;
}
