jest.mock('../../../nodes/shared/http/limits', () => ({
  ...jest.requireActual<object>('../../../nodes/shared/http/limits'),
  // The waits keep their proportions, a hundred times shorter.
  FIRST_WAIT_MS: 10,
  LONGEST_WAIT_MS: 320,
}));

import { names } from '../../engine';
import type { Fault } from '../../sandbox';
import { everything, getMany, idsIn, skipsOf } from './helpers';
import { begin, idsOf, linksOf, outputOf, sandboxWith } from '../helpers';

const REFUSED = 'The list of contacts was not read: Kore.ai refused it (status 412)';
const fault: Fault = {
  path: /skip=99?\b/,
  status: 412,
  body: { errors: [{ msg: 'Bad skip' }] },
  times: Infinity,
};
const limit = '={{ $json.limit }}';
/** The second item needs the page that fails, the others only the first. */
const items = [{ limit: 2 }, { limit: 150, name: 'Large' }, { limit: 1 }];

describe('A page that can not be read', () => {
  it('stops the run, names the item, and nothing comes out', async () => {
    const sandbox = await sandboxWith({ contacts: 250 });
    sandbox.fault(fault);
    const { error, output } = await getMany(sandbox, { limit }, { items });
    expect(error?.name).toBe('NodeApiError');
    expect([error?.message, error?.httpCode]).toEqual([REFUSED, '412']);
    expect(error?.description).toContain('Kore.ai said: "Bad skip".');
    expect(error?.context).toMatchObject({ itemIndex: 1 });
    expect(output(names.ok)).toEqual([]);
  });

  it('fails its own item alone, with exactly two keys, where the node goes on', async () => {
    const sandbox = await sandboxWith({ contacts: 250 });
    sandbox.fault(fault);
    const onError = 'continueRegularOutput' as const;
    const finished = await getMany(sandbox, { limit }, { items, onError });
    const failure = outputOf(finished)[2];
    expect(failure).toEqual({ error: REFUSED, message: expect.stringContaining('Bad skip') });
    expect(idsOf(finished)).toEqual([...idsIn(sandbox, 0, 2), undefined, ...idsIn(sandbox, 0, 1)]);
    expect(linksOf(finished)).toEqual([0, 0, 1, 2].map((item) => ({ item })));
  });

  it('sends its item with its input to the error output', async () => {
    const sandbox = await sandboxWith({ contacts: 250 });
    sandbox.fault(fault);
    const onError = 'continueErrorOutput' as const;
    const { output } = await getMany(sandbox, { limit }, { items, onError });
    expect(output(names.ok)).toHaveLength(3);
    expect(output(names.failed).map(({ json }) => json)).toEqual([
      { limit: 150, name: 'Large', error: REFUSED, message: expect.any(String) },
    ]);
  });

  it.each<[string, Fault, string]>([
    [
      'a refused token',
      { status: 401, body: { errors: [{ msg: 'x' }] } },
      'refused the credential',
    ],
    ['a service that is down', { status: 503, times: Infinity }, 'could not answer (status 503)'],
    ['a web page', { status: 200, body: '<html>Hi</html>', contentType: 'text/html' }, 'not from'],
    ['no list', { status: 200, body: { ok: true } }, "the answer is not from Kore.ai's API"],
    [
      'a redirect',
      { status: 302, headers: { location: 'http://a.b/c' } },
      'a redirect (status 302)',
    ],
    ['a cut line', { cut: 'before', times: Infinity }, 'Kore.ai did not answer (ECONNRESET)'],
  ])('is told plainly: %s', async (_, first, words) => {
    const sandbox = await sandboxWith({ contacts: 1 });
    sandbox.fault(first);
    const { error } = await getMany(sandbox, everything);
    expect(error?.message).toContain('The list of contacts was not read: ');
    expect(error?.message).toContain(words);
  });

  it('is told without advice that this operation has no option for', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    sandbox.fault({ status: 404 });
    const { error } = await getMany(sandbox, everything);
    expect(error?.message).toContain('The list of contacts was not');
    expect(error?.description).not.toContain('If Contact Is Missing');
  });

  it.each<Fault>([{ status: 429 }, { status: 500 }, { status: 503 }, { cut: 'after' }])(
    'is asked for again, and the list is whole (%j)',
    async (passing) => {
      const sandbox = await sandboxWith({ contacts: 450 });
      sandbox.fault({ ...passing, path: /skip=198\b/, times: 2 });
      expect(idsOf(await getMany(sandbox, everything))).toEqual(idsIn(sandbox));
      expect(skipsOf(sandbox).filter((skip) => skip === 198)).toHaveLength(3);
      expect(sandbox.requests).toHaveLength(7);
    },
  );

  it('leaves no request behind when the node has ended', async () => {
    const sandbox = await sandboxWith({ contacts: 900 });
    // The others are on their way when the answer comes, and take longer.
    sandbox.fault({ ...fault, delayMs: 100 });
    sandbox.fault({ path: /skip=(198|297|396|495)\b/, delayMs: 400, times: Infinity });
    const { error } = await getMany(sandbox, everything);
    expect(error?.message).toBe(REFUSED);
    expect(sandbox.requests).toHaveLength(6);
    expect(sandbox.requests.filter(({ status }) => status === 'open')).toEqual([]);
  });
});

describe('What is wrong with an item', () => {
  const mixed = [{ limit: 2 }, { limit: 0 }, { limit: 1 }];

  it('fails it alone, where the node goes on', async () => {
    const sandbox = await sandboxWith({ contacts: 5 });
    const onError = 'continueRegularOutput' as const;
    const finished = await getMany(sandbox, { limit }, { items: mixed, onError });
    expect(outputOf(finished)[2]).toEqual({
      error: "Item 1: The field 'Limit' is '0', which is not a whole number of 1 or more",
      message: expect.stringContaining('Nothing was sent to Kore.ai for this item'),
    });
    expect(linksOf(finished)).toEqual([0, 0, 1, 2].map((item) => ({ item })));
  });

  it.each([
    ['an expression that fails', { nameContains: "={{ $('Nowhere').item.json.name }}" }],
    ['a date that is none', { createdAfter: 'yesterday' }],
  ])('goes to the error output: %s', async (_, filters) => {
    const sandbox = await sandboxWith({ contacts: 5 });
    const onError = 'continueErrorOutput' as const;
    const { output, run } = await getMany(sandbox, { filters }, { items: [{ a: 1 }], onError });
    expect(run.status).toBe('success');
    expect(output(names.ok)).toEqual([]);
    expect(output(names.failed).map(({ json }) => Object.keys(json))).toEqual([
      expect.arrayContaining(['a', 'error']),
    ]);
    expect(sandbox.requests).toEqual([]);
  });

  it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
    'is told for each where the credential can not be right (%s)',
    async (onError) => {
      const sandbox = await sandboxWith({ contacts: 5 });
      const credential = { host: 'https://user:pw@kore.example' };
      const { output } = await getMany(sandbox, {}, { items: [{}, {}], onError, credential });
      const failed = onError === 'continueErrorOutput' ? names.failed : names.ok;
      expect(output(failed).map(({ json }) => typeof json['error'])).toEqual(['string', 'string']);
      expect(sandbox.requests).toEqual([]);
    },
  );
});

describe('A person who cancels', () => {
  it.each([undefined, 'continueRegularOutput', 'continueErrorOutput'] as const)(
    'ends the reading, and nothing comes out (On Error: %s)',
    async (onError) => {
      const sandbox = await sandboxWith({ contacts: 900 });
      sandbox.fault({ method: 'GET', after: 1, hang: true, times: Infinity });
      const parameters = { operation: 'getAll', ...everything };
      const run = { items: [{}], parameters, contact: null };
      const running = begin(sandbox, { ...run, ...(onError && { onError }) });
      await sandbox.waitForRequests(6);
      running.cancel();
      const { output } = await running.finished;
      expect([...output(names.ok), ...output(names.failed)]).toEqual([]);
      expect(sandbox.requests).toHaveLength(6);
    },
  );
});
