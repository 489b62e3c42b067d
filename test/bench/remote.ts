import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { SandboxCredential, SandboxOptions } from '../sandbox';

/** What the server's process tells. */
export type ServerMessage =
  /** It has started. */
  | { credential: SandboxCredential; ids: string[] }
  /** It has answered so many requests, a multiple of 1,000. */
  | { answered: number }
  /** What it has seen, when asked. */
  | Seen;

/** What the server has seen. */
export interface Seen {
  /** Contacts that are deleted. */
  inactive: number;
  /** Requests that came. */
  requests: number;
}

/** A sandbox in a process of its own. */
export interface RemoteSandbox {
  credential: SandboxCredential;
  ids: string[];
  /** Calls back after every 1,000 answers. */
  onAnswered(callback: (answered: number) => void): void;
  seen(): Promise<Seen>;
  close(): Promise<void>;
}

/**
 * Starts a sandbox in a process of its own.
 *
 * @param options of the sandbox
 */
export async function startRemoteSandbox(
  options: Omit<SandboxOptions, 'log'>,
): Promise<RemoteSandbox> {
  // Inherits the arguments of this process, and with them what makes it read TypeScript.
  const child = fork(path.join(__dirname, 'server.ts'), [JSON.stringify(options)]);
  const { credential, ids } = await nextMessage(child, 'credential');
  return {
    credential,
    ids,
    onAnswered: (callback) => {
      child.on('message', (message: ServerMessage) => {
        if ('answered' in message) callback(message.answered);
      });
    },
    seen: async () => {
      const answer = nextMessage(child, 'inactive');
      child.send('seen');
      return await answer;
    },
    close: async () => {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}

/** The next message of one kind; a process that ends instead is an error. */
async function nextMessage<K extends 'credential' | 'inactive'>(
  child: ChildProcess,
  kind: K,
): Promise<Extract<ServerMessage, Record<K, unknown>>> {
  return await new Promise((resolve, reject) => {
    const ended = () => reject(new Error('The process of the sandbox ended before its time'));
    const take = (message: ServerMessage) => {
      if (!(kind in message)) return;
      child.off('message', take).off('exit', ended);
      resolve(message as Extract<ServerMessage, Record<K, unknown>>);
    };
    child.on('message', take).on('exit', ended);
  });
}
