import { KORE_LIMIT as LIMIT } from '../../../credentials/signing/address';
import { RATE_WINDOW_MS, REQUESTS_AT_ONCE as AT_ONCE } from '../../../nodes/shared/http/limits';

export { AT_ONCE, LIMIT };

/**
 * What a minute takes here: a thirtieth. Shorter would change what is compared: at 5 requests at a time and the
 * latency below, 60 of them take 1.8 seconds, which must stay less than a window.
 */
export const WINDOW_MS = 2_000;

/** What an answer takes, as the project's target has it. It is not shortened. */
export const LATENCY_MS = 150;

/** An hour, the longest life of a token where a JWT app enforces JTI (Kore.ai's reference), a thirtieth of it. */
export const TOKEN_SECONDS = (3_600 * WINDOW_MS) / RATE_WINDOW_MS;

/**
 * The least time in which requests can be answered: whole windows pass before the last ones may begin, and those
 * take their latency, some at a time.
 *
 * @param requests how many
 * @returns milliseconds
 */
export function boundMs(requests: number): number {
  const windows = Math.floor((requests - 1) / LIMIT);
  const last = requests - windows * LIMIT;
  return windows * WINDOW_MS + Math.ceil(last / AT_ONCE) * LATENCY_MS;
}
