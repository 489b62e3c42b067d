import type { IDataObject } from 'n8n-workflow';
import {
  type Step,
  walkContacts,
  type WalkEnd,
  type WalkOptions,
} from '../../../../../nodes/shared/api/walk';
import type { Client, Outcome } from '../../../../../nodes/shared/http/client';
import type { Call } from '../../../../../nodes/shared/http/message';
import type { Failure } from '../../../../../nodes/shared/problem/failure';
import { failed, succeeded } from '../../../../../nodes/shared/result';

/** How a server pages: each combination is one way to read what Kore.ai leaves open. */
export interface Paging {
  /** How many records the server pages over. */
  records: number;
  /** Which of them it counts but does not show, as it may be with deleted contacts. */
  hidden: number[];
  /** What chooses the page. */
  by: 'skip' | 'page from 0' | 'page from 1' | 'nothing';
  /** The size of a page where no limit is asked for, or where it is not listened to. */
  size: number;
  /** The largest page; 0 where the server does not listen to `limit`. */
  most: number;
  /** What it does with a larger limit than that. */
  tooMuch: 'cut' | 'refuse';
  tells: { skip: boolean; limit: boolean; hasMore: boolean; total: boolean };
}

/** A server that answers by script, and remembers what it showed. */
export interface Scripted extends Client {
  calls: Call[];
  /** Every id that was in an answer. */
  shown: Set<string>;
}

/** Milliseconds for a request, where a test does not care. */
export const TIMEOUT_MS = 30_000;

export const tooLarge = failed<Failure>({
  kind: 'refused',
  status: 412,
  words: 'limit is too large',
});

/** The end of a list that was shown whole. */
export const whole = succeeded(undefined);

/** The end of a list of which more was promised than shown. */
export const incomplete = failed<Failure>({ kind: 'incomplete', words: '', onlyRead: true });

/** The end of a list that kept changing. */
export const changing = failed<Failure>({ kind: 'changing', words: '', onlyRead: true });

/** The end of a list at a failure: whatever it was, nothing can have been changed. */
export const endedBy = (failure: Failure): WalkEnd => failed({ ...failure, onlyRead: true });

/** A success with a body. */
export const answered = (body: unknown): Outcome =>
  succeeded({ silentBefore: false, body, text: JSON.stringify(body) });

/**
 * @param from the number of the first contact
 * @param count how many
 * @returns contacts `c0`, `c1` and so on
 */
export function contactsFrom(from: number, count: number): Array<IDataObject & { id: string }> {
  return Array.from({ length: count }, (_, i) => ({ id: `c${from + i}` }));
}

/** No two servers are one host, or what one page holds would be remembered. */
let servers = 0;

/**
 * A client whose answers come from a function.
 *
 * @param answer the answer to a call, given its query
 * @param most how many requests there may be: whoever asks more often would ask for ever
 */
export function scripted(
  answer: (query: IDataObject, call: Call) => Outcome | Promise<Outcome>,
  most = 10_000,
): Scripted {
  const calls: Call[] = [];
  const shown = new Set<string>();
  return {
    origin: `https://kore.example/${++servers}`,
    streamId: 'st-1',
    requests: () => 0,
    timeAtService: () => undefined,
    calls,
    shown,
    async send(call) {
      calls.push(call);
      if (calls.length > most) throw new Error(`${most} requests, and it asks for more`);
      const outcome = await answer(call.query ?? {}, call);
      for (const id of outcome.ok ? idsIn(outcome.value.body) : []) shown.add(id);
      return outcome;
    },
  };
}

/**
 * A server that pages over its contacts and tells the truth, as far as it tells something.
 *
 * @param paging how it pages
 * @param most how many requests there may be
 */
export function serverFor(paging: Paging, most?: number): Scripted {
  const { by, records, tells } = paging;
  const all = contactsFrom(0, records);
  return scripted((query) => {
    const asked = Number(query['limit'] ?? 0);
    if (paging.most > 0 && asked > paging.most && paging.tooMuch === 'refuse') return tooLarge;
    const size = paging.most > 0 && asked > 0 ? Math.min(asked, paging.most) : paging.size;
    const skip = by === 'skip' ? Number(query['skip'] ?? 0) : size * pageOf(by, query);
    const results = all
      .slice(skip, skip + size)
      .filter((_, i) => !paging.hidden.includes(skip + i));
    return answered({
      results,
      ...(tells.skip && { skip }),
      ...(tells.limit && { limit: size }),
      ...(tells.hasMore && { hasMore: skip + size < records }),
      ...(tells.total && { totalResults: records }),
    });
  }, most);
}

function pageOf(by: Paging['by'], query: IDataObject): number {
  if (by === 'page from 0') return Number(query['page'] ?? 0);
  if (by === 'page from 1') return Math.max(1, Number(query['page'] ?? 1)) - 1;
  return 0;
}

function idsIn(body: unknown): string[] {
  const list = Array.isArray(body) ? body : (body as IDataObject)?.['results'];
  return Array.isArray(list) ? list.map((record: { id?: string }) => record?.id ?? '') : [];
}

/** What a walk came to. */
export interface Walked {
  ids: string[];
  steps: Step[];
  end: WalkEnd;
}

/** Walks to the end. */
export async function walked(client: Client, options: Partial<WalkOptions> = {}): Promise<Walked> {
  const walk = walkContacts(client, { timeout: () => TIMEOUT_MS, ...options });
  const steps: Step[] = [];
  for (;;) {
    const { value, done } = await walk.next();
    if (done === true) {
      return {
        ids: steps.flatMap(({ contacts }) => contacts.map(({ id }) => id)),
        steps,
        end: value,
      };
    }
    steps.push(value);
  }
}
