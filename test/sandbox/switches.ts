/**
 * What nobody outside Kore.ai knows about its Contacts API, one switch for each open question of
 * README.md. The first value of each list is the default. A position is a guess that
 * the node has to live with, never a claim about the service.
 */
export interface Switches {
  /**
   * "What a second delete answers is ?": the answer to deleting an INACTIVE contact. With `400`
   * and an id that never was, likewise 400; with the other positions an unknown id is a 404.
   */
  secondDelete: '404' | '200' | '400' | '410';
  /** Unknown: whether an INACTIVE contact can still be updated. Refused like an unknown id. */
  inactiveUpdate: 'refused' | 'updated';
  /** "Whether lists still show it [an INACTIVE contact] is ?". Default false. */
  listInactive: boolean;
  /**
   * "GET /contacts documents no query parameters": how the list is paged.
   * - `skip`: `skip` and `limit` are honoured.
   * - `page`: `skip` is ignored, `page` counts from 1; the echo always says `skip: 0`.
   * - `page-true`: as `page`, with the place of the page as the echoed `skip`.
   * - `page0`: as `page`, counting from 0.
   * - `ignored`: always the first page, whatever is asked, with `hasMore: true`.
   * - `everything`: all contacts in one answer; the echoed `limit` is their number.
   * - `endless`: `skip` and `limit` are honoured, made-up contacts follow the real ones for ever.
   * - `repeat`: as `skip`; past the end the last page comes again, with `hasMore: true`.
   * - `liar`: as `skip`, but the answer holds `results` and nothing else.
   * - `body-array`: as `skip`, but the answer is the bare array.
   * - `all`, `all-array`: all contacts, whatever is asked, as `{results}` or bare, and nothing told.
   */
  paging:
    | 'skip'
    | 'page'
    | 'page-true'
    | 'page0'
    | 'ignored'
    | 'everything'
    | 'endless'
    | 'repeat'
    | 'liar'
    | 'body-array'
    | 'all'
    | 'all-array';
  /** "No limit is documented for page size (?)": the largest page. Default 100. */
  maxLimit: number;
  /** What a larger `limit` gets: cut down (and echoed so), refused with 412, or always 10. */
  limitMode: 'cut' | 'refuse' | 'fixed10';
  /** Some siblings refuse a larger `limit` with other statuses, gateways with theirs; `hang`: no answer. */
  limitRefusal: 400 | 412 | 413 | 414 | 422 | 502 | 504 | 'hang';
  /** Unknown: what `limit` is echoed where a page was cut, and what `hasMore` follows then: the page, or what was asked. */
  echo: 'page' | 'asked';
  /** Unknown: in which order contacts are listed; `stored` is the order of their creation, or what a test made of it. */
  listOrder: 'stored' | 'created-down' | 'updated-up' | 'updated-down';
  /** Unknown: whether INACTIVE contacts that are not shown are counted and take up places. Default false. */
  hiddenCounted: boolean;
  /** `totalResults` is documented by one sample only: told, or left out. Default true. */
  tellsTotal: boolean;
  /** `hasMore` is documented by one sample only: as computed (`true`), or left out. */
  hasMoreMode: 'true' | 'absent';
  /**
   * "No error body is documented for contacts": the spelling of every failure. `msg-json` is
   * `errors[0].msg` holding JSON text itself.
   */
  failureShape:
    | 'errors-msg'
    | 'errors-message'
    | 'status-error'
    | 'error'
    | 'code-message'
    | 'msg-json'
    | 'html'
    | 'text'
    | 'empty';
  /** Whether a failure carries its status, or HTTP 200 like some gateways' failures do. */
  failureStatus: 'as-documented' | '200';
  /** "`errors` may hold several entries": one entry, or one more for each wrong field. */
  validationDetail: 'one' | 'several';
  /** "Status, body and Retry-After [of the rate limit] are ?"; both texts are documented. */
  rateLimit: {
    status: 429 | 400 | 403 | 503;
    text: 'newer' | 'older';
    retryAfter: 'none' | 'seconds' | 'date';
  };
  /**
   * "What Kore answers to a duplicate is ?": the whole call is refused with a status, or the
   * others are created and the duplicate is missing from the answer. An update that takes the
   * number of another contact is refused with the same status (400 for `skip-silently`).
   */
  duplicate: 'all-refused-400' | 'all-refused-409' | 'all-refused-412' | 'skip-silently';
  /**
   * The words of a refusal are unknown: where set, they stand in place of the sandbox's own where a number is
   * taken and where a bulk call is refused as a whole for one contact.
   */
  refusalWords: string;
  /** Unknown: whether a refused create keeps what it created before the contact it refuses. */
  createKeeps: boolean;
  /**
   * Unknown: what every creation may be refused for. `each-by-name` is a reason that all contacts share, in words
   * that name the first of them.
   */
  createRefusal: 'none' | 'each-by-name';
  /** "Whether a deleted contact still blocks its number [is ?]". Default false. */
  inactiveBlocksNumber: boolean;
  /** Unknown: whether the answer to a create or import keeps the order of the request. */
  createOrder: 'as-sent' | 'reversed';
  /** Unknown: how many contacts one create may hold; more: 412. Default 1000. */
  createMax: number;
  /** The fields are required (D); whether an empty text counts as given is unknown. */
  emptyStrings: 'refused' | 'accepted';
  /**
   * The answer to a delete. Documented: the contact, INACTIVE (`contact`). The others: 204, a 200
   * without a body, a 200 with the contact still ACTIVE and nothing deleted, `{contact: {…}}`.
   */
  deleteAnswer: 'contact' | 'empty' | 'empty-200' | 'active' | 'wrapped';
  /** The key of the id in answers, but for bulk update, whose contact has `_id` always (D). */
  idField: 'id' | '_id';
  /** "No limit is documented for ids in a call (?)": more are refused. Default 1000. */
  bulkMax: number;
  /** Unknown: whether the refusal of too many contacts says how many there may be. */
  bulkMaxSaid: boolean;
  /** Unknown: how many contacts a bulk call does before it breaks down with 500. Default Infinity. */
  bulkBreaksAfter: number;
  /** The status of a bulk call that is refused as a whole. */
  bulkRefusal: 400 | 412 | 413;
  /** What one bad id does: told in `failedRecords`, refuses the whole call, or is not mentioned. */
  bulkPartial: 'per-record' | 'all-or-nothing' | 'silent';
  /** "The status of a partly failed bulk call [is ?]". */
  bulkStatus: 200 | 207 | 400;
  /** "The shape of an entry of failedRecords [is ?]". */
  failedRecordShape: 'id-error' | '_id-message' | 'bare-id' | 'id-msg' | 'id-reason' | 'id-errors';
  /** Unknown: whether bulk delete takes an INACTIVE contact as a failure. */
  bulkDeleteInactive: 'failed' | 'successful';
  /** Documented: `{id}` in `successfulRecords`. `bare` (a string) is for bulk delete only. */
  bulkIdForm: 'id' | '_id' | 'bare';
  /** "Bulk update marks all of them required" (D): whether the server insists on it. */
  bulkUpdateRequired: boolean;
  /** "Treat PUT as a full replacement (I)": missing fields become empty texts, or are kept. */
  updateMode: 'replace' | 'merge';
  /** Unknown: how the names that a create, an import or an update sends are kept. */
  keptNames: 'as-sent' | 'small' | 'one-space' | 'small-one-space';
  /** Unknown: which dialing prefix is kept: what was sent, or `+` or the country code whatever was sent. */
  keptPrefix: 'as-sent' | 'plus' | 'code';
  /**
   * "A request takes national digits only" (D): the country code is glued in front of a number
   * that has a sign already, so that the mistake shows (true), or such a number is kept (false).
   */
  prefixTwice: boolean;
  /** JSON is to be sent as `application/json` (D): any other type is a 412. Default true. */
  contentTypeStrict: boolean;
  /** "No limit is documented for rows in an import (?)": more are a 412. Default 1000. */
  importMax: number;
  /** Unknown: what one bad row of an import does. `skip-silently` goes for duplicates too. */
  importFailures: 'all-refused' | 'skip-silently';
  /** A wrong stream id: "Invalid SDK credentials", or 400 "Invalid StreamId"; both were seen (C). */
  wrongStream: '401' | '400';
  /** Unknown: how far Kore's clock is ahead of n8n's, in milliseconds: in `Date` and in what is created. Default 0. */
  clockAheadMs: number;
  /** Whether the app has the scope Configuration and is published (D). False: 401 (C). */
  scopeGranted: boolean;
}

/** The defaults: the documented or likeliest reading of each question. */
export const defaultSwitches: Readonly<Switches> = {
  secondDelete: '404',
  inactiveUpdate: 'refused',
  listInactive: false,
  paging: 'skip',
  maxLimit: 100,
  limitMode: 'cut',
  limitRefusal: 412,
  echo: 'page',
  listOrder: 'stored',
  hiddenCounted: false,
  tellsTotal: true,
  hasMoreMode: 'true',
  failureShape: 'errors-msg',
  failureStatus: 'as-documented',
  validationDetail: 'one',
  rateLimit: { status: 429, text: 'newer', retryAfter: 'none' },
  duplicate: 'all-refused-400',
  refusalWords: '',
  createKeeps: false,
  createRefusal: 'none',
  inactiveBlocksNumber: false,
  createOrder: 'as-sent',
  createMax: 1000,
  emptyStrings: 'refused',
  deleteAnswer: 'contact',
  idField: 'id',
  bulkMax: 1000,
  bulkMaxSaid: true,
  bulkBreaksAfter: Infinity,
  bulkRefusal: 400,
  bulkPartial: 'per-record',
  bulkStatus: 200,
  failedRecordShape: 'id-error',
  bulkDeleteInactive: 'failed',
  bulkIdForm: 'id',
  bulkUpdateRequired: true,
  updateMode: 'replace',
  keptNames: 'as-sent',
  keptPrefix: 'as-sent',
  prefixTwice: true,
  contentTypeStrict: true,
  importMax: 1000,
  importFailures: 'all-refused',
  wrongStream: '401',
  clockAheadMs: 0,
  scopeGranted: true,
};
