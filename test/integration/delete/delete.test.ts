import { names } from '../../engine';
import {
  callsOf,
  deletedIn,
  finish,
  GONE,
  inputFor,
  linksOf,
  outputOf,
  sandboxWith,
} from '../helpers';

describe('Delete', () => {
  it('deletes a contact once also where two items give it two timeouts', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const [item] = inputFor(sandbox);
    const items = [20_000, 30_000].map((timeout) => ({ ...item, timeout }));
    const options = { timeout: '={{ $json.timeout }}' };
    const finished = await finish(sandbox, { items, options });
    expect(outputOf(finished)).toMatchObject(
      Array(2).fill({ id: item!['contactId'], deleted: true }),
    );
    expect(callsOf(sandbox)).toHaveLength(1);
  });

  it("emits Kore's answer field for field, with deleted: true, and the contact is inactive", async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const [contact] = sandbox.contacts;
    const finished = await finish(sandbox, { items: inputFor(sandbox, 1) });
    // The sample answer of the reference does not say who deleted.
    const unsaid = { updatedBy: undefined, updatedByAId: undefined };
    expect(outputOf(finished)).toEqual([
      {
        ...contact,
        ...unsaid,
        status: 'INACTIVE',
        updatedAt: expect.any(String) as unknown,
        deleted: true,
      },
    ]);
    expect(deletedIn(sandbox)).toEqual([contact!.id]);
    expect(callsOf(sandbox)).toEqual([`DELETE ${contact!.id}`]);
  });

  it('keeps the order of the input and links each item, however late its answer comes', async () => {
    const sandbox = await sandboxWith({ contacts: 30 });
    sandbox.contacts.forEach(({ id }, index) =>
      sandbox.fault({ id, delayMs: index % 3 === 0 ? 60 : 5 }),
    );
    const items = inputFor(sandbox);
    const finished = await finish(sandbox, { items });
    expect(outputOf(finished).map(({ id }) => id)).toEqual(items.map(({ contactId }) => contactId));
    expect(linksOf(finished)).toEqual(items.map((_, item) => ({ item })));
    expect(sandbox.maxConcurrent).toBe(5);
  });

  it('signs every request with a token of its own, for the account of the credential', async () => {
    const sandbox = await sandboxWith({ contacts: 8 });
    await finish(sandbox, { items: inputFor(sandbox) });
    const claims = sandbox.requests.map(({ token }) => token?.claims);
    expect(new Set(claims.map((claim) => claim?.jti)).size).toBe(8);
    for (const claim of claims) {
      expect(claim).toMatchObject({ sub: 'n8n', appId: sandbox.credential.clientId });
    }
    for (const { headers } of sandbox.requests) {
      expect(headers['accountid']).toBe(sandbox.credential.accountId);
    }
  });

  it('deletes a contact that two items name once, and answers both', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const [first, second] = inputFor(sandbox);
    const finished = await finish(sandbox, { items: [first!, second!, first!] });
    const ids = outputOf(finished).map(({ id, deleted }) => [id, deleted]);
    expect(ids).toEqual([
      [first!['contactId'], true],
      [second!['contactId'], true],
      [first!['contactId'], true],
    ]);
    expect(callsOf(sandbox)).toHaveLength(2);
  });

  it('takes a picked contact and one given as plain text', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const [first, second] = sandbox.contacts;
    const picked = { mode: 'list', value: first!.id };
    expect(outputOf(await finish(sandbox, { items: [{}], contact: picked }))).toMatchObject([
      { id: first!.id, deleted: true },
    ]);
    expect(
      outputOf(await finish(sandbox, { items: [{}], contact: ` ${second!.id}\n` })),
    ).toMatchObject([{ id: second!.id, deleted: true }]);
  });

  it('goes to the app (stream) that the option names', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const { streamId } = sandbox.credential;
    const credential = { streamId: 'st-another' };
    await finish(sandbox, { items: inputFor(sandbox), options: { streamId }, credential });
    expect(sandbox.requests[0]?.path).toContain(`/public/${streamId}/contacts/`);
    expect(deletedIn(sandbox)).toHaveLength(1);
  });

  it.each(['HS256', 'HS512', 'RS256', 'RS512'] as const)(
    'deletes with a %s token',
    async (algorithm) => {
      const sandbox = await sandboxWith({ contacts: 1, algorithm });
      // One line, as n8n's password field holds it.
      const privateKey = sandbox.credential.privateKey.replace(/\n/g, ' ');
      await finish(sandbox, { items: inputFor(sandbox), credential: { privateKey } });
      expect(deletedIn(sandbox)).toHaveLength(1);
    },
  );
});

describe('A contact that is already gone', () => {
  it.each(['404', '400', '410'] as const)(
    'is a failure that says so (%s)',
    async (secondDelete) => {
      const sandbox = await sandboxWith({ contacts: 1, switches: { secondDelete } });
      await finish(sandbox, { items: inputFor(sandbox) });
      const { error } = await finish(sandbox, { items: inputFor(sandbox) });
      expect(error?.message).toBe(`Contact '${sandbox.contacts[0]!.id}' was not found at Kore.ai`);
      expect(error?.description).toMatch(/Kore\.ai said: ".+"\..*'If Contact Is Missing'/);
      expect(error?.name).toBe('NodeApiError');
    },
  );

  it.each(['404', '400', '410'] as const)(
    'is an item where that is wanted (%s)',
    async (secondDelete) => {
      const sandbox = await sandboxWith({ contacts: 2, switches: { secondDelete } });
      await finish(sandbox, { items: inputFor(sandbox, 1) });
      const items = inputFor(sandbox);
      const finished = await finish(sandbox, { items, options: { ifMissing: 'continue' } });
      expect(outputOf(finished)).toMatchObject([
        { id: items[0]!['contactId'], deleted: false, reason: 'notFound' },
        { id: items[1]!['contactId'], deleted: true },
      ]);
      expect(Object.keys(outputOf(finished)[0]!)).toEqual(['id', 'deleted', 'reason']);
      expect(linksOf(finished)).toEqual([{ item: 0 }, { item: 1 }]);
    },
  );

  it('is deleted again where Kore answers so', async () => {
    const sandbox = await sandboxWith({ contacts: 1, switches: { secondDelete: '200' } });
    await finish(sandbox, { items: inputFor(sandbox) });
    const finished = await finish(sandbox, { items: inputFor(sandbox) });
    expect(outputOf(finished)).toMatchObject([{ status: 'INACTIVE', deleted: true }]);
  });

  it.each([
    [
      'a web page with 404',
      { status: 404, body: '<html><h1>Not Found</h1></html>', contentType: 'text/html' },
    ],
    [
      'a route that is not known',
      { status: 404, body: { message: 'no Route matched with those values' } },
    ],
    [
      'Express without the route',
      { status: 404, body: 'Cannot DELETE /agentassist/api', contentType: 'text/plain' },
    ],
    [
      'an app that is not known',
      { status: 404, body: { errors: [{ msg: 'Stream not found', code: 404 }] } },
    ],
  ])('is not what %s means', async (_, fault) => {
    const sandbox = await sandboxWith({ contacts: 1 });
    sandbox.fault(fault);
    const { error, output } = await finish(sandbox, {
      items: inputFor(sandbox),
      options: { ifMissing: 'continue' },
    });
    expect(error?.message).toContain(`Contact '${sandbox.contacts[0]!.id}' was not deleted`);
    expect(output(names.ok)).toEqual([]);
  });
});

describe("Kore's answer", () => {
  it.each(['empty', 'empty-200'] as const)('may be %s', async (deleteAnswer) => {
    const sandbox = await sandboxWith({ contacts: 1, switches: { deleteAnswer } });
    const finished = await finish(sandbox, { items: inputFor(sandbox) });
    expect(outputOf(finished)).toEqual([{ id: sandbox.contacts[0]!.id, deleted: true }]);
  });

  it('may call the id _id, and comes out as id', async () => {
    const sandbox = await sandboxWith({ contacts: 1, switches: { idField: '_id' } });
    const [json] = outputOf(await finish(sandbox, { items: inputFor(sandbox) }));
    expect(json).toMatchObject({ id: sandbox.contacts[0]!.id, deleted: true });
    expect(json).not.toHaveProperty('_id');
  });

  it('may wrap the contact, and still has an id', async () => {
    const sandbox = await sandboxWith({ contacts: 1, switches: { deleteAnswer: 'wrapped' } });
    const { id } = sandbox.contacts[0]!;
    const [json] = outputOf(await finish(sandbox, { items: inputFor(sandbox) }));
    expect(json).toMatchObject({ contact: { id, status: 'INACTIVE' }, id, deleted: true });
  });

  it('is no success when it says that the contact is still active', async () => {
    const sandbox = await sandboxWith({ contacts: 1, switches: { deleteAnswer: 'active' } });
    const { error } = await finish(sandbox, { items: inputFor(sandbox) });
    expect(error?.message).toContain(
      `'${sandbox.contacts[0]!.id}' may or may not have been deleted`,
    );
    expect(error?.message).toContain('ACTIVE');
  });

  it('is no success when it is about another contact', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    sandbox.fault({ status: 200, body: { id: GONE, status: 'INACTIVE' } });
    const { error } = await finish(sandbox, { items: inputFor(sandbox) });
    expect(error?.message).toContain(`another contact, '${GONE}'`);
  });

  it('is no success when it is a login page', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const body = '<!DOCTYPE html><html><body>Sign in</body></html>';
    sandbox.fault({ status: 200, body, contentType: 'text/html' });
    const { error } = await finish(sandbox, { items: inputFor(sandbox) });
    expect(error?.message).toContain("the answer is not from Kore.ai's API");
  });
});
