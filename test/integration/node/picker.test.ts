import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';
import { openPicker } from '../../engine/picker';
import type { Sandbox } from '../../sandbox';
import { sandboxWith, tested } from '../helpers';

function pickerFor(sandbox: Sandbox, options: IDataObject = {}, credential: IDataObject = {}) {
  return openPicker(
    tested,
    { ...sandbox.credential, requestsPerMinute: 0, ...credential },
    options,
  );
}

/** Scrolls to the end of the list. */
async function everything(sandbox: Sandbox, filter?: string): Promise<INodeListSearchItems[]> {
  const picker = pickerFor(sandbox);
  const all: INodeListSearchItems[] = [];
  let token: unknown;
  do {
    const { results, paginationToken } = await picker.search(filter, token);
    all.push(...results);
    token = paginationToken;
  } while (token !== undefined);
  return all;
}

describe('The contact picker', () => {
  it('shows name and number, and gives the id', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const { results, paginationToken } = await pickerFor(sandbox).search();
    expect(results).toEqual(
      sandbox.contacts.map(({ fullName, cellPhone, id }) => ({
        name: `${fullName} (${cellPhone.phoneNumber})`,
        value: id,
      })),
    );
    expect(paginationToken).toBeUndefined();
  });

  it.each([
    'skip',
    'page',
    'page-true',
    'page0',
    'everything',
    'repeat',
    'liar',
    'body-array',
  ] as const)('shows every contact once, page by page, where Kore pages by %s', async (paging) => {
    const sandbox = await sandboxWith({ contacts: 230, switches: { paging } });
    const ids = (await everything(sandbox)).map(({ value }) => value);
    expect(new Set(ids)).toEqual(new Set(sandbox.contacts.map(({ id }) => id)));
    expect(ids).toHaveLength(230);
  });

  it('loads one page before a person scrolls', async () => {
    const sandbox = await sandboxWith({ contacts: 230 });
    await pickerFor(sandbox).search();
    expect(sandbox.requests).toHaveLength(1);
  });

  it('searches by part of a name, in any case', async () => {
    const sandbox = await sandboxWith({ contacts: 150 });
    const wanted = sandbox.add({ fullName: 'Zebulon Quaye' });
    const { results } = await pickerFor(sandbox).search(' lon QUA ');
    expect(results.map(({ value }) => value)).toEqual([wanted.id]);
  });

  it('searches by part of a number, in any spelling', async () => {
    const sandbox = await sandboxWith({ contacts: 150 });
    const wanted = sandbox.add({ cellPhone: { phoneNumber: '+919876543210', countryCode: '+91' } });
    for (const filter of ['+91 98765', '0091-98765', '(98765) 43210', '76543210']) {
      const { results } = await pickerFor(sandbox).search(filter);
      expect(results.map(({ value }) => value)).toEqual([wanted.id]);
    }
  });

  it('does not show deleted contacts', async () => {
    const sandbox = await sandboxWith({ contacts: 3, switches: { listInactive: true } });
    sandbox.contacts[1]!.status = 'INACTIVE';
    const { results } = await pickerFor(sandbox).search();
    expect(results.map(({ value }) => value)).toEqual([0, 2].map((i) => sandbox.contacts[i]!.id));
  });

  it('reads ten pages for one step at the most', async () => {
    const sandbox = await sandboxWith({ contacts: 200, switches: { limitMode: 'fixed10' } });
    const { results, paginationToken } = await pickerFor(sandbox).search('nobody of this name');
    expect(results).toEqual([]);
    expect(sandbox.requests).toHaveLength(10);
    expect(paginationToken).toBeDefined();
  });

  it('lists the app (stream) that the option names', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const { streamId } = sandbox.credential;
    const { results } = await pickerFor(sandbox, { streamId }, { streamId: 'st-other' }).search();
    expect(results).toHaveLength(1);
  });

  it('says what is wrong, at once', async () => {
    const sandbox = await sandboxWith({ contacts: 1, switches: { scopeGranted: false } });
    await expect(pickerFor(sandbox).search()).rejects.toMatchObject({
      message: 'The list of contacts was not loaded: Kore.ai refused the credential',
    });
    await expect(pickerFor(sandbox, {}, { host: 'a/b' }).search()).rejects.toMatchObject({
      message: expect.stringContaining('Environment URL') as unknown,
    });
    sandbox.switches.scopeGranted = true;
    sandbox.clearRequests();
    sandbox.fault({ status: 429, times: Infinity });
    await expect(pickerFor(sandbox).search()).rejects.toMatchObject({
      message: expect.stringContaining('requests per minute are used up') as unknown,
    });
    expect(sandbox.requests).toHaveLength(1);
  });
});
