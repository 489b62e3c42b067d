jest.mock('../../../nodes/shared/http/limits', () => ({
  ...jest.requireActual<object>('../../../nodes/shared/http/limits'),
  // The waits keep their proportions, a hundred times shorter.
  FIRST_WAIT_MS: 10,
  LONGEST_WAIT_MS: 320,
}));
jest.mock('../../../nodes/KoreContactTrigger/memory', () => ({
  ...jest.requireActual<object>('../../../nodes/KoreContactTrigger/memory'),
  // A hundredth of what it is.
  MOST_CONTACTS: 200,
}));

import type { IDataObject } from 'n8n-workflow';
import { forgetFailures } from '../../../nodes/KoreContactTrigger/news';
import { pacerFor } from '../../../nodes/shared/http/pacer';
import type { Sandbox } from '../../sandbox';
import { finish, inputFor, outputOf, sandboxWith } from '../helpers';
import { ALL, change, newsIn, triggerFor } from './helpers';

const NOTHING = { items: [], error: undefined };

const withOptions = (sandbox: Sandbox, options: IDataObject, settings = {}) =>
  triggerFor(sandbox, { events: ALL, options }, settings);

describe('a list that takes more than Requests per Poll', () => {
  it('is refused at activation after one page, with the figures and what to do', async () => {
    const sandbox = await sandboxWith({ contacts: 150, switches: { maxLimit: 5 } });
    const trigger = triggerFor(sandbox);
    const { error } = await trigger.activate();
    expect(sandbox.requests).toHaveLength(1);
    expect(error?.message).toBe(
      "The list of contacts was not read: 150 contacts, 5 a page, take 38 requests; 'Requests per Poll' allows 30",
    );
    expect(error?.description).toContain("Raise 'Requests per Poll'");
    expect(error?.description).toContain('Schedule Trigger');
    expect(error?.description).toContain("'Get Many'");
    expect(trigger.saved).toBe('{}');
  });

  it('is read where the option allows as many as it takes, and not with one less', async () => {
    const sandbox = await sandboxWith({ contacts: 150, switches: { maxLimit: 5 } });
    const enough = withOptions(sandbox, { requestsPerPoll: 38 });
    expect(await enough.activate()).toEqual(NOTHING);
    expect(sandbox.requests).toHaveLength(38);
    const { error } = await withOptions(sandbox, { requestsPerPoll: 37 }).activate();
    expect(error?.message).toContain("take 38 requests; 'Requests per Poll' allows 37");
  });

  it('is refused later, too, once it has grown, and tells everything when it may be read again', async () => {
    const sandbox = await sandboxWith({ contacts: 100, switches: { maxLimit: 10 } });
    const trigger = withOptions(sandbox, { requestsPerPoll: 12 });
    expect(await trigger.activate()).toEqual(NOTHING);
    for (let i = 0; i < 20; i++) sandbox.add();
    sandbox.clearRequests();
    const { error } = await trigger.poll();
    expect(error?.message).toContain('120 contacts, 10 a page, take 14 requests');
    expect(sandbox.requests).toHaveLength(1);
    const { items } = await trigger.edit({
      parameters: { events: ALL, options: { requestsPerPoll: 14 } },
    });
    expect(items).toHaveLength(20);
  });

  it('is refused once so many were made where the list tells no total', async () => {
    const sandbox = await sandboxWith({
      contacts: 150,
      switches: { maxLimit: 5, tellsTotal: false },
    });
    const trigger = withOptions(sandbox, { requestsPerPoll: 10 });
    const { error } = await trigger.activate();
    expect(error?.message).toBe(
      "The list of contacts was not read: the first 41 contacts took 10 requests; 'Requests per Poll' allows 10",
    );
    expect(sandbox.requests).toHaveLength(10);
    expect(trigger.saved).toBe('{}');
  });

  it.each(['page', 'page0'] as const)('is refused where it is paged by %s', async (paging) => {
    const sandbox = await sandboxWith({
      contacts: 150,
      switches: { maxLimit: 5, paging, tellsTotal: false },
    });
    const { error } = await withOptions(sandbox, { requestsPerPoll: 10 }).activate();
    expect(error?.message).toContain("'Requests per Poll' allows 10");
    expect(sandbox.requests.length).toBeLessThanOrEqual(10);
  });
});

it('no poll makes more requests than it may, also where they are repeated', async () => {
  const sandbox = await sandboxWith({ contacts: 100, switches: { maxLimit: 10 } });
  const trigger = withOptions(sandbox, { requestsPerPoll: 14 });
  await trigger.activate();
  change(sandbox, 0, 'Asha');
  for (const after of [1, 3, 5, 7]) sandbox.fault({ status: 503, after });
  sandbox.clearRequests();
  expect(await trigger.poll()).toEqual(NOTHING);
  expect(sandbox.requests.length).toBeLessThanOrEqual(14);
  expect(trigger.warnings).toEqual([
    expect.stringContaining("the 14 requests that 'Requests per Poll' allows were used up"),
  ]);
  sandbox.clearFaults();
  expect(newsIn(await trigger.poll())).toEqual([['updated', sandbox.contacts[0]!.id]]);
});

describe('Requests per Poll above the Requests per Minute of the credential', () => {
  it('is refused with both figures, before any request', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const credential = { requestsPerMinute: 60 };
    const trigger = withOptions(sandbox, { requestsPerPoll: 61 }, { credential });
    const { error } = await trigger.activate();
    expect(error?.message).toBe(
      "'Requests per Poll' is 61, and the credential allows 60 requests per minute",
    );
    expect(sandbox.requests).toEqual([]);
  });

  it.each([
    [60, 60],
    [61, 0],
  ])('is none at %i of %i', async (requestsPerPoll, requestsPerMinute) => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const trigger = withOptions(
      sandbox,
      { requestsPerPoll },
      { credential: { requestsPerMinute } },
    );
    expect(await trigger.activate()).toEqual(NOTHING);
  });
});

describe('more contacts than the trigger remembers', () => {
  it('are refused, and said so', async () => {
    const sandbox = await sandboxWith({ contacts: 201 });
    const trigger = triggerFor(sandbox);
    const { error } = await trigger.activate();
    expect(error?.message).toBe(
      'There are more than 200 contacts, which is the most that the trigger remembers',
    );
    expect(error?.description).toContain("'Get Many'");
    expect(trigger.saved).toBe('{}');
  });

  it('are none where the others are deleted, and all of them may go and come', async () => {
    const sandbox = await sandboxWith({ contacts: 250, switches: { listInactive: true } });
    for (const contact of sandbox.contacts.slice(0, 50)) contact.status = 'INACTIVE';
    const trigger = triggerFor(sandbox);
    expect(await trigger.activate()).toEqual(NOTHING);
    sandbox.contacts.length = 0;
    for (let i = 0; i < 200; i++) sandbox.add();
    expect((await trigger.poll()).items).toHaveLength(200);
    expect((await trigger.poll()).items.map(({ event }) => event)).toEqual(
      Array.from({ length: 200 }, () => 'deleted'),
    );
  });
});

describe('the time of a poll', () => {
  it('ends it in the middle of a request, and says so', async () => {
    const sandbox = await sandboxWith({ contacts: 30, switches: { maxLimit: 10 } });
    const trigger = triggerFor(sandbox, { events: ALL }, { budgetMs: 1_200 });
    sandbox.fault({ hang: true, after: 1, times: Infinity });
    expect(await trigger.activate()).toEqual(NOTHING);
    expect(trigger.warnings).toEqual([
      expect.stringMatching(
        /^Kore Contact Trigger: The list of contacts was not read in the 0 s that a poll may take\. Requests made: \d\. /,
      ),
    ]);
    expect(trigger.saved).toBe('{}');
  });

  it('ends it in the middle of a wait', async () => {
    const sandbox = await sandboxWith({ contacts: 30 });
    const trigger = triggerFor(sandbox, { events: ALL }, { budgetMs: 1_200 });
    sandbox.fault({ status: 503, headers: { 'retry-after': '100' } });
    expect(await trigger.activate()).toEqual(NOTHING);
    expect(trigger.warnings).toEqual([expect.stringContaining('Requests made: 1.')]);
  });

  it('ends it in the line of requests, and a running workflow is served', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const credential = { requestsPerMinute: 30 };
    const pacer = pacerFor(sandbox.credential.host, sandbox.credential.accountId);
    // Other work has all of the minute but one request.
    for (let i = 0; i < 29; i++) await pacer.begin(30);
    for (let i = 0; i < 29; i++) pacer.end();
    sandbox.switches.maxLimit = 2;
    const trigger = triggerFor(sandbox, { events: ALL }, { budgetMs: 1_200, credential });
    expect(await trigger.activate()).toEqual(NOTHING);
    expect(trigger.warnings).toHaveLength(1);
    expect(sandbox.requests).toHaveLength(1);
    // What the poll waited for is nobody's any more.
    const deleted = await finish(sandbox, {
      items: inputFor(sandbox, 1),
      credential: { requestsPerMinute: 31 },
    });
    expect(outputOf(deleted)).toMatchObject([{ deleted: true }]);
  });
});

it('the requests of a poll count with those of everything else', async () => {
  const sandbox = await sandboxWith({ contacts: 3 });
  const credential = { requestsPerMinute: 30 };
  const trigger = triggerFor(sandbox, { events: ALL }, { budgetMs: 1_200, credential });
  for (let i = 0; i < 30; i++) expect((await trigger.poll()).error).toBeUndefined();
  expect(sandbox.requests).toHaveLength(30);
  expect(await trigger.poll()).toEqual(NOTHING);
  expect(trigger.warnings).toHaveLength(1);
  expect(sandbox.requests).toHaveLength(30);
});

afterEach(forgetFailures);
