import type { IDataObject } from 'n8n-workflow';
import { pressTest } from '../../engine/testButton';
import type { Sandbox } from '../../sandbox';
import { finish, inputFor, outputOf, sandboxWith, tested } from '../helpers';

describe('The Test button', () => {
  const press = async (sandbox: Sandbox, fields: IDataObject = {}) =>
    await pressTest(new tested.KoreApi(), { ...sandbox.credential, ...fields });

  it('reads one page of contacts and is content', async () => {
    const sandbox = await sandboxWith();
    expect(await press(sandbox)).toEqual({ status: 'OK', message: 'Connection successful!' });
    expect(sandbox.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET /agentassist/api/v1/public/${sandbox.credential.streamId}/contacts?skip=0&limit=1`,
    ]);
  });

  it('takes the Environment URL as people paste it', async () => {
    const sandbox = await sandboxWith();
    expect(await press(sandbox, { host: ` ${sandbox.url}// ` })).toMatchObject({ status: 'OK' });
  });

  it('is content with an account that has no contacts', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    expect(await press(sandbox)).toMatchObject({ status: 'OK' });
  });

  it.each([
    ['secret', 'wrong'],
    ['clientId', 'cs-wrong'],
    ['accountId', 'wrong'],
    ['streamId', 'st-wrong'],
    ['algorithm', 'HS512'],
  ])('names what to check when %s is wrong', async (field, value) => {
    const sandbox = await sandboxWith();
    const { status, message } = await press(sandbox, { [field]: value });
    expect(status).toBe('Error');
    const jwtApp = ['Client ID', 'Client Secret', 'Signing Algorithm', 'scope Configuration'];
    for (const hint of [...jwtApp, 'published', 'Account ID', 'App (Stream) ID']) {
      expect(message).toContain(hint);
    }
  });

  it('tells the scope apart', async () => {
    const sandbox = await sandboxWith({ switches: { scopeGranted: false } });
    const { message } = await press(sandbox);
    expect(message).toContain('Give the JWT app the API scope Configuration, then publish the app');
  });

  it.each([
    ['a web page', { status: 200, body: '<html></html>', contentType: 'text/html' }],
    ['404', { status: 404, body: 'Not Found', contentType: 'text/plain' }],
    ['a failure of another shape', { status: 403, body: { message: 'Forbidden' } }],
    ['a redirect', { status: 302, headers: { location: 'https://login.example/' } }],
  ])('is not content with %s', async (_, fault) => {
    const sandbox = await sandboxWith();
    sandbox.fault(fault);
    const { status, message } = await press(sandbox);
    expect(status).toBe('Error');
    expect(message).toContain('did not answer with a list of contacts');
  });

  it('says in plain words what can not be right before anything is sent', async () => {
    const sandbox = await sandboxWith();
    const { message } = await press(sandbox, { host: `${sandbox.url}/contacts` });
    expect(message).toContain('contains a path');
    expect(sandbox.requests).toEqual([]);
  });

  it('takes the App (Stream) ID as a run does: without what nobody sees', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const streamId = `\u200b ${sandbox.credential.streamId}\u2060\u200b`;
    const finished = await finish(sandbox, {
      items: inputFor(sandbox),
      credential: { streamId },
    });
    expect(outputOf(finished)).toMatchObject([{ deleted: true }]);
    expect(await press(sandbox, { streamId })).toMatchObject({ status: 'OK' });
  });

  it.each([
    ['', 'The App (Stream) ID of the Kore API credential is empty.'],
    ['st-1/../..', 'The App (Stream) ID of the Kore API credential is not an ID'],
  ])('names an App (Stream) ID that can not be right: %j', async (streamId, words) => {
    const sandbox = await sandboxWith();
    const { status, message } = await press(sandbox, { streamId });
    expect(status).toBe('Error');
    expect(message).toContain(words);
    expect(sandbox.requests).toEqual([]);
  });

  it.each([
    ['nobody listens', 'http://127.0.0.1:1', 'ECONNREFUSED'],
    ['there is no such host', 'https://kore.invalid', 'ENOTFOUND'],
  ])('shows what n8n has for it where %s', async (_, host, code) => {
    // Newer versions of n8n show the code alone, which the field's description names.
    const { status, message } = await press(await sandboxWith(), { host });
    expect(status).toBe('Error');
    expect(message).toMatch(/connection|EAI_AGAIN|ECONNREFUSED|ENOTFOUND/);
    const field = new tested.KoreApi().properties.find(({ name }) => name === 'host');
    expect(field?.description).toContain(code);
  });
});
