import { performance } from 'node:perf_hooks';
import type { FastifyRequest } from 'fastify';
import jwt from 'jsonwebtoken';
import { headerOf } from './jwe';
import type { RecordedRequest } from './types';

interface Waiter {
  n: number;
  predicate: (request: RecordedRequest) => boolean;
  resolve: () => void;
}

/** Keeps what came, counts what is open, and wakes those who wait for requests. */
export class Recorder {
  readonly requests: RecordedRequest[] = [];
  maxConcurrent = 0;
  private readonly open = new Set<RecordedRequest>();
  private readonly waiters = new Set<Waiter>();

  /** @param log called once a request is answered or lost */
  constructor(private readonly log?: (request: RecordedRequest) => void) {}

  /** Records a request whose headers were read; its body follows later. */
  arrive(request: FastifyRequest): RecordedRequest {
    const at = performance.now();
    const { pathname, searchParams } = new URL(request.url, 'http://sandbox');
    const auth = request.headers['auth'];
    const rawToken = Array.isArray(auth) ? auth.join() : auth;
    const token = decode(rawToken);
    const encryption = headerOf(rawToken ?? '');
    const record: RecordedRequest = {
      at,
      method: request.method,
      url: request.url,
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers: request.headers,
      ...(rawToken !== undefined && { rawToken }),
      ...(token !== undefined && { token }),
      ...(encryption !== undefined && { encryption }),
      status: 'open',
      openAtArrival: this.open.size + 1,
    };
    this.open.add(record);
    this.maxConcurrent = Math.max(this.maxConcurrent, this.open.size);
    this.requests.push(record);
    this.wake();
    return record;
  }

  /**
   * Notes how a request ended. To be called right before the answer is handed over: later, and a
   * client quick to ask again would seem to have two requests open.
   */
  end(record: RecordedRequest, status: number | 'cut'): void {
    if (record.status !== 'open') return;
    record.status = status;
    record.endedAt = performance.now();
    this.open.delete(record);
    this.log?.(record);
  }

  /** Forgets all requests; those still open go on counting as open. */
  clear(): void {
    this.requests.length = 0;
    this.maxConcurrent = this.open.size;
  }

  /** See `Sandbox.waitForRequests`. */
  waitFor(n: number, predicate: (request: RecordedRequest) => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.waiters.add({ n, predicate, resolve });
      this.wake();
    });
  }

  private wake(): void {
    for (const waiter of this.waiters) {
      if (this.requests.filter(waiter.predicate).length < waiter.n) continue;
      this.waiters.delete(waiter);
      waiter.resolve();
    }
  }
}

function decode(token: string | undefined): RecordedRequest['token'] {
  if (token === undefined) return undefined;
  try {
    const decoded = jwt.decode(token, { complete: true });
    if (decoded === null || typeof decoded.payload === 'string') return undefined;
    return { header: decoded.header, claims: decoded.payload };
  } catch {
    return undefined;
  }
}
