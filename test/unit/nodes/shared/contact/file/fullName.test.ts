import { splitName } from '../../../../../../nodes/shared/contact/file/fullName';
import { isSalutation } from '../../../../../../nodes/shared/contact/file/salutations';

const parts = (text: string): unknown => {
  const name = splitName(text);
  if (!name.ok) return name.problem;
  const { salutation, firstName, lastName } = name.value;
  return [salutation, firstName, lastName];
};

describe('a name in one cell', () => {
  it.each([
    ['Asha Rao', ['', 'Asha', 'Rao']],
    ['  Asha   Rao ', ['', 'Asha', 'Rao']],
    ['Rao, Asha', ['', 'Asha', 'Rao']],
    ['García López, María José', ['', 'María José', 'García López']],
    ['Jan van der Berg', ['', 'Jan', 'van der Berg']],
    ['Ana de la Torre', ['', 'Ana', 'de la Torre']],
    ['Dr. Asha Rao', ['Dr.', 'Asha', 'Rao']],
    ['Frau Dr. Anke Schäfer', ['Frau Dr.', 'Anke', 'Schäfer']],
    ['Rao, Dr. Asha', ['Dr.', 'Asha', 'Rao']],
    ['Don Smith', ['', 'Don', 'Smith']],
  ])('is taken apart where nobody can doubt how: %s', (text, expected) => {
    expect(parts(text)).toEqual(expected);
  });

  it.each([
    'Asha',
    'Maria Garcia Lopez',
    'Mary Ann Smith',
    'Dr. Rao',
    'Jan Berg van',
    'Rao, Asha, Dr.',
    'Rao,',
    ', Asha',
    'Jan van Berg Smit',
    '王小明',
  ])('is not guessed at: %s', (text) => {
    expect(parts(text)).toBe(`'${text}' does not show where the last name begins`);
  });
});

describe('a title', () => {
  it.each([
    'Mr',
    'mrs.',
    'Dr.',
    'Prof. Dr.',
    'Herr',
    'Mme',
    'Señora',
    'Sig.ra',
    'De heer',
    'Mr. & Mrs.',
  ])('is a salutation: %s', (text) => {
    expect(isSalutation(text)).toBe(true);
  });

  it.each(['', 'VP Sales', 'CEO', 'Dr. Director', 'and', 'Engineer', 'Mrs Manager'])(
    'is none: %s',
    (text) => {
      expect(isSalutation(text)).toBe(false);
    },
  );
});
