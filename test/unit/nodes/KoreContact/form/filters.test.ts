import fc from 'fast-check';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import {
  type Filter,
  filtersField,
  readFilters,
} from '../../../../../nodes/KoreContact/form/filters';
import type { CountryCode } from '../../../../../nodes/shared/contact/phone/numberPlan';
import type { Contact } from '../../../../../nodes/shared/contact/contact';
import { type Problem, ProblemError } from '../../../../../nodes/shared/problem/problem';

const asha: Contact = {
  id: 'c1',
  firstName: 'Asha',
  lastName: 'Rao',
  fullName: 'Asha Rao',
  status: 'ACTIVE',
  cellPhone: { phoneNumber: '+919876543210', countryCode: '+91' },
  createdAt: '2026-01-10T12:00:00.000Z',
  updatedAt: '2026-02-10T12:00:00.000Z',
};

/** The filter, or the problem of the ProblemError that was thrown instead. */
const read = (filters: IDataObject, country?: CountryCode): Filter | Problem => {
  try {
    return readFilters(filters, country, 'UTC');
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
};

/** Whether a contact passes; the message where the filters are refused. */
const passes = (filters: IDataObject, contact: Contact = asha, country?: CountryCode): unknown => {
  const filter = read(filters, country);
  return typeof filter === 'function' ? filter(contact) : filter.message;
};

it('without filters everybody passes, and what was left empty is no filter', () => {
  expect(passes({})).toBe(true);
  const names = (filtersField.options as INodeProperties[]).map(({ name }) => name);
  expect(names).toHaveLength(7);
  for (const name of names) {
    for (const empty of ['', ' ', null, undefined]) expect(passes({ [name]: empty })).toBe(true);
  }
});

it.each<[IDataObject, boolean]>([
  [{ status: 'ACTIVE' }, true],
  [{ status: 'INACTIVE' }, false],
  [{ status: 'active' }, true],
  [{ status: ' Active ' }, true],
  [{ nameContains: 'asha rao' }, true],
  [{ nameContains: ' A R' }, true],
  [{ nameContains: 'c1' }, false],
  [{ phoneStartsWith: '+91' }, true],
  [{ phoneStartsWith: '0091-98' }, true],
  [{ phoneStartsWith: '(98765) 4' }, true],
  [{ phoneStartsWith: '+919876543210' }, true],
  [{ phoneStartsWith: '+9198765432100' }, false],
  [{ phoneStartsWith: 98 }, true],
  [{ phoneStartsWith: '43210' }, false],
  [{ phoneStartsWith: '098765' }, true],
  [{ phoneStartsWith: '0987654' }, true],
  [{ phoneStartsWith: '0887' }, false],
  [{ phoneStartsWith: '9198' }, true],
])('%j: %j', (filters, expected) => {
  expect(passes(filters)).toBe(expected);
});

it('the start of a number is one of the default country, where there is one', () => {
  expect(passes({ phoneStartsWith: '098' }, asha, 'IN')).toBe(true);
  expect(passes({ phoneStartsWith: '098' }, asha, 'DE')).toBe(false);
  expect(passes({ phoneStartsWith: '9198' }, asha, 'IN')).toBe(false);
  expect(passes({ phoneStartsWith: '+9198' }, asha, 'DE')).toBe(true);
});

it('the status of a contact counts in any case as well', () => {
  expect(passes({ status: 'INACTIVE' }, { ...asha, status: 'inactive' })).toBe(true);
  expect(passes({ status: 'ACTIVE' }, { ...asha, status: 'Active' })).toBe(true);
});

it('a name is put together where there is no full name', () => {
  expect(passes({ nameContains: 'sha r' }, { ...asha, fullName: '' })).toBe(true);
});

it('a contact without a name has none, whatever its id holds', () => {
  expect(passes({ nameContains: 'abc' }, { id: 'abc123' })).toBe(false);
});

it('what a contact does not have fits no filter', () => {
  const bare: Contact = { id: 'x' };
  for (const filters of [
    { status: 'ACTIVE' },
    { nameContains: 'a' },
    { phoneStartsWith: '9' },
    { createdAfter: '2000-01-01' },
    { createdBefore: '2100-01-01' },
    { updatedAfter: '2000-01-01' },
    { updatedBefore: '2100-01-01' },
  ]) {
    expect([filters, passes(filters, bare)]).toEqual([filters, false]);
  }
});

it.each(['created', 'updated'])('%s after is from then on, and before is up to then', (what) => {
  const at = asha[`${what}At`] as string;
  const ms = Date.parse(at);
  const time = (offset: number) => new Date(ms + offset).toISOString();
  const result = (offset: number) => [
    passes({ [`${what}After`]: time(offset) }),
    passes({ [`${what}Before`]: time(offset) }),
  ];
  expect(result(-1)).toEqual([true, false]);
  expect(result(0)).toEqual([true, false]);
  expect(result(1)).toEqual([false, true]);
});

it('a time before and the same time after part all contacts', () => {
  const [min, max] = [new Date('0000-01-01'), new Date('9999-12-31')];
  const date = fc.date({ min, max, noInvalidDate: true }).map((value) => value.toISOString());
  fc.assert(
    fc.property(date, date, (createdAt, time) => {
      const contact = { ...asha, createdAt };
      const after = passes({ createdAfter: time }, contact);
      const before = passes({ createdBefore: time }, contact);
      expect([after, before].sort()).toEqual([false, true]);
    }),
  );
});

it('a date may come as an object of JavaScript', () => {
  const after = new Date('2026-01-10T12:00:00Z') as unknown as string;
  expect(passes({ createdAfter: after })).toBe(true);
});

/** What JavaScript alone takes for dates. */
const noDates = ['Contact 5', '7', 'banana 3', '2026-02-30', '03/04/2026', '2026', 'May 5, 2026'];

it.each([
  ['createdAfter', 'Created After'],
  ['createdBefore', 'Created Before'],
  ['updatedAfter', 'Updated After'],
  ['updatedBefore', 'Updated Before'],
])('%s that is no date is refused by its name', (name, displayName) => {
  for (const value of [
    ...['soon', '31.12.2026', '2026-13-01', '{}', '[object Object]'],
    ...noDates,
  ]) {
    expect(passes({ [name]: value })).toBe(
      `The filter '${displayName}' is '${value}', which is not a date`,
    );
  }
});

it('a number without digits is refused, rather than no filter at all', () => {
  for (const value of ['abc', '+', '00', '[object Object]']) {
    expect([value, passes({ phoneStartsWith: value })]).toEqual([
      value,
      expect.stringContaining("'Phone Starts With'"),
    ]);
  }
});

it('a value that is shown is one line and short', () => {
  const filter = read({ createdAfter: `x\n<b>${'y'.repeat(500)}` });
  if (typeof filter === 'function') throw new Error('It was not refused');
  expect(filter.message.length).toBeLessThan(150);
  expect(filter.message).not.toMatch(/[\n<>]/);
  expect(filter.cause).toBe('input');
  expect(filter.description).toContain('Nothing was sent to Kore.ai for this item.');
});

it('several filters let through who passes each of them', () => {
  const filters = fc.record(
    {
      status: fc.constantFrom('ACTIVE', 'INACTIVE'),
      nameContains: fc.constantFrom('asha', 'rao', 'x'),
      phoneStartsWith: fc.constantFrom('+91', '98', '44'),
      createdAfter: fc.constantFrom('2026-01-01', '2026-02-01'),
      updatedBefore: fc.constantFrom('2026-02-01', '2026-03-01'),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(filters, (given) => {
      const each = Object.entries(given).map(([name, value]) => passes({ [name]: value }));
      expect(passes(given as IDataObject)).toBe(each.every((one) => one === true));
    }),
  );
});
