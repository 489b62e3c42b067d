import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { RATE_WINDOW_MS, REQUESTS_AT_ONCE } from '../../../nodes/shared/http/limits';
import { root } from '../../demo/built';
import { type Finished, start, type Tested, type WorkflowJson } from '../../engine';
import { type Sandbox, startSandbox, type StoredContact } from '../../sandbox';
import { heapUsed } from '../heap';
import { LATENCY_MS, LIMIT } from './scale';

/** Contacts at the beginning, and how many of them are changed and gone; as many more are new. */
const CONTACTS = 6_000;
const OF_EACH = 60;

const BYTES_PER_MB = 1_000_000;

/** One way to make Kore.ai equal to a list, and where it tells what it did. */
interface Way {
  name: string;
  file: string;
  /** The node that creates and updates, and the one that deletes. */
  writes: string;
  deletes: string;
}

const WAYS: Way[] = [
  { name: 'Sync', file: 'examples/nightly-mirror.json', writes: 'Sync', deletes: 'Sync' },
  {
    name: 'The seven nodes that it replaces',
    file: 'test/bench/fixtures/seven-nodes.json',
    writes: 'Create or Update',
    deletes: 'Delete Those Gone',
  },
];

/** What one way took, in real time: one round, since it takes minutes. */
export interface Mirror {
  name: string;
  ms: number;
  requests: number;
  writes: number;
  /** Of the requests at the account's limit, whole windows and then the last ones, some at a time. */
  boundMs: number;
  /** Heap in use with the workflow over and its items there, above that before it, in MB. */
  heldMb: number;
  refused: number;
  /** Contacts that are not as the list has them. */
  wrong: number;
  /** Contacts of which an item says something else than what became of them, or of which none tells what did. */
  reportedWrongly: number;
}

/**
 * Makes 6,000 contacts equal to a list with 60 new, 60 changed and 60 gone, against 60 requests a minute, without
 * shortening anything.
 *
 * @param tested the built package
 */
export async function mirrors(tested: Tested): Promise<Mirror[]> {
  const done: Mirror[] = [];
  // By turns: what they hold is measured of one process.
  for (const [place, way] of WAYS.entries()) done.push(await mirror(tested, way, place + 100));
  return done;
}

async function mirror(tested: Tested, way: Way, seed: number): Promise<Mirror> {
  const sandbox = await startSandbox({
    seed,
    contacts: CONTACTS,
    requestsPerMinute: LIMIT,
    latencyMs: LATENCY_MS,
  });
  const before = new Map(sandbox.contacts.map((contact) => [contact.id, structuredClone(contact)]));
  const items = wantedOf(sandbox);
  const workflow = workflowOf(way.file);
  const crm = { 'CRM Contacts': items.map((json): INodeExecutionData => ({ json })) };
  const heapBefore = heapUsed();
  const startedAt = performance.now();
  const finished = await start(
    { ...workflow, pinData: { 'Every Night': [{ json: {} }], ...crm } },
    { ...sandbox.credential, requestsPerMinute: LIMIT },
    tested,
  ).finished;
  const ms = performance.now() - startedAt;
  if (finished.error !== undefined) throw finished.error;
  const heldMb = (heapUsed() - heapBefore) / BYTES_PER_MB;
  const requests = sandbox.requests.length;
  const result = {
    name: way.name,
    ms,
    requests,
    writes: sandbox.requests.filter(({ method }) => method !== 'GET').length,
    boundMs: realBoundMs(requests),
    heldMb,
    refused: sandbox.requests.filter(({ status }) => status === 429).length,
    wrong: wrongIn(sandbox, items),
    reportedWrongly: reportedWrongly(finished, way, sandbox, before),
  };
  await sandbox.close();
  return result;
}

/** The bound of the other parts, at a real minute. */
export function realBoundMs(requests: number): number {
  const windows = Math.floor((requests - 1) / LIMIT);
  const last = requests - windows * LIMIT;
  return windows * RATE_WINDOW_MS + Math.ceil(last / REQUESTS_AT_ONCE) * LATENCY_MS;
}

/** The list as it should be: the first contacts are gone from it, the next have another name, others are new. */
function wantedOf({ contacts }: Sandbox): IDataObject[] {
  const kept = contacts.slice(OF_EACH).map(({ firstName, lastName, salutation, cellPhone }, i) => ({
    firstName,
    lastName: i < OF_EACH ? 'Changed' : lastName,
    salutation,
    phone: cellPhone.phoneNumber,
  }));
  const fresh = Array.from({ length: OF_EACH }, (_, i) => ({
    firstName: 'Asha',
    lastName: `Rao ${i}`,
    salutation: 'Mrs',
    phone: `+91 98765 ${10_000 + i}`,
  }));
  return [...kept, ...fresh];
}

/** What keeps a workflow from doing its work at once. */
const GUARDS = ['dryRun', 'maxContacts', 'maxDeletions'];

function workflowOf(file: string): WorkflowJson {
  const json = JSON.parse(readFileSync(path.join(root, file), 'utf8')) as WorkflowJson;
  for (const { parameters } of json.nodes) {
    for (const guard of GUARDS) delete (parameters['options'] as IDataObject | undefined)?.[guard];
    // The example deletes nobody until a person says so.
    if (parameters['operation'] === 'sync') parameters['notInInput'] = 'delete';
  }
  return json;
}

function wrongIn({ contacts }: Sandbox, items: IDataObject[]): number {
  const active = contacts.filter(({ status }) => status === 'ACTIVE');
  const names = new Map(active.map(({ cellPhone, lastName }) => [cellPhone.phoneNumber, lastName]));
  const missing = items.filter(({ phone, lastName }) => {
    return names.get(`+${String(phone).replace(/\D/g, '')}`) !== lastName;
  });
  return missing.length + Math.abs(active.length - items.length);
}

function reportedWrongly(
  { output }: Finished,
  { writes, deletes }: Way,
  { contacts }: Sandbox,
  before: Map<string, StoredContact>,
): number {
  const told = new Map<unknown, IDataObject>();
  for (const node of [writes, deletes]) {
    for (const { json } of output(node)) told.set(json['id'], json);
  }
  return contacts.filter((contact) => {
    const json = told.get(contact.id) ?? {};
    const says = json['sync'] ?? wordOf(json);
    const was = before.get(contact.id);
    if (was === undefined) return says !== 'created';
    if (contact.status === 'INACTIVE') return says !== 'deleted';
    return says !== (was.lastName === contact.lastName ? 'unchanged' : 'updated');
  }).length;
}

/** What other operations say: whether a contact that was there has changed, they do not. */
function wordOf({ created, deleted }: IDataObject): string {
  if (deleted === true) return 'deleted';
  return created === true ? 'created' : 'was there';
}
