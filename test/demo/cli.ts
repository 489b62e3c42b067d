import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeExecutionData } from 'n8n-workflow';
import { type Finished, start, type WorkflowJson } from '../engine';
import { type RecordedRequest, type Sandbox, startSandbox, type StoredContact } from '../sandbox';
import { builtPackage, root } from './built';
import { counted, paragraph, table } from './text';

const EXAMPLE = 'examples/delete-contacts.json';

/** The names of nodes in the example. */
const TRIGGER = 'Contacts to Delete';
const NODE = 'Kore Contact';

/** How many of the example's ids no contact has: one, to show what the error output is for. */
const UNKNOWN_IDS = 1;

/** More than the example deletes, so that some are seen to be left alone. */
const CONTACTS = 8;

/** What every path begins with before the app's id (Kore's reference). */
const PUBLIC_API = '/agentassist/api/v1/public';

/** Of a jti, which is a UUID: enough to see that no two are alike. */
const SHOWN_OF_JTI = 8;

/** Runs the example workflow against a fake contact center and shows what it did: `npm run demo`. */
async function main(): Promise<void> {
  const tested = builtPackage();
  const example = JSON.parse(readFileSync(path.join(root, EXAMPLE), 'utf8')) as WorkflowJson;
  // The example's ids are those of the seed 1.
  const sandbox = await startSandbox({ seed: 1, contacts: CONTACTS });
  try {
    const before = structuredClone(sandbox.contacts);
    print(`Kore Contact: Delete. The built package runs ${EXAMPLE} in n8n's own`);
    print(`engine, against a fake Kore.ai contact center on ${sandbox.url}.`);
    heading('Contacts before');
    print(contactTable(before));

    const finished = await start(example, { ...sandbox.credential }, tested).finished;
    const wanted = wantedIn(example);

    heading(`Requests that the node made, for ${counted(wanted.length, 'input item')}`);
    print(requestTable(sandbox));
    heading("Output 'Deleted' (four of the fields of each item)");
    print(outputTable(finished.output(NODE)));
    heading("Output 'Not Deleted' (the error output)");
    print(failureList(finished.output(NODE, 1), wanted));
    heading('Contacts after (* = changed)');
    print(contactTable(sandbox.contacts, before));

    const problems = problemsOf(finished, sandbox, wanted);
    heading(problems.length === 0 ? summary(sandbox, wanted) : 'The demo did not go as it should:');
    for (const problem of problems) print(paragraph('- ', problem));
    if (problems.length > 0) process.exitCode = 1;
  } finally {
    await sandbox.close();
  }
}

/** The ids that the example's trigger holds. */
function wantedIn({ pinData }: WorkflowJson): string[] {
  return (pinData?.[TRIGGER] ?? []).map(({ json }) => String(json['contactId']));
}

/** The contacts; those that are not as they were before are marked. */
function contactTable(contacts: StoredContact[], before = contacts): string {
  const rows = contacts.map(({ id, fullName, cellPhone, status }, place) => [
    status === before[place]?.status ? '' : '*',
    fullName,
    cellPhone.phoneNumber,
    id,
    status,
  ]);
  return table(['', 'Name', 'Phone', 'ID', 'Status'], rows);
}

function requestTable({ requests, credential }: Sandbox): string {
  const base = `${PUBLIC_API}/${credential.streamId}`;
  const rows = requests.map((request) => [
    request.method,
    request.path.replace(base, '...'),
    String(request.status),
    `${Math.round((request.endedAt ?? request.at) - request.at)} ms`,
    `${jtiOf(request).slice(0, SHOWN_OF_JTI)}...`,
  ]);
  const different = new Set(requests.map(jtiOf)).size;
  return [
    table(['Method', 'Path', 'Status', ' Time', 'jti of its token'], rows),
    paragraph('', `... stands for ${PUBLIC_API}/{App (Stream) ID}`),
    paragraph(
      '',
      `Each request was signed anew: ${counted(requests.length, 'request')}, ${different} different tokens`,
    ),
  ].join('\n');
}

function jtiOf({ token }: RecordedRequest): string {
  return token?.claims.jti ?? 'none';
}

function outputTable(items: INodeExecutionData[]): string {
  const rows = items.map(({ json }) =>
    ['id', 'fullName', 'status', 'deleted'].map((field) => String(json[field])),
  );
  return table(['id', 'fullName', 'status', 'deleted'], rows);
}

function failureList(items: INodeExecutionData[], wanted: string[]): string {
  return items
    .flatMap((item) => [
      paragraph(
        'input    ',
        `contact ID ${wanted[inputOf(item)]}, input item ${inputOf(item) + 1} of ${wanted.length}`,
      ),
      paragraph('error    ', String(item.json['error'])),
      paragraph('message  ', String(item.json['message'])),
    ])
    .join('\n');
}

/** The input item that an output item is linked to. */
function inputOf({ pairedItem }: INodeExecutionData): number {
  const link = Array.isArray(pairedItem) ? pairedItem[0] : pairedItem;
  return (typeof link === 'object' ? link.item : link) ?? -1;
}

/** What is not as the example promises it; nothing if all is well. */
function problemsOf(finished: Finished, sandbox: Sandbox, wanted: string[]): string[] {
  const inactive = sandbox.contacts.filter(({ status }) => status === 'INACTIVE');
  const missed = wanted.filter((id) => sandbox.find(id)?.status === 'ACTIVE');
  const wrong = inactive.filter(({ id }) => !wanted.includes(id));
  const unknown = wanted.filter((id) => sandbox.find(id) === undefined);
  const [ok, failed] = [0, 1].map((output) => finished.output(NODE, output).length);
  const jtis = new Set(sandbox.requests.map(jtiOf));
  return [
    ...(finished.error === undefined ? [] : [`The run failed: ${finished.error.message}`]),
    ...(unknown.length === UNKNOWN_IDS
      ? []
      : [`${counted(unknown.length, 'ID')} of the example did not exist, not ${UNKNOWN_IDS}`]),
    ...(inactive.length > 0 ? [] : ['No contact is INACTIVE']),
    ...missed.map((id) => `Contact ${id} is not INACTIVE`),
    ...wrong.map(({ id }) => `Contact ${id} is INACTIVE, and nobody asked for it`),
    ...(ok === wanted.length - unknown.length && failed === unknown.length
      ? []
      : [`${ok} and ${failed} output items came for ${wanted.length} input items`]),
    ...(jtis.size === sandbox.requests.length ? [] : ['A token was used twice']),
  ];
}

function summary({ contacts }: Sandbox, wanted: string[]): string {
  const gone = contacts.filter(({ status }) => status === 'INACTIVE').length;
  return [
    `${counted(gone, 'contact')} turned INACTIVE`,
    `${counted(wanted.length - gone, 'ID')} did not exist (error output)`,
    `${contacts.length - gone} stayed as they were.`,
  ].join(', ');
}

function heading(text: string): void {
  print(`\n${text}`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
