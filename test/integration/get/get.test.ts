jest.mock('../../../nodes/shared/http/limits', () => ({
  ...jest.requireActual<object>('../../../nodes/shared/http/limits'),
  FIRST_WAIT_MS: 10,
  // A list that never ends is left sooner, and pages are as many as in life else.
  PAGES_AT_MOST: 40,
}));

import type { IDataObject } from 'n8n-workflow';
import { type Finished, names } from '../../engine';
import type { Sandbox, SandboxOptions } from '../../sandbox';
import {
  begin,
  byPhone,
  finish,
  GONE,
  idsOf,
  linksOf,
  outputOf,
  type Run,
  sandboxWith,
} from '../helpers';
import { pagings } from '../pagings';

async function get(sandbox: Sandbox, run: Run): Promise<Finished> {
  return await finish(sandbox, {
    ...run,
    parameters: { operation: 'get', simplify: false, ...run.parameters },
  });
}

/** Input for the contacts at these places of the list. */
const itemsAt = ({ contacts }: Sandbox, places: number[]): IDataObject[] =>
  places.map((place) => ({
    contactId: contacts[place]?.id,
    phone: contacts[place]?.cellPhone.phoneNumber,
  }));

describe('Get by id', () => {
  it('emits the contact field for field as Kore lists it', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const finished = await get(sandbox, { items: itemsAt(sandbox, [1]) });
    expect(outputOf(finished)).toEqual([{ ...sandbox.contacts[1] }]);
    expect(sandbox.requests.map(({ method, query }) => [method, query])).toEqual([
      ['GET', { skip: '0', limit: '1000' }],
    ]);
  });

  it('reads pages only until the contact is found', async () => {
    const sandbox = await sandboxWith({ contacts: 450 });
    const finished = await get(sandbox, { items: itemsAt(sandbox, [120]) });
    expect(idsOf(finished)).toEqual([sandbox.contacts[120]!.id]);
    expect(sandbox.requests).toHaveLength(2);
  });

  it('reads them once for all items, which come out in order and linked', async () => {
    const sandbox = await sandboxWith({ contacts: 450 });
    const places = [249, 3, 130, 3, 0];
    const finished = await get(sandbox, { items: itemsAt(sandbox, places) });
    expect(idsOf(finished)).toEqual(places.map((place) => sandbox.contacts[place]!.id));
    expect(linksOf(finished)).toEqual(places.map((_, item) => ({ item })));
    expect(sandbox.requests).toHaveLength(3);
  });

  it('takes a picked contact, one given as plain text, and the app that the option names', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const [first, second] = sandbox.contacts;
    const picked = { mode: 'list', value: first!.id };
    expect(idsOf(await get(sandbox, { items: [{}], contact: picked }))).toEqual([first!.id]);
    const { streamId } = sandbox.credential;
    const credential = { streamId: 'st-another' };
    const run = { items: [{}], contact: ` ${second!.id}\n`, options: { streamId }, credential };
    expect(idsOf(await get(sandbox, run))).toEqual([second!.id]);
  });

  it('finds an id in capitals, on a later page too', async () => {
    const sandbox = await sandboxWith({ contacts: 150 });
    const { id } = sandbox.contacts[120]!;
    expect(id).not.toBe(id.toUpperCase());
    const items = [{ contactId: id.toUpperCase() }, { contactId: id }];
    expect(idsOf(await get(sandbox, { items }))).toEqual([id, id]);
    expect(sandbox.requests).toHaveLength(2);
  });

  it('calls the id id, where Kore calls it _id', async () => {
    const sandbox = await sandboxWith({ contacts: 2, switches: { idField: '_id' } });
    const [json] = outputOf(await get(sandbox, { items: itemsAt(sandbox, [1]) }));
    expect(json).toEqual({ ...sandbox.contacts[1] });
  });
});

describe('Get by phone number', () => {
  it.each([
    ['+91 98765-43210'],
    ['0091 (98765) 43210'],
    ['98765 43210'],
    ['098765 43210'],
    ['919876543210'],
    [919876543210],
  ])('finds the contact by %s, and reads the whole list', async (phone) => {
    const sandbox = await sandboxWith({ contacts: 210 });
    const cellPhone = { phoneNumber: '+919876543210', countryCode: '+91' };
    const asha = sandbox.add({ firstName: 'Asha', cellPhone });
    for (let i = 0; i < 120; i++) sandbox.add();
    const finished = await get(sandbox, { items: [{ phone }], contact: byPhone() });
    expect(outputOf(finished)).toEqual([{ ...asha }]);
    expect(sandbox.requests).toHaveLength(4);
  });

  it('is no guess where several have the number', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const twins = ['+91', '+44'].map((countryCode) =>
      sandbox.add({ cellPhone: { phoneNumber: `${countryCode}7700900123`, countryCode } }),
    );
    const items = [{ phone: '7700900123' }];
    const { error } = await get(sandbox, { items, contact: byPhone() });
    expect(error?.message).toBe(
      "The contact with phone number '7700900123' was not read: 2 contacts have this number",
    );
    for (const { id, fullName } of twins)
      expect(error?.description).toContain(`${fullName} (${id})`);
  });

  it('reads the list once for ids and numbers together', async () => {
    const sandbox = await sandboxWith({ contacts: 250 });
    const contact = '={{ $json.field }}';
    const field = (mode: string, value: unknown) => ({ field: { __rl: true, mode, value } });
    const [a, b, c] = [5, 240, 120].map((place) => sandbox.contacts[place]!);
    const items = [
      field('phone', a!.cellPhone.phoneNumber),
      field('id', b!.id),
      field('phone', c!.cellPhone.phoneNumber),
    ];
    const finished = await get(sandbox, { items, contact });
    expect(idsOf(finished)).toEqual([a!.id, b!.id, c!.id]);
    expect(sandbox.requests).toHaveLength(3);
  });
});

describe('A contact that is missing', () => {
  it('is a failure that says what to do', async () => {
    const sandbox = await sandboxWith({ contacts: 120 });
    const { error, output } = await get(sandbox, { items: [{ contactId: GONE }] });
    expect(error?.name).toBe('NodeApiError');
    expect(error?.message).toBe(`Contact '${GONE}' was not found at Kore.ai`);
    expect(error?.description).toContain("set the option 'If Contact Is Missing' to 'Continue'");
    expect(error?.description).not.toContain('Before the node stopped');
    expect(output(names.ok)).toEqual([]);
    expect(sandbox.requests).toHaveLength(2);
  });

  it('is an item where that is wanted, and the others are answered', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const [first] = itemsAt(sandbox, [0]);
    const options = { ifMissing: 'continue' };
    const byId = await get(sandbox, { items: [{ contactId: GONE }, first!], options });
    expect(outputOf(byId)).toEqual([
      { id: GONE, found: false, reason: 'notFound' },
      { ...sandbox.contacts[0] },
    ]);
    expect(linksOf(byId)).toEqual([{ item: 0 }, { item: 1 }]);
    const items = [{ phone: '+91 90000 00000' }, first!];
    expect(outputOf(await get(sandbox, { items, options, contact: byPhone() }))).toEqual([
      { phoneNumber: '+91 90000 00000', found: false, reason: 'notFound' },
      { ...sandbox.contacts[0] },
    ]);
  });

  it('is also one that was deleted and that Kore still lists', async () => {
    const sandbox = await sandboxWith({ contacts: 1, switches: { listInactive: true } });
    const { id, cellPhone } = sandbox.add({ status: 'INACTIVE' });
    const { error } = await get(sandbox, { items: [{ contactId: id }] });
    expect(error?.message).toBe(`Contact '${id}' was not found at Kore.ai`);
    const items = [{ phone: cellPhone.phoneNumber }];
    const numbered = await get(sandbox, { items, contact: byPhone() });
    expect(numbered.error?.message).toContain('was not found at Kore.ai');
  });

  it.each<SandboxOptions['switches'] & object>([
    { failureShape: 'errors-msg' },
    { failureShape: 'text' },
    { failureShape: 'empty' },
  ])('is not what a list that is not there means (%j)', async (switches) => {
    const sandbox = await sandboxWith({ contacts: 1, switches });
    sandbox.fault({ method: 'GET', status: 404 });
    const options = { ifMissing: 'continue' };
    const { error } = await get(sandbox, { items: itemsAt(sandbox, [0]), options });
    expect(error?.message).toContain(`Contact '${sandbox.contacts[0]!.id}' was not read`);
  });
});

describe('Whatever way Kore pages', () => {
  it.each(pagings)('the last contact is found by its id (%s)', async (_, switches) => {
    const sandbox = await sandboxWith({ contacts: 235, switches });
    const finished = await get(sandbox, { items: itemsAt(sandbox, [234, 0, 100]) });
    expect(finished.error).toBeUndefined();
    expect(idsOf(finished)).toEqual([234, 0, 100].map((place) => sandbox.contacts[place]!.id));
  });

  it.each(pagings)(
    'the last contact is found by its number, and a missing one is missing (%s)',
    async (_, switches) => {
      const sandbox = await sandboxWith({ contacts: 235, switches });
      const items = [...itemsAt(sandbox, [234, 0, 100]), { phone: '+91 90000 00000' }];
      const options = { ifMissing: 'continue' };
      const finished = await get(sandbox, { items, options, contact: byPhone() });
      expect(finished.error).toBeUndefined();
      const found = [234, 0, 100].map((place) => sandbox.contacts[place]!.id);
      expect(idsOf(finished)).toEqual([...found, undefined]);
    },
  );

  it.each(['ignored', 'endless'] as const)(
    'nothing is called missing in a list that is not shown whole (%s)',
    async (paging) => {
      const sandbox = await sandboxWith({ contacts: 235, switches: { paging } });
      const options = { ifMissing: 'continue' };
      const { error } = await get(sandbox, { items: [{ contactId: GONE }], options });
      expect(error?.message).toBe(
        `Contact '${GONE}' was not read: Kore.ai did not show its whole list of contacts`,
      );
      const [first] = itemsAt(sandbox, [0]);
      const numbered = await get(sandbox, { items: [first!], options, contact: byPhone() });
      expect(numbered.error?.message).toContain('did not show its whole list of contacts');
      expect(idsOf(await get(sandbox, { items: [first!] }))).toEqual([sandbox.contacts[0]!.id]);
    },
  );
});

describe('Failures of Get', () => {
  /** A contact, one that Kore does not have, another, and what is no id. */
  async function mixed() {
    const sandbox = await sandboxWith({ contacts: 2 });
    const [a, b] = itemsAt(sandbox, [0, 1]);
    return { sandbox, items: [a!, { contactId: GONE, name: 'Gone' }, b!, { contactId: 'a/b' }] };
  }
  const missing = `Contact '${GONE}' was not found at Kore.ai`;
  const noId = "The contact ID 'a/b' contains more than letters, digits, underscore and hyphen";

  it('of one item stop the run before anything is sent, where the node stops', async () => {
    const { sandbox, items } = await mixed();
    const { error } = await get(sandbox, { items });
    expect([error?.name, error?.message]).toEqual(['NodeOperationError', noId]);
    expect(error?.context).toMatchObject({ itemIndex: 3 });
    expect(sandbox.requests).toEqual([]);
  });

  it('stay on their items, with exactly two keys, where the node goes on', async () => {
    const { sandbox, items } = await mixed();
    const finished = await get(sandbox, { items, onError: 'continueRegularOutput' });
    expect(outputOf(finished)).toEqual([
      { ...sandbox.contacts[0] },
      { error: missing, message: expect.stringContaining("'If Contact Is Missing'") },
      { ...sandbox.contacts[1] },
      { error: `Item 3: ${noId}`, message: expect.stringContaining('Nothing was sent') },
    ]);
    expect(linksOf(finished)).toEqual(items.map((_, item) => ({ item })));
  });

  it('go with their input to the error output', async () => {
    const { sandbox, items } = await mixed();
    const { output } = await get(sandbox, { items, onError: 'continueErrorOutput' });
    const ids = output(names.ok).map(({ json }) => json['id']);
    expect(ids).toEqual(sandbox.contacts.map(({ id }) => id));
    expect(output(names.failed).map(({ json }) => json)).toEqual([
      { contactId: GONE, name: 'Gone', error: missing, message: expect.any(String) },
      { contactId: 'a/b', error: `Item 3: ${noId}`, message: expect.any(String) },
    ]);
  });

  it('of the list are those of every item that was not found before, and cost one request and its repetition', async () => {
    const sandbox = await sandboxWith({ contacts: 250 });
    sandbox.fault({
      path: /skip=99\b/,
      status: 401,
      times: Infinity,
      body: { errors: [{ msg: 'No', code: 401 }] },
    });
    const items = itemsAt(sandbox, [240, 7, 130]);
    const onError = 'continueRegularOutput' as const;
    const output = outputOf(await get(sandbox, { items, onError }));
    const refused = (place: number) =>
      `Contact '${sandbox.contacts[place]!.id}' was not read: Kore.ai refused the credential`;
    expect(output.map(({ id, error }) => error ?? id)).toEqual([
      refused(240),
      sandbox.contacts[7]!.id,
      refused(130),
    ]);
    expect(sandbox.requests).toHaveLength(3);
  });

  it.each([[{ status: 503 }], [{ status: 500 }], [{ cut: 'after' as const }], [{ status: 429 }]])(
    'of one request are made up for by another one (%j)',
    async (fault) => {
      const sandbox = await sandboxWith({ contacts: 150 });
      sandbox.fault({ ...fault, path: /skip=99\b/, times: 2 });
      const finished = await get(sandbox, { items: itemsAt(sandbox, [140]) });
      expect(idsOf(finished)).toEqual([sandbox.contacts[140]!.id]);
      expect(sandbox.requests).toHaveLength(4);
    },
  );

  it('end at once where a person cancels, also where the node goes on', async () => {
    const sandbox = await sandboxWith({ contacts: 150 });
    sandbox.fault({ method: 'GET', hang: true, times: Infinity });
    const parameters = { operation: 'get', simplify: false };
    const items = itemsAt(sandbox, [1, 2]);
    const running = begin(sandbox, { items, parameters, onError: 'continueErrorOutput' });
    await sandbox.waitForRequests(1);
    running.cancel();
    const { output } = await running.finished;
    expect([...output(names.ok), ...output(names.failed)]).toEqual([]);
    expect(sandbox.requests).toHaveLength(1);
  });
});
