import type { IDataObject } from 'n8n-workflow';
import { sandboxWith } from '../helpers';
import type { Sandbox } from '../../sandbox';
import { ALL, change, eventIdsIn, newsIn, remove, schedulers, triggerFor } from './helpers';

const NOTHING = { items: [], error: undefined };

/** What the trigger keeps in n8n's static data. */
const kept = (saved: string): Record<string, Record<string, string>> =>
  JSON.parse(saved) as Record<string, Record<string, string>>;

const NODE = 'node:Kore Contact Trigger';

describe.each(schedulers)("under n8n's %s scheduler", (scheduler) => {
  const begun = async (sandbox: Sandbox, events = ALL) => {
    const trigger = triggerFor(sandbox, { events }, { scheduler });
    await trigger.activate();
    await trigger.poll();
    return trigger;
  };

  it('a restart tells what happened meanwhile', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const trigger = await begun(sandbox);
    const updated = change(sandbox, 0, 'Asha');
    const created = sandbox.add().id;
    expect(newsIn(await trigger.restart())).toEqual([
      ['updated', updated],
      ['created', created],
    ]);
    expect(await trigger.restart()).toEqual(NOTHING);
    expect(await trigger.poll()).toEqual(NOTHING);
  });

  it('a restart after nothing was told loses nothing and tells nothing twice', async () => {
    const sandbox = await sandboxWith({ contacts: 4 });
    const trigger = await begun(sandbox);
    const told = [];
    const gone = remove(sandbox, 2);
    // What a poll learnt that told nothing may be lost at each restart.
    for (let i = 0; i < 3; i++) told.push(await trigger.restart());
    change(sandbox, 1, 'Asha');
    for (let i = 0; i < 3; i++) told.push(await trigger.poll());
    expect(told.flatMap(newsIn)).toEqual(
      expect.arrayContaining([
        ['deleted', gone],
        ['updated', sandbox.contacts[1]!.id],
      ]),
    );
    expect(told.flatMap(newsIn)).toHaveLength(2);
  });

  it('after a crash between telling and saving, events come again with the ids that they had', async () => {
    const sandbox = await sandboxWith({ contacts: 4 });
    const trigger = await begun(sandbox);
    change(sandbox, 0, 'Asha');
    sandbox.add();
    const before = await trigger.pollAndCrash();
    const after = await trigger.restart();
    expect(before.items).toHaveLength(2);
    expect(eventIdsIn(after.items)).toEqual(eventIdsIn(before.items));
  });

  it('a baseline that was lost is taken anew without telling', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const trigger = triggerFor(sandbox, { events: ALL }, { scheduler });
    expect(await trigger.pollAndCrash()).toEqual(NOTHING);
    sandbox.add();
    expect(await trigger.restart()).toEqual(NOTHING);
    expect(await trigger.poll()).toEqual(NOTHING);
    const { id } = sandbox.add();
    expect(newsIn(await trigger.poll())).toEqual([['created', id]]);
  });

  it('a node with another name begins anew', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const trigger = await begun(sandbox);
    sandbox.add();
    expect(await trigger.edit({ nodeName: 'Contacts' })).toEqual(NOTHING);
    expect(await trigger.poll()).toEqual(NOTHING);
    const { id } = sandbox.add();
    expect(newsIn(await trigger.poll())).toEqual([['created', id]]);
  });

  describe('an event that was not chosen when it was seen is never told later:', () => {
    it.each(ALL)('%s', async (kind) => {
      const sandbox = await sandboxWith({ contacts: 4 });
      const others = ALL.filter((other) => other !== kind);
      const trigger = await begun(sandbox, others);
      if (kind === 'created') sandbox.add();
      if (kind === 'updated') change(sandbox, 0, 'Asha');
      if (kind === 'deleted') remove(sandbox, 0);
      expect(await trigger.poll()).toEqual(NOTHING);
      expect(await trigger.poll()).toEqual(NOTHING);
      expect(await trigger.edit({ parameters: { events: ALL } })).toEqual(NOTHING);
      for (let i = 0; i < 3; i++) expect(await trigger.poll()).toEqual(NOTHING);
      // From here on it is told.
      if (kind === 'created') sandbox.add();
      if (kind === 'updated') change(sandbox, 1, 'Asha');
      if (kind === 'deleted') remove(sandbox, 1);
      const told = [await trigger.poll(), await trigger.poll()].flatMap(newsIn);
      expect(told).toEqual([[kind, expect.any(String)]]);
    });
  });

  it('a contact that was lacking when deletions were not chosen is not told once they are', async () => {
    const sandbox = await sandboxWith({ contacts: 4 });
    const trigger = await begun(sandbox, ['created']);
    remove(sandbox, 0);
    await trigger.poll();
    // A creation has what was seen saved.
    sandbox.add();
    await trigger.poll();
    await trigger.edit({ parameters: { events: ALL } });
    for (let i = 0; i < 3; i++) expect(await trigger.poll()).toEqual(NOTHING);
  });
});

it('nothing of a poll that told nothing is needed: each poll may be the first of a process', async () => {
  const sandbox = await sandboxWith({ contacts: 6 });
  const trigger = triggerFor(sandbox);
  await trigger.activate();
  const told = [];
  for (let i = 0; i < 5; i++) {
    change(sandbox, i, `Asha ${i}`);
    told.push(...newsIn(await trigger.restart()), ...newsIn(await trigger.restart()));
  }
  expect(told).toEqual(sandbox.contacts.slice(0, 5).map(({ id }) => ['updated', id]));
});

describe('what is remembered', () => {
  it('is one text, with ids and hashes, and no names and no numbers', async () => {
    const sandbox = await sandboxWith({ contacts: 20 });
    const trigger = triggerFor(sandbox);
    await trigger.activate();
    const data = kept(trigger.saved);
    expect(Object.keys(data)).toEqual([NODE]);
    expect(Object.keys(data[NODE]!)).toEqual(['contacts']);
    expect(typeof data[NODE]!['contacts']).toBe('string');
    // A hash may have a short name in it by chance.
    const words = trigger.saved.replaceAll(/"[\w-]{37}\\"|"source\\":\\"[\w-]{16}\\"/g, '');
    expect(words.length).toBeLessThan(200);
    for (const { id, firstName, lastName, cellPhone } of sandbox.contacts) {
      expect(trigger.saved).toContain(id);
      for (const text of [firstName, lastName, cellPhone.phoneNumber.slice(-8)]) {
        expect(words).not.toContain(text);
      }
    }
    const { host, accountId, streamId, secret } = sandbox.credential;
    for (const text of [host, accountId, streamId, secret])
      expect(trigger.saved).not.toContain(text);
  });

  it.each<[string, (kept: IDataObject) => unknown]>([
    ['no JSON', () => '{"version":1,'],
    ['a number', () => 7],
    ['null', () => null],
    ['an object', (state) => ({ ...state })],
    ['a list', () => '[]'],
    ['of another version', (state) => JSON.stringify({ ...state, version: 1 })],
    ['without a version', (state) => JSON.stringify({ ...state, version: undefined })],
    ['without events', (state) => JSON.stringify({ ...state, kinds: 'created' })],
    ['of unknown events', (state) => JSON.stringify({ ...state, kinds: ['merged'] })],
    ['without contacts', (state) => JSON.stringify({ ...state, contacts: {} })],
    ['of contacts that are no text', (state) => JSON.stringify({ ...state, contacts: [1] })],
    ['of contacts without an id', (state) => JSON.stringify({ ...state, contacts: ['abc'] })],
    [
      'of contacts with a strange mark',
      (state) => JSON.stringify({ ...state, contacts: ['<script>abcd0someone'] }),
    ],
    [
      'huge',
      (state) =>
        JSON.stringify({
          ...state,
          contacts: Array.from({ length: 100_000 }, (_, i) => `abcdefghijkl0${i}`),
        }),
    ],
  ])('is taken anew without telling where it is %s', async (_, spoil) => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const first = triggerFor(sandbox);
    await first.activate();
    const state = JSON.parse(kept(first.saved)[NODE]!['contacts']!) as IDataObject;
    const saved = JSON.stringify({ [NODE]: { contacts: spoil(state) } });
    sandbox.add();
    const trigger = triggerFor(sandbox, { events: ALL }, { saved });
    expect(await trigger.activate()).toEqual(NOTHING);
    expect(kept(trigger.saved)[NODE]!['contacts']).toContain(sandbox.contacts[3]!.id);
    const { id } = sandbox.add();
    expect(newsIn(await trigger.poll())).toEqual([['created', id]]);
  });

  it('of another app or account is not compared with', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const other = await sandboxWith({ contacts: 3, seed: 2 });
    const first = triggerFor(sandbox);
    await first.activate();
    const { saved } = first;
    const trigger = triggerFor(other, { events: ALL }, { saved });
    expect(await trigger.activate()).toEqual(NOTHING);
    expect(await trigger.poll()).toEqual(NOTHING);
    const { id } = other.add();
    expect(newsIn(await trigger.poll())).toEqual([['created', id]]);
  });

  it('is not saved again where nothing has changed', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const trigger = triggerFor(sandbox, { events: ALL }, { scheduler: 'new' });
    await trigger.activate();
    await trigger.poll();
    const before = trigger.saves;
    await trigger.poll();
    expect(trigger.saves).toBe(before);
    sandbox.add();
    await trigger.poll();
    expect(trigger.saves).toBe(before + 1);
  });
});

describe('two polls of one node at once', () => {
  it('are one: the second tells nothing, and asks for nothing', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const trigger = triggerFor(sandbox);
    await trigger.activate();
    const { id } = sandbox.add();
    sandbox.clearRequests();
    const told = await Promise.all([trigger.poll(), trigger.poll(), trigger.poll()]);
    expect(told.flatMap(newsIn)).toEqual([['created', id]]);
    expect(told.map(({ error }) => error)).toEqual([undefined, undefined, undefined]);
    expect(sandbox.requests).toHaveLength(1);
    sandbox.add();
    expect((await trigger.poll()).items).toHaveLength(1);
  });

  it('are two where they are of two workflows', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const triggers = [triggerFor(sandbox), triggerFor(sandbox)];
    await Promise.all(triggers.map(async (trigger) => await trigger.activate()));
    sandbox.add();
    const told = await Promise.all(triggers.map(async (trigger) => await trigger.poll()));
    expect(told.map(({ items }) => items.length)).toEqual([1, 1]);
  });
});
