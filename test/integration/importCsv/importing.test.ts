import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import { names, type Finished } from '../../engine';
import type { RecordedFile, Sandbox } from '../../sandbox';
import {
  begin,
  callsOf,
  finish,
  goingOn,
  linksOf,
  outputOf,
  type Run,
  sandboxWith,
} from '../helpers';

const HEADER =
  'firstName,lastName,salutation,cellPhoneNumber,cellPhoneCountryCode,cellPhoneExtension';

const row = (i: number) => `Asha ${i},Rao,Mrs,90000${String(10000 + i)},+91,+`;

const csv = (count: number) =>
  [HEADER, ...Array.from({ length: count }, (_, i) => row(i)), ''].join('\r\n');

function fileOf(content: string | Buffer, field = 'data'): IBinaryKeyData {
  const data = Buffer.from(content).toString('base64');
  return { [field]: { data, mimeType: 'text/csv', fileName: 'people.csv' } };
}

async function importFile(
  sandbox: Sandbox,
  content: string | Buffer,
  run: Partial<Run> = {},
): Promise<Finished> {
  return await finish(sandbox, {
    items: [{ from: 'file' }],
    binary: [fileOf(content)],
    contact: null,
    ...run,
    parameters: { operation: 'importCsv', ...run.parameters },
  });
}

async function importItems(
  sandbox: Sandbox,
  items: IDataObject[],
  run: Partial<Run> = {},
): Promise<Finished> {
  const parameters = { operation: 'importCsv', inputMode: 'items' };
  return await finish(sandbox, { items, contact: null, ...run, parameters });
}

describe('Import From CSV: a file', () => {
  it('emits an item for each contact that was created, linked to the item with the file', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const finished = await importFile(sandbox, csv(3));
    expect(outputOf(finished).map(({ id }) => id)).toEqual(sandbox.contacts.map(({ id }) => id));
    expect(sandbox.contacts[2]).toMatchObject({
      fullName: 'Asha 2 Rao',
      cellPhone: { phoneNumber: '+919000010002', countryCode: '+91', extension: '+' },
    });
    expect(linksOf(finished)).toEqual(Array(3).fill({ item: 0 }));
  });

  it('goes out as a form with the file in result_file, in parts', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    await importFile(sandbox, csv(250), { options: { batchSize: 100 } });
    const files = sandbox.requests.map(
      ({ body }) => (body as { result_file: RecordedFile }).result_file,
    );
    expect(files.map(({ content }) => content.trim().split('\r\n').length - 1).sort()).toEqual([
      100, 100, 50,
    ]);
    expect(files[0]?.content.startsWith(`${HEADER}\r\n`)).toBe(true);
    expect(callsOf(sandbox)).toEqual(Array(3).fill('POST import-contacts'));
    expect(sandbox.contacts).toHaveLength(250);
  });

  it.each([
    ['semicolons', 'First Name;Last Name;Title;Phone\r\nAsha;Rao;Mrs;+91 90000 10000\r\n'],
    ['tabs', 'first_name\tSURNAME\tSalutation\tMobile Number\nAsha\tRao\tMrs\t+91 90000 10000'],
    [
      'a byte order mark, empty lines and columns that mean nothing',
      `\ufeff${HEADER},Note\n\n${row(0).replace('Asha 0', 'Asha')},x\n\n`,
    ],
    ['lines of nothing but separators', `${HEADER}\n${row(0).replace('Asha 0', 'Asha')}\n,,,,,\n`],
    ['quotes', `${HEADER}\n"Asha","Rao","Mrs","90000 10000","+91","+"\n`],
  ])('is understood with %s', async (_, content) => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const finished = await importFile(sandbox, content);
    expect(finished.error).toBeUndefined();
    expect(sandbox.contacts).toMatchObject([
      { firstName: 'Asha', lastName: 'Rao', cellPhone: { phoneNumber: '+919000010000' } },
    ]);
  });

  it('keeps commas, quotes, line breaks and letters of all languages', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    await importFile(sandbox, `${HEADER}\n"Zoë ""Z"", जॉन\nx",Rao,Mrs,9000010000,+91,+\n`);
    expect(sandbox.contacts[0]?.firstName).toBe('Zoë "Z", जॉन\nx');
  });

  it.each([
    ['no header', '', 'has no column firstName'],
    ['no rows', HEADER, 'has no line below its header'],
    ['no numbers', 'First Name,Last Name,Title\nA,B,C', 'has no column cellPhoneNumber'],
    ['two columns for one', `${HEADER},Phone\n${row(0)},1`, 'has two columns for cellPhoneNumber'],
    ['an open quote', `${HEADER}\n"Asha,Rao`, "can't be read as CSV"],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x41, 0x00]), 'is not UTF-8 text'],
    ['a bad number', `${csv(2)}X,Y,Mrs,abc,+91,+`, 'has a bad line: line 4: The phone number'],
    [
      'an empty field',
      `${csv(2)},Y,Mrs,9000099999,+91,+`,
      "line 4: The contact with phone number '+919000099999' lacks 'First Name'",
    ],
    [
      'one number twice',
      `${csv(3)}${row(1)}`,
      "line 5: The phone number '+919000010001' is also in line 3",
    ],
  ])('is refused with %s before anything is sent', async (_, content, message) => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const { error } = await importFile(sandbox, content);
    expect(error?.message).toContain(message);
    expect(error?.context).toMatchObject({ itemIndex: 0 });
    expect(sandbox.requests).toEqual([]);
  });

  it('names five bad lines and counts the others', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const bad = Array.from({ length: 9 }, () => 'A,B,C,,,').join('\n');
    const { error } = await importFile(sandbox, `${HEADER}\n${bad}\n`);
    expect(error?.message).toContain('has 9 bad lines');
    expect(error?.message).toContain('; and 4 more');
  });

  it('has to be where the field says', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const { error } = await importFile(sandbox, csv(1), {
      parameters: { binaryPropertyName: 'file' },
    });
    expect(error?.message).toBe("The item has no file in the binary field 'file'");
  });

  it.each(goingOn)('that is bad does not keep the others back (%s)', async (onError) => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const binary = [fileOf(csv(2)), fileOf('nonsense')];
    const finished = await importFile(sandbox, '', {
      items: [{ a: 1 }, { a: 2 }],
      binary,
      onError,
    });
    const all = [0, 1].flatMap((output) => finished.output(names.node, output));
    expect(all).toHaveLength(3);
    expect(all.filter(({ json }) => 'error' in json).map(({ pairedItem }) => pairedItem)).toEqual([
      { item: 1 },
    ]);
    expect(sandbox.contacts).toHaveLength(2);
  });

  it.each([undefined, ...goingOn])(
    'tells which lines Kore did not take, and keeps the rest (%s)',
    async (onError) => {
      const sandbox = await sandboxWith({ contacts: 0 });
      sandbox.add({ cellPhone: { phoneNumber: '+919000010001', countryCode: '+91' } });
      const finished = await importFile(sandbox, csv(4), onError && { onError });
      const message = '1 of the 4 contacts in the file were not created';
      expect(sandbox.contacts).toHaveLength(4);
      if (onError === undefined) {
        expect(finished.error?.message).toBe(message);
        expect(finished.error?.description).toContain('line 3: The contact with phone number');
        expect(finished.error?.description).toContain(
          'Before the node stopped, 3 contacts were created: ',
        );
        return;
      }
      const all = [0, 1]
        .flatMap((output) => finished.output(names.node, output))
        .map(({ json }) => json);
      expect(all.filter((json) => 'id' in json)).toHaveLength(3);
      expect(all.filter(({ error }) => error === message)).toHaveLength(1);
    },
  );

  it('is never told as failed when it was carried out and the answer was lost or no', async () => {
    for (const fault of [{ cut: 'after' as const }, { status: 400, act: true }]) {
      const sandbox = await sandboxWith({ contacts: 3 });
      sandbox.fault({ method: 'POST', ...fault });
      const finished = await importFile(sandbox, csv(5));
      expect(finished.error).toBeUndefined();
      expect(outputOf(finished)).toHaveLength(5);
      expect(sandbox.contacts).toHaveLength(8);
    }
  });

  it('is halved where Kore takes fewer rows', async () => {
    const sandbox = await sandboxWith({ contacts: 0, switches: { importMax: 10 } });
    const finished = await importFile(sandbox, csv(35));
    expect(finished.error).toBeUndefined();
    expect(sandbox.contacts).toHaveLength(35);
  });

  it('stops at once when it is cancelled', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    sandbox.fault({ hang: true, times: Infinity });
    const running = begin(sandbox, {
      items: [{}],
      binary: [fileOf(csv(600))],
      contact: null,
      parameters: { operation: 'importCsv' },
      onError: 'continueRegularOutput',
    });
    await sandbox.waitForRequests(5);
    running.cancel();
    await running.finished;
    expect(sandbox.requests).toHaveLength(5);
  });
});

describe('Import From CSV: items as rows', () => {
  const items = (count: number): IDataObject[] =>
    Array.from({ length: count }, (_, i) => ({
      'First Name': `Asha ${i}`,
      surname: 'Rao',
      Title: 'Mrs',
      phone: `+91 90000 ${String(10000 + i)}`,
    }));

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
    [{ 'First Name': 'A' }, 'The item has no column lastName, salutation, cellPhoneNumber'],
    [{ ...items(1)[0], phone: '12' }, 'The phone number'],
    [{ ...items(1)[0], Title: { a: 1 } }, "The field 'salutation' is of type object"],
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
});
