import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { freePorts } from '../lib/ports';
import { Service } from '../lib/processes';
import { until } from '../lib/say';

/** A running Redis. */
export interface Redis {
  port: number;
  service: Service;
}

/** @returns where redis-server is, or undefined */
export function findRedis(): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, 'redis-server'))
    .find((file) => existsSync(file));
}

/**
 * Starts a Redis that only this machine reaches and that keeps nothing on the disk.
 *
 * @param command where redis-server is
 * @param folder where it runs and logs
 */
export async function startRedis(command: string, folder: string): Promise<Redis> {
  const [port = 0] = await freePorts(1);
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const service = new Service('redis', command, args, {
    cwd: folder,
    env: { PATH: process.env['PATH'] },
    logFile: path.join(folder, 'redis.log'),
  });
  await until('redis', async () => {
    service.assertRunning();
    return (await answers(port)) ? true : undefined;
  });
  return { port, service };
}

async function answers(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(() => resolve(true)));
    socket.once('error', () => resolve(false));
  });
}
