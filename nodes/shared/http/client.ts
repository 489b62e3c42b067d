import type {
  IDataObject,
  IExecuteFunctions,
  IHttpRequestOptions,
  ILoadOptionsFunctions,
} from 'n8n-workflow';
import type { Address } from '../../../credentials/signing/address';
import { Deadlines } from './deadline';
import { type MultipartFile, multipartWith } from './multipart';
import { type Failure, failureOf } from './failure';
import { failureFrom } from './network';
import { pacerFor } from './pacer';
import { clockAheadMs, type RawResponse, type HttpResponse, readResponse } from './response';
import { type Tried, type Verb, waitBeforeRetry } from './retry';
import { wait } from './wait';

/** Everything of n8n that requests are made with: a run of the node, or its list in the editor. */
export type Caller = IExecuteFunctions | ILoadOptionsFunctions;

/** One call of the API. */
export interface Call {
  method: Verb;
  /** The path below the app (stream), in unescaped segments: `['contacts', id]`. */
  path: string[];
  query?: IDataObject;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as a form with one file in it, in place of a body. */
  file?: MultipartFile;
}

/** What became of a call: the answer's body, or why there is none to use. */
export type Outcome =
  /**
   * `text` is what could not be read as JSON, empty otherwise. `silentBefore`: an earlier try got no answer, and so may
   * have done the work already.
   */
  | { ok: true; body: unknown; text: string; silentBefore: boolean }
  | { ok: false; failure: Failure };

/** Sends calls to one app (stream) of one account. */
export interface Client {
  /**
   * Sends one call, in its turn, again where that may help, and judges the answer. It throws nothing: what
   * went wrong is in the outcome.
   */
  send(call: Call): Promise<Outcome>;
  streamId: string;
  /** How far the service's clock is ahead of this one, in milliseconds; 0 where they agree to the second. */
  clockAheadMs(): number;
}

/** What a client needs to know. */
export interface ClientOptions {
  caller: Caller;
  address: Address;
  streamId: string;
  /** Milliseconds for one request, its answer included. */
  timeout: number;
  /** Whether to wait and try again; in the editor a person waits, and can press the button again. */
  patient: boolean;
}

/**
 * Makes a client: pacing, signing, sending, judging and retrying are in here, and nothing of HTTP elsewhere.
 *
 * @param options whose requests these are, and where they go
 */
export function createClient({
  caller,
  address,
  streamId,
  timeout,
  patient,
}: ClientOptions): Client {
  const pacer = pacerFor(address.origin, address.accountId);
  const cancelled =
    'getExecutionCancelSignal' in caller ? caller.getExecutionCancelSignal() : undefined;
  const base = `${address.origin}/agentassist/api/v1/public/${encodeURIComponent(streamId)}`;

  const deadlines = new Deadlines(timeout, cancelled);

  let clock: { date: string; now: number } | undefined;

  async function attempt(call: Call): Promise<HttpResponse | Failure> {
    if (!(await pacer.begin(address.requestsPerMinute, cancelled)))
      return { kind: 'cancelled', words: '' };
    const limit = deadlines.begin();
    // n8n's helper takes the signal to stop at from whoever calls it.
    const self = Object.create(caller) as IExecuteFunctions;
    self.getExecutionCancelSignal = () => limit.signal;
    try {
      const options = requestFor(call, base, timeout);
      const raw = (await caller.helpers.httpRequestWithAuthentication.call(
        self,
        'koreApi',
        options,
      )) as RawResponse;
      const reply = readResponse(raw);
      if (reply.date !== undefined) clock = { date: reply.date, now: Date.now() };
      return reply;
    } catch (error) {
      // The request was out already, and what it did can't be known any more.
      if (cancelled?.aborted) return { kind: 'cancelled', words: '', silentBefore: true };
      if (limit.hasPassed()) return { kind: 'silent', words: `no answer within ${timeout} ms` };
      return failureFrom(error);
    } finally {
      limit.release();
      pacer.end();
    }
  }

  async function send(call: Call): Promise<Outcome> {
    const tried: Tried = { byRateLimit: 0, otherwise: 0 };
    let silentBefore = false;
    for (;;) {
      const result = await attempt(call);
      const failure = 'kind' in result ? result : failureOf(result);
      if (failure === undefined) {
        const { body, text } = result as HttpResponse;
        // A run may keep many answers; the text of one that was understood is not needed any more.
        return { ok: true, body, text: body === undefined ? text : '', silentBefore };
      }
      tried[failure.kind === 'rateLimit' ? 'byRateLimit' : 'otherwise'] += 1;
      const pause = patient ? waitBeforeRetry(call.method, failure, tried) : undefined;
      if (pause === undefined) {
        silentBefore ||= failure.silentBefore === true;
        return { ok: false, failure: { ...failure, silentBefore } };
      }
      if (failure.kind === 'rateLimit') pacer.hold(pause);
      silentBefore ||= gotNoAnswer(failure);
      if (!(await wait(pause, cancelled))) {
        return { ok: false, failure: { kind: 'cancelled', words: '', silentBefore } };
      }
    }
  }

  return { send, streamId, clockAheadMs: () => clockAheadMs(clock?.date, clock?.now ?? 0) };
}

/** A gateway that says that Kore.ai did not answer it (502, 504) is no answer of Kore.ai either. */
function gotNoAnswer({ kind, status }: Failure): boolean {
  return kind === 'silent' || (kind === 'unavailable' && (status === 502 || status === 504));
}

/** The raw answer is asked for, whatever its status: what n8n's wrapped error keeps is too little to judge by. */
function requestFor(call: Call, base: string, timeout: number): IHttpRequestOptions {
  const options: IHttpRequestOptions = {
    method: call.method,
    url: `${base}/${call.path.map(encodeURIComponent).join('/')}`,
    headers: { Accept: 'application/json' },
    timeout,
    encoding: 'text',
    returnFullResponse: true,
    ignoreHttpStatusErrors: true,
    disableFollowRedirect: true,
  };
  if (call.query !== undefined) options.qs = call.query;
  if (call.body !== undefined) {
    options.body = JSON.stringify(call.body);
    options.headers = { ...options.headers, 'Content-Type': 'application/json' };
  }
  if (call.file !== undefined) {
    const { body, contentType } = multipartWith(call.file);
    options.body = body;
    options.headers = { ...options.headers, 'Content-Type': contentType };
  }
  return options;
}
