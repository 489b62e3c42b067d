import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { table } from '../demo/text';
import { type Finished, names, startNode, type Tested } from '../engine';
import { type Sandbox, startSandbox } from '../sandbox';
import type { Verdict } from './verdict';

/** The numbers of the project's target for its many-at-once operations. */
const CONTACTS = 1_000;

/** What an answer takes at the sandbox: about what a server in the same country takes. */
const LATENCY_MS = 50;

/** What an answer takes where the limit is run against in real time. */
const REAL_LATENCY_MS = 150;

/** Kore.ai's limit in a minute, and the sandbox's. */
const LIMIT = 60;

/** What a contact looks like in the input. */
const PERSON: INodeParameters = {
  firstName: '={{ $json.firstName }}',
  lastName: '={{ $json.lastName }}',
  salutation: 'Ms',
  phoneNumber: '={{ $json.phone }}',
};

const BY_ID: INodeParameters = {
  contactId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
};

/** One operation, on contacts that are there already or on new ones. */
interface Work {
  name: string;
  there: boolean;
  parameters: INodeParameters;
  /** The requests that the target allows. */
  atMost: number;
  /** The same contacts one by one, where that is another operation or setting. */
  oneByOne: INodeParameters;
}

const WORKS: Work[] = [
  {
    name: 'Delete Many',
    there: true,
    parameters: { operation: 'deleteMany', ...BY_ID },
    atMost: 10,
    oneByOne: { operation: 'delete', ...BY_ID },
  },
  {
    name: 'Create',
    there: false,
    parameters: { operation: 'create', ...PERSON },
    atMost: 20,
    oneByOne: { operation: 'create', ...PERSON, options: { batchSize: 1 } },
  },
  {
    name: 'Update',
    there: true,
    parameters: { operation: 'update', ...BY_ID, updateFields: { firstName: 'Asha' } },
    atMost: 20,
    oneByOne: {
      operation: 'update',
      ...BY_ID,
      updateFields: { firstName: 'Asha' },
      options: { batchSize: 1 },
    },
  },
  {
    name: 'Create or Update, new',
    there: false,
    parameters: { operation: 'upsert', ...PERSON },
    atMost: 21,
    oneByOne: { operation: 'upsert', ...PERSON, options: { batchSize: 1 } },
  },
  {
    name: 'Create or Update, changed',
    there: true,
    parameters: { operation: 'upsert', ...PERSON, firstName: 'Asha' },
    atMost: 20,
    oneByOne: { operation: 'upsert', ...PERSON, firstName: 'Asha', options: { batchSize: 1 } },
  },
];

/**
 * Counts the requests of each operation on 1,000 contacts, and takes its time, beside one by one; then runs
 * against a limit of 60 requests a minute in real time.
 *
 * @param tested the built package
 * @param print where the tables go
 */
export async function bulk(tested: Tested, print: (text: string) => void): Promise<Verdict[]> {
  print(`\nRequests and time for ${CONTACTS} contacts, ${LATENCY_MS} ms an answer, pacing off`);
  const verdicts: Verdict[] = [];
  const rows: string[][] = [];
  for (const { name, there, parameters, atMost, oneByOne } of WORKS) {
    const many = await once(tested, there, parameters);
    const single = await once(tested, there, oneByOne);
    rows.push([
      name,
      ...[many, single].flatMap(({ requests, ms }) => [
        String(requests),
        seconds(ms),
        windows(requests),
      ]),
    ]);
    verdicts.push({
      target: `${name}: ${CONTACTS} contacts in at most ${atMost} requests`,
      measured: String(many.requests),
      met: many.requests <= atMost,
    });
  }
  print(
    table(
      ['', ' Requests', ' Took', ' At 60 a minute', ' One by one', ' Took', ' At 60 a minute'],
      rows,
    ),
  );
  verdicts.push(await secondUpsert(tested), ...(await againstTheLimit(tested, print)));
  return verdicts;
}

async function once(tested: Tested, there: boolean, parameters: INodeParameters) {
  const sandbox = await startSandbox({
    contacts: there ? CONTACTS : 0,
    requestsPerMinute: 0,
    latencyMs: LATENCY_MS,
  });
  const { ms } = await run(tested, sandbox, parameters, inputOf(sandbox, there), 0);
  const requests = sandbox.requests.length;
  await sandbox.close();
  return { requests, ms };
}

async function secondUpsert(tested: Tested): Promise<Verdict> {
  const sandbox = await startSandbox({ contacts: 0, requestsPerMinute: 0 });
  const items = inputOf(sandbox, false);
  const parameters = { operation: 'upsert', ...PERSON };
  await run(tested, sandbox, parameters, items, 0);
  sandbox.clearRequests();
  await run(tested, sandbox, parameters, items, 0);
  const methods = new Set(sandbox.requests.map(({ method }) => method));
  const { length } = sandbox.requests;
  await sandbox.close();
  return {
    target: 'A second identical Create or Update sends nothing but the listing',
    measured: `${length} ${[...methods].join(', ')}`,
    met: methods.size === 1 && methods.has('GET') && length <= Math.ceil(CONTACTS / 100),
  };
}

async function againstTheLimit(tested: Tested, print: (text: string) => void): Promise<Verdict[]> {
  print(`\nAgainst ${LIMIT} requests a minute in real time, ${REAL_LATENCY_MS} ms an answer`);
  const cases = [
    { name: 'Delete Many', operation: 'deleteMany', contacts: 3_000, requests: 30, slackMs: 3_000 },
    { name: 'Delete', operation: 'delete', contacts: 90, requests: 90, slackMs: 5_000 },
  ];
  const verdicts: Verdict[] = [];
  for (const { name, operation, contacts, requests, slackMs } of cases) {
    const sandbox = await startSandbox({
      contacts,
      requestsPerMinute: LIMIT,
      latencyMs: REAL_LATENCY_MS,
    });
    const items = inputOf(sandbox, true);
    const { ms } = await run(tested, sandbox, { operation, ...BY_ID }, items, LIMIT);
    const refused = sandbox.requests.filter(({ status }) => status === 429).length;
    const left = sandbox.contacts.filter(({ status }) => status === 'ACTIVE').length;
    await sandbox.close();
    // So many whole windows must pass before the last request may begin.
    const boundMs = Math.floor((requests - 1) / LIMIT) * 60_000;
    print(
      `  ${name} of ${contacts}: ${seconds(ms)}, bound ${seconds(boundMs)}, ${refused} refused`,
    );
    verdicts.push({
      target: `${name} of ${contacts} within ${seconds(slackMs)} of its bound, none refused or left`,
      measured: `${seconds(ms - boundMs)}, ${refused}, ${left}`,
      met: ms - boundMs <= slackMs && refused === 0 && left === 0,
    });
  }
  return verdicts;
}

async function run(
  tested: Tested,
  sandbox: Sandbox,
  parameters: INodeParameters,
  items: IDataObject[],
  requestsPerMinute: number,
): Promise<{ ms: number }> {
  const startedAt = performance.now();
  const finished: Finished = await startNode({
    tested,
    credential: { ...sandbox.credential, requestsPerMinute },
    parameters,
    items,
  }).finished;
  if (finished.error !== undefined) throw finished.error;
  const count = finished.output(names.node).length;
  if (count !== items.length) throw new Error(`${items.length} items became ${count}`);
  return { ms: performance.now() - startedAt };
}

function inputOf(sandbox: Sandbox, there: boolean): IDataObject[] {
  if (there) {
    return sandbox.contacts.map(({ id, firstName, lastName, cellPhone }) => ({
      id,
      firstName,
      lastName,
      phone: cellPhone.phoneNumber,
    }));
  }
  return Array.from({ length: CONTACTS }, (_, i) => ({
    firstName: 'Asha',
    lastName: `Rao ${i}`,
    phone: `+91 90000 ${String(10_000 + i)}`,
  }));
}

/** What the requests take at Kore.ai's limit: the whole windows that pass before the last may begin. */
function windows(requests: number): string {
  const minutes = Math.floor((requests - 1) / LIMIT);
  return minutes === 0 ? 'at once' : `${minutes} min`;
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(2)} s`;
}
