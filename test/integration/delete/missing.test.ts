import { deletedIn, finish, inputFor, outputOf, sandboxWith } from '../helpers';

/** A fault that every deletion meets, the contact being there. */
async function deleteAt(status: number, body: unknown, operation = 'delete') {
  const sandbox = await sandboxWith({ contacts: 1 });
  sandbox.fault({ method: 'DELETE', status, body, times: Infinity });
  const finished = await finish(sandbox, {
    items: inputFor(sandbox),
    options: { ifMissing: 'continue' },
    parameters: { operation },
    onError: 'continueRegularOutput',
  });
  expect(deletedIn(sandbox)).toEqual([]);
  return { output: outputOf(finished)[0], tries: sandbox.requests.length, sandbox };
}

const others: Array<[number, string]> = [
  [404, 'App not found for this contact'],
  [404, 'Stream not found while fetching contacts'],
  [404, 'Workspace not found'],
  [400, 'Invalid streamId: contacts collection does not exist'],
  [400, 'Contact cannot be deleted: agent group not found'],
  [400, 'Contact cannot be deleted: user not found'],
  [400, 'No contact permission for this user'],
  [400, 'Cannot delete contact: the account is inactive'],
  [409, 'Contact has an open conversation whose queue does not exist'],
];

describe('A contact is not told as missing while it is there', () => {
  it.each(others)('by %i "%s"', async (status, msg) => {
    const { output } = await deleteAt(status, { errors: [{ msg, code: status }] });
    expect(output?.['error']).toContain(`was not deleted: Kore.ai refused it (status ${status})`);
    expect(output?.['message']).toContain(msg);
  });

  it.each(others)('by a record of a bulk deletion (%i "%s")', async (_, msg) => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const [contact] = sandbox.contacts;
    const body = { successfulRecords: [], failedRecords: [{ id: contact!.id, error: msg }] };
    sandbox.fault({ method: 'DELETE', status: 200, body });
    const finished = await finish(sandbox, {
      items: inputFor(sandbox),
      options: { ifMissing: 'continue' },
      parameters: { operation: 'deleteMany' },
      onError: 'continueRegularOutput',
    });
    expect(outputOf(finished)[0]?.['error']).toContain('was not deleted: Kore.ai refused it');
    expect(outputOf(finished)[0]?.['message']).toContain(msg);
  });

  it.each(['default backend - 404', 'Not Found', 'Unable to identify proxy for host: x'])(
    'by the text of a gateway: "%s"',
    async (text) => {
      const { output } = await deleteAt(404, text);
      expect(output?.['error']).toContain('was not deleted: Kore.ai refused it (status 404)');
    },
  );

  it.each([{}, '', { message: 'Not Found' }])(
    'by a bulk call that does not know its path (%j)',
    async (body) => {
      const { output } = await deleteAt(404, body, 'deleteMany');
      expect(output?.['error']).toContain('was not deleted: Kore.ai refused it (status 404)');
    },
  );
});

describe('A contact is missing', () => {
  it.each([
    [404, { errors: [{ msg: 'Contact not found', code: 404 }] }],
    [400, { errors: [{ msg: 'Contact 65f7d49a does not exist' }] }],
    [400, { message: 'Contact is already deleted' }],
    [404, { message: 'Not Found' }],
    [404, { message: 'Contact 65f7d49a5dd06e2cefa12345 not found in this account' }],
    [404, {}],
    [404, ''],
    [200, { message: 'Contact not found' }],
  ])('where nothing else can be meant: %i %j', async (status, body) => {
    const { output, sandbox } = await deleteAt(status, body);
    const id = sandbox.contacts[0]!.id;
    expect(output).toMatchObject({ id, deleted: false, reason: 'notFound' });
  });
});

describe('The name of a contact', () => {
  it('is no rate limit in a conflict: nothing is repeated', async () => {
    const { output, tries } = await deleteAt(409, { message: 'Acme Corporate Limited is in use' });
    expect(tries).toBe(1);
    expect(output?.['error']).toContain('Kore.ai refused it (status 409)');
  });

  it('is no rate limit in a success', async () => {
    const { output, tries } = await deleteAt(200, {
      message: 'Acme Corporate Limited was deleted',
    });
    expect(tries).toBe(1);
    expect(output).toMatchObject({ deleted: true });
  });
});
