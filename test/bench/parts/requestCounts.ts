import { names, type NodeRun, startNode, type Tested } from '../../engine';
import { startSandbox, type Switches } from '../../sandbox';
import { peopleOf } from '../remote';
import { works } from './works';

/** How many requests something took, where nothing but that is of interest. */
export interface RequestCount {
  name: string;
  requests: number;
  /** The project's target. */
  most: number;
}

/** Contacts of a list that is read. */
const READ = 5_000;

/** Contacts that are all refused. */
const REFUSED = 1_000;

/** A page overlaps the one before by a contact, and what is refused comes on top: 5,000 in 5, 51 or 103 pages. */
const READINGS: Array<{ name: string; most: number; switches: Partial<Switches> }> = [
  { name: '1,000 a page', most: 6, switches: { maxLimit: 1_000 } },
  { name: 'cut to 100', most: 51, switches: { maxLimit: 100 } },
  { name: 'refused above 100', most: 52, switches: { maxLimit: 100, limitMode: 'refuse' } },
  { name: 'refused above 50', most: 105, switches: { maxLimit: 50, limitMode: 'refuse' } },
];

/** What docs/limits.md promises: some 50 requests where the node goes on, about 20 where it stops. */
const REFUSALS: Array<{ work: string; goesOn: number; stops: number }> = [
  { work: 'Create', goesOn: 52, stops: 20 },
  { work: 'Delete Many', goesOn: 43, stops: 20 },
  { work: 'Import From CSV', goesOn: 45, stops: 20 },
];

/**
 * Counts the requests of reading a long list from services that page in different ways, and of a thousand contacts
 * that are all refused for one reason. Nothing is timed, so the sandbox is in this process.
 *
 * @param tested the built package
 */
export async function requestCounts(tested: Tested): Promise<RequestCount[]> {
  const counts: RequestCount[] = [];
  for (const { name, most, switches } of READINGS) {
    counts.push({
      name: `Reading ${READ.toLocaleString('en-US')} contacts, ${name}`,
      requests: await requestsOf(tested, 'Get Many', READ, switches),
      most,
    });
  }
  for (const { work, goesOn, stops } of REFUSALS) {
    const name = `${work}, ${REFUSED.toLocaleString('en-US')} contacts refused for one reason`;
    const onError = 'continueRegularOutput' as const;
    const refused = async (settings: Pick<NodeRun, 'onError'>) =>
      await requestsOf(tested, work, REFUSED, { createRefusal: 'each-by-name' }, settings);
    counts.push({ name: `${name}, Continue`, requests: await refused({ onError }), most: goesOn });
    counts.push({ name: `${name}, Stop Workflow`, requests: await refused({}), most: stops });
  }
  return counts;
}

/** @throws Error if a list was not read whole, or something was done that is refused */
async function requestsOf(
  tested: Tested,
  name: string,
  count: number,
  switches: Partial<Switches>,
  { onError }: Pick<NodeRun, 'onError'> = {},
): Promise<number> {
  const work = works.find((one) => one.name === name);
  if (work === undefined) throw new Error(`There is no ${name}`);
  const sandbox = await startSandbox({ contacts: count, requestsPerMinute: 0, switches });
  const input = work.inputOf(peopleOf(sandbox));
  if (!work.there) sandbox.contacts.length = 0;
  const body = { errors: [{ msg: 'Deleting is not allowed in this state' }] };
  sandbox.fault({ method: 'DELETE', status: 409, body, times: Infinity });
  const before = sandbox.contacts.length;
  const { output, error } = await startNode({
    tested,
    credential: { ...sandbox.credential, requestsPerMinute: 0 },
    parameters: { options: {}, ...work.parameters },
    items: input.map(({ json }) => json),
    binary: input.map(({ binary = {} }) => binary),
    ...(onError === undefined ? {} : { onError }),
  }).finished;
  await sandbox.close();
  const { contacts, requests } = sandbox;
  const isUntouched =
    contacts.length === before && contacts.every(({ status }) => status === 'ACTIVE');
  const isRead = work.name !== 'Get Many' || output(names.node).length === count;
  if (isUntouched && isRead) return requests.length;
  throw new Error(`${name} of ${count}: ${error?.message ?? 'something was done, or left out'}`);
}
