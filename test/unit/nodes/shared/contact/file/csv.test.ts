import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { readCsv, writeCsv } from '../../../../../nodes/shared/contact/csv';

const cellsOf = (text: string): unknown => {
  const rows = readCsv(text);
  return rows.ok ? rows.value.map(({ cells }) => cells) : rows.problem;
};

const linesOf = (text: string): unknown => {
  const rows = readCsv(text);
  return rows.ok ? rows.value.map(({ line }) => line) : rows.problem;
};

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
  it.each([',', ';', '\t'])('is found in the first line: %j', (mark) => {
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

  it('may begin with a byte order mark, also before a quote', () => {
    expect(cellsOf('\ufeffa,b\n1,2')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(cellsOf('\ufeff"a",b')).toEqual([['a', 'b']]);
  });

  it('keeps blanks inside quotes and drops them outside', () => {
    expect(cellsOf(' a , " b " ,c\t')).toEqual([['a', ' b ', 'c']]);
  });

  it('may have rows that are longer or shorter than its header', () => {
    expect(cellsOf('a,b\n1\n1,2,3')).toEqual([['a', 'b'], ['1'], ['1', '2', '3']]);
  });

  it.each(['', '\ufeff', '\n\n', ' \r\n'])('may be empty: %j', (text) => {
    expect(cellsOf(text)).toEqual([]);
  });

  it.each([
    ['an open quote', 'a,b\n"1,2\n3,4'],
    ['a quote in the middle', 'a,b\n1"2,3'],
    ['text behind a quote', 'a,b\n"1"2,3'],
  ])('is refused in the words of the reader, and with the line, for %s', (_, text) => {
    expect(readCsv(text)).toEqual({
      ok: false,
      problem: expect.stringMatching(/^can't be read as CSV: .*line [23]/),
    });
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
        const rows = readCsv(text);
        if (!rows.ok) expect(rows.problem).toMatch(/^can't be read as CSV: ./);
        else expect(rows.value.every(({ line, cells }) => line > 0 && cells.length > 0)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
