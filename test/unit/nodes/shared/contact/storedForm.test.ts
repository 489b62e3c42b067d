import fc from 'fast-check';
import type { Contact } from '../../../../../nodes/shared/contact/contact';
import type { ContactFields } from '../../../../../nodes/shared/contact/fields';
import { isAlike, StoredForm } from '../../../../../nodes/shared/contact/storedForm';

/** A contact's fields, to be sent. */
function fields(firstName: string, extension = '+', countryCode = '+91'): ContactFields {
  const cellPhone = { phoneNumber: '9876543210', countryCode, extension };
  return { firstName, lastName: 'Rao', salutation: 'Mrs', cellPhone };
}

/** The same as a service gives it out. */
function stored(sent: ContactFields): Contact {
  const { countryCode, phoneNumber, extension } = sent.cellPhone;
  const cellPhone = { phoneNumber: countryCode + phoneNumber, countryCode, extension };
  return { ...sent, id: 'c1', cellPhone };
}

/** What was seen of pairs of what was sent and what came back. */
function seen(...pairs: Array<[ContactFields, ContactFields]>): StoredForm {
  const form = new StoredForm();
  for (const [sent, back] of pairs) form.learn(sent, stored(back));
  return form;
}

describe('A name', () => {
  it('is compared as it is, as long as nothing was seen', () => {
    const form = seen([fields('Asha'), fields('Asha')]);
    expect(form.isSame('Asha', 'Asha')).toBe(true);
    expect(form.isSame('Asha', 'asha')).toBe(false);
    expect(form.isSame('Mary  Ann', 'Mary Ann')).toBe(false);
  });

  it.each([
    ['Asha', 'asha', ['Tom', 'tom'], ['Tom  A', 'Tom A']],
    ['asha', 'Asha', ['TOM', 'Tom'], ['Tom  A', 'Tom A']],
    ['Mary  Ann', 'Mary Ann', ['Tom  A', 'Tom A'], ['Tom', 'tom']],
    ['Mary\u00a0Ann', 'Mary Ann', ['Tom\u00a0A', 'Tom A'], ['Tom', 'tom']],
  ])(
    'that is sent as %j and comes back as %j makes such a difference none',
    (sent, back, same, other) => {
      const form = seen([fields(sent), fields(back)]);
      expect(form.isSame(same[0]!, same[1]!)).toBe(true);
      expect(form.isSame(other[0]!, other[1]!)).toBe(false);
      expect(form.isSame('Tom', 'Tim')).toBe(false);
    },
  );

  it('may come back with both', () => {
    const form = seen([fields('Mary  Ann'), fields('mary ann')]);
    expect(form.isSame('Tom  A', 'tom a')).toBe(true);
  });

  it('that comes back as another name tells nothing', () => {
    const form = seen([fields('Asha'), fields('aisha')], [fields('Asha'), fields('')]);
    expect(form.isSame('Asha', 'asha')).toBe(false);
  });

  it('is the same as itself, and alike whatever its case and spaces', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, other) => {
        const form = seen([fields('Mary  Ann'), fields('mary ann')]);
        expect(form.isSame(name, name)).toBe(true);
        expect(new StoredForm().isSame(name, other)).toBe(name === other);
        expect(isAlike(name, ` ${name} `)).toBe(true);
      }),
    );
  });
});

describe('A dialing prefix', () => {
  const phone = (extension: string, countryCode: string) =>
    fields('', extension, countryCode).cellPhone;

  it('is compared as it is, as long as nothing was seen', () => {
    expect(new StoredForm().isSamePrefix('+91', phone('+91', '+91'))).toBe(true);
    expect(new StoredForm().isSamePrefix('+91', phone('+', '+91'))).toBe(false);
    expect(new StoredForm().isSamePrefix('+91', phone('91', '+91'))).toBe(false);
  });

  it('that comes back as another one is that one, and no third', () => {
    const form = seen([fields('A', '00'), fields('A', '+')]);
    expect(form.isSamePrefix('00', phone('+', '+44'))).toBe(true);
    expect(form.isSamePrefix('00', phone('011', '+44'))).toBe(false);
    expect(form.isSamePrefix('011', phone('+', '+44'))).toBe(false);
    expect(form.isSamePrefix('+', phone('00', '+44'))).toBe(false);
  });

  it('that comes back as the country code does so for every country', () => {
    const form = seen([fields('A', '+'), fields('A', '+91')]);
    expect(form.isSamePrefix('+', phone('+44', '+44'))).toBe(true);
    expect(form.isSamePrefix('+', phone('+91', '+44'))).toBe(false);
  });

  it('is no other any more once it comes back as it was sent', () => {
    const form = seen(
      [fields('A', '00'), fields('A', '+')],
      [fields('A', '00'), fields('A', '00')],
    );
    expect(form.isSamePrefix('00', phone('+', '+44'))).toBe(false);
  });
});
