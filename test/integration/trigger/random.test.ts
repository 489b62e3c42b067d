jest.mock('../../../nodes/shared/http/limits', () => ({
  ...jest.requireActual<object>('../../../nodes/shared/http/limits'),
  // The waits keep their proportions, a thousand times shorter.
  FIRST_WAIT_MS: 1,
  LONGEST_WAIT_MS: 32,
}));

import type { IDataObject } from 'n8n-workflow';
import { forgetFailures } from '../../../nodes/KoreContactTrigger/news';
import type { Polled, Scheduler } from '../../engine/poller';
import type { Fault, Sandbox } from '../../sandbox';
import { sandboxWith } from '../helpers';
import { change, remove, touch, triggerFor } from './helpers';

const POLLS = 200;

/** Numbers from 0 up to 1 that are the same in each run with one seed (Lehmer's, with the modulus 2^31 - 1). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Something that goes wrong for a while. */
const faults: Fault[] = [
  { cut: 'before' },
  { cut: 'after', times: 3 },
  { status: 503, after: 2, times: 2 },
  { status: 500, times: Infinity },
  { status: 429, after: 1, times: 2 },
  { status: 400, body: { error: 'No more for you' }, after: 3, times: Infinity },
  { status: 200, body: { results: [], hasMore: true, totalResults: 40 }, after: 2 },
  { delayMs: 5, times: Infinity },
];

/** Who follows the events, each id once, and what is wrong with them. */
class Follower {
  readonly mirror = new Map<unknown, unknown>();

  private readonly heard = new Set<unknown>();

  /** Events that n8n did not live to save: they may come again, and be told of a state of before. */
  private readonly unsaved = new Set<unknown>();

  readonly wrong: string[] = [];

  counts: Record<string, number> = { created: 0, updated: 0, deleted: 0 };

  constructor(private readonly sandbox: Sandbox) {
    for (const { id, firstName } of sandbox.contacts) this.mirror.set(id, firstName);
  }

  hear(items: IDataObject[], isSaved: boolean): void {
    for (const { id, event, eventId, firstName } of items) {
      if (!isSaved) this.unsaved.add(id);
      const isAgain = this.heard.has(eventId);
      this.heard.add(eventId);
      const mayComeAgain = this.unsaved.has(id);
      if (isAgain && !mayComeAgain) this.wrong.push(`${String(event)} ${String(id)} twice`);
      if (isAgain) continue;
      this.counts[String(event)]! += 1;
      const isKnown = this.mirror.has(id);
      const isOther = event === 'deleted' || this.mirror.get(id) !== firstName;
      const isNews = event === 'created' ? !isKnown : isKnown && isOther;
      if (!isNews && !mayComeAgain) this.wrong.push(`${String(event)} ${String(id)} is no news`);
      if (event !== 'deleted') this.mirror.set(id, firstName);
      else {
        this.mirror.delete(id);
        const { status } = this.sandbox.find(String(id)) ?? {};
        if (status !== 'INACTIVE') this.wrong.push(`${String(id)} is there`);
      }
    }
  }

  /** Contacts in use that the follower has not, or not as they are. */
  missed(): string[] {
    return this.sandbox.contacts
      .filter(({ id, status, firstName }) => {
        return status === 'ACTIVE' && this.mirror.get(id) !== firstName;
      })
      .map(({ id }) => id);
  }

  /** Contacts that the follower has, and that are deleted. */
  left(): unknown[] {
    const inUse = new Set(
      this.sandbox.contacts.filter(({ status }) => status === 'ACTIVE').map(({ id }) => id),
    );
    return [...this.mirror.keys()].filter((id) => !inUse.has(String(id)));
  }
}

it.each<[Scheduler, boolean, number]>([
  ['old', false, 1],
  ['new', true, 4],
])(
  `in ${POLLS} polls under the %s scheduler, with deleted contacts shown: %s, no event is lost or doubled`,
  async (scheduler, listInactive, seed) => {
    const sandbox = await sandboxWith({
      contacts: 25,
      seed,
      switches: { maxLimit: 10, listInactive },
    });
    const next = numbersFrom(seed * 7_919);
    const under = (count: number) => Math.floor(next() * count);
    const happens = (probability: number) => next() < probability;
    let names = 0;

    const inUse = () =>
      sandbox.contacts.flatMap(({ status }, place) => (status === 'ACTIVE' ? [place] : []));
    const happen = () => {
      const places = inUse();
      const place = places[under(places.length)];
      if (happens(0.3) || place === undefined || places.length < 10) {
        sandbox.add({ firstName: `New ${(names += 1)}` });
      } else if (happens(0.25)) touch(sandbox, place);
      else if (happens(0.5)) change(sandbox, place, `Name ${(names += 1)}`);
      else remove(sandbox, place);
    };

    const trigger = triggerFor(sandbox, undefined, { scheduler });
    await trigger.activate();
    await trigger.poll();
    const follower = new Follower(sandbox);
    const hear = (polled: Polled, isSaved = true) => follower.hear(polled.items, isSaved);
    const restart = async () => {
      forgetFailures();
      hear(await trigger.restart());
    };
    let failures = 0;

    for (let poll = 1; poll <= POLLS; poll++) {
      for (let changes = under(4); changes > 0; changes--) happen();
      sandbox.clearFaults();
      const fault = happens(0.3) ? faults[under(faults.length)] : undefined;
      if (fault !== undefined) sandbox.fault(fault);
      const isMoving = happens(0.2);
      sandbox.onPage(() => {
        if (isMoving && happens(0.5)) happen();
      });
      const warned = trigger.warnings.length;
      const isCrash = happens(0.05);
      const polled = await (isCrash ? trigger.pollAndCrash() : trigger.poll());
      hear(polled, !isCrash);
      const isRead = polled.error === undefined && trigger.warnings.length === warned;
      if (!isRead) failures += 1;
      if (isRead && !isMoving) expect(follower.missed()).toEqual([]);
      sandbox.onPage(() => undefined);
      if (isCrash || happens(0.1)) await restart();
      if (poll % 20 === 0) {
        sandbox.clearFaults();
        for (let rest = 0; rest < 3; rest++) hear(await trigger.poll());
        expect([follower.missed(), follower.left()]).toEqual([[], []]);
      }
      expect(follower.wrong).toEqual([]);
    }
    // It was no easy run.
    expect(failures).toBeGreaterThan(10);
    expect(Object.values(follower.counts).every((count) => count > 40)).toBe(true);
  },
  180_000,
);
