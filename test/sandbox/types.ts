import type { IncomingHttpHeaders } from 'node:http';
import type { JwtHeader, JwtPayload } from 'jsonwebtoken';
import type { ContentEncryption, JweHeader } from './jwe';
import type { Switches } from './switches';

/** The signing algorithms of a Kore JWT app (D). */
export type Algorithm = 'HS256' | 'HS512' | 'RS256' | 'RS512';

/** A phone as Kore gives it back: `phoneNumber` has the country code glued in front (D). */
export interface CellPhone {
  phoneNumber: string;
  countryCode: string;
  extension: string;
}

/** A contact with every documented field of an answer. */
export interface StoredContact {
  id: string;
  firstName: string;
  lastName: string;
  fullName: string;
  salutation: string;
  cellPhone: CellPhone;
  status: 'ACTIVE' | 'INACTIVE';
  instanceBotId: string;
  orgId: string;
  accountId: string;
  createdBy: string;
  createdByAId: string;
  updatedBy: string;
  updatedByAId: string;
  address: unknown[];
  twitterDetails: unknown[];
  createdAt: string;
  updatedAt: string;
}

/** What `Sandbox.add` takes: any stored field; a missing one is made up. */
export type NewContact = Partial<Omit<StoredContact, 'cellPhone'>> & {
  /** Kept as given, so `phoneNumber` is in the stored form, country code included. */
  cellPhone?: Partial<CellPhone>;
};

/** What to type into the credential to reach the sandbox. */
export interface SandboxCredential {
  host: string;
  accountId: string;
  streamId: string;
  clientId: string;
  secret: string;
  algorithm: Algorithm;
  /** PEM (PKCS 8) for RS256 and RS512, empty otherwise. */
  privateKey: string;
  /** Whether the app enforces JWE, and then the public key as its form shows it. */
  encryptToken: boolean;
  encryptionKey: string;
  contentEncryption: ContentEncryption;
}

export interface SandboxOptions {
  /** Default 0, a free port. Always on 127.0.0.1. */
  port?: number;
  /** Same seed, same people and credential. Default 1. */
  seed?: number;
  /** How many people to begin with. Default 10. */
  contacts?: number;
  /** Default 60, the documented limit (D). 0 = off. */
  requestsPerMinute?: number;
  /** The length of the sliding window. Default 60000. */
  rateWindowMs?: number;
  /** Every answer waits so long. Default 0. */
  latencyMs?: number;
  /** What the JWT app accepts. Default HS256. */
  algorithm?: Algorithm;
  /** The app's setting *Enforce JTI*: `jti` wanted, `exp` within 1 hour, no replay. Default true. */
  enforceJti?: boolean;
  /**
   * The app's setting *Enforce JWE*: a token has to be signed and then encrypted in this way (D), to a key that was
   * made for this sandbox. Default `none`, where an encrypted token is refused.
   */
  enforceJwe?: ContentEncryption | 'none';
  switches?: Partial<Switches>;
  /** Called once for each request, when it was answered or its connection was lost. */
  log?: (request: RecordedRequest) => void;
}

/** A file that came in a form. */
export interface RecordedFile {
  filename: string;
  contentType: string;
  content: string;
}

export interface RecordedRequest {
  /** `performance.now()` at arrival: when the headers were read. */
  at: number;
  /** `performance.now()` when the answer was handed over, or the connection was lost. */
  endedAt?: number;
  method: string;
  /** Path and query. */
  url: string;
  path: string;
  query: Record<string, string>;
  headers: IncomingHttpHeaders;
  rawToken?: string;
  /** The header of an encrypted token, whose content nobody can decode without the key. */
  encryption?: JweHeader;
  /** The token of the header `auth`, decoded and not verified; missing if it can't be decoded. */
  token?: { header: JwtHeader; claims: JwtPayload };
  /** Parsed JSON, text that is not JSON, or for a form its fields (`RecordedFile` for a file). */
  body?: unknown;
  /** The answer's status; `open` until it is answered; `cut` if it never was. */
  status: number | 'open' | 'cut';
  /** How many requests were open when this one arrived, itself included. */
  openAtArrival: number;
}

/**
 * Something that goes wrong on purpose. It comes before the token check and the rate limit: a
 * request that never gets past its fault uses up neither its `jti` nor the account's limit.
 */
export interface Fault {
  /** Which requests: default any. */
  method?: string;
  /** Tried on the path, then on path and query. */
  path?: RegExp;
  /** The last part of the path. */
  id?: string;
  /** How often. Default 1; `Infinity` is allowed. */
  times?: number;
  /** Let so many matching requests pass first. Default 0. */
  after?: number;
  status?: number;
  /** Text is sent as it is, anything else as JSON. Default: the status's name as a failure. */
  body?: unknown;
  contentType?: string;
  headers?: Record<string, string>;
  /** Wait, then go on (or answer with `status` if given). */
  delayMs?: number;
  /** Destroy the connection before acting, or after acting (record changed, no answer). */
  cut?: 'before' | 'after';
  /** With `status`, `hang` or `drip`: do as asked first, then this. Default false. */
  act?: boolean;
  /** Never answer, until the client goes away or the sandbox closes. */
  hang?: boolean;
  /** Send headers and one byte every 200 ms, until the client goes away or the sandbox closes. */
  drip?: boolean;
}

/** A running fake contact center. */
export interface Sandbox {
  /** `http://127.0.0.1:PORT` */
  url: string;
  credential: SandboxCredential;
  /** The store itself, in list order: what a test changes here is changed. */
  contacts: StoredContact[];
  find(id: string): StoredContact | undefined;
  /** Puts a contact in directly; no request is counted. Gives the stored contact itself. */
  add(person?: NewContact): StoredContact;
  /** All requests since the start or the last `clearRequests`, in the order of arrival. */
  requests: RecordedRequest[];
  /** The most requests open at once since the start or the last `clearRequests`. */
  readonly maxConcurrent: number;
  clearRequests(): void;
  /** Change them while it runs. */
  switches: Switches;
  /** Queues a fault; the first that matches a request wins. */
  fault(fault: Fault): void;
  clearFaults(): void;
  setLatency(ms: number): void;
  /** What a test does to the store when a page of the list was made, given how many were made so far. */
  onPage(change: (pages: number) => void): void;
  /**
   * Resolves as soon as `n` requests that satisfy the predicate have arrived, those that are
   * recorded already included. At arrival a request has no `body` yet.
   */
  waitForRequests(n: number, predicate?: (request: RecordedRequest) => boolean): Promise<void>;
  /** Closes at once, open connections included. */
  close(): Promise<void>;
}
