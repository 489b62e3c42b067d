jest.mock('../../../nodes/shared/http/limits', () => ({
  ...jest.requireActual<object>('../../../nodes/shared/http/limits'),
  // The waits keep their proportions, a hundred times shorter.
  FIRST_WAIT_MS: 10,
  LONGEST_WAIT_MS: 320,
}));

import { names } from '../../engine';
import type { Fault } from '../../sandbox';
import { beginUpdate, BULK_UPDATE, sizesOf, update, whole } from '../contactHelpers';
import { callsOf, goingOn, GONE, inputFor, outputOf, sandboxWith } from '../helpers';

const onError = 'continueRegularOutput' as const;

/** Every field, the number made up for each item. */
const numbered = { ...whole, phoneNumber: '=+91 90000 {{ 10000 + $itemIndex }}' };

/** Some contacts, updated whole by one request that meets a fault. */
async function withFault(count: number, fault: Fault, options = {}) {
  const sandbox = await sandboxWith({ contacts: count });
  sandbox.fault({ method: 'PUT', ...fault });
  const finished = await update(sandbox, numbered, { items: inputFor(sandbox), options, onError });
  return { sandbox, finished, output: outputOf(finished) };
}

describe.each([1, 4])('An update of contacts by one request (%d)', (count) => {
  it.each<[string, Fault]>([
    ['429', { status: 429 }],
    ['500', { status: 500 }],
    ['502', { status: 502 }],
    ['503', { status: 503 }],
    ['504', { status: 504 }],
    ['a cut before it was carried out', { cut: 'before' }],
    ['a cut after it was carried out', { cut: 'after' }],
    ['500 after it was carried out', { status: 500, act: true }],
    ['silence after it was carried out', { hang: true, act: true }],
  ])('is sent again after %s', async (_, fault) => {
    const { sandbox, output } = await withFault(count, fault, { timeout: 1_500 });
    expect(output).toEqual(sandbox.contacts);
    expect(sandbox.contacts.map(({ fullName }) => fullName)).toEqual(Array(count).fill('Asha Rao'));
    expect(sizesOf(sandbox, 'PUT')).toEqual([count, count]);
    const tokens = sandbox.requests.map(({ token }) => token?.claims['jti'] as unknown);
    expect(new Set(tokens).size).toBe(2);
  });

  it.each<[string, Fault, number, string]>([
    ['500', { status: 500 }, 4, 'may or may not have been updated: Kore.ai could not answer'],
    ['cuts', { cut: 'after' }, 4, 'may or may not have been updated: Kore.ai did not answer'],
    ['503', { status: 503 }, 4, 'was not updated: Kore.ai could not answer (status 503)'],
    ['401', { status: 401 }, 1, 'was not updated: Kore.ai refused the credential'],
    [
      'a redirect',
      { status: 302, headers: { location: 'http://127.0.0.1:1/' } },
      1,
      'was not updated: the host answered with a redirect',
    ],
  ])('is given up after %s, and each item says so', async (_, fault, tries, message) => {
    const { sandbox, output } = await withFault(count, { ...fault, times: Infinity });
    expect(output).toEqual(
      sandbox.contacts.map(({ id }) => ({
        error: expect.stringContaining(`Contact '${id}' ${message}`),
        message: expect.any(String),
      })),
    );
    expect(sizesOf(sandbox, 'PUT')).toEqual(Array(tries).fill(count));
  });

  it('is unsure where it is cut and then refused', async () => {
    const { sandbox } = await withFault(count, { cut: 'after' });
    sandbox.clearRequests();
    sandbox.fault({ method: 'PUT', cut: 'after' });
    sandbox.fault({ method: 'PUT', status: 412, times: Infinity });
    const finished = await update(sandbox, numbered, { items: inputFor(sandbox), onError });
    expect(outputOf(finished).map(({ error }) => error)).toEqual(
      Array(count).fill(expect.stringContaining('may or may not have been updated')),
    );
  });
});

describe('A list that cannot be read', () => {
  it('means that nothing was updated, and nothing else is claimed', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const before = structuredClone(sandbox.contacts);
    sandbox.fault({ method: 'GET', status: 502, times: Infinity });
    const items = inputFor(sandbox);
    const finished = await update(sandbox, { firstName: 'Asha' }, { items, onError });
    expect(outputOf(finished).map(({ error }) => error)).toEqual(
      before.map(({ id }) => expect.stringContaining(`Contact '${id}' was not updated: `)),
    );
    expect(callsOf(sandbox).filter((call) => call !== 'GET contacts')).toEqual([]);
    expect(sandbox.contacts).toEqual(before);
  });
});

describe('Stopping and cancelling', () => {
  it('begins no further batch after a failure, and tells which contacts were updated', async () => {
    const sandbox = await sandboxWith({ contacts: 40 });
    const items = inputFor(sandbox);
    items[3] = { contactId: GONE };
    // The failure is among the first five answers, and comes while the next ones wait for theirs.
    sandbox.fault({ path: BULK_UPDATE, after: 5, delayMs: 1_000, times: Infinity });
    const { error } = await update(sandbox, numbered, { items, options: { batchSize: 2 } });
    expect(error?.message).toBe(`Contact '${GONE}' was not found at Kore.ai`);
    expect(error?.context).toMatchObject({ itemIndex: 3 });
    const changed = sandbox.contacts.filter(({ fullName }) => fullName === 'Asha Rao');
    expect(sandbox.requests.length).toBeLessThanOrEqual(9);
    expect(error?.description).toContain(`${changed.length} contacts were updated (items 0-2`);
    for (const { id } of changed) expect(error?.description).toContain(id);
  });

  it.each([undefined, ...goingOn])('sends nothing more once cancelled: %s', async (mode) => {
    const sandbox = await sandboxWith({ contacts: 90 });
    sandbox.fault({ path: BULK_UPDATE, after: 3, hang: true, times: Infinity });
    const running = beginUpdate(sandbox, numbered, {
      items: inputFor(sandbox),
      options: { batchSize: 10 },
      ...(mode && { onError: mode }),
    });
    // Three are answered, and five stay open.
    await sandbox.waitForRequests(8);
    running.cancel();
    const { output } = await running.finished;
    expect([...output(names.ok), ...output(names.failed)]).toEqual([]);
    expect(callsOf(sandbox)).toEqual(Array(8).fill('PUT bulk-update'));
    expect(sandbox.contacts.filter(({ fullName }) => fullName === 'Asha Rao')).toHaveLength(30);
  });
});
