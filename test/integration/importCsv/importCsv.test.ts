import { callsOf, linksOf, outputOf, sandboxWith } from '../helpers';
import {
  csv,
  fileOf,
  filesIn,
  firstNamesOf,
  HEADER,
  IMPORT,
  importFiles,
  numberOf,
  rowsIn,
} from './helpers';

describe('Import From CSV', () => {
  it('gives a contact out as one, whatever fields Kore.ai gives it', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const contact = {
      id: '0123456789abcdef01234567',
      cellPhone: { phoneNumber: numberOf(0), countryCode: '+91' },
      message: 'Call back',
      cause: 'service',
    };
    sandbox.fault({ status: 200, body: [contact] });
    const finished = await importFiles(sandbox, [csv(1)]);
    expect(finished.error?.message).toBeUndefined();
    expect(outputOf(finished)).toEqual([contact]);
  });

  it("emits Kore's answer field for field", async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const finished = await importFiles(sandbox, [csv(2)]);
    // The sample answer of the reference lacks these.
    const unsaid = {
      createdByAId: undefined,
      updatedBy: undefined,
      updatedByAId: undefined,
      instanceBotId: undefined,
    };
    expect(outputOf(finished)).toEqual(
      sandbox.contacts.slice(2).map((contact) => ({ ...contact, ...unsaid })),
    );
  });

  it('emits an item for each contact that was created, linked to the item with the file', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const finished = await importFiles(sandbox, [csv(3)]);
    expect(outputOf(finished).map(({ id }) => id)).toEqual(sandbox.contacts.map(({ id }) => id));
    expect(sandbox.contacts[2]).toMatchObject({
      fullName: 'Asha 2 Rao',
      cellPhone: { phoneNumber: '+919000010002', countryCode: '+91', extension: '+' },
    });
    expect(linksOf(finished)).toEqual(Array(3).fill({ item: 0 }));
  });

  it('sends a form with one CSV file in result_file, in UTF-8 and with the documented columns', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    await importFiles(sandbox, [
      'Phone;First Name;Last Name;Title\n+91 98765-43210;"Zoë ""Z""";Ra,o;Mrs',
    ]);
    expect(sandbox.requests).toHaveLength(1);
    const [{ headers, body, method, path }] = sandbox.requests as [(typeof sandbox.requests)[0]];
    expect([method, path.split('/contacts/').at(-1)]).toEqual(['POST', 'import-contacts']);
    expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=\S+$/);
    expect(Object.keys(body as object)).toEqual(['result_file']);
    expect(filesIn(sandbox)).toEqual([
      {
        filename: 'contacts.csv',
        contentType: 'text/csv',
        content: `${HEADER}\r\n"Zoë ""Z""","Ra,o",Mrs,9876543210,+91,+\r\n`,
      },
    ]);
  });

  it('sends a long file in parts, each with the header', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    await importFiles(sandbox, [csv(250)], { options: { batchSize: 100 } });
    expect(rowsIn(sandbox).sort()).toEqual([100, 100, 50]);
    for (const { content } of filesIn(sandbox))
      expect(content.startsWith(`${HEADER}\r\n`)).toBe(true);
    expect(callsOf(sandbox)).toEqual(Array(3).fill('POST import-contacts'));
    expect(sandbox.contacts).toHaveLength(250);
  });

  it('takes each file from the field that its own item names', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const items = [{ field: 'first' }, { field: 'second' }];
    const binary = [
      { ...fileOf(csv(2), 'first'), ...fileOf('nonsense', 'second') },
      fileOf(csv(3, 5), 'second'),
    ];
    const parameters = { binaryPropertyName: '={{ $json.field }}' };
    const finished = await importFiles(sandbox, [], { items, binary, parameters });
    expect(outputOf(finished).map(({ firstName }) => firstName)).toEqual([
      'Asha 0',
      'Asha 1',
      'Asha 5',
      'Asha 6',
      'Asha 7',
    ]);
    expect(linksOf(finished)).toEqual([0, 0, 1, 1, 1].map((item) => ({ item })));
  });
});

describe('A large file', () => {
  it('goes out in parts of a hundred, each row once, and comes out in its order', async () => {
    const sandbox = await sandboxWith({ contacts: 5 });
    // The first is carried out last, and none before all that may be under way together have arrived.
    sandbox.fault({ path: IMPORT, delayMs: 400 });
    sandbox.fault({ path: IMPORT, delayMs: 200, times: 4 });
    const finished = await importFiles(sandbox, [csv(1000)]);
    expect(rowsIn(sandbox)).toEqual(Array(10).fill(100));
    expect(firstNamesOf(finished)).toEqual(Array.from({ length: 1000 }, (_, i) => `Asha ${i}`));
    expect(linksOf(finished)).toEqual(Array(1000).fill({ item: 0 }));
    expect(sandbox.requests).toHaveLength(10);
    expect(sandbox.maxConcurrent).toBe(5);
  });

  it.each([
    [1, [1, 1, 1]],
    [2, [1, 2]],
    [3, [3]],
    ['2', [1, 2]],
  ])('goes out in parts of Batch Size %j', async (batchSize, sizes) => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const finished = await importFiles(sandbox, [csv(3)], { options: { batchSize } });
    expect(rowsIn(sandbox).sort()).toEqual(sizes);
    expect(firstNamesOf(finished)).toEqual(['Asha 0', 'Asha 1', 'Asha 2']);
  });

  it.each([0, -1, 1.5, 'x', ''])('is not sent with the Batch Size %j', async (batchSize) => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const { error } = await importFiles(sandbox, [csv(3)], { options: { batchSize } });
    expect(error?.message).toContain("The option 'Batch Size'");
    expect(sandbox.requests).toEqual([]);
  });
});
