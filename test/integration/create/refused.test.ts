import type { IDataObject } from 'n8n-workflow';
import type { NewContact, Sandbox, Switches } from '../../sandbox';
import { create, createdAnswer, having, people, person, sizesOf, taken } from '../contactHelpers';
import { callsOf, outputOf, sandboxWith } from '../helpers';
import { expectOnlySecondFails, type Guilt, type Trial } from '../onlySecondFails';

const onError = 'continueRegularOutput' as const;

/** Four people, the second of whom can't be created in this sandbox. */
function trialIn(sandbox: Sandbox, guilt: Guilt, bad: IDataObject = {}): Trial {
  const items = people(4);
  items[1] = { ...items[1], ...bad };
  return {
    items,
    run: async (run) => await create(sandbox, run),
    good: () =>
      [0, 2, 3].flatMap((index) => having(sandbox, items[index]!)).map((one) => createdAnswer(one)),
    done: 'created',
    guilt,
  };
}

async function sandboxWithTaken(switches: Partial<Switches>, owner: NewContact = {}) {
  const sandbox = await sandboxWith({ contacts: 2, switches });
  return { sandbox, owner: sandbox.add({ cellPhone: taken, ...owner }) };
}

const shapes = [
  ['errors-msg', 'as-documented'],
  ['errors-message', '200'],
  ['status-error', 'as-documented'],
  ['status-error', '200'],
  ['error', '200'],
  ['code-message', '200'],
  ['msg-json', 'as-documented'],
  ['html', 'as-documented'],
  ['text', 'as-documented'],
  ['empty', 'as-documented'],
] as const;

const duplicates = ['all-refused-400', 'all-refused-409', 'all-refused-412'] as const;

describe('A number that another contact has', () => {
  const cases = duplicates.flatMap((duplicate) =>
    shapes.map(([shape, status]) => [duplicate, shape, status] as const),
  );

  it.each(cases)(
    'fails alone, and says whose it is: %s, failure shape %s, status %s',
    async (duplicate, failureShape, failureStatus) => {
      await expectOnlySecondFails(async () => {
        const switches = { duplicate, failureShape, failureStatus };
        const { sandbox, owner } = await sandboxWithTaken(switches);
        return trialIn(sandbox, {
          error: /^The contact with phone number '\+919000143210' was not created: /,
          says: `The contact ${owner.id} has this number already; use the operation 'Create or Update'`,
        });
      });
    },
  );

  it('fails alone where Kore leaves it out of its answer without a word', async () => {
    await expectOnlySecondFails(async () => {
      const { sandbox, owner } = await sandboxWithTaken({ duplicate: 'skip-silently' });
      return trialIn(sandbox, {
        error:
          "The contact with phone number '+919000143210' was not created: Kore.ai's answer does not contain it",
        says: `The contact ${owner.id} has this number already`,
      });
    });
  });

  it('is told by one listing for the whole run, and the others are sent again together', async () => {
    const { sandbox } = await sandboxWithTaken({});
    await create(sandbox, { items: people(8), options: { batchSize: 4 }, onError });
    expect(sizesOf(sandbox, 'POST')).toEqual([4, 4, 3]);
    expect(callsOf(sandbox).filter((call) => call.startsWith('GET'))).toHaveLength(1);
  });

  it('costs one listing for a thousand contacts of which a hundred are there already', async () => {
    const sandbox = await sandboxWith({ contacts: 0, switches: { duplicate: 'skip-silently' } });
    for (const index of Array(100).keys()) {
      const national = `9${String(index * 10).padStart(4, '0')}43210`;
      sandbox.add({ cellPhone: { ...taken, phoneNumber: `+91${national}` } });
    }
    const finished = await create(sandbox, { items: people(1_000), onError });
    expect(outputOf(finished).map((json) => 'error' in json)).toEqual(
      Array.from({ length: 1_000 }, (_, index) => index % 10 === 0),
    );
    expect(sizesOf(sandbox, 'POST')).toEqual(Array(20).fill(50));
    expect(callsOf(sandbox).filter((call) => call.startsWith('GET'))).toHaveLength(11);
  });

  it.each(['all-refused-400', 'skip-silently'] as const)(
    'fails where the one who has it is of the same name: %s',
    async (duplicate) => {
      const name = { firstName: 'Asha 1', lastName: 'Rao' };
      const { sandbox, owner } = await sandboxWithTaken({ duplicate }, name);
      const finished = await create(sandbox, { items: people(3), onError });
      expect(outputOf(finished)).toMatchObject([
        { firstName: 'Asha 0' },
        { error: expect.any(String), message: expect.stringContaining(owner.id) },
        { firstName: 'Asha 2' },
      ]);
    },
  );

  it.each(['all-refused-400', 'skip-silently'] as const)(
    'fails where a run just before has created it: %s',
    async (duplicate) => {
      const sandbox = await sandboxWith({ contacts: 0, switches: { duplicate } });
      await create(sandbox, { items: people(3) });
      // Both runs would else be within the one second to which HTTP tells the time.
      const before = new Date(Date.now() - 5_000).toISOString();
      for (const contact of sandbox.contacts) contact.createdAt = before;
      const finished = await create(sandbox, { items: people(3), onError });
      expect(outputOf(finished).map(({ error }) => error)).toEqual(
        Array(3).fill(expect.stringContaining('was not created')),
      );
    },
  );

  it('fails alone where a deleted contact blocks it, and nobody is said to have it', async () => {
    await expectOnlySecondFails(async () => {
      const switches = { inactiveBlocksNumber: true, listInactive: true };
      const { sandbox } = await sandboxWithTaken(switches, { status: 'INACTIVE' });
      return {
        ...trialIn(sandbox, {
          error:
            "The contact with phone number '+919000143210' was not created: Kore.ai refused it (status 400)",
          says: /^Kore\.ai said: ".*already exists"\. Check the values of this item/,
        }),
      };
    });
  });

  it('is free where a deleted contact had it', async () => {
    const { sandbox } = await sandboxWithTaken({ listInactive: true }, { status: 'INACTIVE' });
    const finished = await create(sandbox, { items: people(2) });
    expect(outputOf(finished)).toMatchObject([{ status: 'ACTIVE' }, { status: 'ACTIVE' }]);
    expect(callsOf(sandbox)).toEqual(['POST contacts']);
  });

  it('fails for a single item in the words of Kore', async () => {
    const { sandbox } = await sandboxWithTaken({ duplicate: 'all-refused-409' });
    const { error } = await create(sandbox, { items: [person(1)] });
    expect(error?.message).toBe(
      "The contact with phone number '+919000143210' was not created: Kore.ai refused it (status 409)",
    );
    expect(error?.description).toContain('already exists');
    expect(error?.httpCode).toBe('409');
    expect(sizesOf(sandbox, 'POST')).toEqual([1]);
  });
});

describe('A contact that Kore refuses for its values', () => {
  it.each([
    ['one', /^Kore\.ai said: "Validation errors\/ Invalid arguments"\./],
    ['several', /Invalid arguments; too odd"\./],
  ] as const)('fails alone, with every word of Kore: %s', async (validationDetail, says) => {
    await expectOnlySecondFails(async () => {
      const sandbox = await sandboxWith({ contacts: 0, switches: { validationDetail } });
      const items = people(4);
      const details = validationDetail === 'several' ? [{ msg: 'too odd' }] : [];
      const body = { errors: [{ msg: 'Validation errors/ Invalid arguments' }, ...details] };
      // The whole batch, its first half, then the second contact alone.
      sandbox.fault({ method: 'POST', times: 2, status: 412, body });
      sandbox.fault({ method: 'POST', after: 1, status: 412, body });
      return {
        ...trialIn(sandbox, { error: 'Kore.ai refused it (status 412)', says }),
        items,
      };
    });
  });
});

describe('A batch that is larger than Kore takes', () => {
  it.each([
    [20, 50, [50, 25, 19, 13, 12, 6]],
    [1, 3, [3, 2, 1, 1, 1]],
    [25, 51, [50, 25, 25, 1]],
  ])('of at most %d is sent in halves: %d contacts', async (createMax, count, sizes) => {
    const sandbox = await sandboxWith({ contacts: 0, switches: { createMax } });
    const finished = await create(sandbox, { items: people(count) });
    expect(outputOf(finished).map(({ firstName }) => firstName)).toEqual(
      people(count).map(({ firstName }) => firstName),
    );
    expect(sizesOf(sandbox, 'POST')).toEqual(sizes);
    expect(callsOf(sandbox).filter((call) => call.startsWith('GET'))).toEqual([]);
  });

  it('for the gateway (413, a web page) is sent in halves', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    sandbox.fault({ status: 413, body: '<html>Too Large</html>', contentType: 'text/html' });
    const finished = await create(sandbox, { items: people(4) });
    expect(outputOf(finished)).toHaveLength(4);
    expect(sizesOf(sandbox, 'POST')).toEqual([4, 2, 2]);
  });
});

describe('An empty field', () => {
  it.each(['refused', 'accepted'] as const)(
    'of a new contact is refused whatever Kore says to it: %s',
    async (emptyStrings) => {
      const sandbox = await sandboxWith({ contacts: 0, switches: { emptyStrings } });
      const items = [person(1), { ...person(2), salutation: '' }];
      const finished = await create(sandbox, { items, onError });
      expect(outputOf(finished)).toMatchObject([
        { firstName: 'Asha 1' },
        { error: expect.stringContaining("lacks 'Salutation'") },
      ]);
      expect(sandbox.contacts).toHaveLength(1);
    },
  );
});
