import type { IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';
import type { Address } from '../../../credentials/signing/address';
import type { Failure } from '../problem/failure';
import { failed, type Result, succeeded } from '../result';
import { failureFrom, failureOf } from './judge';
import {
  type Call,
  clockAheadMs,
  type HttpResponse,
  type RawResponse,
  readResponse,
  requestFor,
} from './message';
import { pacerFor } from './pacer';
import { type Tried, waitBeforeRetry } from './retry';
import { deadline, wait } from './wait';

/** Everything of n8n that requests are made with: a run of the node, its list in the editor, or a poll. */
export type Caller = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** The answer to a call that did its work, as far as its status tells. */
export interface Answer {
  /** Parsed; undefined where it is empty or no JSON. */
  body: unknown;
  /** What could not be read as JSON, empty otherwise. */
  text: string;
  /** Whether an earlier try got no answer, and so may have done the work already. */
  silentBefore: boolean;
}

/** What became of a call. */
export type Outcome = Result<Answer, Failure>;

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

/**
 * Makes a client: pacing, signing, sending, judging and retrying are in here, and nothing of HTTP elsewhere.
 *
 * @param patient whether to wait and try again; in the editor a person waits, and can press the button again
 */
export function createClient(
  caller: Caller,
  address: Address,
  streamId: string,
  patient: boolean,
): Client {
  const pacer = pacerFor(address.origin, address.accountId);
  const cancelled =
    'getExecutionCancelSignal' in caller ? caller.getExecutionCancelSignal() : undefined;
  const base = `${address.origin}/agentassist/api/v1/public/${encodeURIComponent(streamId)}`;

  let clock: { date: string; now: number } | undefined;

  async function attempt(call: Call): Promise<Result<HttpResponse, Failure>> {
    if (!(await pacer.begin(address.requestsPerMinute, cancelled))) {
      return failed({ kind: 'cancelled', words: '' });
    }
    const limit = deadline(call.timeout, cancelled);
    // n8n's helper takes the signal to stop at from whoever calls it.
    const self = Object.create(caller) as IExecuteFunctions;
    self.getExecutionCancelSignal = () => limit.signal;
    try {
      const raw = (await caller.helpers.httpRequestWithAuthentication.call(
        self,
        'koreApi',
        requestFor(call, base),
      )) as RawResponse;
      const response = readResponse(raw);
      if (response.date !== undefined) clock = { date: response.date, now: Date.now() };
      const failure = failureOf(response);
      return failure === undefined ? succeeded(response) : failed(failure);
    } catch (error) {
      // The request was out already, and what it did can't be known any more.
      if (cancelled?.aborted) return failed({ kind: 'cancelled', words: '', silentBefore: true });
      if (!limit.hasPassed()) return failed(failureFrom(error));
      return failed({ kind: 'silent', words: `no answer within ${call.timeout} ms` });
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
      if (result.ok) {
        const { body, text } = result.value;
        // A run may keep many answers; the text of one that was understood is not needed any more.
        return succeeded({ body, text: body === undefined ? text : '', silentBefore });
      }
      const failure = result.problem;
      tried[failure.kind === 'rateLimit' ? 'byRateLimit' : 'otherwise'] += 1;
      const pause = patient ? waitBeforeRetry(call.method, failure, tried) : undefined;
      if (pause === undefined) {
        silentBefore ||= failure.silentBefore === true;
        return failed({ ...failure, silentBefore });
      }
      if (failure.kind === 'rateLimit') pacer.hold(pause);
      silentBefore ||= gotNoAnswer(failure);
      if (!(await wait(pause, cancelled))) {
        return failed({ kind: 'cancelled', words: '', silentBefore });
      }
    }
  }

  return { send, streamId, clockAheadMs: () => clockAheadMs(clock?.date, clock?.now ?? 0) };
}

/** A gateway that says that Kore.ai did not answer it (502, 504) is no answer of Kore.ai either. */
function gotNoAnswer({ kind, status }: Failure): boolean {
  return kind === 'silent' || (kind === 'unavailable' && (status === 502 || status === 504));
}
