import fc from 'fast-check';
import { checkDialingPrefix } from '../../../../../nodes/shared/contact/dialingPrefix';

const taken = (value: string) => ({ ok: true, value });

it.each(['+', '00', '011', '+1', '+91', '+358'])('%s is one for every number', (prefix) => {
  expect(checkDialingPrefix(prefix, '+44')).toEqual(taken(prefix));
  expect(checkDialingPrefix(`\u200e ${prefix} `, '+44')).toEqual(taken(prefix));
});

it("bare digits are one where they are the number's own country code", () => {
  expect(checkDialingPrefix('91', '+91')).toEqual(taken('91'));
  expect(checkDialingPrefix('91', '+44').ok).toBe(false);
  expect(checkDialingPrefix('91')).toEqual(taken('91'));
});

it.each(['204', 'x204', 'ext. 204', '0', '000', '+0', '+1684', '++', '2040', '-', 'none'])(
  '%s is none, and is shown',
  (text) => {
    expect(checkDialingPrefix(text, '+91')).toEqual({
      ok: false,
      problem: `is '${text}', which is not what is dialed before a number`,
    });
  },
);

it('nothing but signs and digits is ever taken', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const checked = checkDialingPrefix(text);
      if (checked.ok) expect(checked.value).toMatch(/^(\+\d{0,3}|\d{1,3})$/);
    }),
  );
});
