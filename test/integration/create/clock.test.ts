import { CONTACTS, create, people, person } from '../contactHelpers';
import { outputOf, sandboxWith } from '../helpers';

const onError = 'continueRegularOutput' as const;
const clocks = [-3_600_000, -1_700, -1_000, 0, 1_700, 3_600_000];

describe("Kore's clock", () => {
  it.each(clocks)('does not make a lost creation a failure: %d ms ahead', async (clockAheadMs) => {
    const sandbox = await sandboxWith({ contacts: 3, switches: { clockAheadMs } });
    sandbox.fault({ method: 'POST', path: CONTACTS, cut: 'after' });
    const finished = await create(sandbox, { items: people(4), onError });
    expect(outputOf(finished)).toMatchObject(people(4).map(({ firstName }) => ({ firstName })));
    expect(sandbox.contacts).toHaveLength(7);
  });

  it.each(clocks)('does not make a plain creation a failure: %d ms ahead', async (clockAheadMs) => {
    const sandbox = await sandboxWith({ contacts: 0, switches: { clockAheadMs } });
    const finished = await create(sandbox, { items: people(4), onError });
    expect(outputOf(finished)).toMatchObject(people(4).map(({ firstName }) => ({ firstName })));
  });

  it.each(clocks)('makes no older contact a new one: %d ms ahead', async (clockAheadMs) => {
    const sandbox = await sandboxWith({ contacts: 0, switches: { clockAheadMs } });
    await create(sandbox, { items: [person(1)] });
    const [old] = sandbox.contacts;
    old!.createdAt = new Date(Date.parse(old!.createdAt) - 5_000).toISOString();
    sandbox.fault({ method: 'POST', path: CONTACTS, cut: 'before' });
    const finished = await create(sandbox, { items: [person(1)], onError });
    expect(outputOf(finished)).toMatchObject([{ error: expect.any(String) }]);
  });
});
