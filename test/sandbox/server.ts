import multipart from '@fastify/multipart';
import fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TokenCheck } from './auth';
import { readBody } from './body';
import type { Delays } from './delays';
import { Refusal, renderFailure } from './failures';
import { letsAct } from './faults';
import type { FaultQueue } from './faults';
import { faultyAnswer, seize } from './faultyAnswer';
import type { RateLimiter } from './rateLimiter';
import type { Recorder } from './recorder';
import { addContactRoutes, addOtherRoutes } from './routes';
import type { ContactStore } from './store';
import type { Switches } from './switches';
import type { Fault, RecordedRequest } from './types';

const BODY_LIMIT = 64 * 1024 * 1024;
const GUARDED = /^\/agentassist\/api\/v1\/public\/([^/]*)\//;

/** What the server is made of. */
export interface Parts {
  seed: number;
  switches: Switches;
  store: ContactStore;
  recorder: Recorder;
  faults: FaultQueue;
  tokens: TokenCheck;
  limiter: RateLimiter;
  delays: Delays;
  latencyMs: () => number;
  /** Is called when a page of the list was made. */
  afterPage: () => void;
}

/** What is known of a request on its way through the hooks. */
interface Passage {
  record: RecordedRequest;
  fault?: Fault;
  refusal?: Refusal;
  /** The fault's answer was given already. */
  faultDone?: boolean;
}

/**
 * Builds the HTTP server. A request passes: record, fault, token, rate limit (all at arrival),
 * body, the fault's waiting and answering, the route, latency, what the fault does afterwards.
 *
 * @returns a server that does not listen yet
 */
export async function buildServer(parts: Parts): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 1000 },
  });
  const passages = new WeakMap<FastifyRequest, Passage>();

  await app.register(multipart, { limits: { fileSize: BODY_LIMIT } });
  app.removeContentTypeParser(['application/json', 'text/plain']);
  // Bytes first, meaning later: what is refused is the switches' business, not the parser's.
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  app.addHook('onRequest', (request, reply, done) => {
    passages.set(request, arrive(request, reply, parts));
    done();
  });
  app.addHook('preHandler', async (request, reply) => {
    const passage = passages.get(request);
    if (passage === undefined) return;
    const body = await readBody(request);
    if (body !== undefined) passage.record.body = body;
    if (passage.fault !== undefined) await beforeActing(passage, passage.fault, reply, parts);
    if (passage.refusal !== undefined && !reply.sent) throw passage.refusal;
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const passage = passages.get(request);
    await parts.delays.wait(parts.latencyMs());
    const { clockAheadMs } = parts.switches;
    if (clockAheadMs !== 0) reply.header('date', new Date(Date.now() + clockAheadMs).toUTCString());
    if (passage === undefined) return payload;
    const sent = await afterActing(passage, reply, payload, parts);
    parts.recorder.end(passage.record, reply.statusCode);
    return sent;
  });
  app.setErrorHandler((error, _request, reply) => sendFailure(toRefusal(error), reply, parts));

  addContactRoutes(
    app,
    parts.store,
    parts.switches,
    (request) => passages.get(request)?.record.body,
    parts.afterPage,
  );
  addOtherRoutes(app, parts.seed);
  return app;
}

/** Everything that counts from the moment of arrival, before the body is there. */
function arrive(request: FastifyRequest, reply: FastifyReply, parts: Parts): Passage {
  const record = parts.recorder.arrive(request);
  reply.raw.once('close', () => parts.recorder.end(record, 'cut'));
  const fault = parts.faults.take(record);
  const passage: Passage = { record, ...(fault !== undefined && { fault }) };
  const guarded = GUARDED.exec(record.path);
  if (guarded === null || !letsAct(fault)) return passage;
  try {
    parts.tokens.check(record, decodeURIComponent(guarded[1] ?? ''));
    parts.limiter.admit(record.at);
  } catch (error) {
    passage.refusal = toRefusal(error);
  }
  return passage;
}

async function beforeActing(
  passage: Passage,
  fault: Fault,
  reply: FastifyReply,
  parts: Parts,
): Promise<void> {
  await parts.delays.wait(fault.delayMs ?? 0);
  if (letsAct(fault)) return;
  passage.faultDone = true;
  if (seize(fault, reply)) return;
  const answer = faultyAnswer(fault, parts.switches);
  if (answer !== undefined)
    await reply.code(answer.status).headers(answer.headers).send(answer.body);
}

async function afterActing(
  passage: Passage,
  reply: FastifyReply,
  payload: unknown,
  parts: Parts,
): Promise<unknown> {
  const { fault } = passage;
  if (fault === undefined || passage.faultDone === true) return payload;
  // A seized connection gets no answer from Fastify: this hook never ends.
  if (seize(fault, reply)) return await new Promise<never>(() => undefined);
  const answer = faultyAnswer(fault, parts.switches);
  if (answer === undefined) return payload;
  reply.code(answer.status).headers(answer.headers);
  return answer.body;
}

function sendFailure(refusal: Refusal, reply: FastifyReply, { switches }: Parts): FastifyReply {
  const { status, contentType, body } = renderFailure(refusal, switches);
  return reply.code(status).headers(refusal.headers).type(contentType).send(body);
}

function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const status =
    error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
      ? error.statusCode
      : 500;
  // The text of a 500 is documented (C); a bug of the sandbox adds what went wrong.
  const text = status === 500 ? 'Internal Server Error' : String(error);
  return new Refusal(status, text, status, [String(error)]);
}
