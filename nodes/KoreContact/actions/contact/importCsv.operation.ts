import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { errorOf } from '../../../shared/problem/problem';
import { failed } from '../../../shared/result';
import { readItems } from '../../../shared/run/items';
import { doneBefore, outputItem } from '../../../shared/run/itemResults';
import { type App, openSession, type Session } from '../../../shared/run/session';
import { readDefaults } from '../../form/contactFields';
import { defaultCountryOption } from '../../form/defaultCountry';
import { readFile, readRow } from '../../form/csvInput';
import { BATCH_SIZES, batchSizeOption, optionsField, readBatchSize } from '../../form/options';
import { creationOf } from '../../work/create';
import { createAll, type Job, uniqueNumbers } from '../../work/createAll';
import { type ContactFile, fileImporter, sendFile } from '../../work/importFile';
import type { Operation } from '../operation';

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
    optionsField([batchSizeOption(BATCH_SIZES.importCsv), defaultCountryOption]),
  ],
  async execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
    const startedAt = Date.now();
    const session = await openSession(context);
    const batchSize = readBatchSize(context, BATCH_SIZES.importCsv);
    if (context.getNodeParameter('inputMode', 0) === 'binary') {
      return await importFiles(context, session, batchSize, startedAt);
    }
    const assertUnique = uniqueNumbers();
    const input = context.getInputData();
    const jobs = await readItems(context, (itemIndex): Job => {
      const { app, timeout, options } = session.item(itemIndex);
      const contact = readRow(input[itemIndex]?.json ?? {}, readDefaults(options));
      assertUnique(app, contact.phone.full, itemIndex);
      return { app, creation: creationOf(contact, timeout) };
    });
    return await createAll(context, jobs, { send: sendFile, batchSize, startedAt });
  },
};

async function importFiles(
  context: IExecuteFunctions,
  session: Session,
  batchSize: number,
  startedAt: number,
): Promise<INodeExecutionData[]> {
  // All files are read before the first is sent, so that a bad one stops the run before anything is done.
  const taken = new Map<App, Map<string, string>>();
  const files = await readItems(context, async (itemIndex): Promise<ContactFile> => {
    const { app, timeout, options } = session.item(itemIndex);
    const property = String(context.getNodeParameter('binaryPropertyName', itemIndex, 'data'));
    const takenInApp = taken.get(app) ?? new Map<string, string>();
    taken.set(app, takenInApp);
    const defaults = readDefaults(options);
    const rows = await readFile(context, itemIndex, property, defaults, takenInApp);
    return { app, timeout, rows };
  });
  const goesOn = context.continueOnFail();
  const importFile = fileImporter(batchSize, startedAt, goesOn);
  const output: INodeExecutionData[] = [];
  for (const [itemIndex, file] of files.entries()) {
    const { created, problem } = file.ok
      ? await importFile(file.value)
      : { created: [], problem: file.problem };
    for (const json of created) output.push({ json, pairedItem: { item: itemIndex } });
    if (problem === undefined) continue;
    if (problem.cancelled || !goesOn) {
      const ids = output.map(({ json }) => String(json['id']));
      throw errorOf(problem, context.getNode(), itemIndex, doneBefore(ids, 'created'));
    }
    output.push(outputItem(failed(problem), itemIndex));
  }
  return output;
}
