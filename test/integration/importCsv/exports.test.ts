import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { outputOf, sandboxWith } from '../helpers';
import { hintsOf, importFiles } from './helpers';

/** Made-up people in the form in which each system exports them: forty of four countries. */
const folder = path.join(__dirname, '../../fixtures/exports');
const files = readdirSync(folder).filter((file) => file.endsWith('.csv'));
const contentOf = (file: string): Buffer => readFileSync(path.join(folder, file));

interface Person {
  firstName: string;
  lastName: string;
  phoneNumber: string;
  /** How their country is known: by `+`, by a column, by the option, or not at all. */
  known: 'international' | 'country' | 'default' | 'nothing';
}

const people = JSON.parse(readFileSync(path.join(folder, 'people.json'), 'utf8')) as Person[];

const told = ({ firstName, lastName, phoneNumber }: Omit<Person, 'known'>): string =>
  `${firstName} ${lastName} ${phoneNumber}`;

const ofTruth = (known: Array<Person['known']>): string[] =>
  people.filter((person) => known.includes(person.known)).map(told);

/** What a system has in *Title* where it has salutations; nobody is called by anything else. */
const SALUTATIONS = ['Mx', 'Mr.', 'Ms.', 'Dr.', 'Herr', 'Frau'];

describe('An export of people', () => {
  it('is there of every system', () => {
    expect(files).toHaveLength(18);
  });

  it.each(files)('is imported, and none of them wrong: %s', async (file) => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const options = { badLines: 'skip', defaultSalutation: 'Mx', defaultCountry: 'IN' };
    const finished = await importFiles(sandbox, [contentOf(file)], { options });
    expect(finished.error?.message).toBeUndefined();
    const imported = sandbox.contacts.map(({ firstName, lastName, cellPhone }) =>
      told({ firstName, lastName, phoneNumber: cellPhone.phoneNumber }),
    );
    expect(imported).toEqual(ofTruth(['international', 'country', 'default']));
    expect(SALUTATIONS).toEqual(
      expect.arrayContaining(sandbox.contacts.map(({ salutation }) => salutation)),
    );
    expect(new Set(sandbox.contacts.map(({ cellPhone }) => cellPhone.extension))).toEqual(
      new Set(['+']),
    );
    // Who is not imported is told, with the line.
    const skipped = outputOf(finished).filter((item) => item['skipped'] === true);
    expect(imported.length + skipped.length).toBe(people.length);
    expect(skipped.every(({ line }) => Number(line) > 1)).toBe(true);
  });

  it.each(['salesforce.csv', 'hubspot.csv', 'zoho.csv'])(
    'has jobs and no salutations, which the message says: %s',
    async (file) => {
      const sandbox = await sandboxWith({ contacts: 0 });
      const { error } = await importFiles(sandbox, [contentOf(file)], {
        options: { badLines: 'skip' },
      });
      expect(sandbox.requests).toEqual([]);
      expect([error?.message, error?.description].join(' ')).toMatch(
        /'Salutation'.*'Default Salutation'/s,
      );
      expect(error?.description).not.toContain('Nothing was done');
    },
  );

  it('in the code page of Windows is told to be read so', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const options = { badLines: 'skip', defaultSalutation: 'Mx' };
    const finished = await importFiles(sandbox, [contentOf('outlook-classic-de.csv')], { options });
    expect(hintsOf(finished)[0]).toMatch(/^The file is no UTF-8, so it was read as Windows-1252/);
    expect(sandbox.contacts.map(({ fullName }) => fullName)).toContain('Jörg Müller');
  });
});
