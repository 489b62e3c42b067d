import { sandboxWith } from '../helpers';
import { ALL, change, newsIn, remove, schedulers, triggerFor } from './helpers';

describe.each(schedulers)("a trigger under n8n's %s scheduler", (scheduler) => {
  it('tells nothing at first, then who was created, updated and deleted', async () => {
    const sandbox = await sandboxWith({ contacts: 4 });
    const trigger = triggerFor(sandbox, { events: ALL }, { scheduler });
    expect(await trigger.activate()).toEqual({ items: [], error: undefined });
    expect(await trigger.poll()).toEqual({ items: [], error: undefined });
    const updated = change(sandbox, 2, 'Asha');
    const created = sandbox.add().id;
    const deleted = remove(sandbox, 0);
    expect(newsIn(await trigger.poll())).toEqual([
      ['updated', updated],
      ['created', created],
    ]);
    expect(newsIn(await trigger.poll())).toEqual([['deleted', deleted]]);
    expect(newsIn(await trigger.poll())).toEqual([]);
  });
});
