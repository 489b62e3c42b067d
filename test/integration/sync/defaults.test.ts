import type { IDataObject } from 'n8n-workflow';
import { itemOf, person } from '../contactHelpers';
import { outputOf, sandboxWith } from '../helpers';
import { saidBy, sync, writesTo } from './helpers';

const national = { ...person(1), phoneNumber: '98765 43210' };

it('Default Country tells whose numbers have no country code, those that are protected, too', async () => {
  const sandbox = await sandboxWith({ contacts: 0 });
  const numbers = ['+919876543210', '+919876543211', '+919876543212'];
  const [kept, safe, gone] = numbers.map((phoneNumber) =>
    sandbox.add({ cellPhone: { phoneNumber, countryCode: '+91', extension: '+' } }),
  );
  const options = { defaultCountry: 'IN', protectedContacts: '98765 43211' };
  const finished = await sync(sandbox, { items: [national], options });
  expect(outputOf(finished).map(({ id, sync: said }) => [id, said])).toEqual([
    [kept!.id, 'updated'],
    [safe!.id, 'held'],
    [gone!.id, 'deleted'],
  ]);
});

it('Default Salutation goes to contacts that have none, and the second run writes nothing', async () => {
  const sandbox = await sandboxWith({ contacts: 1 });
  const [there] = sandbox.contacts;
  const items: IDataObject[] = [
    { ...itemOf(there!), salutation: '' },
    { ...person(1), salutation: '' },
  ];
  const options = { defaultSalutation: 'Mx' };
  const finished = await sync(sandbox, { items, options });
  expect(saidBy(finished)).toEqual(['unchanged', 'created']);
  expect(sandbox.contacts.map(({ salutation }) => salutation)).toEqual([there!.salutation, 'Mx']);
  sandbox.clearRequests();
  await sync(sandbox, { items, options });
  expect(writesTo(sandbox)).toEqual([]);
});

it.each<[IDataObject, string]>([
  [{ defaultCountry: 'Nowhere' }, "'Default Country' is 'Nowhere', which is no country"],
  [{ defaultSalutation: ['Mx'] }, "'Default Salutation'"],
])('%j sends nothing', async (options, message) => {
  const sandbox = await sandboxWith({ contacts: 1 });
  const { error } = await sync(sandbox, { items: [person(1)], options });
  expect(error?.message).toContain(message);
  expect(sandbox.requests).toEqual([]);
});
