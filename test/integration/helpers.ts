import type { IBinaryKeyData, IDataObject, INode } from 'n8n-workflow';
import { KoreApi } from '../../credentials/KoreApi.credentials';
import { KoreContact } from '../../nodes/KoreContact/KoreContact.node';
import { type Finished, names, type Running, startNode, type Tested } from '../engine';
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox';

/** The sources, so that coverage counts them; the built package has a test of its own. */
export const tested: Tested = { KoreContact, KoreApi };

/** An id that no sandbox has. */
export const GONE = '0123456789abcdef01234567';

/** The settings of the node under which a failure does not end it. */
export const goingOn = ['continueRegularOutput', 'continueErrorOutput'] as const;

/** Kore.ai's documented words where an account is over its requests per minute. */
export const RATE_LIMIT =
  "You've exceeded the per-minute rate limit. Please wait for sometime before retrying.";

/** The Contact field, By Phone Number: from `phone` of each item unless said otherwise. */
export const byPhone = (value: unknown = '={{ $json.phone }}') => ({ mode: 'phone', value });

const open: Sandbox[] = [];

/**
 * Starts a sandbox that is closed after the test. It has no limit on requests unless asked for one.
 *
 * @param options of the sandbox
 */
export async function sandboxWith(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ requestsPerMinute: 0, ...options });
  open.push(sandbox);
  return sandbox;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map(async (sandbox) => await sandbox.close()));
});

/** One run of the node against a sandbox. */
export interface Run {
  items: IDataObject[];
  /** The files of each item, by binary field. */
  binary?: IBinaryKeyData[];
  /**
   * The Contact field, By ID from `contactId` of each item where left out; `null` for operations that do
   * not have it.
   */
  contact?: { mode: string; value: unknown } | string | null;
  options?: IDataObject;
  parameters?: IDataObject;
  onError?: INode['onError'];
  retryOnFail?: boolean;
  /** Of the workflow. */
  timezone?: string;
  /** Changes to the credential; it asks for no pacing unless changed. */
  credential?: IDataObject;
}

/**
 * Starts a run without waiting for its end.
 *
 * @param sandbox what it runs against
 * @param run its settings
 */
export function begin(sandbox: Sandbox, run: Run): Running {
  const { items, binary, options, parameters, onError, retryOnFail, timezone } = run;
  const { contact = { mode: 'id', value: '={{ $json.contactId }}' } } = run;
  const running = startNode({
    tested,
    credential: { ...sandbox.credential, requestsPerMinute: 0, ...run.credential },
    parameters: {
      ...(contact !== null && {
        contactId: typeof contact === 'string' ? contact : { __rl: true, ...contact },
      }),
      options: options ?? {},
      ...parameters,
    } as Parameters<typeof startNode>[0]['parameters'],
    items,
    ...(binary === undefined ? {} : { binary }),
    ...(onError === undefined ? {} : { onError }),
    ...(retryOnFail === undefined ? {} : { retryOnFail }),
    ...(timezone === undefined ? {} : { timezone }),
  });
  const finished = running.finished.then((result) => {
    expectNoSecrets(result.saved, sandbox, run.credential);
    return result;
  });
  return { ...running, finished };
}

/**
 * Runs to the end. Whatever happens in it, no secret may be in what n8n saves.
 *
 * @param sandbox what it runs against
 * @param run its settings
 */
export async function finish(sandbox: Sandbox, run: Run): Promise<Finished> {
  return await begin(sandbox, run).finished;
}

/** The header of a token, signed or encrypted: JSON, in Base64. */
const TOKEN = /eyJ[\w-]{10,}\./;

/**
 * @param text everything that n8n saves of an execution
 * @param sandbox the sandbox that saw the tokens
 * @param credential changes to its credential
 */
export function expectNoSecrets(
  text: string,
  sandbox: Sandbox,
  credential: IDataObject = {},
): void {
  // Of a token that looks like one, the pattern is enough: looking for each of a thousand takes seconds.
  const tokens = sandbox.requests
    .map(({ rawToken }) => rawToken)
    .filter((token = '') => !TOKEN.test(token));
  const fields = { ...sandbox.credential, ...credential };
  const { encryptionKey } = fields;
  // The key is public, but nobody needs to see it; of one that is refused for being private, all the less.
  const ofKey = String(encryptionKey ?? '').match(/[\w-]{40,}/g) ?? [];
  const secrets = [...tokens, fields.secret, fields.privateKey, encryptionKey, ...ofKey]
    .map((secret) => String(secret ?? '').trim())
    .filter((secret) => secret.length > 3);
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  expect(text).not.toMatch(TOKEN);
  expect(text).not.toContain('PRIVATE KEY-----');
}

/**
 * @param finished a run
 * @returns the JSON of each item on the first output
 */
export function outputOf(finished: Finished): IDataObject[] {
  return finished.output(names.node).map(({ json }) => json);
}

/**
 * @param finished a run
 * @returns the id of each item on the first output
 */
export function idsOf(finished: Finished): unknown[] {
  return outputOf(finished).map(({ id }) => id);
}

/**
 * @param finished a run
 * @returns which input item each item on the first output is linked to
 */
export function linksOf(finished: Finished): unknown[] {
  return finished.output(names.node).map(({ pairedItem }) => pairedItem);
}

/**
 * @param sandbox a sandbox
 * @returns its requests as `METHOD last-part-of-path`
 */
export function callsOf(sandbox: Sandbox): string[] {
  return sandbox.requests.map(({ method, path }) => `${method} ${path.split('/').at(-1)}`);
}

/**
 * @param sandbox a sandbox
 * @param count how many of its contacts
 * @returns an input item for each of the first contacts
 */
export function inputFor(sandbox: Sandbox, count = sandbox.contacts.length): IDataObject[] {
  return sandbox.contacts.slice(0, count).map(({ id, fullName }) => ({ contactId: id, fullName }));
}

/**
 * @param sandbox a sandbox
 * @returns the ids of the contacts that are deleted
 */
export function deletedIn(sandbox: Sandbox): string[] {
  return sandbox.contacts.filter(({ status }) => status === 'INACTIVE').map(({ id }) => id);
}
