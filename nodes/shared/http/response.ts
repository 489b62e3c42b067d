import { retryAfterMs } from './retryAfter';
import { parsed, withoutTokens } from './words';

/** An answer over HTTP, read but not judged. */
export interface HttpResponse {
  status: number;
  /** The body as text, with tokens taken out. */
  text: string;
  /** The body parsed as JSON; undefined where it is empty or no JSON. */
  body: unknown;
  /** Whether the body is a web page, which no call of the API answers with. */
  isPage: boolean;
  /** Where a redirect points. */
  location?: string | undefined;
  /** How long the server asks to wait. */
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

/**
 * Reads a raw response.
 *
 * @param raw the full response of n8n's helper
 */
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
    retryAfterMs: retryAfterMs(header('retry-after'), Date.now()),
    date: header('date'),
  };
}

/**
 * Compares the server's clock with this one. The header is cut to whole seconds, and the answer travelled: a
 * difference of two seconds may be none.
 *
 * @param date the header `Date` of an answer
 * @param now when the answer came, as `Date.now()` gives it
 * @returns how far the server's clock is ahead in milliseconds; 0 where they agree, or it tells no time
 */
export function clockAheadMs(date: string | undefined, now: number): number {
  const ahead = Date.parse(date ?? '') - now;
  return Number.isNaN(ahead) || Math.abs(ahead) < 2_000 ? 0 : ahead;
}
