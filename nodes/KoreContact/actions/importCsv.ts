import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Contact } from '../../shared/contact/contact';
import { failEachItem, readItems, readItemsLater } from '../../shared/items';
import { listed, outputItem } from '../../shared/ledger';
import { importContacts } from '../../shared/transport/calls';
import { errorOf } from '../../shared/transport/errors';
import { isTrouble, type Trouble } from '../../shared/transport/explain';
import type { Action } from './action';
import { readBatchSize } from './batching';
import { createAll, type Job, sameNumber } from './create';
import { createIn, type Creation, creationOf, type Send } from './creation';
import { batchSizeOption, optionsField } from './fields';
import { csvOf, linesOf, readFile, readRow, type Row } from './importRows';
import { type App, openSession } from './session';

/** Rows in one file unless the option says otherwise: Kore.ai documents no limit, so a modest number. */
const BATCH_SIZE = 100;

const sendFile: Send = async (client, creations) => await importContacts(client, csvOf(creations));

/** Creates contacts from a CSV file, or from items that are its rows. */
export const importCsv: Action = {
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
    const jobs = readItems(context, (itemIndex): Job | Trouble => {
      const app = appOf(itemIndex);
      if (isTrouble(app)) return app;
      const contact = readRow(input[itemIndex]?.json ?? {});
      if (isTrouble(contact)) return contact;
      const trouble = sameNumber(numbers, app, contact.phone.full, itemIndex);
      return trouble ?? { app, creation: creationOf(contact) };
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
  appOf: (itemIndex: number) => App | Trouble,
  plan: { batchSize: number; startedAt: number },
): Promise<INodeExecutionData[]> {
  // All files are read before the first is sent, so that a bad one stops the run before anything is done.
  const taken = new Map<string, string>();
  const files = await readItemsLater(context, async (itemIndex): Promise<File | Trouble> => {
    const app = appOf(itemIndex);
    if (isTrouble(app)) return app;
    const property = String(context.getNodeParameter('binaryPropertyName', itemIndex, 'data'));
    const rows = await readFile(context, itemIndex, property, taken);
    return isTrouble(rows) ? rows : { app, rows };
  });
  const output: INodeExecutionData[] = [];
  for (const [itemIndex, file] of files.entries()) {
    const { created, trouble } = isTrouble(file)
      ? { created: [], trouble: file }
      : await importFile(file, plan, context.continueOnFail());
    for (const json of created) output.push({ json, pairedItem: { item: itemIndex } });
    if (trouble === undefined) continue;
    if (trouble.cancelled || !context.continueOnFail()) {
      const done = output.map(({ json }) => String(json['id']));
      throw errorOf(trouble, context.getNode(), itemIndex, toldOf(done));
    }
    output.push(outputItem({ ok: false, trouble }, itemIndex));
  }
  return output;
}

/** Imports one file in parts. What was created is told in any case, what was not is one failure. */
async function importFile(
  { app, rows }: File,
  { batchSize, startedAt }: { batchSize: number; startedAt: number },
  goesOn: boolean,
): Promise<{ created: Contact[]; trouble: Trouble | undefined }> {
  const lines = new Map<Creation, number>(
    rows.map(({ line, contact }) => [creationOf(contact), line]),
  );
  const results = new Map<Creation, Contact | Trouble>();
  await createIn(app, [...lines.keys()], {
    send: sendFile,
    batchSize,
    startedAt,
    stopsAtFailure: !goesOn,
    stopped: () => !goesOn && [...results.values()].some(isTrouble),
    settle: (creation, settled) =>
      results.set(creation, settled.kind === 'failed' ? settled.trouble : settled.contact),
  });
  const ordered = [...lines].map(([creation, line]) => ({ line, result: results.get(creation) }));
  const created = ordered.flatMap(({ result }) =>
    result === undefined || isTrouble(result) ? [] : [result as Contact],
  );
  const failed = ordered.flatMap(({ line, result }) =>
    result !== undefined && isTrouble(result) ? [{ line, trouble: result }] : [],
  );
  const [first] = failed;
  if (first === undefined) return { created, trouble: undefined };
  const count = rows.length - created.length;
  const untried = count - failed.length;
  const isUnsure = failed.some(({ trouble }) => trouble.unsure === true);
  const message = `${count} of the ${rows.length} contacts in the file ${
    isUnsure ? 'may or may not have been' : 'were not'
  } created`;
  const named = linesOf(failed.map(({ line, trouble }) => `line ${line}: ${trouble.message}`));
  const rest = untried === 0 ? '' : ` ${untried} more were not tried.`;
  const description = `The file has ${named}.${rest} ${first.trouble.description}`;
  return { created, trouble: { ...first.trouble, message, description } };
}

function toldOf(ids: string[]): string {
  if (ids.length === 0) return '';
  const were = ids.length === 1 ? '1 contact was' : `${ids.length} contacts were`;
  return `Before the node stopped, ${were} created: ${listed(ids)}.`;
}
