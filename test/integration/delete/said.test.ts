import { finish, inputFor, outputOf, sandboxWith } from '../helpers';

/** Deletes a contact whose deletion is answered with a success of this body. */
async function answered(body: unknown) {
  const sandbox = await sandboxWith({ contacts: 1 });
  sandbox.fault({ method: 'DELETE', status: 200, body, act: true });
  const finished = await finish(sandbox, { items: inputFor(sandbox) });
  return { ...finished, output: outputOf(finished), tries: sandbox.requests.length };
}

describe('A success that says nothing, or yes, is a deletion', () => {
  it.each(['OK', 'true', 'null', '"Deleted"', '"DELETED"', 'DELETED', '[]', '1', '{}'])(
    'in the text %s',
    async (body) => {
      const { error, output, tries } = await answered(body);
      expect([error, tries]).toEqual([undefined, 1]);
      expect(output).toMatchObject([{ deleted: true }]);
    },
  );

  it.each([
    { status: 'success' },
    { status: 'DELETED' },
    { status: 'ok', data: { deleted: true } },
    { acknowledged: true, deletedCount: 1 },
    { success: true },
    { message: 'Contact deleted successfully' },
  ])('in %j, field for field', async (body) => {
    const { error, output } = await answered(body);
    expect(error).toBeUndefined();
    expect(output).toMatchObject([{ ...body, deleted: true }]);
  });
});

describe('A success that says no is a failure', () => {
  it.each([
    { deleted: false },
    { acknowledged: true, deletedCount: 0 },
    { success: 'false' },
    { message: 'Contact could not be deleted' },
    { data: { deleted: false } },
    { isDeleted: 'false' },
  ])('in %j', async (body) => {
    const { error, tries } = await answered(body);
    expect(tries).toBe(1);
    expect(error?.message).toContain('was not deleted: Kore.ai refused it');
    expect(error?.description).toContain('Kore.ai said');
  });

  it('in a JSON of nothing but no', async () => {
    expect((await answered('false')).error?.message).toContain('was not deleted');
  });
});

describe('A success that can not be read', () => {
  it.each(['{"id":"65f7d49a5dd06e2cefa12345","status":"INACT', 'Welcome', '"queued"'])(
    'may or may not be a deletion: %s',
    async (body) => {
      const { error } = await answered(body);
      expect(error?.message).toContain(
        "may or may not have been deleted: Kore.ai's answer can't be read",
      );
    },
  );

  it('may be a web page, and then nobody knows what came of it', async () => {
    const { error } = await answered('<html><body>Sign in</body></html>');
    expect(error?.message).toContain('may or may not have been deleted: the answer is not from');
  });
});
