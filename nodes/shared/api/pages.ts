import type { IDataObject } from 'n8n-workflow';
import { asContact, type Contact } from '../contact/contact';
import type { Client, Outcome } from '../http/client';
import { REQUESTS_AT_ONCE } from '../http/limits';
import type { Call } from '../http/message';
import type { Failure } from '../problem/failure';
import { failed, type Result, succeeded } from '../result';
import { PageSize, type Size } from './pageSize';

/** One answer of `GET /contacts`. What the service did not tell is undefined. */
export interface Page {
  contacts: Contact[];
  /** How many records came, those without an id included. */
  length: number;
  /** The place of the last contact among the records; -1 where there is none. */
  lastPlace: number;
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
  const all = records.map(asContact);
  return {
    contacts: all.filter((contact) => contact !== undefined),
    length: records.length,
    lastPlace: all.findLastIndex((contact) => contact !== undefined),
    skip: count(fields['skip']),
    limit: count(fields['limit']),
    hasMore: typeof fields['hasMore'] === 'boolean' ? fields['hasMore'] : undefined,
    total: count(fields['totalResults']),
  };
}

function count(value: unknown): number | undefined {
  return Number.isInteger(value) && Number(value) >= 0 ? Number(value) : undefined;
}

/** Whether two pages show the same contacts in the same order. */
export function isSamePage(one: Page, other: Page): boolean {
  return (
    one.contacts.length === other.contacts.length &&
    one.contacts.every(({ id }, i) => id === other.contacts[i]?.id)
  );
}

/** A page that was asked for. */
export interface Asked {
  page: Page;
  /** How many contacts were asked for. */
  limit: Size;
  /** Whether it was asked for ahead of time, when the page before it was not there yet. */
  isEarly: boolean;
}

/** Why there is no page. */
export type Answered = Result<Asked, Failure>;

const NO_LIST: Failure = {
  kind: 'notKore',
  status: 200,
  words: 'no list of contacts',
  onlyRead: true,
};

/** Asks for pages, and for some ahead of time, so that they travel together. */
export class PageSource {
  /** How many requests were made, those that were repeated counted once. */
  asked = 0;

  private ahead = new Map<number, Promise<Answered>>();

  /** Pages that are not wanted any more, but under way. */
  private left: Array<Promise<Answered>> = [];

  private readonly size: PageSize;

  /** The largest size that was answered with a page: only a larger one may be too large. */
  private proven = 0;

  /** What pages by number are asked for with: their places depend on it. */
  private fixed: { limit: Size } | undefined;

  /** @param enough up to which place contacts are wanted, for a page that begins at a place */
  constructor(
    private readonly client: Client,
    private readonly timeout: () => number,
    enough: (place: number) => number,
  ) {
    this.size = new PageSize(`${client.origin} ${client.streamId}`, enough);
  }

  /** Asks for the contacts from a place on, unless that was done ahead of time. */
  async from(place: number): Promise<Answered> {
    const early = this.ahead.get(place);
    if (early === undefined) {
      this.dropAhead();
      return await this.ask('skip', place);
    }
    this.ahead.delete(place);
    return await early;
  }

  /** Asks for a page by its number. */
  async numbered(number: number, limit?: number): Promise<Answered> {
    this.dropAhead();
    return await this.ask('page', number, limit);
  }

  /** From now on pages are asked for by number, as many contacts in each as in the first. */
  fixLimit(limit: Size): void {
    this.fixed ??= { limit: this.size.notAbove(limit) };
  }

  /** Asks for pages that begin every so many contacts, from one place up to another, as many as may be open at once. */
  getAhead(from: number, until: number, stride: number): void {
    // A page begins with a contact of the one before it.
    for (let at = from; at + 1 < until && this.ahead.size < REQUESTS_AT_ONCE; at += stride) {
      if (!this.ahead.has(at)) {
        const answer = this.ask('skip', at);
        this.ahead.set(
          at,
          answer.then((asked) => (asked.ok ? succeeded({ ...asked.value, isEarly: true }) : asked)),
        );
      }
    }
  }

  /** Throws away what was asked for ahead of time. */
  dropAhead(): void {
    this.left.push(...this.ahead.values());
    this.ahead = new Map();
  }

  /** Waits for what is under way: nothing may go on when the node has ended. */
  async settle(): Promise<void> {
    await Promise.all([...this.ahead.values(), ...this.left]);
  }

  private async ask(by: 'skip' | 'page', at: number, limit?: number): Promise<Answered> {
    // The whole way down has one allowance of tries and waits.
    const tried = { byRateLimit: 0, otherwise: 0 };
    for (;;) {
      const asked = { limit: limit ?? this.limitFor(by, at) };
      const call = this.callFor(by, at, asked.limit);
      const again = (failure: Failure): Call => {
        this.size.lowerAfterSilence(failure, asked.limit);
        asked.limit = this.limitFor(by, at);
        return this.callFor(by, at, asked.limit);
      };
      this.asked += 1;
      const isProven = (asked.limit ?? Infinity) <= this.proven;
      const outcome = await this.client.send(isProven ? call : { ...call, tried, again });
      if (outcome.ok || isProven) return this.answered(outcome, asked.limit);
      if (!this.size.lowerAfterRefusal(outcome.problem, asked.limit))
        return failed(ofList(outcome.problem));
      // A refusal for its size is no try that failed.
      tried.otherwise -= 1;
    }
  }

  private answered(outcome: Outcome, limit: Size): Answered {
    if (!outcome.ok) return failed(ofList(outcome.problem));
    const page = readPage(outcome.value.body);
    if (page === undefined) return failed(NO_LIST);
    const size = limit ?? Infinity;
    if (size > this.proven) {
      this.proven = size;
      this.size.learn(limit, page, page.hasMore === true || (page.total ?? 0) > page.length);
    }
    return succeeded({ page, limit, isEarly: false });
  }

  private limitFor(by: 'skip' | 'page', at: number): Size {
    return this.fixed === undefined ? this.size.at(by === 'skip' ? at : 0) : this.fixed.limit;
  }

  private callFor(by: 'skip' | 'page', at: number, limit: Size): Call {
    const query = limit === undefined ? {} : { query: { [by]: at, limit } };
    return { method: 'GET', path: ['contacts'], timeout: this.timeout(), ...query };
  }
}

/** A list that is not there is a wrong address, and no sign of a contact that is gone. */
function ofList(failure: Failure): Failure {
  const kind = failure.kind === 'missing' ? 'refused' : failure.kind;
  return { ...failure, kind, onlyRead: true };
}
