import type { Contact } from '../../shared/contact/contact';
import type { Problem } from '../../shared/problem/problem';
import type { Result } from '../../shared/result';
import type { App } from '../../shared/run/session';
import { createIn } from './create';
import { type Change, type Plan, UPSERTING } from './plan';
import { replaceIn } from './replace';

/** How contacts are created and updated. */
export interface Sending {
  createSize: number;
  updateSize: number;
  /** When the run began, in milliseconds since 1970. */
  startedAt: number;
  stopsAtFailure: boolean;
}

/** Where the results go. */
export interface Results {
  created: (creation: Plan['creations'][number], result: Result<Contact, Problem>) => void;
  changed: (change: Change, result: Result<Contact, Problem>) => void;
  stopped: () => boolean;
}

/** Does what a plan says: the creations, then, unless the run has stopped, the changes. */
export async function carryOut(
  app: App,
  plan: Plan,
  { createSize, updateSize, startedAt, stopsAtFailure }: Sending,
  { created, changed, stopped }: Results,
): Promise<void> {
  await createIn(app, plan.creations, {
    batchSize: createSize,
    stopsAtFailure,
    startedAt,
    stopped,
    settle: created,
  });
  if (stopped()) return;
  await replaceIn(app, plan.changes, {
    task: UPSERTING,
    batchSize: updateSize,
    stopped,
    settle: changed,
  });
}
