import type { Switches } from '../sandbox';

/** The ways to page in which a list shows all of its contacts and comes to an end. */
export const pagings: Array<[string, Partial<Switches>]> = [
  ['skip', { paging: 'skip' }],
  ['page', { paging: 'page' }],
  ['page-true', { paging: 'page-true' }],
  ['page0', { paging: 'page0' }],
  ['everything', { paging: 'everything' }],
  ['repeat', { paging: 'repeat' }],
  ['liar', { paging: 'liar' }],
  ['body-array', { paging: 'body-array' }],
  ['pages of 50 at most', { maxLimit: 50 }],
  ['pages above 50 are refused', { maxLimit: 50, limitMode: 'refuse' }],
  ['pages of ten', { limitMode: 'fixed10' }],
  ['no hasMore', { hasMoreMode: 'absent' }],
  ['pages of ten and no hasMore', { limitMode: 'fixed10', hasMoreMode: 'absent' }],
  ['page, of ten', { paging: 'page', limitMode: 'fixed10' }],
  [
    'page0, of 50 at most, and no hasMore',
    { paging: 'page0', maxLimit: 50, hasMoreMode: 'absent' },
  ],
  ['repeat, of ten', { paging: 'repeat', limitMode: 'fixed10' }],
];
