import type { IDataObject } from 'n8n-workflow';
import { csv, importFiles } from '../importCsv/helpers';
import { create, person, update, upsert } from '../contactHelpers';
import { finish, GONE, outputOf, type Run, sandboxWith } from '../helpers';

/** The first keys of the first item, which a table shows without scrolling. */
const first = ([json]: IDataObject[], count: number) => Object.keys(json ?? {}).slice(0, count);

/** Runs an operation on the first of two contacts, and on one that nobody has. */
async function run(operation: string, more: Partial<Run> = {}) {
  const sandbox = await sandboxWith({ contacts: 2 });
  const items = [{ contactId: sandbox.contacts[0]!.id }, { contactId: GONE }];
  const finished = await finish(sandbox, {
    items,
    ...more,
    options: { ifMissing: 'continue', ...more.options },
    parameters: { operation, ...more.parameters },
  });
  return outputOf(finished);
}

describe('In every output the id comes first, and then what the node says', () => {
  it.each(['delete', 'deleteMany'])('%s', async (operation) => {
    const output = await run(operation);
    expect(first(output, 2)).toEqual(['id', 'deleted']);
    expect(first(output.slice(1), 3)).toEqual(['id', 'deleted', 'reason']);
    const dry = await run(operation, { options: { dryRun: true } });
    expect(first(dry, 4)).toEqual(['id', 'deleted', 'dryRun', 'firstName']);
    expect(dry[0]).toMatchObject({ deleted: false, dryRun: true });
  });

  it('get, whole and simplified', async () => {
    const whole = await run('get', { parameters: { simplify: false } });
    expect(first(whole, 2)).toEqual(['id', 'firstName']);
    expect(first(whole.slice(1), 2)).toEqual(['id', 'found']);
    const [simple] = await run('get');
    const [listed] = await run('getAll', { parameters: { limit: 1, filters: {} } });
    expect(Object.keys(simple!)).toEqual([
      'id',
      'fullName',
      'firstName',
      'lastName',
      'salutation',
      'phoneNumber',
      'countryCode',
      'status',
      'createdAt',
      'updatedAt',
    ]);
    expect(simple).toEqual(listed);
  });

  it('getAll', async () => {
    const all = await run('getAll', { parameters: { returnAll: true, simplify: false } });
    expect(first(all, 2)).toEqual(['id', 'firstName']);
  });

  it('create, upsert, update and the import', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const items = [person(1), person(2)];
    expect(first(outputOf(await create(sandbox, { items })), 2)).toEqual(['id', 'firstName']);
    for (const firstName of ['Asha 1', 'Changed']) {
      const output = outputOf(await upsert(sandbox, { items: [{ ...items[0], firstName }] }));
      expect(first(output, 3)).toEqual(['id', 'created', 'firstName']);
    }
    const ids = sandbox.contacts.map(({ id }) => ({ contactId: id }));
    for (const some of [ids, ids.slice(0, 1)]) {
      const output = outputOf(await update(sandbox, { firstName: 'New' }, { items: some }));
      expect(first(output, 2)).toEqual(['id', 'firstName']);
    }
    expect(first(outputOf(await importFiles(sandbox, [csv(1, 50)])), 2)).toEqual([
      'id',
      'firstName',
    ]);
  });
});
