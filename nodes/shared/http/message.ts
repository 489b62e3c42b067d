import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import type { Failure } from '../problem/failure';
import { parsed, withoutTokens } from './words';

/** The verbs of the contacts API. */
export type Verb = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One call of the API. */
export interface Call {
  method: Verb;
  /** The path below the app (stream), in unescaped segments: `['contacts', id]`. */
  path: string[];
  /** The id of the one contact that the path names; only of such a call a 404 tells by itself. */
  contact?: string;
  query?: IDataObject;
  /** Sent as JSON. */
  body?: unknown;
  /** A body that is written already, in place of the other. */
  multipart?: { type: string; content: string };
  /** Milliseconds that one request may take, its answer included. */
  timeout: number;
  /** The tries so far, where several calls share one allowance of tries and waits. */
  tried?: { byRateLimit: number; otherwise: number };
  /** What to send at the next try, where it is not the same again. */
  again?: (failure: Failure) => Call;
}

/**
 * Writes a call as n8n's helper takes it. The raw answer is asked for, whatever its status: what n8n's
 * wrapped error keeps is too little to judge by.
 *
 * @param base the URL of the app (stream)
 */
export function requestFor(call: Call, base: string): IHttpRequestOptions {
  const { method, path, query, body, multipart, timeout } = call;
  const contentType = body === undefined ? multipart?.type : 'application/json';
  return {
    method,
    url: `${base}/${path.map(encodeURIComponent).join('/')}`,
    headers: {
      Accept: 'application/json',
      ...(contentType === undefined ? {} : { 'Content-Type': contentType }),
    },
    ...(query === undefined ? {} : { qs: query }),
    ...(contentType === undefined ? {} : { body: multipart?.content ?? JSON.stringify(body) }),
    timeout,
    encoding: 'text',
    returnFullResponse: true,
    ignoreHttpStatusErrors: true,
    disableFollowRedirect: true,
  };
}

/** An answer over HTTP, read but not judged. */
export interface HttpResponse {
  status: number;
  /** The body as text, with tokens taken out. */
  text: string;
  /** The body parsed as JSON; undefined where it is empty or no JSON. */
  body: unknown;
  /** Whether the body is a web page, which no call of the API answers with. */
  isPage: boolean;
  location?: string | undefined;
  retryAfterMs?: number | undefined;
  /** The header `Date`, which tells what the server's clock says. */
  date?: string | undefined;
}

/** What n8n's helper returns when asked for the full response with the body as text. */
export interface RawResponse {
  statusCode: number;
  headers?: Record<string, unknown>;
  body?: unknown;
}

export function readResponse(raw: RawResponse): HttpResponse {
  const text = withoutTokens(typeof raw.body === 'string' ? raw.body : '');
  const header = (name: string) => {
    const value = raw.headers?.[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    status: raw.statusCode,
    text,
    body: parsed(text),
    isPage: /^\s*<(!doctype|html|head|body|\?xml)/i.test(text),
    location: header('location'),
    // A date is one of the server's clock.
    retryAfterMs: retryAfterMs(header('retry-after'), timeIn(header('date')) ?? Date.now()),
    date: header('date'),
  };
}

/**
 * Reads the header `Retry-After`, in seconds or as a date (RFC 9110, section 10.2.3).
 *
 * @returns milliseconds to wait, 0 or more; undefined where the header is absent or makes no sense
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  // Date.parse takes much that is no date of HTTP; a weekday and a time of day are in all of those.
  if (!/^[A-Z][a-z]+,? .*\d\d:\d\d:\d\d/.test(text)) return undefined;
  // All dates of HTTP are in GMT; its oldest form does not say so.
  const date = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** The time in a header `Date`, in milliseconds since 1970; undefined where it tells none. */
export function timeIn(date: string | undefined): number | undefined {
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? undefined : time;
}
