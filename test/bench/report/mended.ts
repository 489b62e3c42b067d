import type { Results } from '../results';
import { roundsOf } from '../stats';
import { longestDeleteMany, ownOf } from '../verdict';

/** Something that was mended, with the figures of before and of this run. */
export interface Mended {
  what: string;
  mend: string;
  before: string;
  after: string;
}

/** @param results of this run */
export function mended(results: Results): Mended[] {
  const del = ownOf(results, 'Delete', 10_000);
  const { ms, timesBound } = longestDeleteMany(results);
  const hs256 = results.signing.find(({ algorithm }) => algorithm === 'HS256');
  return [
    {
      what: 'Signing with HS256',
      mend: 'The library is given a key object. Given a text, it first tries to read a private key in it',
      before: '267 µs',
      after: `${roundsOf(hs256?.microseconds ?? [NaN]).median.toFixed(1)} µs`,
    },
    {
      what: 'Delete, CPU time for one of 10,000',
      mend: 'That, one clock for the deadlines of all requests, no standing in line where a turn is free, and answers that become items without being copied',
      before: '847 µs, 1.16 times the bare loop, which signs in the same way',
      after: `${roundsOf(del.nodeCpu).median.toFixed(0)} µs, ${(roundsOf(del.nodeCpu).median / roundsOf(del.bareCpu).median).toFixed(2)} times the bare loop`,
    },
    {
      what: 'Delete, memory for one of 10,000',
      mend: 'The same: no copies of answers',
      before: '1754 bytes',
      after: `${roundsOf(del.nodeBytes).median.toFixed(0)} bytes`,
    },
    {
      what: 'Delete Many of 6,000 in n8n 2.40.7',
      mend: 'A field that only names a field of the item, such as `{{ $json.contactId }}`, is read from the item. n8n 2.40 evaluates each expression in a sandbox of its own, which took more than a second before the first request',
      before: '3.01 s, 1.67 times the bound',
      after: `${(ms / 1_000).toFixed(2)} s, ${timesBound.toFixed(2)} times the bound`,
    },
  ];
}
