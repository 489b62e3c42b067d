import type { IDataObject } from 'n8n-workflow';
import { names } from '../../engine';
import { callsOf, goingOn, linksOf, outputOf, sandboxWith } from '../helpers';
import { importItems, numberOf, row, sandboxWithTaken } from './helpers';

/** Items with the columns that people have, and numbers with their country code. */
const items = (count: number): IDataObject[] =>
  Array.from({ length: count }, (_, i) => ({
    'First Name': `Asha ${i}`,
    surname: 'Rao',
    Title: 'Mrs',
    phone: `+91 90000 ${10_000 + i}`,
  }));

/** Items whose numbers are no text, and that hold more than a contact. */
const numbered = [0, 1, 2].map((i) => {
  const [firstName, lastName, title, phone, countryCode] = row(i).split(',');
  return { firstName, lastName, title, phone: Number(phone), countryCode, note: { deep: [i] } };
});

describe('Items as rows', () => {
  it('gives one contact for each item, many in one request', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const finished = await importItems(sandbox, items(120));
    expect(callsOf(sandbox)).toEqual(['POST import-contacts', 'POST import-contacts']);
    expect(outputOf(finished).map(({ firstName }) => firstName)).toEqual(
      items(120).map((item) => item['First Name']),
    );
    expect(linksOf(finished)).toEqual(items(120).map((_, item) => ({ item })));
  });

  it.each([
    [
      { 'First Name': 'A' },
      "The item has no field for 'Last Name', 'Phone Number': its fields are 'First Name'",
    ],
    [
      { ...items(1)[0], Title: '', phone: '+91 90000 10009' },
      "The contact with phone number '+919000010009' lacks 'Salutation'",
    ],
    [{ ...items(1)[0], phone: '12' }, 'The phone number'],
    [{ ...items(1)[0], Title: { a: 1 } }, "The item has no field for 'Salutation'"],
    [{ ...items(1)[0], Salutation: { a: 1 } }, "The field 'Salutation' is of type object"],
  ])('refuses %j before anything is sent', async (item, message) => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const { error } = await importItems(sandbox, [...items(1), item]);
    expect(error?.message).toContain(message);
    expect(sandbox.requests).toEqual([]);
  });

  it('refuses a number that another item has', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const { error } = await importItems(sandbox, [...items(2), items(1)[0]!]);
    expect(error?.message).toBe("The phone number '+919000010000' is also in item 0");
  });

  it('fails rows that Kore leaves out, and none of the others', async () => {
    const sandbox = await sandboxWith({ contacts: 0, switches: { duplicate: 'skip-silently' } });
    sandbox.add({ cellPhone: { phoneNumber: '+919000010001', countryCode: '+91' } });
    const finished = await importItems(sandbox, items(3), { onError: 'continueRegularOutput' });
    expect(outputOf(finished).map(({ error }) => typeof error)).toEqual([
      'undefined',
      'string',
      'undefined',
    ]);
  });

  it.each(goingOn)('fail one by one, each on its own item (%s)', async (mode) => {
    const sandbox = await sandboxWithTaken();
    const rows = [...numbered, { firstName: 'No number' }];
    const finished = await importItems(sandbox, rows, { onError: mode });
    const [ok, failed] = [0, 1].map((output) => finished.output(names.node, output));
    const all = [...(ok ?? []), ...(failed ?? [])];
    const links = (bad: boolean) =>
      all.filter(({ json }) => 'error' in json === bad).map(({ pairedItem }) => pairedItem);
    expect(links(false)).toEqual([{ item: 0 }, { item: 2 }]);
    expect(links(true)).toEqual([{ item: 1 }, { item: 3 }]);
    if (mode === 'continueErrorOutput') {
      expect(finished.output(names.failed).map(({ json }) => json)).toEqual([
        {
          ...numbered[1],
          error: expect.stringContaining(numberOf(1)),
          message: expect.any(String),
        },
        { firstName: 'No number', error: expect.any(String), message: expect.any(String) },
      ]);
    }
    expect(sandbox.contacts.slice(4).map(({ firstName }) => firstName)).toEqual([
      'Asha 0',
      'Asha 2',
    ]);
  });
});
