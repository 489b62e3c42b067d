import fc from 'fast-check';
import {
  type Column,
  COLUMNS,
  faultOf,
  findColumns,
} from '../../../../../../nodes/shared/contact/file/columns';

/** Which places hold what, by Kore.ai's names; the phones in the order in which they are taken. */
const found = (header: string[]): unknown => {
  const { places, phones } = findColumns(header);
  const roles = [...places].filter(([, of]) => of.length > 0);
  return { ...Object.fromEntries(roles), phones: phones.map(({ place }) => place) };
};

const faultIn = (header: string[], hasSalutation = true): string | undefined =>
  faultOf(header, findColumns(header), hasSalutation, 'column');

const ALL = {
  firstName: [0],
  lastName: [1],
  salutation: [2],
  phones: [3],
  callingCode: [4],
  prefix: [5],
};

it('the columns are those of the reference, in its order', () => {
  expect(COLUMNS.join(',')).toBe(
    'firstName,lastName,salutation,cellPhoneNumber,cellPhoneCountryCode,cellPhoneExtension',
  );
});

it('the documented header is understood', () => {
  expect(found([...COLUMNS])).toEqual(ALL);
});

it.each([
  [
    'firstName',
    ['First Name', 'FIRST', 'first_name', 'Given Name', 'Vorname', 'Prénom', 'Voornaam'],
  ],
  ['firstName', ['Nombre', 'Nome']],
  [
    'lastName',
    ['Last Name', 'last', 'Surname', 'Family-Name', 'Apellidos', 'Sobrenome', 'Cognome'],
  ],
  ['salutation', ['Salutation', 'Name Prefix', 'Anrede', 'Civilité', 'Tratamiento', 'Aanhef']],
  ['title', ['Title', 'TITEL', 'Titre', 'Título', 'Titolo']],
  ['anyCode', ['Country Code', 'countryCode', 'Indicatif pays']],
  ['callingCode', ['Phone Country Code']],
  [
    'homeCountry',
    ['Country', 'Mailing Country', 'Country/Region', 'Land/Region', 'Pays/région', 'País'],
  ],
  ['prefix', ['Dialing Prefix']],
])('%s is known under common names', (role, names) => {
  const others = ['Last Name', 'Phone'].filter((name) => role !== 'lastName' || name === 'Phone');
  for (const name of names)
    expect(found([...others, name])).toMatchObject({ [role]: [others.length] });
});

it.each([
  ['Phone', 'Mobile'],
  ['Business Phone', 'Home Phone', 'Mobile Phone'],
  ['Telefon geschäftlich', 'Mobiltelefon'],
  ['Téléphone (bureau)', 'Tél. mobile'],
  ['Teléfono', 'Teléfono móvil'],
  ['Telefone', 'Celular'],
  ['Telefono', 'Cellulare'],
  ['Telefoon', 'Mobiele telefoon'],
  ['Person - Phone - Work', 'Person - Phone - Mobile'],
])('the mobile phone goes before others, wherever it stands: %s', (...names) => {
  expect(findColumns(names).phones[0]?.place).toBe(names.length - 1);
});

it.each([
  'Extension',
  'Fax',
  'Home Fax',
  "Assistant's Phone",
  'Company Main Phone',
  'Pager',
  'Job Title',
  'Organization Title',
  'Organization 1 - Title',
  'E-mail 1 - Value',
  'Middle Name',
  'Phonetic First Name',
  'Account Name',
  'Company Name',
  'Contact Owner',
])('%s is none of them', (name) => {
  expect(found([name])).toEqual({ phones: [] });
});

it.each([
  [['Vorname', 'Name'], { firstName: [0], lastName: [1] }],
  [['Nom', 'Prénom'], { firstName: [1], lastName: [0] }],
  [['Nombre', 'Apellidos'], { firstName: [0], lastName: [1] }],
  [['Name', 'Given Name', 'Family Name'], { firstName: [1], lastName: [2] }],
  [['Name'], { fullName: [0] }],
  [['Naam'], { fullName: [0] }],
  [['Nombre'], { fullName: [0] }],
  [['Display name'], { fullName: [0] }],
])('what a name is shows beside the others: %s', (header, expected) => {
  expect(found(header)).toEqual({ ...expected, phones: [] });
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
      expect(found(header)).toEqual(ALL);
    }),
  );
});

it('other columns are passed over, wherever they stand', () => {
  expect(found(['ID', 'phone', '', 'E-Mail', 'last', 'first', 'Salutation', '№'])).toEqual({
    lastName: [4],
    firstName: [5],
    salutation: [6],
    phones: [1],
  });
});

it('a number may bring its country code along, and nothing else may be left out', () => {
  const label: Partial<Record<Column, string>> = {
    firstName: "'First Name'",
    lastName: "'Last Name'",
    cellPhoneNumber: "'Phone Number'",
  };
  for (const column of COLUMNS) {
    const fault = faultIn(COLUMNS.filter((other) => other !== column));
    const lacks = label[column];
    if (lacks === undefined) expect(fault).toBeUndefined();
    else expect(fault).toMatch(new RegExp(`^has no column for ${lacks}: its columns are '`));
  }
});

it('all that is missing is named, and what is there', () => {
  expect(faultIn(['email', 'lastName'], false)).toBe(
    "has no column for 'First Name', 'Salutation', 'Phone Number': its columns are 'email', 'lastName'",
  );
  expect(faultIn([], false)).toContain(': it has none at all');
  const many = Array.from({ length: 23 }, (_, i) => `c${i}`);
  expect(faultIn(many)).toContain("'c19' and 3 more");
});

it('two columns of one name are refused, rather than one of them taken', () => {
  expect(faultIn([...COLUMNS, 'Mobile'])).toBeUndefined();
  expect(faultIn([...COLUMNS, 'cellphonenumber '])).toBe("has two columns 'cellphonenumber'");
  expect(faultIn(['First', 'Last', 'Title', 'title', 'Phone'])).toContain("two columns 'title'");
  // Nobody needs either.
  expect(faultIn([...COLUMNS, 'Title', 'Title', 'Note', 'Note'])).toBeUndefined();
});

it('names of objects that JavaScript knows are no columns', () => {
  expect(found([...COLUMNS, 'constructor', '__proto__', 'toString'])).toEqual(ALL);
});
