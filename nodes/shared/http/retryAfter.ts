/**
 * Reads the header `Retry-After`, in seconds or as a date (RFC 9110, section 10.2.3).
 *
 * @param header the header's value
 * @param now the present, in milliseconds since 1970, against which a date is read
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
