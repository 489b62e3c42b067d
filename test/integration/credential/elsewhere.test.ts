import type { IDataObject } from 'n8n-workflow';
import { createServer, type IncomingMessage } from 'http';
import { createServer as createSecureServer } from 'https';
import type { AddressInfo, Server, Socket } from 'net';
import type { TLSSocket } from 'tls';
import { callsOf, sandboxWith } from '../helpers';
import { forms, queuesOf, request } from './helpers';
import { selfSigned } from './selfSigned';

const open: Array<() => Promise<void>> = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map(async (close) => await close()));
});

/** Has a server listen on this machine until the test is over. */
async function listening(server: Server) {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await closed;
  });
  return (server.address() as AddressInfo).port;
}

/** Starts a private system with a certificate of its own, and takes down what it is asked. */
async function privateHost(name = '127.0.0.1') {
  const certificate = selfSigned(name);
  const asked: IncomingMessage[] = [];
  const options = { ...certificate, requestCert: true, rejectUnauthorized: false };
  const peers: unknown[] = [];
  const server = createSecureServer(options, (message, response) => {
    asked.push(message);
    peers.push((message.socket as TLSSocket).getPeerCertificate().subject?.CN);
    response.end('{}');
  });
  const port = await listening(server);
  return { host: `https://127.0.0.1:${port}`, port, certificate, asked, peers };
}

/** A proxy that sees who wants to go through it, and lets nobody. */
async function proxy() {
  const seen: string[] = [];
  const server = createServer((message, response) => {
    seen.push(`${message.method} ${message.url}`);
    response.end('{}');
  });
  server.on('connect', (message: IncomingMessage, socket: Socket) => {
    seen.push(`CONNECT ${message.url}`);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  return { port: await listening(server), seen };
}

const told = (error: { message?: string; description?: string } | undefined) =>
  `${error?.message} ${error?.description}`;

describe.each(forms)('An HTTP Request node with this credential (%s form)', (form) => {
  const connection = (options: IDataObject) => (form === 'older' ? { agentOptions: options } : {});

  it('does not take the check of certificates off', async () => {
    const { host, asked } = await privateHost();
    const { error } = await request(
      await sandboxWith(),
      form,
      `${host}/x`,
      {
        rejectUnauthorized: false,
        skipSslCertificateValidation: true,
        ...connection({ rejectUnauthorized: false }),
      },
      { host },
    );
    expect(told(error)).toMatch(/certificate|self.signed|SSL issue/i);
    expect(asked).toEqual([]);
  });

  it('does not put it on either: the credential says', async () => {
    const { host, asked } = await privateHost();
    const { error } = await request(
      await sandboxWith(),
      form,
      `${host}/x`,
      { rejectUnauthorized: true, ...connection({ rejectUnauthorized: true }) },
      { host, allowInsecure: true },
    );
    expect(error).toBeUndefined();
    expect(asked).toHaveLength(1);
  });

  it.each([true, false])(
    'sends nothing over https by a proxy of its own (insecure connections allowed: %j)',
    async (allowInsecure) => {
      const { host, asked } = await privateHost();
      const { port, seen } = await proxy();
      const asProxy =
        form === 'older'
          ? `http://127.0.0.1:${port}`
          : { host: '127.0.0.1', port, protocol: 'http' };
      const more = { proxy: asProxy };
      const { error } = await request(await sandboxWith(), form, `${host}/x`, more, {
        host,
        allowInsecure,
      });
      expect(seen).toEqual([]);
      expect(asked).toHaveLength(allowInsecure ? 1 : 0);
      expect(error === undefined).toBe(allowInsecure);
    },
  );

  it('sends nothing over plain http by a proxy of its own', async () => {
    const sandbox = await sandboxWith();
    const { port, seen } = await proxy();
    const asProxy =
      form === 'older' ? `http://127.0.0.1:${port}` : { host: '127.0.0.1', port, protocol: 'http' };
    const finished = await request(sandbox, form, queuesOf(sandbox), { proxy: asProxy });
    expect(finished.error).toBeUndefined();
    expect(callsOf(sandbox)).toEqual(['GET queues']);
    expect(seen).toEqual([]);
  });

  it('names no other host in a header, by which a gateway could pass the token on', async () => {
    const sandbox = await sandboxWith();
    const headers = { Host: 'evil.example', 'X-Mine': 'yes' };
    const { error } = await request(sandbox, form, queuesOf(sandbox), { headers });
    expect(error).toBeUndefined();
    expect(sandbox.requests[0]?.headers).toMatchObject({
      host: new URL(sandbox.url).host,
      'x-mine': 'yes',
    });
  });
});

describe('The certificates that an HTTP Request node brings along (older form)', () => {
  it.each([['127.0.0.1'], ['evil.example']])(
    'vouch for no host: not for one whose own certificate is for %s',
    async (name) => {
      const { host, certificate, asked } = await privateHost(name);
      const agentOptions = {
        ca: certificate.cert,
        checkServerIdentity: (() => undefined) as unknown as string,
      };
      const more = { agentOptions };
      const { error } = await request(await sandboxWith(), 'older', `${host}/x`, more, { host });
      expect(told(error)).toMatch(/certificate|self.signed|SSL issue/i);
      expect(asked).toEqual([]);
    },
  );

  it('of the client itself are shown to the host', async () => {
    const { host, peers } = await privateHost();
    const more = { agentOptions: { ...selfSigned('n8n of ours') } };
    const fields = { host, allowInsecure: true };
    const { error } = await request(await sandboxWith(), 'older', `${host}/x`, more, fields);
    expect(error).toBeUndefined();
    expect(peers).toEqual(['n8n of ours']);
  });
});
