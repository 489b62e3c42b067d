import type { IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';
import type { Address } from '../../../credentials/signing/address';
import { type Failure, mayBeDone } from '../problem/failure';
import { failed, type Result, succeeded } from '../result';
import { ServiceClock, type TimeRange } from './clock';
import { failureFrom, failureOf } from './judge';
import { CLOCK_TOLERANCE_MS, JITTER, LONGEST_HOLD_MS, LONGEST_RETRY_AFTER_MS } from './limits';
import {
  type Call,
  type HttpResponse,
  type RawResponse,
  readResponse,
  requestFor,
  timeIn,
} from './message';
import { type Pacer, pacerFor } from './pacer';
import { type Tried, waitBeforeRetry } from './retry';
import { deadline, firstOf, wait } from './wait';

/** Everything of n8n that requests are made with: a run of the node, its list in the editor, or a poll. */
export type Caller = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** The answer to a call that did its work, as far as its status tells. */
export interface Answer {
  /** Parsed; undefined where it is empty or no JSON. */
  body: unknown;
  /** What could not be read as JSON, empty otherwise. */
  text: string;
  /** Whether an earlier try may have done the work already, since nothing said that it did not. */
  silentBefore: boolean;
}

/** What became of a call. */
export type Outcome = Result<Answer, Failure>;

/** What work that may not go on for ever is bounded by; a run has no such bounds. */
export interface Bounds {
  /** Ends every wait and breaks off every request, in place of the signal of a run that is cancelled. */
  cancelled?: AbortSignal | undefined;
  /** How many requests may still be made, repeated ones included; counted down, below 0 where more were wanted. */
  allowance?: { left: number } | undefined;
}

/** Sends calls to one app (stream) of one account. */
export interface Client {
  /**
   * Sends one call, in its turn, again where that may help, and judges the answer. It throws nothing: what
   * went wrong is in the outcome.
   */
  send(call: Call): Promise<Outcome>;
  origin: string;
  streamId: string;
  /** How many requests were begun so far, those that were sent again included. */
  requests(): number;
  /**
   * Tells a time of this machine by the service's clock, as surely as the answers so far told that. Ask only after
   * an answer has come.
   *
   * @param time milliseconds since 1970 by this machine's clock
   * @returns between when and when it was at the service; undefined where no answer has told its time yet
   */
  timeAtService(time: number): TimeRange | undefined;
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
  { cancelled = signalOf(caller), allowance }: Bounds = {},
): Client {
  const pacer = pacerFor(address.origin, address.accountId);
  const base = `${address.origin}/agentassist/api/v1/public/${encodeURIComponent(streamId)}`;

  const clock = new ServiceClock();
  let requests = 0;

  async function attempt(call: Call): Promise<Result<HttpResponse, Failure>> {
    const held = heldBack(pacer, patient ? LONGEST_RETRY_AFTER_MS : call.timeout);
    if (held !== undefined) return failed(held);
    if (allowance !== undefined && allowance.left-- <= 0) return failed(USED_UP);
    if (!(await pacer.begin(address.requestsPerMinute, cancelled))) {
      return failed({ kind: 'cancelled', words: '' });
    }
    requests += 1;
    const limit = deadline(call.timeout, cancelled);
    // n8n's helper takes the signal to stop at from whoever calls it.
    const self = Object.create(caller) as IExecuteFunctions;
    self.getExecutionCancelSignal = () => limit.signal;
    const sent = Date.now();
    try {
      const request = caller.helpers.httpRequestWithAuthentication.call(
        self,
        'koreApi',
        requestFor(call, base),
      ) as Promise<RawResponse>;
      // n8n 2.8's client never settles over an answer that can't be unpacked, signal or not.
      const raw = await firstOf(request, limit.signal);
      if (raw === undefined) return failed(unanswered(call));
      const response = readResponse(raw);
      const time = timeIn(response.date);
      if (time !== undefined) clock.learn(time, sent, Date.now());
      const failure = failureOf(response, call.contact);
      return failure === undefined ? succeeded(response) : failed(withClock(failure, time));
    } catch (error) {
      // The request was out already, and what it did can't be known any more.
      return failed(limit.signal.aborted ? unanswered(call) : failureFrom(error));
    } finally {
      limit.release();
      pacer.end();
    }
  }

  function unanswered(call: Call): Failure {
    if (cancelled?.aborted) return { kind: 'cancelled', words: '', silentBefore: true };
    return { kind: 'silent', words: `no answer within ${call.timeout} ms` };
  }

  async function send(call: Call): Promise<Outcome> {
    const tried: Tried = call.tried ?? { byRateLimit: 0, otherwise: 0 };
    let next = call;
    let silentBefore = false;
    for (let tries = 1; ; tries++) {
      const result = await attempt(next);
      if (result.ok) {
        const { body, text } = result.value;
        // A run may keep many answers; the text of one that was understood is not needed any more.
        return succeeded({ body, text: body === undefined ? text : '', silentBefore });
      }
      const failure = result.problem;
      tried[failure.kind === 'rateLimit' ? 'byRateLimit' : 'otherwise'] += 1;
      const pause = patient ? waitBeforeRetry(call.method, failure, tried) : undefined;
      holdBack(pacer, failure, pause);
      if (pause === undefined) {
        silentBefore ||= failure.silentBefore === true;
        return failed({ ...failure, silentBefore, tries: failure.unsent ? tries - 1 : tries });
      }
      silentBefore ||= mayBeDone(failure);
      if (!(await wait(pause, cancelled))) {
        return failed({ kind: 'cancelled', words: '', silentBefore });
      }
      next = call.again?.(failure) ?? call;
    }
  }

  return {
    send,
    origin: address.origin,
    streamId,
    requests: () => requests,
    timeAtService: (time) => clock.timeAtService(time),
  };
}

/** As many requests were made as there may be, and this one was not. */
const USED_UP: Failure = { kind: 'usedUp', words: '', unsent: true };

/** Fires when a person cancels the run. */
function signalOf(caller: Caller): AbortSignal | undefined {
  return 'getExecutionCancelSignal' in caller ? caller.getExecutionCancelSignal() : undefined;
}

/** Why an account is held back for longer than anybody waits; forgotten with its pacer. */
const reasons = new WeakMap<Pacer, Failure>();

/** Holds the account for as long as an answer asks, whether its call is repeated or not. */
function holdBack(pacer: Pacer, failure: Failure, pause: number | undefined): void {
  const { kind, status, retryAfterMs = 0 } = failure;
  if (retryAfterMs > 0) {
    pacer.hold(Math.min(Math.max(retryAfterMs, pause ?? 0), LONGEST_HOLD_MS));
    // Its words may be about a person, and stay with the run that heard them.
    reasons.set(pacer, { kind, status, words: '' });
  } else if (kind === 'rateLimit' && pause !== undefined) pacer.hold(pause);
}

/** The failure of a call that would have to wait for too long before it begins. */
function heldBack(pacer: Pacer, longest: number): Failure | undefined {
  const retryAfterMs = pacer.heldForMs();
  const reason = reasons.get(pacer);
  // The random part of a wait is not what was asked for.
  if (reason === undefined || retryAfterMs <= longest * (1 + JITTER)) return undefined;
  return { ...reason, retryAfterMs, unsent: true };
}

/** Tells of a clock that is so wrong that a token from it would be refused. */
function withClock(failure: Failure, time: number | undefined): Failure {
  const clockAheadMs = (time ?? Date.now()) - Date.now();
  const isWrong = Math.abs(clockAheadMs) > CLOCK_TOLERANCE_MS;
  return failure.kind === 'unauthorized' && isWrong ? { ...failure, clockAheadMs } : failure;
}
