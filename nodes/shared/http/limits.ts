/** The window of Kore.ai's limit: one sliding minute for the whole account (its page on rate limits). */
export const RATE_WINDOW_MS = 60_000;

/**
 * How many requests one run of the node has open at a time. n8n's helper opens a connection for each, so
 * more would press on small private installations; five answers of 200 ms already use up a minute's 60
 * requests in 2.4 seconds.
 */
export const REQUESTS_AT_ONCE = 5;

/** The first wait before a retry; each further one doubles. Long enough for a gateway to recover. */
export const FIRST_WAIT_MS = 1_000;

/** No single wait is longer, so that a retry follows soon after the minute's window has passed. */
export const LONGEST_WAIT_MS = 32_000;

/** Up to this share is added to each wait at random, so that workers that failed together part. */
export const JITTER = 0.25;

/** Tries of one request when the service is down or does not answer: the first and three more. */
export const TRIES = 4;

/**
 * Tries of one request when the rate limit refuses it. The waits of 1, 2, 4, 8, 16 and then 32 s come to
 * over two minutes: two full windows, for accounts that other systems and other workers use as well.
 */
export const TRIES_AT_RATE_LIMIT = 9;

/** The longest `Retry-After` that is waited for; a run that would stand longer should rather say so. */
export const LONGEST_RETRY_AFTER_MS = 180_000;

/** The longest that a `Retry-After` keeps an account from being asked: it may be a mistake, which nobody could mend. */
export const LONGEST_HOLD_MS = 3_600_000;

/** How far the clocks may differ before a refused token is put down to that: as long as a token is good. */
export const CLOCK_TOLERANCE_MS = 300_000;

/** How long one slice of a wait is: the most that an abandoned timer can outlive a cancelled run. */
export const WAIT_SLICE_MS = 250;

/** How much of Kore.ai's own words is shown: enough for several validation messages. */
export const WORDS_LENGTH = 500;

/**
 * Contacts asked for in one page, the largest first. Kore.ai documents no limit for contacts; caps of 1,000, 100
 * and 50 are documented on siblings of this call, and its own sample answer shows 10.
 */
export const PAGE_SIZES = [1_000, 100, 50, 10] as const;

/** The page size that Kore.ai's sample answer shows: as few as are ever asked for. */
export const SAMPLE_PAGE_SIZE = 10;

/** How long it is remembered how many contacts a page holds: an hour, in case Kore.ai changes it. */
export const PAGE_SIZE_KEPT_MS = 3_600_000;

/** For how many apps that is remembered: more than anybody has, and a few kilobytes. */
export const PAGE_SIZES_KEPT = 200;

/** Readings of a list that changes meanwhile: the first, one for what may have moved, and one more. */
export const READINGS_AT_MOST = 3;

/** Pages in a row that may bring nothing new because the list moves: no list moves faster than it can be read. */
export const PAGES_IN_VAIN = 30;

/** Pages after which a list is taken for one that never ends, unless its own first answer promised more. */
export const PAGES_AT_MOST = 1_000;

/** Pages after which nothing is believed any more: two million contacts, read in over five hours. */
export const PAGES_EVER = 20_000;
