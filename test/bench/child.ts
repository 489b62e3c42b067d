import type { ChildProcess } from 'node:child_process';

/**
 * Waits for the next message of one kind.
 *
 * @param field which messages of that kind have, and others have not
 * @throws Error if the process ends instead; it says on its own why
 */
export async function nextMessage<M extends object>(
  child: ChildProcess,
  field: keyof M,
): Promise<M> {
  return await new Promise((resolve, reject) => {
    const ended = () => reject(new Error(`A process ended before it told ${String(field)}`));
    const take = (message: object) => {
      if (!(field in message)) return;
      child.off('message', take).off('exit', ended);
      resolve(message as M);
    };
    child.on('message', take).on('exit', ended);
  });
}
