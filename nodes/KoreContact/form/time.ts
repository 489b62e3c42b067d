import { asText } from '../../shared/contact/id';

/** ISO 8601 as n8n's editor, its expressions and databases write it: a date, mostly a time, perhaps a zone. */
const ISO =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:\s?(Z|[+-]\d{2}(?::?\d{2})?))?)?$/i;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * Reads a time. JavaScript takes much for a date that is none (`Contact 5`, `banana 3`, the 30th of February), and
 * what has no zone for a time of the machine that n8n runs on.
 *
 * @param timeZone where a time without a zone is meant, such as `Europe/Berlin`
 * @returns milliseconds since 1970; undefined where it is no date
 */
export function readTime(value: unknown, timeZone: string): number | undefined {
  // Expressions run in a realm of their own, whose Date is another one.
  if (Object.prototype.toString.call(value) === '[object Date]') {
    const time = Number(value);
    return Number.isNaN(time) ? undefined : time;
  }
  const parts = ISO.exec(asText(value).trim());
  if (parts === null) return undefined;
  const [, date, hours = '00:00', seconds = '00', fraction = '', zone] = parts;
  const asUtc = Date.parse(`${date}T${hours}:${seconds}Z`);
  if (Number.isNaN(asUtc) || !new Date(asUtc).toISOString().startsWith(`${date}T${hours}`)) {
    return undefined;
  }
  const ahead = zone === undefined ? undefined : aheadIn(zone);
  if (zone !== undefined && ahead === undefined) return undefined;
  const time = ahead === undefined ? timeIn(asUtc, timeZone) : asUtc - ahead;
  return time + Number(fraction.padEnd(3, '0').slice(0, 3));
}

/** How far a written zone is ahead of UTC, in milliseconds; undefined for one that can't be. */
function aheadIn(zone: string): number | undefined {
  if (/^z$/i.test(zone)) return 0;
  const [, sign, hours, minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  if (Number(hours) > 14 || Number(minutes) > 59) return undefined;
  const ahead = (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
  return sign === '-' ? -ahead : ahead;
}

/**
 * When the clocks of a zone show a time. Where they are put back they show it twice, and the first is meant; where
 * they are put forward they pass over it, and as much later is meant.
 *
 * @param shown the time that they show, as if it were UTC
 */
function timeIn(shown: number, timeZone: string): number {
  const before = aheadAt(shown - DAY_MS, timeZone);
  const after = aheadAt(shown + DAY_MS, timeZone);
  const fits = (ahead: number) => aheadAt(shown - ahead, timeZone) === ahead;
  return shown - (!fits(before) && fits(after) ? after : before);
}

/** How far the clocks of a zone are ahead of UTC at a time, in milliseconds. */
function aheadAt(time: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, value]));
  const at = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  const year = at('year').padStart(4, '0');
  const date = `${year}-${at('month')}-${at('day')}`;
  return Date.parse(`${date}T${at('hour')}:${at('minute')}:${at('second')}Z`) - time;
}
