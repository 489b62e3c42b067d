import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Sandbox, SandboxCredential, SandboxOptions } from '../sandbox';
import { nextMessage } from './child';

/** What the server is asked for, one question at a time. */
export type Question =
  /** Have the first so many contacts again as they were, and no requests. */
  { ask: 'reset'; contacts: number } | { ask: 'seen' } | { ask: 'sent' };

/** What the server has seen. */
export interface Seen {
  /** Contacts that are deleted. */
  inactive: number;
  contacts: number;
  requests: number;
}

/** A request as it came, with all that is needed to send it again. */
export interface Sent {
  method: string;
  /** Path and query. */
  url: string;
  /** What was sent as JSON. */
  body?: unknown;
  /** The text of the file that was sent in a form. */
  file?: string;
}

/** What is needed of a contact to make an input item of it. */
export interface Person {
  id: string;
  firstName: string;
  lastName: string;
  phone: string;
}

/** A sandbox's contacts, as they are needed. */
export function peopleOf({ contacts }: Pick<Sandbox, 'contacts'>): Person[] {
  return contacts.map(({ id, firstName, lastName, cellPhone }) => ({
    id,
    firstName,
    lastName,
    phone: cellPhone.phoneNumber,
  }));
}

/** What the server's process tells. */
export type ServerMessage = Ready | { answered: number } | Answer;

interface Ready {
  credential: SandboxCredential;
  people: Person[];
}

interface Answer {
  answer: unknown;
}

/** A sandbox in a process of its own. */
export interface RemoteSandbox {
  credential: SandboxCredential;
  /** Its contacts as they are after a reset. */
  people: Person[];
  /** Calls back after every so many answers, until the next reset. */
  onAnswered: (callback: (answered: number) => void) => void;
  reset(contacts: number): Promise<void>;
  seen(): Promise<Seen>;
  /** The requests since the last reset. */
  sent(): Promise<Sent[]>;
  close(): Promise<void>;
}

/**
 * Starts a sandbox in a process of its own, so that what it takes of CPU and memory is not the client's.
 *
 * @param options of the sandbox
 * @param tellEvery after how many answers it tells so
 */
export async function startRemoteSandbox(
  options: Omit<SandboxOptions, 'log'>,
  tellEvery = 1_000,
): Promise<RemoteSandbox> {
  // Inherits the arguments of this process, and with them what makes it read TypeScript.
  const child = fork(path.join(__dirname, 'server.ts'), [JSON.stringify({ options, tellEvery })]);
  let answered: (count: number) => void = () => {};
  child.on('message', (message: ServerMessage) => {
    if ('answered' in message) answered(message.answered);
  });
  const { credential, people } = await nextMessage<Ready>(child, 'credential');
  const ask = async (question: Question): Promise<unknown> => {
    const answer = nextMessage<Answer>(child, 'answer');
    child.send(question);
    return (await answer).answer;
  };
  return {
    credential,
    people,
    onAnswered: (callback) => {
      answered = callback;
    },
    reset: async (contacts) => {
      answered = () => {};
      await ask({ ask: 'reset', contacts });
    },
    seen: async () => (await ask({ ask: 'seen' })) as Seen,
    sent: async () => (await ask({ ask: 'sent' })) as Sent[],
    close: async () => {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}
