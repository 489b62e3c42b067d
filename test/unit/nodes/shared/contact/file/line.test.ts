import { findColumns } from '../../../../../../nodes/shared/contact/file/columns';
import { jobAmong, lineOf } from '../../../../../../nodes/shared/contact/file/line';

/** What a row says, given as the columns with their cells. */
const said = (row: Record<string, unknown>, hasTitles = false): unknown => {
  const names = Object.keys(row);
  const line = lineOf(findColumns(names), (place) => row[names[place] ?? ''], hasTitles);
  return line.ok ? line.value : line.problem;
};

it('the next phone is taken where the cell of the better one is empty', () => {
  const row = { 'Home Phone': '3', Phone: '2', 'Business Phone': '4', Mobile: '1' };
  expect(said(row)).toMatchObject({ phoneNumber: '1' });
  expect(said({ ...row, Mobile: ' ' })).toMatchObject({ phoneNumber: '2' });
  expect(said({ ...row, Mobile: '', Phone: '' })).toMatchObject({ phoneNumber: '4' });
  expect(said({ ...row, Mobile: '', Phone: '', 'Business Phone': '' })).toMatchObject({
    phoneNumber: '3',
  });
});

it("Google's labels say which is the mobile phone, and which no phone at all", () => {
  const row = {
    'Phone 1 - Label': 'Work Fax',
    'Phone 1 - Value': '1',
    'Phone 2 - Label': 'Work',
    'Phone 2 - Value': '2',
    'Phone 3 - Label': '* Mobile',
    'Phone 3 - Value': '3',
  };
  expect(said(row)).toMatchObject({ phoneNumber: '3' });
  expect(said({ ...row, 'Phone 3 - Value': '' })).toMatchObject({ phoneNumber: '2' });
  expect(said({ ...row, 'Phone 2 - Value': '', 'Phone 3 - Value': '' })).toMatchObject({
    phoneNumber: '',
  });
});

it.each([
  [{ Country: 'India' }, { country: 'India', countryCode: '' }],
  [{ 'Mailing Country': 'IN' }, { country: 'IN', countryCode: '' }],
  [{ 'Country Code': '+91' }, { country: '', countryCode: '+91' }],
  [{ 'Country Code': 'IN' }, { country: 'IN', countryCode: '' }],
  [
    { Country: 'India', 'Country Code': 'IND' },
    { country: 'India', countryCode: '' },
  ],
  [{ cellPhoneCountryCode: 'IN' }, { country: '', countryCode: 'IN' }],
  [{ 'Country/Region Code': 'IN' }, { country: 'IN', countryCode: '' }],
  [
    { 'Home Country/Region': 'India', 'Business Country/Region': 'india' },
    { country: 'india', countryCode: '' },
  ],
  [
    { 'Home Country/Region': 'India', 'Business Country/Region': 'Germany' },
    { country: 'India / Germany', countryCode: '' },
  ],
  [{ 'Address 1 - Country': 'India ::: India' }, { country: 'India', countryCode: '' }],
])('a country is told from a calling code: %j', (row, expected) => {
  expect(said(row)).toMatchObject(expected);
});

it('what a spreadsheet writes to keep a text is that text', () => {
  expect(said({ Phone: '="+919876543210"' })).toMatchObject({ phoneNumber: '+919876543210' });
});

it('a name beside the first name is the last one, or has it behind the first', () => {
  const last = { firstName: 'Asha', lastName: 'Rao' };
  expect(said({ Vorname: 'Asha', Name: 'Rao' })).toMatchObject(last);
  expect(said({ 'First Name': 'Asha', Name: 'Asha Rao' })).toMatchObject(last);
  expect(said({ Name: 'Dr. Asha Rao' })).toMatchObject({ ...last, salutation: 'Dr.' });
  expect(said({ Name: 'Asha M Rao' })).toBe(
    "The name 'Asha M Rao' does not show where the last name begins",
  );
});

it('a title is the salutation only where titles are salutations, and nothing better is there', () => {
  expect(said({ Title: 'Mrs' }, true)).toMatchObject({ salutation: 'Mrs' });
  expect(said({ Title: 'Mrs' }, false)).toMatchObject({ salutation: '' });
  expect(said({ Title: 'CEO', Salutation: 'Mrs' }, true)).toMatchObject({ salutation: 'Mrs' });
  expect(said({ Title: 'Mrs', Salutation: '' }, true)).toMatchObject({ salutation: '' });
  expect(jobAmong(['Mr', '', undefined, 'Dr.'])).toBeUndefined();
  expect(jobAmong(['Mr', 'CEO', 'VP Sales'])).toBe('CEO');
});

it('an extension is no dialing prefix', () => {
  expect(said({ Phone: '1', Extension: '204' })).toMatchObject({ extension: '' });
  expect(said({ Phone: '1', 'Dialing Prefix': '00' })).toMatchObject({ extension: '00' });
});
