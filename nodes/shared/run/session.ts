import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { type Address, addressOf, isStreamId } from '../../../credentials/signing/address';
import { asText, shown } from '../contact/id';
import { FieldReader } from './fieldReader';
import { type Caller, type Client, createClient } from '../http/client';
import { ContactList } from '../api/contactList';
import { isProblem, type Problem } from '../problem/explain';

/** One app (stream) of the run: its client, and its contacts once somebody looks for one. */
export interface App {
  client: Client;
  contactList: ContactList;
}

/** What all items of a run share. */
export interface Session {
  /**
   * The app that an item goes to, by its option *App (Stream) ID* or by the credential.
   *
   * @returns the app, the same for all items with the same options, or what is wrong with an option
   */
  appFor(options: IDataObject): App | Problem;
  /** The limit in the credential; 0 for none. */
  requestsPerMinute: number;
  fields: FieldReader;
}

/** The `timeout` of items that do not set it, in milliseconds; the design's number. */
const DEFAULT_TIMEOUT_MS = 30_000;

/** Node.js counts timers in 32 bits; longer ones would fire at once. */
const LONGEST_TIMEOUT_MS = 2_147_483_647;

/**
 * Opens a session: reads the credential once for all items. Where it can't be right, each item is told so:
 * an error thrown here would let n8n pass the input on as if it had been done, where the node is set to
 * continue.
 *
 * @param context the run
 */
export async function openSession(context: IExecuteFunctions): Promise<Session> {
  const address = await readAddress(context);
  const fields = new FieldReader(context);
  if (isProblem(address)) return { appFor: () => address, requestsPerMinute: 0, fields };
  const apps = new Map<string, App>();
  return {
    requestsPerMinute: address.requestsPerMinute,
    fields,
    appFor(options) {
      const streamId = asText(options['streamId'] ?? '').trim() || address.streamId;
      const timeout = Number(asText(options['timeout'] ?? DEFAULT_TIMEOUT_MS));
      if (!isStreamId(streamId)) return wrongStreamId(streamId);
      if (!(timeout >= 1 && timeout <= LONGEST_TIMEOUT_MS)) return wrongTimeout(options['timeout']);
      const key = `${streamId} ${timeout}`;
      let app = apps.get(key);
      if (app === undefined) {
        const client = createClient({ caller: context, address, streamId, timeout, patient: true });
        app = { client, contactList: new ContactList(client) };
        apps.set(key, app);
      }
      return app;
    },
  };
}

/**
 * Reads where requests go from the credential, and how many may.
 *
 * @param caller a run, or the node's list in the editor
 * @returns the address, or what is wrong with the credential
 */
export async function readAddress(caller: Caller): Promise<Address | Problem> {
  try {
    return addressOf(await caller.getCredentials('koreApi'));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { message, description: 'Nothing was sent to Kore.ai.', cause: 'input' };
  }
}

/**
 * @param streamId what can't be the id of an app
 */
export function wrongStreamId(streamId: string): Problem {
  return {
    message:
      streamId === ''
        ? 'The App (Stream) ID is empty'
        : `The App (Stream) ID '${shown(streamId)}' contains more than letters, digits, '_' and '-'`,
    description:
      "Nothing was sent to Kore.ai. Enter the ID of the app that holds the contacts, which begins with st-, in the credential or in the option 'App (Stream) ID'.",
    cause: 'input',
  };
}

function wrongTimeout(value: unknown): Problem {
  return {
    message: `The option 'Timeout' is '${shown(asText(value))}', which is not a number of milliseconds above 0`,
    description: 'Nothing was sent to Kore.ai for this item. 30000, half a minute, is the default.',
    cause: 'input',
  };
}
