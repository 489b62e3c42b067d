import { bodiesOf, create, person, upsert } from '../contactHelpers';
import { callsOf, outputOf, sandboxWith } from '../helpers';

const names = { firstName: 'Asha 1', lastName: 'Rao', salutation: 'Mrs' };
const onError = 'continueRegularOutput' as const;

/** A number, the field Country Code, and what Kore is to get of them. */
type Spelling = [number: unknown, code: unknown, national: string, country: string];

const spellings: Spelling[] = [
  ['+91 98765-43210', '', '9876543210', '+91'],
  ['+919876543210', undefined, '9876543210', '+91'],
  ['+91 98765 43210', '+91', '9876543210', '+91'],
  ['+91.98765.43210', 91, '9876543210', '+91'],
  ['(+91) 98765/43210', null, '9876543210', '+91'],
  ['(0091) 98765 43210', '', '9876543210', '+91'],
  ['00919876543210', '', '9876543210', '+91'],
  ['0091 98765 43210', '0091', '9876543210', '+91'],
  ['\uff0b91 98765 43210', '', '9876543210', '+91'],
  ['\u202a+91 98765 43210\u202c', '', '9876543210', '+91'],
  ['9876543210', '+91', '9876543210', '+91'],
  ['98765 43210', '91', '9876543210', '+91'],
  ['98765-43210', ' (0091) ', '9876543210', '+91'],
  [9876543210, 91, '9876543210', '+91'],
  ['+1 (212) 555-0123', '', '2125550123', '+1'],
  ['(212) 555-0123', '+1', '2125550123', '+1'],
  ['+7 916 123-45-67', '', '9161234567', '+7'],
  ['+49 30 123456', '', '30123456', '+49'],
  ['+971 50 123 4567', '', '501234567', '+971'],
  ['50 123 4567', '+971', '501234567', '+971'],
  ['+39 06 1234 5678', '', '0612345678', '+39'],
  ['+32 2/123.45.67', '', '21234567', '+32'],
  ['+225 07 01 23 45 67', '', '0701234567', '+225'],
  ['+43 1 12345-0', '', '1123450', '+43'],
  ['0091.98765.43210', '', '9876543210', '+91'],
  ['098765 43210', '+91', '9876543210', '+91'],
  ['(0)98765 43210', 'IN', '9876543210', '+91'],
  ['+44 020 7946 0958', 'gb', '2079460958', '+44'],
  ['+44 [0]20 7946 0958', 'United Kingdom', '2079460958', '+44'],
  ['+91 98765 43210', 'India', '9876543210', '+91'],
  ['919876543210', '+91', '9876543210', '+91'],
  ['9198765432', '+91', '9198765432', '+91'],
  ['8 029 491-19-11', '+375', '294911911', '+375'],
  ['376312345', '+376', '312345', '+376'],
  ['8 (916) 123-45-67', '+7', '9161234567', '+7'],
  ['011 15 2345-6789', 'AR', '91123456789', '+54'],
  ['98765 43210 ext. 5', '+91', '9876543210', '+91'],
  ['9876543210.0', '+91', '9876543210', '+91'],
  ['tel:+91-98765-43210', '', '9876543210', '+91'],
  ["'+919876543210", '', '9876543210', '+91'],
  ['\u0669\u0668\u0667\u0666\u0665\u0664\u0663\u0662\u0661\u0660', '+91', '9876543210', '+91'],
  ['+44 (0)20 7946 0958', '', '2079460958', '+44'],
  ['(+44) (0)20 7946 0958', '', '2079460958', '+44'],
  ['\u202a+44 (0)20 7946 0958\u202c', '', '2079460958', '+44'],
  ['0044 (0) 20 7946 0958', '+44', '2079460958', '+44'],
  // Only the sign tells the code 91 from national digits that begin with 91.
  ['+91 91919 19191', '', '9191919191', '+91'],
  ['+91 91919 19191', '+91', '9191919191', '+91'],
];

describe('A phone number as people have it', () => {
  it.each(spellings)(
    '%j with Country Code %j goes out as the digits %s and %s',
    async (phoneNumber, countryCode, national, country) => {
      const sandbox = await sandboxWith({ contacts: 0 });
      const finished = await create(sandbox, {
        items: [{ ...person(1), phoneNumber, countryCode } as ReturnType<typeof person>],
      });
      expect(finished.error).toBeUndefined();
      expect(bodiesOf(sandbox, 'POST').map(([contact]) => contact?.cellPhone)).toEqual([
        { phoneNumber: national, countryCode: country, extension: '+' },
      ]);
      expect(outputOf(finished)).toMatchObject([
        { cellPhone: { phoneNumber: `${country}${national}`, countryCode: country } },
      ]);
    },
  );

  it('names the contact that is there in whatever spelling, and so costs only the listing', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    for (const [phoneNumber, countryCode, national, country] of spellings) {
      const stored = sandbox.add({
        ...names,
        cellPhone: { phoneNumber: `${country}${national}`, countryCode: country, extension: '+' },
      });
      sandbox.clearRequests();
      const item = { ...person(1), phoneNumber, countryCode } as ReturnType<typeof person>;
      const finished = await upsert(sandbox, { items: [item] });
      expect(outputOf(finished)).toEqual([{ ...stored, created: false }]);
      expect(callsOf(sandbox)).toEqual(['GET contacts']);
      stored.status = 'INACTIVE';
    }
  });
});

describe("A phone number that can't be told apart", () => {
  const refusals: Array<[unknown, unknown, string | RegExp]> = [
    ['9876543210', '', "'9876543210' has no country code: write it with '+'"],
    [9876543210, undefined, 'has no country code'],
    [919876543210, null, 'has no country code'],
    ['919876543210', '', 'has no country code'],
    ['1234567', 'IN', "'1234567' is no number of India (+91) that is known"],
    ['4951234567', 'DE', 'may be +49 51234567 or +49 4951234567'],
    ['+91 98765 43210', '+44', 'does not begin with its country code +44'],
    ['+91 98765 43210', 'XX', "has the country code 'XX', which is neither a code such as +91"],
    ['98765 43210', '+999', 'has the country code +999, which no country has'],
    ['98765 43210', '+9191', "has the country code '+9191'"],
    ['98765 43210', '+', "has the country code '+'"],
    ['98765 43210', '+091', "has the country code '+091'"],
    ['98765 43210', { code: 91 }, 'has the country code'],
    ['98765 43210', true, "has the country code 'true'"],
    ['+0 98765 43210', '', 'does not begin with the code of a country'],
    ['000 98765 43210', '', 'does not begin with the code of a country'],
    ['+91 98765', '', 'has more or fewer digits than numbers of +91 can have'],
    ['98765x43210', '+91', "contains more than digits, '+' in front, and separators"],
    ['9.87654321E+09', '+91', 'was shortened by a spreadsheet'],
    ['+91 98765 43210; +91 98765 43211', '', "'+91 98765 43210' and '+91 98765 43211'"],
    ['98765 43210/11', '+91', 'holds more than one number'],
    ['123', '+91', 'has 3 digits'],
    ['+1234567890123456', '', 'has 16 digits'],
    ['', '+91', 'The phone number is empty'],
    [undefined, '+91', 'The phone number is empty'],
    [null, '', 'The phone number is empty'],
    [{ number: '+91' }, '', 'is neither text nor a whole number'],
    [-9876543210, '+91', 'is neither text nor a whole number'],
    [98765.5, '+91', 'is neither text nor a whole number'],
  ];

  it.each(refusals)(
    '(%j with Country Code %j) is refused before anything is sent, and says why',
    async (phoneNumber, countryCode, why) => {
      for (const run of [create, upsert]) {
        const sandbox = await sandboxWith({ contacts: 0 });
        const bad = { ...person(2), phoneNumber, countryCode } as ReturnType<typeof person>;
        const stopped = await run(sandbox, { items: [person(1), bad] });
        expect(stopped.error?.name).toBe('NodeOperationError');
        if (typeof why === 'string') expect(stopped.error?.message).toContain(why);
        else expect(stopped.error?.message).toMatch(why);
        expect(stopped.error?.description).toMatch(/Nothing was sent .*\+91 98765 43210/);
        expect(stopped.error?.context).toMatchObject({ itemIndex: 1 });
        expect(sandbox.requests).toEqual([]);
        const failed = await run(sandbox, { items: [bad], onError });
        expect(outputOf(failed)).toEqual([
          { error: `Item 0: ${stopped.error?.message}`, message: stopped.error?.description },
        ]);
        expect(sandbox.requests).toEqual([]);
      }
    },
  );
});
