import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { type Contact, told } from '../../../shared/contact/contact';
import { errorOf, type Problem } from '../../../shared/problem/problem';
import { failed } from '../../../shared/result';
import { type BadLine, hintAtSkipped, outputOfLine } from '../../../shared/run/badLines';
import { doneBefore, outputItem } from '../../../shared/run/itemResults';
import { readItems } from '../../../shared/run/items';
import { Progress } from '../../../shared/run/progress';
import { type App, openSession, type Session } from '../../../shared/run/session';
import { readDefaults } from '../../form/contactFields';
import { type ContactFile, type ContactLine, readFile } from '../../form/csvInput';
import { defaultCountryOption } from '../../form/defaultCountry';
import {
  BATCH_SIZES,
  badLinesOption,
  batchSizeOption,
  defaultSalutationOption,
  optionsField,
  readBadLines,
  readBatchSize,
} from '../../form/options';
import { rowReader } from '../../form/rowInput';
import { creationOf } from '../../work/create';
import { createAll, type Job, uniqueNumbers } from '../../work/createAll';
import {
  fileImporter,
  type GoesOn,
  type Import,
  type Imported,
  problemBeyondLines,
  sendFile,
} from '../../work/importFile';
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
        'A file as HubSpot, Salesforce, Outlook, Google Contacts, Pipedrive, Zoho, Zendesk or Intercom export it, or with the columns firstName, lastName, salutation and cellPhoneNumber',
      displayOptions: { show: { inputMode: ['binary'] } },
    },
    {
      displayName:
        'Each item is one contact. Its fields are firstName, lastName, salutation and phone (or mobile), and may be countryCode or country and dialingPrefix; names that a CRM uses are understood as well.',
      name: 'rowsNotice',
      type: 'notice',
      default: '',
      displayOptions: { show: { inputMode: ['items'] } },
    },
    optionsField([
      badLinesOption,
      batchSizeOption(BATCH_SIZES.importCsv),
      defaultCountryOption,
      defaultSalutationOption,
    ]),
  ],
  async execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
    const startedAt = Date.now();
    const session = await openSession(context);
    const batchSize = readBatchSize(context, BATCH_SIZES.importCsv);
    if (context.getNodeParameter('inputMode', 0) === 'binary') {
      return await importFiles(context, session, batchSize, startedAt);
    }
    const assertUnique = uniqueNumbers();
    const input = context.getInputData().map(({ json }) => json);
    const readRow = rowReader(input);
    const jobs = await readItems(context, (itemIndex): Job => {
      const { app, timeout, options } = session.item(itemIndex);
      const contact = readRow(input[itemIndex] ?? {}, readDefaults(options));
      assertUnique(app, contact.phone.full, itemIndex);
      return { app, creation: creationOf(contact, timeout) };
    });
    return await createAll(context, jobs, { send: sendFile, batchSize, startedAt });
  },
};

/** A file of an item, read and checked. */
interface ReadFile extends Import<ContactLine>, ContactFile {
  skipsBadLines: boolean;
}

async function importFiles(
  context: IExecuteFunctions,
  session: Session,
  batchSize: number,
  startedAt: number,
): Promise<INodeExecutionData[]> {
  // All files are read before the first is sent, so that a bad one stops the run before anything is done.
  const files = await readItems(context, fileReader(context, session));
  const goesOn = context.continueOnFail();
  const count = files.reduce((sum, file) => sum + (file.ok ? file.value.contacts.length : 0), 0);
  const progress = new Progress(context, count, 'created');
  const importFile = fileImporter(batchSize, startedAt, progress);
  const output: INodeExecutionData[] = [];
  const ids: string[] = [];
  for (const [itemIndex, file] of files.entries()) {
    const { created, skipped, problem } = file.ok
      ? outcomeOf(file.value, await importFile(file.value, rangeOf(file.value, goesOn)), goesOn)
      : { created: [], skipped: [], problem: file.problem };
    for (const contact of created) {
      const json = told({ id: contact.id }, contact);
      output.push({ json, pairedItem: { item: itemIndex } });
      ids.push(contact.id);
    }
    const header = file.ok ? file.value.header : [];
    for (const line of skipped) output.push(outputOfLine(line, header, itemIndex, goesOn));
    hintAtSkipped(context, skipped, itemIndex);
    if (problem === undefined) continue;
    if (problem.cancelled) progress.cancelled();
    if (problem.cancelled || !goesOn) {
      throw errorOf(problem, context.getNode(), itemIndex, doneBefore(ids, 'created'));
    }
    output.push(outputItem(failed(problem), itemIndex));
  }
  return output;
}

function fileReader(
  context: IExecuteFunctions,
  session: Session,
): (itemIndex: number) => Promise<ReadFile> {
  const takenIn = new Map<App, Map<string, string>>();
  return async (itemIndex) => {
    const { app, timeout, options } = session.item(itemIndex);
    const property: unknown = context.getNodeParameter('binaryPropertyName', itemIndex, 'data');
    const taken = takenIn.get(app) ?? new Map<string, string>();
    takenIn.set(app, taken);
    const skipsBadLines = readBadLines(options);
    const plan = { defaults: readDefaults(options), skipsBadLines, taken };
    const file = await readFile(context, itemIndex, property, plan);
    if (file.note !== '') {
      context.addExecutionHints({ message: file.note, location: 'outputPane' });
    }
    return { app, timeout, skipsBadLines, ...file };
  };
}

function rangeOf({ skipsBadLines }: ReadFile, goesOn: boolean): GoesOn {
  if (goesOn) return 'always';
  return skipsBadLines ? 'afterRefusals' : 'never';
}

interface FileOutcome {
  created: Contact[];
  skipped: BadLine[];
  problem: Problem | undefined;
}

/** Tells lines that are skipped from what concerns the whole file. */
function outcomeOf(
  { skipsBadLines, bad }: ReadFile,
  imported: Imported<ContactLine>,
  goesOn: boolean,
): FileOutcome {
  const { created, failures } = imported;
  if (!skipsBadLines) return { created, skipped: [], problem: imported.problem };
  const problem = problemBeyondLines(imported, goesOn);
  const lines = problem === undefined ? [...bad, ...failures] : bad;
  return { created, skipped: lines.sort((a, b) => a.line - b.line), problem };
}
