import { names } from '../../engine';
import type { NewContact, Sandbox } from '../../sandbox';
import { everything, getMany, idsIn, skipsOf } from './helpers';
import { idsOf, linksOf, outputOf, sandboxWith } from '../helpers';

describe('Get Many', () => {
  it('returns the first 50 contacts unless told otherwise, simplified, for one request', async () => {
    const sandbox = await sandboxWith({ contacts: 120 });
    const finished = await getMany(sandbox);
    expect(idsOf(finished)).toEqual(idsIn(sandbox, 0, 50));
    const { cellPhone, id, firstName, lastName, fullName, salutation, ...rest } =
      sandbox.contacts[0]!;
    expect(outputOf(finished)[0]).toEqual({
      id,
      fullName,
      firstName,
      lastName,
      salutation,
      phoneNumber: cellPhone.phoneNumber,
      countryCode: cellPhone.countryCode,
      status: rest.status,
      createdAt: rest.createdAt,
      updatedAt: rest.updatedAt,
    });
    expect(linksOf(finished)).toEqual(Array(50).fill({ item: 0 }));
    expect(sandbox.requests.map(({ method, query }) => [method, query])).toEqual([
      ['GET', { skip: '0', limit: '50' }],
    ]);
  });

  it("emits Kore's records field for field where they are not simplified", async () => {
    const sandbox = await sandboxWith({ contacts: 3, switches: { idField: '_id' } });
    expect(outputOf(await getMany(sandbox, everything))).toEqual(sandbox.contacts);
  });

  it('simplifies what lacks fields, too, and never to more than ten', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    sandbox.fault({
      status: 200,
      body: { results: [{ id: 'a1' }, { id: 'b2', cellPhone: null, more: 1 }], totalResults: 2 },
    });
    const finished = await getMany(sandbox);
    expect(outputOf(finished)).toMatchObject([{ id: 'a1' }, { id: 'b2' }]);
    const [full] = outputOf(await getMany(sandbox));
    expect(Object.keys(full ?? {})).toHaveLength(10);
    for (const json of outputOf(finished)) {
      expect(Object.keys(json).filter((key) => !(key in (full ?? {})))).toEqual([]);
    }
  });

  it.each([
    [0, 1],
    [1, 1],
    [99, 1],
    [100, 1],
    [101, 2],
    [199, 2],
    [200, 3],
  ])('returns all of %d contacts, once each and in order, for %d requests', async (contacts, n) => {
    const sandbox = await sandboxWith({ contacts });
    const finished = await getMany(sandbox, everything);
    expect(finished.error).toBeUndefined();
    expect(idsOf(finished)).toEqual(idsIn(sandbox));
    expect(sandbox.requests).toHaveLength(n);
  });

  it.each([
    [1, 1],
    [100, 1],
    [101, 2],
    [250, 3],
    [300, 4],
    [999, 11],
    [1000, 11],
    [5000, 11],
  ])('with the limit %d sends %d requests to a list of a thousand', async (limit, n) => {
    const sandbox = await sandboxWith({ contacts: 1000 });
    expect(idsOf(await getMany(sandbox, { limit }))).toEqual(idsIn(sandbox, 0, limit));
    expect(skipsOf(sandbox).sort((a, b) => a - b)).toEqual(
      Array.from({ length: n }, (_, page) => 99 * page),
    );
  });

  it('answers each of two items, linked, with one listing', async () => {
    const sandbox = await sandboxWith({ contacts: 250 });
    const parameters = { limit: '={{ $json.limit }}', returnAll: '={{ $json.all === true }}' };
    const items = [{ limit: 3 }, { limit: 1, all: true }, { limit: 120 }];
    const finished = await getMany(sandbox, parameters, { items });
    const all = idsIn(sandbox);
    expect(idsOf(finished)).toEqual([...all.slice(0, 3), ...all, ...all.slice(0, 120)]);
    expect(linksOf(finished)).toEqual(
      [3, 250, 120].flatMap((count, item) => Array(count).fill({ item }) as unknown[]),
    );
    expect(skipsOf(sandbox)).toEqual([0, 9, 108, 207]);
  });

  it('takes a limit that a workflow holds as text', async () => {
    const sandbox = await sandboxWith({ contacts: 5 });
    const items = [{ limit: '2' }];
    const finished = await getMany(sandbox, { limit: '={{ $json.limit }}' }, { items });
    expect(finished.error?.message).toBeUndefined();
    expect(idsOf(finished)).toEqual(idsIn(sandbox, 0, 2));
  });

  it.each([0, -1, 1.5, 'many', '', null, true, [5], NaN])(
    'refuses the limit %j before any request',
    async (limit) => {
      const sandbox = await sandboxWith({ contacts: 1 });
      const items = [{ limit: 1 }, { limit }];
      const { error } = await getMany(sandbox, { limit: '={{ $json.limit }}' }, { items });
      expect(error?.name).toBe('NodeOperationError');
      expect(error?.message).toMatch(/^The field 'Limit' is .* not a whole number of 1 or more$/);
      expect(error?.description).toContain("'Return All'");
      expect(error?.context).toMatchObject({ itemIndex: 1 });
      expect(sandbox.requests).toEqual([]);
    },
  );

  it('goes to the app (stream) that the option names', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const { streamId } = sandbox.credential;
    const credential = { streamId: 'st-another' };
    const finished = await getMany(sandbox, {}, { options: { streamId }, credential });
    expect(idsOf(finished)).toEqual(idsIn(sandbox));
  });
});

describe('A filter', () => {
  const people: NewContact[] = [
    ['Asha', 'Rao', '+91', '9876543210', '2025-01-10T00:00:00.000Z', '2025-03-01T00:00:00.000Z'],
    ['Ravi', 'Kumar', '+91', '8876543210', '2025-01-20T12:00:00.000Z', '2025-01-20T12:00:00.000Z'],
    ['Zoë', 'RAOULT', '+33', '612345678', '2025-02-01T00:00:00.000Z', '2025-02-10T00:00:00.000Z'],
    ['Tom', 'Braod', '+44', '9876500000', '2025-02-28T23:59:59.000Z', '2025-03-15T00:00:00.000Z'],
  ].map(([firstName, lastName, countryCode, number, createdAt, updatedAt]) => ({
    firstName: firstName!,
    lastName: lastName!,
    cellPhone: { countryCode: countryCode!, phoneNumber: `${countryCode}${number}` },
    createdAt: createdAt!,
    updatedAt: updatedAt!,
  }));

  /** The people above, and one of them deleted. */
  async function filled(): Promise<Sandbox> {
    const sandbox = await sandboxWith({ contacts: 0, switches: { listInactive: true } });
    for (const person of people) sandbox.add(person);
    sandbox.contacts[1]!.status = 'INACTIVE';
    return sandbox;
  }

  it.each([
    [{ status: 'ACTIVE' }, ['Asha', 'Zoë', 'Tom']],
    [{ status: 'INACTIVE' }, ['Ravi']],
    [{ status: 'inactive' }, ['Ravi']],
    [{ status: 'Active' }, ['Asha', 'Zoë', 'Tom']],
    [{ nameContains: 'rao' }, ['Asha', 'Zoë', 'Tom']],
    [{ nameContains: ' ASHA R ' }, ['Asha']],
    [{ nameContains: 'zoë' }, ['Zoë']],
    [{ nameContains: 'nobody' }, []],
    [{ phoneStartsWith: '+91 98' }, ['Asha']],
    [{ phoneStartsWith: '0091-98' }, ['Asha']],
    [{ phoneStartsWith: '+98' }, []],
    [{ phoneStartsWith: '98' }, ['Asha', 'Tom']],
    [{ phoneStartsWith: '9187' }, []],
    [{ phoneStartsWith: '9188' }, ['Ravi']],
    [{ createdAfter: '2025-01-20T12:00:00Z' }, ['Ravi', 'Zoë', 'Tom']],
    [{ createdBefore: '2025-01-20T12:00:00Z' }, ['Asha']],
    [{ createdBefore: '2025-01-20T14:00:00+02:00' }, ['Asha']],
    [{ updatedAfter: '2025-03-01T00:00:00Z' }, ['Asha', 'Tom']],
    [{ updatedBefore: '2025-02-10T00:00:01Z' }, ['Ravi', 'Zoë']],
    [{ createdAfter: '2025-01-15', createdBefore: '2025-02-15' }, ['Ravi', 'Zoë']],
    [{ status: 'ACTIVE', nameContains: 'rao', phoneStartsWith: '98' }, ['Asha', 'Tom']],
    [{ status: 'INACTIVE', nameContains: 'rao' }, []],
    [{ nameContains: 'rao', updatedAfter: '2025-02-20', createdBefore: '2025-02-01' }, ['Asha']],
    [{ nameContains: '', phoneStartsWith: ' ', createdAfter: '' }, ['Asha', 'Ravi', 'Zoë', 'Tom']],
  ])('%j leaves those that fit, whether simplified or not', async (filters, expected) => {
    const sandbox = await filled();
    for (const simplify of [true, false]) {
      const finished = await getMany(sandbox, { returnAll: true, simplify, filters });
      expect(finished.error).toBeUndefined();
      expect(outputOf(finished).map(({ firstName }) => firstName)).toEqual(expected);
    }
  });

  describe("by a time without a zone is in the workflow's time zone", () => {
    /** One contact for each hour of two days in Berlin, whose clocks go back at 3 o'clock on the second. */
    const withHours = async (): Promise<Sandbox> => {
      const sandbox = await sandboxWith({ contacts: 0 });
      const from = Date.parse('2026-10-24T00:00:00Z');
      for (let hour = 0; hour < 48; hour++) {
        sandbox.add({ createdAt: new Date(from + hour * 3_600_000).toISOString() });
      }
      return sandbox;
    };

    it.each([
      ['Europe/Berlin', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
      ['Asia/Tokyo', '2026-10-24T15:00:00.000Z', '2026-10-25T15:00:00.000Z'],
      ['UTC', '2026-10-25T00:00:00.000Z', '2026-10-26T00:00:00.000Z'],
    ])('%s', async (timezone, first, end) => {
      const sandbox = await withHours();
      // What the editor's picker gives.
      const filters = { createdAfter: '2026-10-25T00:00:00', createdBefore: '2026-10-26T00:00:00' };
      const parameters = { returnAll: true, filters };
      const times = outputOf(await getMany(sandbox, parameters, { timezone })).map(
        ({ createdAt }) => String(createdAt),
      );
      expect(times).toEqual(
        sandbox.contacts
          .map(({ createdAt }) => createdAt)
          .filter((createdAt) => createdAt >= first && createdAt < end),
      );
      expect(times[0]).toBe(first);
    });

    it('and $now is what it says', async () => {
      const sandbox = await withHours();
      sandbox.add({ createdAt: new Date().toISOString() });
      const filters = { createdAfter: '={{ $now.minus({ hours: 1 }) }}' };
      const run = { timezone: 'Asia/Kolkata' };
      const finished = await getMany(sandbox, { returnAll: true, filters }, run);
      expect(finished.error).toBeUndefined();
      expect(outputOf(finished).map(({ id }) => id)).toContain(sandbox.contacts.at(-1)!.id);
    });
  });

  it.each(['Contact 5', '7', 'banana 3', '2026-02-30', '03/04/2026'])(
    'by %j, which is no date, is refused before any request',
    async (createdAfter) => {
      const sandbox = await filled();
      const { error } = await getMany(sandbox, { filters: { createdAfter } });
      expect(error?.message).toBe(
        `The filter 'Created After' is '${createdAfter}', which is not a date`,
      );
      expect(sandbox.requests).toEqual([]);
    },
  );

  it.each(['Created After', 'Created Before', 'Updated After', 'Updated Before'])(
    '%s that is no date is refused before any request',
    async (displayName) => {
      const sandbox = await filled();
      const name = displayName.charAt(0).toLowerCase() + displayName.slice(1).replace(' ', '');
      const filters = { [name]: '={{ $json.when }}' };
      const items = [{ when: '2026-01-31' }, { when: '31.13.2026' }];
      const { error, output } = await getMany(sandbox, { filters }, { items });
      expect(error?.name).toBe('NodeOperationError');
      expect(error?.message).toBe(
        `The filter '${displayName}' is '31.13.2026', which is not a date`,
      );
      expect(error?.context).toMatchObject({ itemIndex: 1 });
      expect(output(names.ok)).toEqual([]);
      expect(sandbox.requests).toEqual([]);
    },
  );

  it.each(['abc', '+', 'x 98'])('by the number %j is refused before any request', async (text) => {
    const sandbox = await filled();
    const { error } = await getMany(sandbox, { filters: { phoneStartsWith: text } });
    expect(error?.message).toContain("'Phone Starts With'");
    expect(sandbox.requests).toEqual([]);
  });

  it('counts the limit by what fits, and reads no further', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    for (let i = 0; i < 500; i++) sandbox.add({ firstName: i % 100 < 2 ? 'Rare' : 'Often' });
    const filters = { nameContains: 'rare' };
    const finished = await getMany(sandbox, { limit: 5, filters });
    const rare = sandbox.contacts.filter(({ firstName }) => firstName === 'Rare');
    expect(idsOf(finished)).toEqual(rare.slice(0, 5).map(({ id }) => id));
    expect(skipsOf(sandbox)).toEqual([0, 99, 198]);
  });

  it('may differ from item to item, with one listing', async () => {
    const sandbox = await filled();
    const filters = { nameContains: '={{ $json.name }}' };
    const items = [{ name: 'tom' }, { name: 'rao' }, { name: 'nobody' }, { name: 'ravi' }];
    const finished = await getMany(sandbox, { returnAll: true, filters }, { items });
    expect(outputOf(finished).map(({ firstName }) => firstName)).toEqual([
      'Tom',
      'Asha',
      'Zoë',
      'Tom',
      'Ravi',
    ]);
    expect(linksOf(finished)).toEqual([0, 1, 1, 1, 3].map((item) => ({ item })));
    expect(sandbox.requests).toHaveLength(1);
  });
});
