import { PhoneIndex } from '../../../../../nodes/shared/contact/phone/phoneIndex';
import { protectedIds, readProtected } from '../../../../../nodes/shared/contact/protectedContacts';

describe('Protected contacts', () => {
  const index = new PhoneIndex();
  for (const [id, phoneNumber] of [
    ['A1', '+919876543210'],
    ['b2', '+449876543210'],
    ['9876543210', '+15551234567'],
    ['c3', '+15550000000'],
  ]) {
    const countryCode = phoneNumber!.startsWith('+1') ? '+1' : phoneNumber!.slice(0, 3);
    index.add({ id: id!, cellPhone: { phoneNumber, countryCode } });
  }

  it.each<[string, string[]]>([
    ['', []],
    [' , \n\n,', []],
    ['a1', ['a1']],
    ['A1\r\nc3', ['a1', 'c3']],
    ['+91 98765-43210,c3', ['c3', 'a1']],
    // Digits may be an id or a number, of two people, too: nobody of these is deleted.
    ['9876543210', ['9876543210', 'a1', 'b2']],
    ['gone', ['gone']],
  ])('of %j are %j', (text, ids) => {
    const read = readProtected(text);
    expect(read.ok && [...protectedIds(read.value, index)]).toEqual(ids);
  });

  it.each(['a/b', 'a1; c3', 'undefined', '[object Object]', '+91 98765 432x'])(
    'are refused where one can be nobody: %j',
    (text) => {
      expect(readProtected(`c3, ${text}`)).toEqual({
        ok: false,
        problem: `names '${text}', which is neither a contact ID nor a phone number`,
      });
    },
  );
});
