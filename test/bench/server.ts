import { type RecordedFile, type RecordedRequest, type Sandbox, startSandbox } from '../sandbox';
import type { SandboxOptions } from '../sandbox';
import { peopleOf, type Question, type Seen, type Sent, type ServerMessage } from './remote';

/** Runs a sandbox for the process that forked this one. It ends with the connection to that process. */
async function main(): Promise<void> {
  const { options, tellEvery } = JSON.parse(process.argv[2] ?? '{}') as {
    options: SandboxOptions;
    tellEvery: number;
  };
  let answered = 0;
  const sandbox = await startSandbox({
    ...options,
    log: () => {
      answered += 1;
      if (answered % tellEvery === 0) tell({ answered });
    },
  });
  const live = [...sandbox.contacts];
  const atFirst = structuredClone(live);
  const reset = (contacts: number) => {
    answered = 0;
    sandbox.clearRequests();
    sandbox.contacts.length = 0;
    for (const [place, contact] of live.slice(0, contacts).entries()) {
      const first = atFirst[place] ?? contact;
      sandbox.contacts.push(Object.assign(contact, first, { cellPhone: { ...first.cellPhone } }));
    }
  };
  process.once('disconnect', () => void sandbox.close());
  process.on('message', (question: Question) => {
    if (question.ask === 'reset') reset(question.contacts);
    tell({ answer: answerTo(question, sandbox) });
  });
  tell({ credential: sandbox.credential, people: peopleOf(sandbox) });
}

function answerTo({ ask }: Question, sandbox: Sandbox): Seen | Sent[] | null {
  if (ask === 'reset') return null;
  if (ask === 'sent') return sandbox.requests.map(sentOf);
  const inactive = sandbox.contacts.filter(({ status }) => status === 'INACTIVE').length;
  return { inactive, contacts: sandbox.contacts.length, requests: sandbox.requests.length };
}

function sentOf({ method, url, body }: RecordedRequest): Sent {
  const file = Object.values((body ?? {}) as Record<string, Partial<RecordedFile>>)[0]?.content;
  if (file !== undefined) return { method, url, file };
  return body === undefined ? { method, url } : { method, url, body };
}

function tell(message: ServerMessage): void {
  process.send?.(message);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
