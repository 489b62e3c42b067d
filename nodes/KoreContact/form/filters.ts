import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { type Contact, ownNameOf } from '../../shared/contact/contact';
import { asText, shown } from '../../shared/contact/id';
import { callingCodeOf, type CountryCode } from '../../shared/contact/phone/numberPlan';
import { type PhoneStart, readPhoneStart } from '../../shared/contact/phone/phoneText';
import { storedPhone } from '../../shared/contact/phone/storedPhone';
import { badItem } from '../../shared/problem/problem';
import { readTime } from './time';

/** Which contacts are wanted: a test for each contact. */
export type Filter = (contact: Contact) => boolean;

/** The four filters by time, and which field each looks at. */
const TIMES = [
  { name: 'createdAfter', field: 'createdAt', after: true, displayName: 'Created After' },
  { name: 'createdBefore', field: 'createdAt', after: false, displayName: 'Created Before' },
  { name: 'updatedAfter', field: 'updatedAt', after: true, displayName: 'Updated After' },
  { name: 'updatedBefore', field: 'updatedAt', after: false, displayName: 'Updated Before' },
];

/** Kore.ai can't filter, so the node does it: all pages are read until enough contacts fit. */
export const filtersField: INodeProperties = {
  displayName: 'Filters',
  name: 'filters',
  type: 'collection',
  placeholder: 'Add filter',
  default: {},
  description:
    'Which contacts to return. Kore.ai has no search, so the node reads the list and picks those that fit all filters.',
  options: [
    {
      displayName: 'Created After',
      name: 'createdAfter',
      type: 'dateTime',
      default: '',
      description: 'Only contacts that were created at this time or later',
    },
    {
      displayName: 'Created Before',
      name: 'createdBefore',
      type: 'dateTime',
      default: '',
      description: 'Only contacts that were created before this time',
    },
    {
      displayName: 'Name Contains',
      name: 'nameContains',
      type: 'string',
      default: '',
      placeholder: 'e.g. rao',
      description: 'Only contacts with this in their full name, in upper or lower case',
    },
    {
      displayName: 'Phone Starts With',
      name: 'phoneStartsWith',
      type: 'string',
      default: '',
      placeholder: 'e.g. +91 98',
      description:
        'Only contacts whose number starts with these digits: with + and country code, or as it is dialed in its country',
    },
    {
      displayName: 'Status',
      name: 'status',
      type: 'options',
      default: 'ACTIVE',
      options: [
        { name: 'Active', value: 'ACTIVE', description: 'Contacts that are in use' },
        {
          name: 'Inactive',
          value: 'INACTIVE',
          description: 'Deleted contacts, as far as Kore.ai still lists them',
        },
      ],
      description: 'Only contacts with this status',
    },
    {
      displayName: 'Updated After',
      name: 'updatedAfter',
      type: 'dateTime',
      default: '',
      description: 'Only contacts that were changed at this time or later',
    },
    {
      displayName: 'Updated Before',
      name: 'updatedBefore',
      type: 'dateTime',
      default: '',
      description: 'Only contacts that were last changed before this time',
    },
  ],
};

/**
 * Reads the filters of one item.
 *
 * @param given the collection as the person filled it in
 * @param country the one of numbers that are written without country code; undefined for any
 * @param timeZone the workflow's, in which times without a zone are meant
 * @returns a test that a contact passes when it fits all of them
 * @throws ProblemError
 */
export function readFilters(
  given: IDataObject,
  country: CountryCode | undefined,
  timeZone: string,
): Filter {
  const tests: Filter[] = [];
  const text = (name: string) => asText(given[name] ?? '').trim();
  const status = text('status').toUpperCase();
  if (status !== '') {
    tests.push((contact) => asText(contact['status'] ?? '').toUpperCase() === status);
  }
  const name = text('nameContains').toLowerCase();
  if (name !== '') tests.push((contact) => ownNameOf(contact).toLowerCase().includes(name));
  const start = text('phoneStartsWith');
  const begin = readPhoneStart(start);
  if (start !== '' && begin === undefined) {
    throw badItem(
      `The filter 'Phone Starts With' is '${shown(start)}', which is not the start of a number`,
      'Use digits, with + and country code or without.',
    );
  }
  if (begin !== undefined) tests.push((contact) => startsWith(contact, begin, country));
  for (const { name: filter, field, after, displayName } of TIMES) {
    if (text(filter) === '') continue;
    const time = readTime(given[filter], timeZone);
    if (time === undefined) {
      throw badItem(
        `The filter '${displayName}' is '${shown(text(filter))}', which is not a date`,
        "Use a date such as 2026-01-31T12:00:00Z, or 2026-01-31 in the workflow's time zone.",
      );
    }
    tests.push((contact) => {
      const at = Date.parse(String(contact[field]));
      return after ? at >= time : at < time;
    });
  }
  return (contact) => tests.every((test) => test(contact));
}

/** Inside most countries a 0 is dialed before a national number; where it belongs to the number, it is kept. */
function startsWith(
  contact: Contact,
  { digits, isAbroad }: PhoneStart,
  country: CountryCode | undefined,
): boolean {
  const phone = storedPhone(contact);
  if (phone === undefined) return false;
  const { full, national, written } = phone;
  if (isAbroad) return full.startsWith(digits) || written.startsWith(digits);
  const isThere = country === undefined || full === `${callingCodeOf(country)}${national}`;
  const starts = [digits, digits.replace(/^0/, '')];
  if (isThere && starts.some((start) => national.startsWith(start))) return true;
  return country === undefined && full.startsWith(digits);
}
