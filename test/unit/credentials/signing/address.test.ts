import fc from 'fast-check';
import { addressOf, isStreamId } from '../../../../credentials/signing/address';
import { visible } from '../../../../nodes/shared/visible';

const credential = {
  host: 'platform.kore.ai/',
  accountId: ' 65f7d49a5dd06e2cefa12345 ',
  streamId: '\tst-7dc994f0-4436-5134-9fa8-a942625b1234\n',
  requestsPerMinute: 60,
};

const read = (changes: Record<string, unknown>) =>
  addressOf({ ...credential, ...changes } as typeof credential);

it('reads where requests go, and how many may, without blanks and slashes', () => {
  expect(addressOf(credential)).toEqual({
    origin: 'https://platform.kore.ai',
    accountId: '65f7d49a5dd06e2cefa12345',
    streamId: 'st-7dc994f0-4436-5134-9fa8-a942625b1234',
    requestsPerMinute: 60,
  });
});

it('drops what nobody sees in the two IDs, as it was copied along', () => {
  const seen = addressOf(credential);
  const accountId = `\u200b${seen.accountId}\u00ad`;
  expect(read({ accountId, streamId: `\ufeff ${seen.streamId} \u200b` })).toEqual(seen);
});

it('takes nothing of the secret along', () => {
  const secret = 'a-secret-that-nobody-may-see';
  expect(JSON.stringify(read({ secret, privateKey: secret, clientId: secret }))).not.toContain(
    secret,
  );
});

describe('the Account ID', () => {
  it('is refused with the name of its field, unless it can stand in a header', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (accountId) => {
        const isId = /^[A-Za-z0-9_-]{1,64}$/.test(visible(accountId).trim());
        if (isId) expect(read({ accountId }).accountId).toBe(visible(accountId).trim());
        else expect(() => read({ accountId })).toThrow('The Account ID of the Kore API credential');
      }),
    );
  });

  it.each([undefined, null, '', '  '])('is called empty where it is %j', (accountId) => {
    expect(() => read({ accountId })).toThrow('The Account ID of the Kore API credential is empty');
  });

  it.each(['a b', 'a\r\nb', 'ä', 'a/b', 'a.b', 'x'.repeat(65)])('cannot be %j', (accountId) => {
    expect(() => read({ accountId })).toThrow('is not an ID');
  });
});

describe('the App (Stream) ID', () => {
  it('may be left empty, since an option of the node can name the app', () => {
    expect([read({ streamId: '' }), read({ streamId: undefined })]).toMatchObject([
      { streamId: '' },
      { streamId: '' },
    ]);
  });

  it('can be one only where it stands for itself in a path', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 70, size: 'max' }), fc.uuid()), (text) => {
        if (isStreamId(text)) {
          expect(encodeURIComponent(text)).toBe(text);
          expect(new URL(`https://a.example/x/${text}/y`).pathname).toBe(`/x/${text}/y`);
        } else {
          expect(text).toMatch(/[^A-Za-z0-9_-]|^$|^.{65,}$/s);
        }
      }),
    );
  });

  it.each(['', '.', '..', 'st-1/..', 'st 1', 'st-1\n', '%2e', 'x'.repeat(65)])(
    'can not be %j',
    (text) => {
      expect(isStreamId(text)).toBe(false);
    },
  );
});

describe('the Requests per Minute', () => {
  it.each([
    [60, 60],
    ['120', 120],
    [59.9, 59],
    [0, 0],
    [100_000, 100_000],
  ])('%j is read as %i', (requestsPerMinute, rate) => {
    expect(read({ requestsPerMinute }).requestsPerMinute).toBe(rate);
  });

  it.each([-1, -0.1, NaN, Infinity, 'many', {}, '60/min'])('%j is refused', (requestsPerMinute) => {
    expect(() => read({ requestsPerMinute })).toThrow(
      'The Requests per Minute of the Kore API credential is not a number of 0 or more',
    );
  });

  it('below one but not 0 never switches pacing off', () => {
    const paced = (() => {
      try {
        return read({ requestsPerMinute: 0.5 }).requestsPerMinute > 0;
      } catch (error) {
        return (error as Error).message.includes('Requests per Minute');
      }
    })();
    expect(paced).toBe(true);
  });
});
