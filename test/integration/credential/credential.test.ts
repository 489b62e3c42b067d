import { createServer } from 'http';
import type { AddressInfo } from 'net';
import { callsOf, sandboxWith } from '../helpers';
import { forms, queuesOf, request } from './helpers';

describe.each(forms)('The HTTP Request node with this credential (%s form)', (form) => {
  it("opens the rest of Kore's Contact Center APIs", async () => {
    const sandbox = await sandboxWith();
    const finished = await request(sandbox, form, queuesOf(sandbox));
    expect(finished.error).toBeUndefined();
    const [item] = finished.output('HTTP Request');
    expect(item?.json['answer']).toHaveLength(3);
  });

  it.each([
    'https://evil.example/',
    '//evil.example/x',
    'http://127.0.0.1:1/',
    'https:evil.example/x',
  ])('sends nothing to %s', async (url) => {
    const sandbox = await sandboxWith();
    const { error } = await request(sandbox, form, url);
    expect(`${error?.message} ${error?.description}`).toContain(
      `The Kore API credential is for ${sandbox.url} only`,
    );
    expect(sandbox.requests).toEqual([]);
  });

  it('follows no redirect, so that the token stays at home', async () => {
    const sandbox = await sandboxWith();
    let asked = 0;
    const other = createServer((_, response) => {
      asked += 1;
      response.end('{}');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const location = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
    sandbox.fault({ status: 302, headers: { location } });
    await request(sandbox, form, `${sandbox.url}/`, {
      followRedirect: true,
      followAllRedirects: true,
    });
    await new Promise((resolve) => other.close(resolve));
    expect(callsOf(sandbox)).toHaveLength(1);
    expect(asked).toBe(0);
  });
});
