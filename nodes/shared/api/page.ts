import type { IDataObject } from 'n8n-workflow';
import { asContact, type Contact } from '../contact/contact';

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
 * @param body the parsed body
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
