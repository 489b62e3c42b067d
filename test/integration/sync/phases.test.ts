jest.mock('../../../nodes/shared/http/limits', () => ({
  ...jest.requireActual<object>('../../../nodes/shared/http/limits'),
  // The waits keep their proportions, a hundred times shorter.
  FIRST_WAIT_MS: 10,
  LONGEST_WAIT_MS: 320,
}));

import type { Fault } from '../../sandbox';
import { deletedIn } from '../helpers';
import {
  expectFinished,
  expectNoHarm,
  onError,
  options,
  saidBy,
  sync,
  unequal,
  writesTo,
} from './helpers';

const phases: Array<[string, Fault]> = [
  ['the list', { method: 'GET', after: 2 }],
  ['the creations', { method: 'POST', after: 1 }],
  ['the changes', { method: 'PUT', after: 1 }],
  ['the deletions', { method: 'DELETE', after: 2 }],
];

const faults: Array<[string, Fault]> = [
  ['one request is refused', { status: 400 }],
  ['every request is refused', { status: 400, times: Infinity }],
  ['the credential is refused', { status: 401, times: Infinity }],
  ['nothing is reached any more', { cut: 'before', times: Infinity }],
  ['an answer is lost', { cut: 'after' }],
  ['all answers are lost', { cut: 'after', times: Infinity }],
  ['a gateway answers for what is done', { status: 502, act: true, times: Infinity }],
  ['the service breaks down', { status: 500, times: Infinity }],
  ['the service is down', { status: 503, times: Infinity }],
  ['answers say nothing', { status: 200, body: {}, times: Infinity }],
];

describe.each(phases)('In the middle of %s', (phase, where) => {
  it.each(faults)('%s: no harm is done, and the next run finishes the work', async (_, fault) => {
    for (const mode of [undefined, onError]) {
      const { sandbox, stays, items } = await unequal();
      sandbox.fault({ ...where, ...fault });
      const finished = await sync(sandbox, { items, options, ...(mode && { onError: mode }) });
      expectNoHarm(sandbox, stays);
      const said = saidBy(finished);
      if (said.includes('failed') && phase !== 'the deletions') {
        expect(said).not.toContain('deleted');
        expect(deletedIn(sandbox)).toEqual([]);
      }
      if (phase === 'the list' && (said.includes('failed') || finished.error !== undefined)) {
        expect(writesTo(sandbox)).toEqual([]);
      }
      await expectFinished(sandbox, items);
    }
  });
});
