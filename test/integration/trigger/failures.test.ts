jest.mock('../../../nodes/shared/http/limits', () => ({
  ...jest.requireActual<object>('../../../nodes/shared/http/limits'),
  // The waits keep their proportions, a hundred times shorter.
  FIRST_WAIT_MS: 10,
  LONGEST_WAIT_MS: 320,
}));

import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { forgetFailures } from '../../../nodes/KoreContactTrigger/news';
import type { Fault } from '../../sandbox';
import { expectNoSecrets, RATE_LIMIT, sandboxWith } from '../helpers';
import { ALL, change, newsIn, remove, triggerFor } from './helpers';

const NOTHING = { items: [], error: undefined };

const always = (fault: Fault): Fault => ({ times: Infinity, ...fault });

afterEach(forgetFailures);

describe('what may pass', () => {
  it.each<[string, Fault, string]>([
    ['a service that is down', { status: 503 }, 'Kore.ai could not answer (status 503)'],
    ['a broken service', { status: 500 }, 'Kore.ai could not answer (status 500)'],
    ['the rate limit', { status: 429, body: { errors: [{ msg: RATE_LIMIT }] } }, 'are used up'],
    ['a connection that breaks', { cut: 'before' }, 'Kore.ai did not answer'],
  ])('is logged the first time and thrown the second: %s', async (_, fault, message) => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const trigger = triggerFor(sandbox);
    await trigger.activate();
    const id = change(sandbox, 0, 'Asha');
    sandbox.fault(always(fault));
    expect(await trigger.poll()).toEqual(NOTHING);
    expect(trigger.warnings).toEqual([expect.stringContaining(message)]);
    const { error } = await trigger.poll();
    expect(error).toBeInstanceOf(NodeApiError);
    expect(error?.message).toContain(message);
    expect((await trigger.poll()).error).toBeInstanceOf(NodeApiError);
    expect(trigger.warnings).toHaveLength(1);
    expectNoSecrets(JSON.stringify([trigger.warnings, error, trigger.saved]), sandbox);
    // Nothing is lost, and a success begins the count anew.
    sandbox.clearFaults();
    expect(newsIn(await trigger.poll())).toEqual([['updated', id]]);
    sandbox.fault(always(fault));
    expect(await trigger.poll()).toEqual(NOTHING);
  });

  it('is logged at activation, and does not keep the workflow from being active', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const trigger = triggerFor(sandbox);
    sandbox.fault(always({ status: 503 }));
    expect(await trigger.activate()).toEqual(NOTHING);
    expect(trigger.warnings).toHaveLength(1);
    sandbox.clearFaults();
    expect(await trigger.poll()).toEqual(NOTHING);
    const { id } = sandbox.add();
    expect(newsIn(await trigger.poll())).toEqual([['created', id]]);
  });

  it('is counted for each workflow by itself', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const [one, other] = [triggerFor(sandbox), triggerFor(sandbox)];
    sandbox.fault(always({ status: 503 }));
    expect(await one.poll()).toEqual(NOTHING);
    expect(await other.poll()).toEqual(NOTHING);
    expect((await one.poll()).error).toBeDefined();
  });
});

describe('what a person has to mend', () => {
  it.each<[string, Fault, string]>([
    ['a refused credential', { status: 401 }, 'Kore.ai refused the credential'],
    ['a wrong address', { status: 404, body: { error: 'App not found' } }, 'Kore.ai refused it'],
    ['a redirect', { status: 302, headers: { location: 'https://x.example/' } }, 'a redirect'],
    [
      'a login page',
      { status: 200, body: '<!DOCTYPE html>', contentType: 'text/html' },
      'not from',
    ],
  ])('is thrown at once: %s', async (_, fault, message) => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const trigger = triggerFor(sandbox);
    sandbox.fault(always(fault));
    const { error, items } = await trigger.activate();
    expect(error).toBeInstanceOf(NodeApiError);
    expect(error?.message).toContain('The list of contacts was not read: ');
    expect(error?.message).toContain(message);
    expect(items).toEqual([]);
    expect(trigger.warnings).toEqual([]);
    expectNoSecrets(JSON.stringify([error]), sandbox);
  });

  it.each<[string, object, object, string]>([
    ['no event', { events: [] }, {}, 'No event is chosen'],
    ['an unknown event', { events: ['merged'] }, {}, "The event 'merged' is not known"],
    [
      'a Timeout of nothing',
      { events: ALL, options: { timeout: 0 } },
      {},
      "The option 'Timeout' is '0', which is not a number of milliseconds above 0",
    ],
    [
      'half a request per poll',
      { events: ALL, options: { requestsPerPoll: 0.5 } },
      {},
      "The option 'Requests per Poll' is '0.5', which is not a whole number of 1 or more",
    ],
    [
      'a wrong app',
      { events: ALL, options: { streamId: 'st/1' } },
      {},
      "The App (Stream) ID 'st/1' contains more than letters, digits, underscore and hyphen",
    ],
    [
      'a host that is none',
      { events: ALL },
      { host: 'https://x.example/path' },
      'The Environment URL of the Kore API credential contains a path',
    ],
  ])('is thrown before any request: %s', async (_, parameters, credential, message) => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const trigger = triggerFor(sandbox, { ...parameters }, { credential: { ...credential } });
    for (const { error } of [await trigger.activate(), await trigger.test()]) {
      expect(error).toBeInstanceOf(NodeOperationError);
      expect(error?.message).toContain(message);
      expect(error?.description).toMatch(/^Nothing was sent to Kore\.ai\./);
      expect(error?.description).not.toContain('item');
    }
    expect(sandbox.requests).toEqual([]);
  });
});

describe('a list that is not whole', () => {
  it('tells nothing and is not remembered', async () => {
    const sandbox = await sandboxWith({ contacts: 40, switches: { maxLimit: 10 } });
    const trigger = triggerFor(sandbox);
    await trigger.activate();
    const { saved } = trigger;
    change(sandbox, 0, 'Asha');
    sandbox.add();
    remove(sandbox, 30);
    sandbox.fault({ status: 400, body: { error: 'No more for you' }, after: 2, times: Infinity });
    const { items, error } = await trigger.poll();
    expect(items).toEqual([]);
    expect(error?.message).toContain('Kore.ai refused it (status 400)');
    expect(trigger.saved).toBe(saved);
    sandbox.clearFaults();
    const told = [await trigger.poll(), await trigger.poll()].flatMap(newsIn);
    expect(told.map((one) => (one as string[])[0])).toEqual(['updated', 'created', 'deleted']);
  });

  it('is a failure where more contacts are promised than shown', async () => {
    const sandbox = await sandboxWith({ contacts: 40, switches: { maxLimit: 10 } });
    const trigger = triggerFor(sandbox);
    await trigger.activate();
    sandbox.fault({
      ...{ status: 200, times: Infinity, after: 1 },
      body: { results: [], skip: 9, limit: 10, hasMore: false, totalResults: 40 },
    });
    const told = [await trigger.poll(), await trigger.poll()];
    expect(told.flatMap(newsIn)).toEqual([]);
    expect(told[1]?.error?.message).toContain('did not show its whole list of contacts');
  });
});

describe('a list that comes back empty', () => {
  it('where contacts were known is a failure that says so, and no deletion', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const trigger = triggerFor(sandbox);
    await trigger.activate();
    const { saved } = trigger;
    const all = sandbox.contacts.splice(0);
    expect(await trigger.poll()).toEqual(NOTHING);
    const message = "Kore.ai's list of contacts is empty, and the trigger knows 3";
    expect(trigger.warnings).toEqual([expect.stringContaining(message)]);
    const { error } = await trigger.poll();
    expect(error?.message).toBe(message);
    expect(error?.description).toContain('nothing is told as deleted');
    expect(trigger.saved).toBe(saved);
    sandbox.contacts.push(...all);
    expect(await trigger.poll()).toEqual(NOTHING);
  });

  it('where none was known is a baseline', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const trigger = triggerFor(sandbox);
    expect(await trigger.activate()).toEqual(NOTHING);
    expect(await trigger.poll()).toEqual(NOTHING);
    const { id } = sandbox.add();
    expect(newsIn(await trigger.poll())).toEqual([['created', id]]);
  });
});
