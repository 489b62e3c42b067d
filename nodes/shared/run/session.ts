import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { type Address, addressOf, isStreamId } from '../../../credentials/signing/address';
import { ContactList } from '../api/contactList';
import { asText, shown, unshown, visible } from '../contact/id';
import { type Bounds, type Caller, type Client, createClient } from '../http/client';
import { badItem, badRun, problemOf } from '../problem/problem';
import { failed } from '../result';
import { withBreaker } from './breaker';
import { FieldReader } from './fieldReader';

/** One app (stream): its client, and its contacts once somebody looks for one. */
export interface App {
  client: Client;
  contactList: ContactList;
  /** Its contacts as they are from now on, for what the run has done itself. */
  readAnew(): ContactList;
}

/** The account of a credential, ready for requests. */
export interface Account {
  /** The limit in the credential; 0 for none. */
  requestsPerMinute: number;
  accountId: string;
  /**
   * The app that an option *App (Stream) ID* names, or else the credential: one and the same for one stream.
   *
   * @throws ProblemError where that can't be the id of an app
   */
  app(streamId: unknown): App;
}

/** Where requests go. */
export interface Destination {
  app: App;
  /** Milliseconds that one request may take. */
  timeout: number;
}

/** What one item goes by. */
export interface Item extends Destination {
  options: IDataObject;
}

/** What all items of a run share. */
export interface Session {
  requestsPerMinute: number;
  fields: FieldReader;
  /** @throws ProblemError where an option can't be right */
  item(itemIndex: number): Item;
}

/** The `timeout` of items that do not set it, in milliseconds; what the option shows as its default. */
const DEFAULT_TIMEOUT_MS = 30_000;

/** Node.js counts timers in 32 bits; longer ones would fire at once. */
const LONGEST_TIMEOUT_MS = 2_147_483_647;

/**
 * Reads the credential and says where requests go.
 *
 * @param patient whether requests are repeated, and turns waited for
 * @throws ProblemError where the credential can't be right
 */
export async function openAccount(
  caller: Caller,
  { patient = true, ...bounds }: { patient?: boolean } & Bounds = {},
): Promise<Account> {
  const address = await addressFor(caller);
  const apps = new Map<string, App>();
  return {
    requestsPerMinute: address.requestsPerMinute,
    accountId: address.accountId,
    app(option) {
      const streamId = visible(asText(option ?? '')).trim() || address.streamId;
      if (!isStreamId(streamId)) throw wrongStreamId(streamId);
      const known = apps.get(streamId);
      if (known !== undefined) return known;
      const plain = createClient(caller, address, streamId, patient, bounds);
      const bare = streamId === address.streamId ? plain : ofNamedApp(plain);
      const client = withBreaker(bare);
      const app = {
        client,
        contactList: new ContactList(client),
        // What may have been done is looked up even where nothing more is sent.
        readAnew: () => new ContactList(bare),
      };
      apps.set(streamId, app);
      return app;
    },
  };
}

/**
 * Opens the session of a run: reads the credential once for all items.
 *
 * @throws ProblemError where the credential can't be right
 */
export async function openSession(context: IExecuteFunctions): Promise<Session> {
  const account = await openAccount(context);
  const differ = holdsExpression(context.getNode().parameters['options']);
  let same: Item | undefined;
  return {
    requestsPerMinute: account.requestsPerMinute,
    fields: new FieldReader(context),
    item(itemIndex) {
      if (same !== undefined) return same;
      const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
      const item = { ...destinationOf(account, options), options };
      if (!differ) same = item;
      return item;
    },
  };
}

/** Whether what the workflow says of a field may differ from item to item: n8n's expressions begin with `=`. */
function holdsExpression(field: unknown): boolean {
  return JSON.stringify(field ?? '').includes('"=');
}

/** Marks what is refused for an app that an option names: that may be wrong, and not the credential. */
function ofNamedApp(client: Client): Client {
  return {
    ...client,
    send: async (call) => {
      const outcome = await client.send(call);
      return outcome.ok ? outcome : failed({ ...outcome.problem, byOption: true });
    },
  };
}

/**
 * Reads the options *App (Stream) ID* and *Timeout*.
 *
 * @param bad makes the error where a timeout can't be right
 * @throws ProblemError where an option can't be right
 */
export function destinationOf(account: Account, options: IDataObject, bad = badItem): Destination {
  const app = account.app(options['streamId']);
  const timeout = Number(asText(options['timeout'] ?? DEFAULT_TIMEOUT_MS));
  if (timeout >= 1 && timeout <= LONGEST_TIMEOUT_MS) return { app, timeout };
  throw bad(
    `The option 'Timeout' is '${shown(asText(options['timeout']))}', which is not a number of milliseconds above 0`,
    '30000, half a minute, is the default.',
  );
}

async function addressFor(caller: Caller): Promise<Address> {
  try {
    return addressOf(await caller.getCredentials('koreApi'));
  } catch (error) {
    throw badRun(problemOf(error).message);
  }
}

function wrongStreamId(streamId: string) {
  return badRun(
    streamId === ''
      ? 'The App (Stream) ID is empty'
      : `The App (Stream) ID '${shown(streamId)}' contains more than letters, digits, underscore and hyphen${unshown(streamId)}`,
    "Enter the ID of the app that holds the contacts, which begins with st-, in the credential or in the option 'App (Stream) ID'.",
  );
}
