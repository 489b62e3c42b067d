import fc from 'fast-check';
import { storedPhone } from '../../../../../../nodes/shared/contact/phone/storedPhone';
import { exampleNumbers } from './examples';

const digitsOf = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength });

describe('the number of a contact that Kore.ai gave out', () => {
  it("is each country's as it is sent, and as other programs may have stored it", () => {
    for (const { code, national, dialed } of exampleNumbers()) {
      const countryCode = `+${code}`;
      for (const phoneNumber of [`+${code}${national}`, national, dialed.replace(/\D/g, '')]) {
        const phone = storedPhone({ cellPhone: { phoneNumber, countryCode } });
        expect(phone).toMatchObject({ full: `${code}${national}`, national });
      }
    }
  });

  it('is one number, however it is stored', () => {
    const cells = [
      { phoneNumber: '+919876543210', countryCode: '+91' },
      { phoneNumber: '+919876543210', countryCode: '' },
      { phoneNumber: '+919876543210', countryCode: '+44' },
      { phoneNumber: '+9109876543210', countryCode: '+91' },
      { phoneNumber: '9876543210', countryCode: '91' },
      { phoneNumber: '09876543210', countryCode: '+91' },
      { phoneNumber: '919876543210', countryCode: '+91' },
      { phoneNumber: 9876543210, countryCode: 91 },
    ];
    for (const cellPhone of cells) {
      expect(storedPhone({ cellPhone })).toMatchObject({
        full: '919876543210',
        national: '9876543210',
      });
    }
  });

  it('is kept as it is where no country has such a number', () => {
    const cellPhone = { phoneNumber: '+9112', countryCode: '+91' };
    expect(storedPhone({ cellPhone })).toEqual({ full: '9112', national: '12', written: '9112' });
    expect(storedPhone({ cellPhone: { phoneNumber: '1234', countryCode: '' } })).toEqual({
      full: '1234',
      national: '1234',
      written: '1234',
    });
  });

  it('has its national digits at its end, whatever is stored', () => {
    const cell = fc.record({
      phoneNumber: fc.oneof(
        digitsOf(1, 16).map((digits) => `+${digits}`),
        digitsOf(1, 16),
      ),
      countryCode: fc.constantFrom('', '+91', '1', '+39', '+999', 'x'),
    });
    fc.assert(
      fc.property(cell, (cellPhone) => {
        const phone = storedPhone({ cellPhone });
        expect(phone?.full.endsWith(phone.national)).toBe(true);
        expect(phone?.full).toMatch(/^\d+$/);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    {},
    { cellPhone: null },
    { cellPhone: '+919876543210' },
    { cellPhone: ['+919876543210'] },
    { cellPhone: {} },
    { cellPhone: { phoneNumber: '', countryCode: '+91' } },
    { cellPhone: { phoneNumber: '+', countryCode: '+91' } },
    { cellPhone: { phoneNumber: null, countryCode: '+91' } },
    { cellPhone: { phoneNumber: { toString: 1 }, countryCode: { toString: 1 } } },
    { phoneNumber: '+919876543210' },
  ])('is missing in %#', (contact) => {
    expect(storedPhone(contact as never)).toBeUndefined();
  });
});
