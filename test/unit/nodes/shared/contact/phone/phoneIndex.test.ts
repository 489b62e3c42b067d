import fc from 'fast-check';
import type { Contact, PhoneQuery } from '../../../../../../nodes/shared/contact/contact';
import { PhoneIndex } from '../../../../../../nodes/shared/contact/phone/phoneIndex';
import { readPhoneQuery } from '../../../../../../nodes/shared/contact/phone/phoneReader';

const person = (id: string, code: string, national: string, status = 'ACTIVE'): Contact => ({
  id,
  status,
  cellPhone: { phoneNumber: `+${code}${national}`, countryCode: `+${code}`, extension: '+' },
});

function indexOf(...contacts: Contact[]): PhoneIndex {
  const index = new PhoneIndex();
  for (const contact of contacts) index.add(contact);
  return index;
}

function query(typed: string): PhoneQuery {
  const checked = readPhoneQuery(typed, undefined);
  if (!checked.ok) throw new Error(`${typed} ${checked.problem}`);
  return checked.value;
}

const idsFor = (index: PhoneIndex, typed: string): string[] =>
  index
    .find(query(typed))
    .map(({ id }) => id)
    .sort();

describe('finding contacts by phone number', () => {
  const index = indexOf(
    person('asha', '91', '9876543210'),
    person('bo', '1', '9876543210'),
    person('cy', '44', '2071234567'),
    person('gone', '44', '2079999999', 'INACTIVE'),
    person('late', '44', '2079999999'),
    { id: 'none', status: 'ACTIVE' },
  );

  it.each([
    ['+91 98765 43210', ['asha']],
    ['0091 98765 43210', ['asha']],
    ['919876543210', ['asha']],
    ['+1 987 654 3210', ['bo']],
    ['19876543210', ['bo']],
    ['98765 43210', ['asha', 'bo']],
    ['098765 43210', ['asha']],
    ['2071234567', ['cy']],
    ['+44 20 7123 4567', ['cy']],
    ['+44 20 7999 9999', ['late']],
    ['2079999999', ['late']],
    ['+98765 43210', []],
    ['+2071234567', []],
    ['+91 98765 4321', []],
    ['8765 43210', []],
  ])('%s means %j', (typed, ids) => {
    expect(idsFor(index, typed)).toEqual(ids);
  });

  it('gives a contact once, though it fits with and without its country code', () => {
    const bare: Contact = {
      id: 'bare',
      cellPhone: { phoneNumber: '+4912345678', countryCode: '' },
    };
    expect(idsFor(indexOf(bare), '4912345678')).toEqual(['bare']);
  });

  it('gives every contact that has the number', () => {
    const many = Array.from({ length: 5 }, (_, i) => person(`p${i}`, '91', '9876543210'));
    for (const typed of ['+919876543210', '919876543210', '9876543210']) {
      expect(idsFor(indexOf(...many), typed)).toEqual(['p0', 'p1', 'p2', 'p3', 'p4']);
    }
  });

  it('knows a number with a lost + from national digits that look the same', () => {
    const both = indexOf(person('in', '91', '9876543210'), person('us', '1', '919876543210'));
    expect(idsFor(both, '919876543210')).toEqual(['in', 'us']);
    expect(idsFor(both, '+919876543210')).toEqual(['in']);
  });
});

describe('whatever contacts there are', () => {
  const parts = fc.record({
    code: fc.constantFrom('1', '12', '21', '121', '212'),
    national: fc.string({ unit: fc.constantFrom('1', '2'), minLength: 4, maxLength: 7 }),
    status: fc.constantFrom('ACTIVE', 'INACTIVE', 'inactive'),
  });
  const people = fc.array(parts, { minLength: 1, maxLength: 30, size: 'max' });

  const made = (list: Array<{ code: string; national: string; status: string }>) =>
    list.map((part, i) => ({ ...part, id: `p${i}` }));

  const indexed = (list: ReturnType<typeof made>) =>
    indexOf(...list.map(({ id, code, national, status }) => person(id, code, national, status)));

  it('the index finds what a look at each of them finds', () => {
    fc.assert(
      fc.property(people, fc.nat(), fc.constantFrom('+', '00', '', 'national'), (list, at, how) => {
        const all = made(list);
        const wanted = all[at % all.length]!;
        const digits = `${how === 'national' ? '' : wanted.code}${wanted.national}`;
        const sign = how === 'national' ? '' : how;
        const fits = all
          .filter(({ status }) => status === 'ACTIVE')
          .filter(
            ({ code, national }) =>
              `${code}${national}` === digits || (sign === '' && national === digits),
          );
        expect(idsFor(indexed(all), `${sign}${digits}`)).toEqual(fits.map(({ id }) => id).sort());
      }),
      { numRuns: 1_000 },
    );
  });

  it('a deleted contact is never found', () => {
    fc.assert(
      fc.property(people, (list) => {
        const all = made(list).map((part) => ({ ...part, status: 'INACTIVE' }));
        const index = indexed(all);
        for (const { code, national } of all) {
          expect(idsFor(index, national)).toEqual([]);
          expect(idsFor(index, `+${code}${national}`)).toEqual([]);
        }
      }),
    );
  });

  it('a number with country code never means the national digits of another country', () => {
    fc.assert(
      fc.property(people, (list) => {
        const all = made(list).map((part) => ({ ...part, status: 'ACTIVE' }));
        const index = indexed(all);
        for (const { national } of all) {
          const whole = all.filter((other) => `${other.code}${other.national}` === national);
          expect(idsFor(index, `+${national}`)).toEqual(whole.map(({ id }) => id).sort());
        }
      }),
    );
  });
});
