import { names } from '../../engine';
import { finish, inputFor, sandboxWith } from '../helpers';

const LONG = 'a'.repeat(65);

describe('A contact id that is no id', () => {
  it.each([
    ['', 'is empty'],
    ['   ', 'is empty'],
    [undefined, 'is empty'],
    [null, 'is empty'],
    ['undefined', "is the word 'undefined'"],
    ['null', "is the word 'null'"],
    ['bulk-delete', "is the word 'bulk-delete'"],
    ['Bulk-Delete', "is the word 'Bulk-Delete'"],
    ['bulk-update', "is the word 'bulk-update'"],
    ['import-contacts', "is the word 'import-contacts'"],
    ['..', "'..' contains more"],
    ['.', "'.' contains more"],
    ['a/b', "'a/b' contains more"],
    ['../contacts/bulk-delete', 'contains more'],
    ['a%2Fb', 'contains more'],
    ['a?x=1', 'contains more'],
    ['a#b', 'contains more'],
    ['a\\b', 'contains more'],
    ['a b', 'contains more'],
    ['a\u0000b', 'contains more'],
    ['a\r\nHost: evil', 'contains more'],
    ['аbc', 'contains more'],
    ['[object Object]', 'contains more'],
    [LONG, 'is 65 characters long'],
    [0, 'is a number, not text'],
    [123, 'is a number, not text'],
    [true, 'is a boolean, not text'],
    [{ id: 'x' }, 'is an object, not text'],
    [['x'], 'is a list, not text'],
  ])('%j is refused before any request', async (contactId, why) => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const { error } = await finish(sandbox, { items: [{ contactId: contactId as string }] });
    expect(error?.name).toBe('NodeOperationError');
    expect(error?.message).toContain('The contact ID');
    expect(error?.message).toContain(why);
    expect(error?.description).toContain('Nothing was sent to Kore.ai');
    expect(sandbox.requests).toEqual([]);
  });

  it.each([
    ['picked from the list', { mode: 'list', value: '..' }],
    ['given in place of the whole field', '..'],
    ['in a mode that the field does not have', { mode: 'url', value: '..' }],
  ])('is refused also when it was %s', async (_, contact) => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const { error } = await finish(sandbox, { items: [{}], contact });
    expect(error?.message).toContain("The contact ID '..'");
    expect(sandbox.requests).toEqual([]);
  });

  it('is refused in a dry run as well', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const { error } = await finish(sandbox, {
      items: [{ contactId: '..' }],
      options: { dryRun: true },
    });
    expect(error?.message).toContain('The contact ID');
    expect(sandbox.requests).toEqual([]);
  });

  it('keeps its place in the message, even where n8n would take it for a code', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const { error } = await finish(sandbox, { items: [{ contactId: 'xEPERMx' }] });
    expect(error?.message).toBe("Contact 'xEPERMx' was not found at Kore.ai");
  });
});

describe('An option that can not be right', () => {
  it.each([
    [{ streamId: 'st-1/../x' }, "The App (Stream) ID 'st-1/../x' contains more"],
    [{ dryRun: 'true' }, "The option 'Dry Run' is 'true', which is neither true nor false"],
    [{ dryRun: 1 }, "The option 'Dry Run' is '1'"],
    [{ dryRun: '={{ $json.nothing }}' }, "The option 'Dry Run' is 'undefined'"],
    [{ dryRun: null }, "The option 'Dry Run' is 'null'"],
    [{ timeout: 0 }, "The option 'Timeout' is '0'"],
    [{ timeout: -5 }, "The option 'Timeout' is '-5'"],
    [{ timeout: 'soon' }, "The option 'Timeout' is 'soon'"],
    [{ timeout: 99999999999 }, "The option 'Timeout' is '99999999999'"],
  ])('%j is refused before any request', async (options, message) => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const { error } = await finish(sandbox, { items: inputFor(sandbox), options });
    expect(error?.message).toContain(message);
    expect(sandbox.requests).toEqual([]);
  });
});

describe('A credential that can not be right', () => {
  const pem = '-----BEGIN PRIVATE KEY----- bm90IGEga2V5 -----END PRIVATE KEY-----';
  it.each([
    [{ host: '' }, 'Environment URL of the Kore API credential is empty'],
    [{ host: 'https://platform.kore.ai/path' }, 'contains a path'],
    [{ host: 'https://user:pw@platform.kore.ai' }, 'contains a user name'],
    [{ host: 'http://platform.kore.ai' }, 'unencrypted'],
    [{ host: 'ftp://platform.kore.ai' }, 'not https'],
    [{ accountId: '' }, 'Account ID of the Kore API credential is empty'],
    [{ accountId: 'a\r\nx: y' }, 'Account ID of the Kore API credential is not an ID'],
    [{ streamId: '' }, 'The App (Stream) ID is empty'],
    [{ clientId: '' }, 'Client ID of the Kore API credential is empty'],
    [{ secret: '' }, 'Client Secret of the Kore API credential is empty'],
    [{ algorithm: 'RS256', privateKey: '' }, 'Private Key of the Kore API credential is empty'],
    [{ algorithm: 'RS256', privateKey: pem }, "can't sign with RS256"],
    [{ algorithm: 'none' }, 'Signing Algorithm of the Kore API credential is unknown'],
    [{ requestsPerMinute: -1 }, 'Requests per Minute of the Kore API credential'],
  ])('%j is refused before any request, in plain words', async (credential, message) => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const { error } = await finish(sandbox, { items: inputFor(sandbox), credential });
    expect(`${error?.message} ${error?.description}`).toContain(message);
    expect(sandbox.requests).toEqual([]);
  });

  it.each([{ secret: ' ' }, { host: 'a/b' }, { accountId: '' }])(
    'makes each item a failure where the node goes on, and none a success (%j)',
    async (credential) => {
      const sandbox = await sandboxWith({ contacts: 2 });
      const items = inputFor(sandbox);
      const finished = await finish(sandbox, { items, credential, onError: 'continueErrorOutput' });
      expect(finished.output(names.ok)).toEqual([]);
      expect(finished.output(names.failed).map(({ json }) => Object.keys(json))).toEqual(
        items.map((item) => [...Object.keys(item), 'error', 'message']),
      );
    },
  );
});
