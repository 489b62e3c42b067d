import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { type CsvRow, readCsv, writeCsv } from '../../../../../../nodes/shared/contact/file/csv';

/** Reads to the end; a header is a row that has `firstName` or `a` in it. */
const rowsOf = (...texts: string[]): CsvRow[] => {
  const steps = readCsv(texts, (cells) => cells.filter((name) => HEADER.includes(name)).length);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
};

const HEADER = ['a', 'b', 'firstName', 'lastName', 'phone'];

const cellsOf = (...texts: string[]): string[][] => rowsOf(...texts).map(({ cells }) => cells);

const linesOf = (text: string): number[] => rowsOf(text).map(({ line }) => line);

/** Any text that a cell may hold, with what is special in CSV more often than by chance. */
const cell = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 4 }),
      fc.constantFrom('"', ',', ';', '\t', '\r', '\n', '\r\n', ' ', '""', "'", '\ufeff', '#', '\\'),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));

/** A table of two columns or more; with one, an empty cell would be an empty line. */
const table = fc
  .integer({ min: 2, max: 5 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 6 }),
  );

describe('a CSV file that is written', () => {
  it('is read by any reader of RFC 4180 as what was written', () => {
    fc.assert(
      fc.property(table, (rows) => {
        expect(parse(writeCsv(rows), { record_delimiter: '\r\n' })).toEqual(rows);
      }),
      { numRuns: 200 },
    );
  });

  it('is read back as what was written, with line breaks of one kind', () => {
    const header = ['firstName', 'lastName', 'phone'];
    const filled = cell.map((text) => `${text}x`);
    const rows = fc.array(fc.tuple(cell, filled, cell), { maxLength: 6 });
    fc.assert(
      fc.property(rows, (lines) => {
        const broken = lines.map((cells) => cells.map((text) => text.replace(/\r\n|\r/g, '\n')));
        expect(cellsOf(writeCsv([header, ...lines]))).toEqual([header, ...broken]);
      }),
      { numRuns: 200 },
    );
  });

  it('ends every row with CRLF and quotes only where it must', () => {
    const rows = [
      ['a', 'b c', "d'e"],
      ['x,y', 'say "hi"', 'two\nlines'],
      [' blank', 'tab\t', ''],
    ];
    expect(writeCsv(rows)).toBe(
      'a,b c,d\'e\r\n"x,y","say ""hi""","two\nlines"\r\n" blank","tab\t",\r\n',
    );
  });
});

describe('the delimiter', () => {
  it.each([',', ';', '\t', '|'])('is found in the first line: %j', (mark) => {
    const text = [
      ['a', 'b', 'c'],
      ['1', '', '3'],
    ]
      .map((row) => row.join(mark))
      .join('\n');
    expect(cellsOf(text)).toEqual([
      ['a', 'b', 'c'],
      ['1', '', '3'],
    ]);
  });

  it('is not found in the rows, whatever they hold', () => {
    expect(cellsOf('a;b\n1,2,3,4;5\n"6;7";\t8\t')).toEqual([
      ['a', 'b'],
      ['1,2,3,4', '5'],
      ['6;7', '8'],
    ]);
  });

  it('is found below empty lines, too', () => {
    expect(cellsOf('\n\r\n \na;b\n1;2')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('is the comma where there is one column', () => {
    expect(cellsOf('phone\n+91 98765 43210')).toEqual([['phone'], ['+91 98765 43210']]);
  });
});

describe('a CSV file that is read', () => {
  it.each(['\n', '\r\n', '\r'])('may end its lines with %j', (end) => {
    expect(cellsOf(['a,b', '1,2', '', '3,4', ''].join(end))).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it.each(['\n', '\r\n', '\r'])('tells the line of each row, as editors count (%j)', (end) => {
    expect(linesOf(['a,b', '1,2', '', '3,4', ' ', '5,6', ''].join(end))).toEqual([1, 2, 4, 6]);
  });

  it.each([
    ['\n', '\n'],
    ['\r\n', '\n'],
    ['\r\n', '\r\n'],
  ])('counts the lines of a cell, rows ending with %j and the cell breaking with %j', (end, br) => {
    const text = ['a,b', `"1${br}${br}2",x`, '3,4', `5,"${br}6"`, '7,8'].join(end);
    expect(linesOf(text)).toEqual([1, 4, 5, 7, 8]);
  });

  it('keeps blanks inside quotes and drops them outside', () => {
    expect(cellsOf(' a , " b " ,c\t')).toEqual([['a', ' b ', 'c']]);
  });

  it('may have rows that are longer or shorter than its header', () => {
    expect(cellsOf('a,b\n1\n1,2,3')).toEqual([['a', 'b'], ['1'], ['1', '2', '3']]);
  });

  it.each(['', '\n\n', ' \r\n'])('may be empty: %j', (text) => {
    expect(cellsOf(text)).toEqual([]);
  });

  it.each([
    ['an open quote', 'a,b\n"1,2\n3,4', 'It opens a quote that is never closed'],
    ['text behind a quote', 'a,b\n"1"2,3\n3,4', "It has text behind a cell's closing quote"],
    ['a word behind a quote', 'a,b\n"1" 2,3\n3,4', "It has text behind a cell's closing quote"],
    ['a quote that the next line ends', 'a,b\n"1,2\n3,4', 'It opens a quote that is never'],
    ['a quote that the next line would end', 'a,b\n"1,2\n3,"4"', 'It has text behind'],
  ])('names the line that has %s, and reads the others', (_, text, problem) => {
    const [, bad, good] = rowsOf(text);
    expect(bad).toEqual({
      line: 2,
      cells: [text.split('\n')[1]],
      problem: expect.stringContaining(problem) as unknown,
    });
    expect(good).toEqual({ line: 3, cells: ['3', '4'] });
  });

  it('keeps a quote within a cell that has none around it', () => {
    expect(cellsOf('a,b\n5" pipe,Asha "Ash" Rao\n1,="+91"')).toEqual([
      ['a', 'b'],
      ['5" pipe', 'Asha "Ash" Rao'],
      ['1', '="+91"'],
    ]);
  });

  it.each([
    ['a title', 'Contacts of 2026\n\n'],
    ['a title with separators', 'Contacts;2026;x;y,z\nby,Asha\n'],
    ['sep=', 'sep=;\n'],
    ['SEP= with the separators of the sheet', 'SEP=;;;\n'],
  ])('may have %s above its header', (_, above) => {
    const rows = rowsOf(`${above}a;b\n1;2`);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(rows.at(-1)?.line).toBe(above.split('\n').length + 1);
  });

  it('comes out the same in however many pieces it comes in', () => {
    const text = Array.from({ length: 9_000 }, (_, i) => `${i},"x ""${i}""\r\n,y"\r\n`).join('');
    const whole = rowsOf(`a,b\r\n${text}`);
    expect(whole).toHaveLength(9_001);
    expect(whole.at(-1)).toEqual({ line: 18_001, cells: ['8999', 'x "8999"\n,y'] });
    const pieces = `a,b\r\n${text}`.match(/[\s\S]{1,997}/g) ?? [];
    expect(rowsOf(...pieces)).toEqual(whole);
  });

  it('takes no more into a row than one can have, and reads on behind it', () => {
    const rest = Array.from({ length: 60_000 }, (_, i) => `${i},2\n`).join('');
    const rows = rowsOf(`a,b\n"1,2\n${rest}`);
    expect(rows).toHaveLength(60_002);
    expect(rows.filter(({ problem }) => problem !== undefined)).toEqual([
      { line: 2, cells: ['"1,2'], problem: 'It opens a quote that is never closed' },
    ]);
  });

  it('gives others their turn while it is read', () => {
    const texts = Array<string>(6).fill('1,2\n'.repeat(16_384));
    const steps = readCsv(texts, () => 0);
    let turns = 0;
    while (steps.next().done !== true) turns += 1;
    // As many as there are pieces of 64 KB.
    expect(turns).toBeGreaterThanOrEqual(5);
  });

  it('is never read as a number or a date', () => {
    expect(cellsOf('a,b\n007,2026-01-31\n1e3,true')).toEqual([
      ['a', 'b'],
      ['007', '2026-01-31'],
      ['1e3', 'true'],
    ]);
  });

  it('is text or a reason, whatever it holds', () => {
    fc.assert(
      fc.property(fc.oneof(cell, fc.string({ unit: 'binary' })), (text) => {
        expect(rowsOf(text).every(({ line, cells }) => line > 0 && cells.length > 0)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
