import type { IDataObject } from 'n8n-workflow';
import { names } from '../../engine';
import {
  bodiesOf,
  create,
  createdAnswer,
  having,
  people,
  person,
  sizesOf,
} from '../contactHelpers';
import { callsOf, goingOn, linksOf, outputOf, sandboxWith } from '../helpers';

const onError = 'continueRegularOutput' as const;

describe('Create', () => {
  it('sends 120 contacts in three lists of 50, 50 and 20, and answers each item in order', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    // The first answer comes last.
    sandbox.fault({ delayMs: 60 });
    const items = people(120);
    const finished = await create(sandbox, { items });
    expect(callsOf(sandbox)).toEqual(Array(3).fill('POST contacts'));
    const first = ([contact]: IDataObject[]) => Number(String(contact?.['firstName']).slice(5));
    const batches = bodiesOf(sandbox, 'POST').sort((a, b) => first(a) - first(b));
    expect(batches.map((batch) => batch.map(({ firstName }) => firstName))).toEqual(
      [items.slice(0, 50), items.slice(50, 100), items.slice(100)].map((batch) =>
        batch.map(({ firstName }) => firstName),
      ),
    );
    expect(outputOf(finished)).toEqual(
      items.map((item) => createdAnswer(having(sandbox, item)[0])),
    );
    expect(linksOf(finished)).toEqual(items.map((_, item) => ({ item })));
    expect(sandbox.contacts).toHaveLength(120);
  });

  it('sends 1,000 contacts in 20 requests, no more than five at a time', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const finished = await create(sandbox, { items: people(1_000) });
    expect(callsOf(sandbox)).toEqual(Array(20).fill('POST contacts'));
    expect(outputOf(finished)).toHaveLength(1_000);
    expect(sandbox.contacts).toHaveLength(1_000);
    expect(sandbox.maxConcurrent).toBeLessThanOrEqual(5);
  });

  it('sends a list even for one, with every field as Kore takes it', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const finished = await create(sandbox, { items: people(1, 98765) });
    expect(sandbox.requests.map(({ body }) => body)).toEqual([
      [
        {
          firstName: 'Asha 98765',
          lastName: 'Rao',
          salutation: 'Mrs',
          cellPhone: { phoneNumber: '99876543210', countryCode: '+91', extension: '+' },
        },
      ],
    ]);
    expect(sandbox.requests[0]?.headers['content-type']).toBe('application/json');
    expect(outputOf(finished)).toEqual([createdAnswer(sandbox.contacts[0])]);
  });

  it('takes the Dialing Prefix, trims texts, and takes numbers in text fields', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const item = { ...person(1), firstName: ' Asha\n', lastName: 7 };
    await create(sandbox, { items: [item], parameters: { extension: '+91' } });
    expect(sandbox.contacts).toMatchObject([
      { firstName: 'Asha', lastName: '7', cellPhone: { extension: '+91' } },
    ]);
  });

  it.each([
    [1, [1, 1, 1, 1, 1, 1, 1]],
    ['3', [3, 3, 1]],
    ['={{ 2 + 2 }}', [4, 3]],
    [1_000, [7]],
  ])('puts as many into a request as Batch Size says: %j', async (batchSize, sizes) => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const finished = await create(sandbox, { items: people(7), options: { batchSize } });
    expect(sizesOf(sandbox, 'POST')).toEqual(sizes);
    expect(outputOf(finished).map(({ firstName }) => firstName)).toEqual(
      people(7).map(({ firstName }) => firstName),
    );
  });

  it.each([0, -1, 2.5, 'many', ''])(
    'takes no Batch Size of %j, and sends nothing',
    async (size) => {
      const sandbox = await sandboxWith({ contacts: 0 });
      const options = { batchSize: size };
      const stopped = await create(sandbox, { items: people(2), options });
      expect(stopped.error?.message).toContain("'Batch Size'");
      const failed = await create(sandbox, { items: people(2), options, onError });
      expect(outputOf(failed)).toEqual(
        Array(2).fill({
          error: expect.stringContaining('is not a whole number of 1 or more'),
          message: 'Nothing was sent to Kore.ai.',
        }),
      );
      expect(sandbox.requests).toEqual([]);
    },
  );

  it.each([
    ['in another order', { createOrder: 'reversed' as const }],
    ['with the id called _id', { idField: '_id' as const }],
    ['keeping numbers that have a sign', { prefixTwice: false }],
  ])(
    'gives each item the contact with its own number when Kore answers %s',
    async (_, switches) => {
      const sandbox = await sandboxWith({ contacts: 0, switches });
      const items = people(9);
      const finished = await create(sandbox, { items, options: { batchSize: 4 } });
      expect(outputOf(finished)).toEqual(
        items.map((item) => createdAnswer(having(sandbox, item)[0])),
      );
      expect(callsOf(sandbox)).toEqual(Array(3).fill('POST contacts'));
    },
  );

  it('goes to the app (stream) that each item names, where one number may be in both', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const { streamId } = sandbox.credential;
    const items = [person(1), { ...person(1), app: 'st-another' }, person(2)];
    const options = { streamId: '={{ $json.app }}' };
    const finished = await create(sandbox, { items, options, onError });
    expect(outputOf(finished)).toMatchObject([
      { firstName: 'Asha 1' },
      { error: expect.stringContaining("'+919000143210'") },
      { firstName: 'Asha 2' },
    ]);
    const paths = sandbox.requests.map(({ path }) => path.split('/').at(-2));
    expect(paths.sort()).toEqual([streamId, 'st-another'].sort());
  });
});

describe('A contact that cannot be created', () => {
  it.each([
    [{ firstName: '' }, "lacks 'First Name'"],
    [{ lastName: '  ', salutation: null }, "lacks 'Last Name', 'Salutation'"],
    [{ firstName: ['Asha'] }, "The field 'First Name' is a list, not text"],
    [{ salutation: { title: 'Mrs' } }, "The field 'Salutation' is of type object, not text"],
    [{ lastName: true }, "The field 'Last Name' is of type boolean, not text"],
  ])('for its fields %j is refused before anything is sent', async (fields, message) => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const items = [person(1), { ...person(2), ...fields }];
    const { error } = await create(sandbox, { items });
    expect(error?.message).toContain(message);
    expect(error?.description).toContain('Nothing was sent to Kore.ai');
    expect(error?.name).toBe('NodeOperationError');
    expect(error?.context).toMatchObject({ itemIndex: 1 });
    expect(sandbox.requests).toEqual([]);
  });

  it.each(['x204', '204', 'ext. 12', '+1684', '44'])(
    'a Dialing Prefix of %j is none, and nothing is sent',
    async (extension) => {
      const sandbox = await sandboxWith({ contacts: 0 });
      const { error } = await create(sandbox, { items: people(1), parameters: { extension } });
      expect(error?.message).toBe(
        `The field 'Dialing Prefix' is '${extension}', which is not what is dialed before a number`,
      );
      expect(error?.description).toContain('no field for an extension behind the number');
      expect(sandbox.requests).toEqual([]);
    },
  );

  it.each(['+', '00', '011', '+91', '91'])('a Dialing Prefix can be %j', async (extension) => {
    const sandbox = await sandboxWith({ contacts: 0 });
    await create(sandbox, { items: people(1), parameters: { extension } });
    expect(sandbox.contacts).toMatchObject([{ cellPhone: { extension } }]);
  });

  it.each(['\u200b', ' \ufeff\u200b ', '\u3164'])(
    'a name of nothing but invisible characters is empty: %j',
    async (lastName) => {
      const sandbox = await sandboxWith({ contacts: 0 });
      const { error } = await create(sandbox, { items: [{ ...person(1), lastName }] });
      expect(error?.message).toContain("lacks 'Last Name'");
      expect(sandbox.requests).toEqual([]);
      // A joiner within a name belongs to it.
      await create(sandbox, { items: [{ ...person(1), lastName: 'क्\u200dष' }] });
      expect(sandbox.contacts).toMatchObject([{ lastName: 'क्\u200dष' }]);
    },
  );

  it('an empty Dialing Prefix is none: a new contact gets +', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    await create(sandbox, { items: people(1), parameters: { extension: ' ' } });
    expect(sandbox.contacts).toMatchObject([{ cellPhone: { extension: '+' } }]);
  });

  it.each(goingOn)('fails alone where the node goes on: %s', async (mode) => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const items = [person(1), { ...person(2), firstName: '' }, person(3)];
    const { output } = await create(sandbox, { items, onError: mode });
    const failed = output(names.node, mode === 'continueErrorOutput' ? 1 : 0).filter(
      ({ json }) => 'error' in json,
    );
    expect(failed).toMatchObject([
      { json: { error: expect.stringContaining('lacks') }, pairedItem: { item: 1 } },
    ]);
    expect(bodiesOf(sandbox, 'POST')).toMatchObject([
      [{ firstName: 'Asha 1' }, { firstName: 'Asha 3' }],
    ]);
  });

  it('is one whose number an item before has, however it is written', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const items = [
      person(1),
      person(2),
      { ...person(3), phoneNumber: '90001-43210', countryCode: '91' },
      { ...person(4), phoneNumber: '0091 (90002) 43210' },
    ];
    const { error } = await create(sandbox, { items });
    expect(error?.message).toBe("The phone number '+919000143210' is also in item 0");
    expect(error?.description).toContain("'Create or Update'");
    expect(sandbox.requests).toEqual([]);
    const finished = await create(sandbox, { items, onError });
    expect(outputOf(finished)).toMatchObject([
      { firstName: 'Asha 1' },
      { firstName: 'Asha 2' },
      { error: "Item 2: The phone number '+919000143210' is also in item 0" },
      { error: "Item 3: The phone number '+919000243210' is also in item 1" },
    ]);
    expect(sizesOf(sandbox, 'POST')).toEqual([2]);
  });

  it('fails for its expression alone', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const firstName = "={{ $json.lastName === 'x' ? $('Nowhere').item.json.a : $json.firstName }}";
    const items = [person(1), { ...person(2), lastName: 'x' }];
    const finished = await create(sandbox, { items, parameters: { firstName }, onError });
    expect(outputOf(finished)).toMatchObject([
      { firstName: 'Asha 1' },
      { error: "Item 1: Referenced node doesn't exist" },
    ]);
  });
});
