import fc from 'fast-check';
import { type Column, COLUMNS, mapColumns } from '../../../../../nodes/shared/contact/columns';

const REQUIRED: Column[] = ['firstName', 'lastName', 'salutation', 'cellPhoneNumber'];

const found = (header: string[]): unknown => {
  const columns = mapColumns(header);
  return columns.ok ? Object.fromEntries(columns.value) : columns.problem;
};

it('the columns are those of the reference, in its order', () => {
  expect(COLUMNS.join(',')).toBe(
    'firstName,lastName,salutation,cellPhoneNumber,cellPhoneCountryCode,cellPhoneExtension',
  );
});

it('the documented header is understood', () => {
  expect(found([...COLUMNS])).toEqual({
    firstName: 0,
    lastName: 1,
    salutation: 2,
    cellPhoneNumber: 3,
    cellPhoneCountryCode: 4,
    cellPhoneExtension: 5,
  });
});

it.each<[Column, string[]]>([
  ['firstName', ['First Name', 'FIRST', 'first_name', 'Given Name', 'forename']],
  ['lastName', ['Last Name', 'last', 'Surname', 'Family-Name']],
  ['salutation', ['Salutation', 'TITLE']],
  [
    'cellPhoneNumber',
    ['Phone', 'Phone Number', 'phoneNumber', 'Cell Phone', 'Mobile', 'Mobile Phone'],
  ],
  ['cellPhoneCountryCode', ['Country Code', 'countryCode', 'Phone Country Code']],
  ['cellPhoneExtension', ['Extension', 'Dialing Prefix']],
])('%s is known under common names', (column, names) => {
  const others = COLUMNS.filter((other) => other !== column);
  for (const name of names) {
    expect(found([...others, name])).toMatchObject({ [column]: 5 });
  }
});

it('names are understood in any case, and with anything between their letters', () => {
  const dressed = fc.constantFrom(...COLUMNS).chain((column) =>
    fc
      .array(fc.tuple(fc.boolean(), fc.constantFrom('', ' ', '_', '-', '.', ' (1) ')), {
        minLength: column.length,
        maxLength: column.length,
      })
      .map((ways) => ({
        column,
        name: [...column]
          .map((letter, i) => {
            const [upper, mark] = ways[i] ?? [false, ''];
            return `${upper ? letter.toUpperCase() : letter.toLowerCase()}${mark}`;
          })
          .join(''),
      })),
  );
  fc.assert(
    fc.property(dressed, ({ column, name }) => {
      const header = COLUMNS.map((other) => (other === column ? name : other));
      expect(found(header)).toEqual(found([...COLUMNS]));
    }),
  );
});

it('other columns are passed over, wherever they stand', () => {
  expect(found(['ID', 'phone', '', 'E-Mail', 'last', 'Full Name', 'first', 'Title', '№'])).toEqual({
    cellPhoneNumber: 1,
    lastName: 4,
    firstName: 6,
    salutation: 7,
  });
});

it('a number may bring its country code along, and nothing else may be left out', () => {
  for (const column of COLUMNS) {
    const columns = mapColumns(COLUMNS.filter((other) => other !== column));
    if (REQUIRED.includes(column))
      expect(columns).toEqual({ ok: false, problem: `has no column ${column}` });
    else expect(columns).toEqual({ ok: true, value: expect.any(Map) });
  }
});

it('all columns that are missing are named', () => {
  expect(found(['email', 'lastName'])).toBe('has no column firstName, salutation, cellPhoneNumber');
  expect(found([])).toBe(`has no column ${REQUIRED.join(', ')}`);
});

it('two columns for one are named as the file has them, rather than one of them taken', () => {
  expect(found([...COLUMNS, 'Mobile'])).toBe(
    "has two columns for cellPhoneNumber: 'cellPhoneNumber' and 'Mobile'",
  );
  expect(found(['Title', 'Salutation'])).toContain("'Title' and 'Salutation'");
});

it('names of objects that JavaScript knows are no columns', () => {
  expect(found([...COLUMNS, 'constructor', '__proto__', 'toString'])).toEqual(found([...COLUMNS]));
});
