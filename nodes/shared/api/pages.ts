import type { IDataObject } from 'n8n-workflow';
import { asContact, type Contact } from '../contact/contact';
import type { Client, Outcome } from '../http/client';
import { REQUESTS_AT_ONCE } from '../http/limits';

/** One answer of `GET /contacts`. What the service did not tell is undefined. */
export interface Page {
  contacts: Contact[];
  /** How many records came, those without an id included. */
  length: number;
  skip: number | undefined;
  limit: number | undefined;
  hasMore: boolean | undefined;
  total: number | undefined;
}

/**
 * Reads the body of `GET /contacts`: `{results, skip, limit, hasMore, totalPages, totalResults}`, or a bare
 * list, which some of Kore.ai's other calls answer with.
 *
 * @returns the page, or undefined where the body is no list
 */
export function readPage(body: unknown): Page | undefined {
  const fields = (Array.isArray(body) ? { results: body } : (body ?? {})) as IDataObject;
  const records = fields['results'];
  if (!Array.isArray(records)) return undefined;
  return {
    contacts: records.map(asContact).filter((contact) => contact !== undefined),
    length: records.length,
    skip: count(fields['skip']),
    limit: count(fields['limit']),
    hasMore: typeof fields['hasMore'] === 'boolean' ? fields['hasMore'] : undefined,
    total: count(fields['totalResults']),
  };
}

function count(value: unknown): number | undefined {
  return Number.isInteger(value) && Number(value) >= 0 ? Number(value) : undefined;
}

/** Which part of the list to ask for. */
export interface PageRequest {
  /** Kore.ai's calls page by `skip` or by `page`; nobody knows yet which this one takes. */
  by: 'skip' | 'page';
  at: number;
  /** Contacts in a page; left to the service where it is undefined. */
  limit: number | undefined;
}

/** Asks for pages, and for some ahead of time, so that they travel together. */
export class PageSource {
  private readonly ahead = new Map<number, Promise<Outcome>>();

  constructor(
    private readonly client: Client,
    private readonly timeout: () => number,
  ) {}

  async get(request: PageRequest): Promise<Outcome> {
    const early = request.by === 'skip' ? this.ahead.get(request.at) : undefined;
    if (early !== undefined) this.ahead.delete(request.at);
    return await (early ?? this.ask(request));
  }

  /** Asks for pages of so many contacts between two places, as many pages as may be open at once. */
  getAhead(from: number, until: number, length: number, limit: number): void {
    for (let at = from; at < until && this.ahead.size < REQUESTS_AT_ONCE; at += length) {
      if (!this.ahead.has(at)) this.ahead.set(at, this.ask({ by: 'skip', at, limit }));
    }
  }

  /** Waits for what is under way: nothing may go on when the node has ended. */
  async settle(): Promise<void> {
    await Promise.all(this.ahead.values());
  }

  private async ask({ by, at, limit }: PageRequest): Promise<Outcome> {
    return await this.client.send({
      method: 'GET',
      path: ['contacts'],
      timeout: this.timeout(),
      ...(limit === undefined ? {} : { query: { [by]: at, limit } }),
    });
  }
}
