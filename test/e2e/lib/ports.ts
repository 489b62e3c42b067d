import { createServer } from 'node:net';

/**
 * @param count how many
 * @returns free ports on the loopback address, all different
 */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, async () => await listen()));
  const ports = servers.map(({ port }) => port);
  await Promise.all(servers.map(async ({ close }) => await close()));
  return ports;
}

/**
 * @param wanted a port that people know by heart
 * @returns it, or a free one where another program has it
 */
export async function portOr(wanted: number): Promise<number> {
  try {
    const { port, close } = await listen(wanted);
    await close();
    return port;
  } catch {
    const [free = 0] = await freePorts(1);
    return free;
  }
}

async function listen(wanted = 0): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port could be had');
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { port: address.port, close };
}
