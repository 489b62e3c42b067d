import { names } from '../../engine';
import type { StoredContact } from '../../sandbox';
import { goingOn, linksOf, outputOf, sandboxWith } from '../helpers';
import { csv, fileOf, HEADER, importFiles, numberOf, row } from './helpers';

/** What can be written of a contact, as one line. */
const written = ({ firstName, lastName, salutation, cellPhone }: StoredContact): string => {
  const { phoneNumber, countryCode, extension } = cellPhone;
  return [firstName, lastName, salutation, phoneNumber, countryCode, extension].join('|');
};

const ASHA = 'Asha|Rao|Mrs|+919876543210|+91|+';
const RAVI = 'Ravi|Kumar|Mr|+442079460600|+44|00';

describe('A file as people have it', () => {
  it.each([
    ['the documented header', `${HEADER}\nAsha,Rao,Mrs,9876543210,+91,+`],
    ['other line ends', `${HEADER}\r\nAsha,Rao,Mrs,9876543210,+91,+\r\n`],
    ['the line ends of old Macs', `${HEADER}\rAsha,Rao,Mrs,9876543210,+91,+\r`],
    ['line ends of two kinds', `${HEADER}\nAsha,Rao,Mrs,9876543210,+91,+\r\n\n`],
    ['a byte order mark', `\ufeff${HEADER}\r\nAsha,Rao,Mrs,9876543210,+91,+\r\n`],
    [
      'a byte order mark before a quote',
      '\ufeff"First Name",Surname,Title,Phone\nAsha,Rao,Mrs,+919876543210',
    ],
    [
      'columns in another order',
      'cellPhoneNumber,salutation,lastName,firstName\n+91 98765 43210,Mrs,Rao,Asha',
    ],
    [
      'other names and columns that mean nothing',
      'ID,Given Name,Family-Name,TITLE,mobile phone,E-Mail\n7,Asha,Rao,Mrs,+91 98765 43210,a@b.c',
    ],
    [
      'semicolons, and commas in the cells',
      'First Name;Last Name;Salutation;Phone;Note\nAsha;Rao;Mrs;+91 98765 43210;a, b, c, d, e, f',
    ],
    [
      'semicolons below an empty line',
      '\n\nFirst Name;Last Name;Salutation;Phone\nAsha;Rao;Mrs;+91 98765 43210',
    ],
    [
      'a country code of its own',
      'first,last,title,phone,country code\nAsha,Rao,Mrs,98765 43210,91',
    ],
    [
      'tabs and empty cells',
      'first\tNote\tlast\ttitle\tphone\tcountry code\tdialing prefix\nAsha\t\tRao\tMrs\t9876543210\t+91\t',
    ],
    [
      'blanks around the cells',
      `firstName , lastName, salutation ,cellPhoneNumber\n Asha, Rao ,"Mrs" , "+91 98765 43210" `,
    ],
    [
      'semicolons, and the line ends of Windows',
      'First Name;Last Name;Title;Phone\r\nAsha;Rao;Mrs;+91 98765 43210\r\n',
    ],
    [
      'tabs, small letters and capitals',
      'first_name\tSURNAME\tSalutation\tMobile Number\nAsha\tRao\tMrs\t+91 98765 43210',
    ],
    [
      'a byte order mark, empty lines and columns that mean nothing',
      `\ufeff${HEADER},Note\n\nAsha,Rao,Mrs,9876543210,+91,+,x\n\n`,
    ],
    ['lines of nothing but separators', `${HEADER}\nAsha,Rao,Mrs,9876543210,+91,+\n,,,,,\n`],
    ['quotes', `${HEADER}\n"Asha","Rao","Mrs","98765 43210","+91","+"\n`],
    ['pipes', 'First Name|Last Name|Title|Phone\nAsha|Rao|Mrs|+91 98765 43210'],
    ['sep= above', 'sep=;\r\nFirst Name;Last Name;Title;Phone\r\nAsha;Rao;Mrs;+91 98765 43210'],
    [
      'a title row above',
      'Contacts 2026\n\nFirst Name,Last Name,Title,Phone\nAsha,Rao,Mrs,+91 98765 43210',
    ],
    [
      'UTF-16 and a mark',
      Buffer.from(
        '\ufeffFirst Name\tLast Name\tTitle\tPhone\nAsha\tRao\tMrs\t+919876543210',
        'utf16le',
      ),
    ],
    [
      'UTF-16 without a mark',
      Buffer.from('First Name,Last Name,Title,Phone\nAsha,Rao,Mrs,+919876543210', 'utf16le'),
    ],
    [
      'a formula that keeps the number a text',
      'First Name,Last Name,Title,Phone\nAsha,Rao,Mrs,="+919876543210"',
    ],
    [
      'quotes within a cell that means nothing',
      'Note,First Name,Last Name,Title,Phone\n5" pipe,Asha,Rao,Mrs,+919876543210',
    ],
    [
      "a phone's extension, which is no dialing prefix",
      'First Name,Last Name,Title,Phone,Extension\nAsha,Rao,Mrs,+919876543210,204',
    ],
    ['more cells than columns', 'first,last,title,phone\nAsha,Rao,Mrs,+91 98765 43210,,,'],
  ])('is understood with %s', async (_, content: string | Buffer) => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const finished = await importFiles(sandbox, [content]);
    expect(finished.error?.message).toBeUndefined();
    expect(sandbox.contacts.map(written)).toEqual([ASHA]);
  });

  it('keeps what each row says, with line breaks of one kind', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const rows = 'Asha,Rao,Mrs,9876543210,+91,+\nRavi,Kumar,Mr,+44 20 7946 0600,,00';
    await importFiles(sandbox, [
      `${HEADER}\n${rows}\n"=1+1","a\r\nb","O'Neil, Dr.","+1 (201) 555-0123",1,+1`,
    ]);
    expect(sandbox.contacts.map(written)).toEqual([
      ASHA,
      RAVI,
      "=1+1|a\nb|O'Neil, Dr.|+12015550123|+1|+1",
    ]);
  });

  it('keeps commas, quotes, line breaks and letters of all languages', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    await importFiles(sandbox, [`${HEADER}\n"Zoë ""Z"", जॉन\nx",Rao,Mrs,9000010000,+91,+\n`]);
    expect(sandbox.contacts[0]?.firstName).toBe('Zoë "Z", जॉन\nx');
  });
});

describe('What is wrong with a file', () => {
  it('is told with the line that an editor shows, also below cells of several lines', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const content = `${HEADER}\r\n"A\r\nB\r\nC",Rao,Mrs,9000010000,+91,+\r\n\r\nX,Y,Mrs,12,+91,+\r\n`;
    const { error } = await importFiles(sandbox, [content]);
    expect(error?.name).toBe('NodeOperationError');
    expect(error?.message).toBe(
      "The file has a bad line: line 6: The phone number '12' has 2 digits, and 4 to 15 are possible",
    );
    expect(error?.description).toContain('Nothing was sent');
    expect(sandbox.requests).toEqual([]);
  });

  it.each([
    ['abc', "'abc' contains more than digits"],
    ['98765 43210', 'has no country code'],
    ['', 'is empty'],
    ['+91', 'has 2 digits'],
  ])('can be the number %j', async (number, why) => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const content = `first,last,title,phone\nAsha,Rao,Mrs,+919876543210\nRavi,Kumar,Mr,${number}`;
    const { error } = await importFiles(sandbox, [content]);
    expect(error?.message).toContain('line 3: The phone number');
    expect(error?.message).toContain(why);
    expect(sandbox.requests).toEqual([]);
  });

  it('can be one number in two ways of writing it', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const content =
      'first,last,title,phone,country code\nA,B,Mr,98765 43210,+91\nD,E,Ms,0091-98765-43210,';
    const { error } = await importFiles(sandbox, [content]);
    expect(error?.message).toContain("line 3: The phone number '+919876543210' is also in line 2");
    expect(sandbox.requests).toEqual([]);
  });

  it('keeps all files back, where the node stops', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const { error, output } = await importFiles(sandbox, [csv(2), `${HEADER}\nA,B,C,1,+91,+`]);
    expect(error?.context).toMatchObject({ itemIndex: 1 });
    expect(output(names.ok)).toEqual([]);
    expect(sandbox.requests).toEqual([]);
  });

  it('can be a number that a file before it has', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const files = [csv(3), csv(3, 2), csv(1, 9)];
    const finished = await importFiles(sandbox, files, { onError: 'continueRegularOutput' });
    const numbers = sandbox.contacts.map(({ cellPhone }) => cellPhone.phoneNumber);
    expect(numbers).toEqual([0, 1, 2, 9].map(numberOf));
    expect(outputOf(finished).map(({ id, error }) => error ?? id)).toEqual([
      ...sandbox.contacts.slice(0, 3).map(({ id }) => id),
      `Item 1: The file has a bad line: line 2: The phone number '${numberOf(2)}' is also in the file of item 0`,
      sandbox.contacts[3]!.id,
    ]);
    sandbox.clearRequests();
    const { error } = await importFiles(sandbox, [csv(2, 20), csv(1, 21)]);
    expect(error?.context).toMatchObject({ itemIndex: 1 });
    expect(sandbox.requests).toEqual([]);
  });

  it('can not be a number that a file for another app has', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const finished = await importFiles(sandbox, [csv(1), csv(1)], {
      items: [{ app: '' }, { app: 'st-another' }],
      options: { streamId: '={{ $json.app }}' },
      onError: 'continueRegularOutput',
    });
    const [first, second] = outputOf(finished);
    expect(first).toMatchObject({ firstName: 'Asha 0' });
    // The file is sent, to an app that the account does not have.
    expect(String(second?.['error'])).not.toContain('is also in');
    expect(sandbox.requests.filter(({ path }) => path.includes('/st-another/'))).toHaveLength(1);
  });

  it.each(goingOn)('fails its item alone, in the shape that n8n knows (%s)', async (onError) => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const bad = `${HEADER}\n${row(7)}\nA,B,C,1,+91,+`;
    const finished = await importFiles(sandbox, [csv(2), bad, csv(1, 4)], { onError });
    const message = expect.stringContaining('Nothing was sent') as unknown;
    const failure = {
      error:
        "Item 1: The file has a bad line: line 3: The phone number '1' has 1 digits, and 4 to 15 are possible",
      message,
    };
    const good = [0, 1, 4].map(
      (i) => expect.objectContaining({ firstName: `Asha ${i}` }) as unknown,
    );
    const [ok, failed] = [0, 1].map((output) => finished.output(names.node, output));
    if (onError === 'continueRegularOutput') {
      expect(ok?.map(({ json }) => json)).toEqual([good[0], good[1], failure, good[2]]);
      expect(linksOf(finished)).toEqual([0, 0, 1, 2].map((item) => ({ item })));
    } else {
      expect(ok?.map(({ json }) => json)).toEqual(good);
      expect(failed?.map(({ json }) => json)).toEqual([{ file: 1, ...failure }]);
      expect(failed?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
    }
    expect(sandbox.contacts.map(({ cellPhone }) => cellPhone.phoneNumber)).toEqual(
      [0, 1, 4].map(numberOf),
    );
  });

  it.each(goingOn)(
    'may be that n8n can not give it out, or that an expression fails (%s)',
    async (onError) => {
      const sandbox = await sandboxWith({ contacts: 0 });
      const lost = { data: 'filesystem-v2', id: 'filesystem-v2:gone', mimeType: 'text/csv' };
      const items = [{ field: 'data' }, { field: 'data' }, { field: 0 }, { field: 'data' }];
      const finished = await importFiles(sandbox, [], {
        items,
        binary: [fileOf(csv(1)), { data: lost }, fileOf(csv(1, 1)), fileOf(csv(1, 2))],
        parameters: {
          binaryPropertyName: "={{ $json.field === 0 ? $('Nowhere').item.json.x : $json.field }}",
        },
        onError,
      });
      expect(finished.run.status).toBe('success');
      const all = [0, 1].flatMap((output) => finished.output(names.node, output));
      const good = all.filter(({ json }) => json['error'] === undefined);
      expect(good.map(({ json }) => json['firstName'])).toEqual(['Asha 0', 'Asha 2']);
      const bad = all.filter(({ json }) => json['error'] !== undefined);
      expect(bad.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 2 }]);
      if (onError === 'continueErrorOutput') expect(finished.output(names.ok)).toHaveLength(2);
    },
  );

  it.each([
    ['no header', '', "'Salutation', 'Phone Number': it has none at all"],
    ['no rows', HEADER, 'has no line below its header'],
    [
      'no numbers',
      'First Name,Last Name,Title\nA,B,Mr',
      "The file has no column for 'Phone Number': its columns are 'First Name', 'Last Name', 'Title'",
    ],
    [
      'two columns of one name',
      `${HEADER},CellPhoneNumber\n${row(0)},1`,
      "The file has two columns 'CellPhoneNumber'",
    ],
    ['an open quote', `${HEADER}\n"Asha,Rao`, 'It opens a quote that is never closed'],
    [
      'bytes that are no text',
      Buffer.from([0x41, 0x00, 0xc3, 0x81, 0x00, 0x00]),
      'The file is not UTF-8, UTF-16 or Windows-1252 text',
    ],
    [
      'half a text of UTF-16',
      Buffer.from([0xff, 0xfe, 0x41, 0x00, 0x42]),
      'The file is not UTF-16LE text',
    ],
    [
      'an Excel workbook',
      Buffer.from('504b030414000600', 'hex'),
      'The file is an Excel workbook or an archive, not a CSV file',
    ],
    [
      'letters of another alphabet in one byte each',
      Buffer.concat([Buffer.from(`${HEADER}\n`), Buffer.from([0xc8, 0xe2, 0xe0, 0xed])]),
      'The file is not UTF-8, UTF-16 or Windows-1252 text',
    ],
    [
      'a quote that is not closed, with its line',
      `${csv(2)}"Asha,Rao`,
      'The file has a bad line: line 4: It opens a quote that is never closed',
    ],
    [
      'a quote in the middle of a text, with its line',
      `${csv(2)}"Asha" the first,Rao`,
      "line 4: It has text behind a cell's closing quote, or a single quote within it",
    ],
    [
      'a comma without quotes, which moves the cells behind it',
      'company,first,last,title,phone\nAcme,A,B,Mr,+91 98765 43210\nAcme, Inc.,Asha,Rao,+91 98765 43211,x',
      'The file has a bad line: line 3: It has more cells than the header',
    ],
    [
      'a comma without quotes behind the number',
      'phone,company,first,last,title\n+91 98765 43211,Acme, Inc.,Asha,Rao,Mrs,,',
      'The file has a bad line: line 2: It has more cells than the header',
    ],
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
  ])('may be %s, which is refused before anything is sent', async (_, content, message) => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const { error } = await importFiles(sandbox, [content]);
    expect(error?.message).toContain(message);
    expect(error?.context).toMatchObject({ itemIndex: 0 });
    expect(sandbox.requests).toEqual([]);
  });

  it('is told for twenty lines, and the others are counted', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const bad = Array.from({ length: 29 }, () => 'A,B,C,,,').join('\n');
    const { error } = await importFiles(sandbox, [`${HEADER}\n${bad}\n`]);
    expect(error?.message).toContain('has 29 bad lines');
    expect(error?.message).toContain('; line 21: The phone number is empty; and 9 more');
  });

  it('may be that there is none where the field says', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const { error } = await importFiles(sandbox, [csv(1)], {
      parameters: { binaryPropertyName: 'file' },
    });
    expect(error?.message).toBe("The item has no file in the binary field 'file'");
  });
});
