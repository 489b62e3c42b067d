import { type Failure, mayBeDone } from '../http/failure';

/** What was to be done, in words that complete a sentence. */
export interface Task {
  /** What it was to be done to: `Contact '6650…'`. */
  subject: string;
  /** What did not happen: `was not deleted`. */
  undone: string;
  /** What nobody knows when no answer came: `may or may not have been deleted`. */
  unsure: string;
  /** Whether the operation has the option 'If Contact Is Missing'. */
  canContinue?: boolean;
}

/** Why an item could not be done, in words, ready to become an error or an output item. */
export interface Problem {
  /** What happened, and to which contact. */
  message: string;
  /** Kore.ai's own words, and what to do next. */
  description: string;
  /** Whether the service is the cause, or the input: the one is a NodeApiError, the other a NodeOperationError. */
  cause: 'service' | 'input';
  /** The status that Kore.ai answered with. */
  status?: number | undefined;
  /** Whether it may have been done all the same. */
  unsure?: boolean;
  /** Whether the run was cancelled, which ends it even where a node goes on after failures. */
  cancelled?: boolean;
}

/**
 * @param value something, or why there is none
 */
export function isProblem(value: object): value is Problem {
  return 'message' in value && 'cause' in value;
}

/**
 * Says a failure plainly.
 *
 * @param failure why the call did not do its work
 * @param task what was to be done
 */
export function explain(failure: Failure, task: Task): Problem {
  const { kind, status, words } = failure;
  const outcome = mayBeDone(failure) ? task.unsure : task.undone;
  const because = (reason: string) => `${task.subject} ${outcome}: ${reason}`;
  const say = (message: string, next: string): Problem => ({
    message,
    description: [quoted(failure), next].filter((part) => part !== '').join(' '),
    cause: kind === 'credential' || kind === 'cancelled' ? 'input' : 'service',
    status,
    unsure: mayBeDone(failure),
  });
  switch (kind) {
    case 'missing':
      return say(
        `${task.subject} was not found at Kore.ai`,
        `It may have been deleted before, or belong to another app (stream).${
          task.canContinue === true
            ? " To let the workflow go on, set the option 'If Contact Is Missing' to 'Continue'."
            : ''
        }`,
      );
    case 'unauthorized':
      return say(because('Kore.ai refused the credential'), unauthorizedAdvice(words));
    case 'rateLimit':
      return say(
        because("the account's requests per minute are used up"),
        "Kore.ai counts every request of the account, from this workflow and from everything else. Run again in a minute; if it happens often, lower 'Requests per Minute' in the credential, or ask Kore.ai to raise the limit.",
      );
    case 'unavailable':
      return say(
        because(`Kore.ai could not answer (status ${status})`),
        'The request was repeated where that is safe. Run again later; if it stays so, ask the administrator of your Kore.ai account.',
      );
    case 'silent':
      return say(
        because(`Kore.ai did not answer (${words})`),
        "Run again to be sure. If Kore.ai is slow, give the option 'Timeout' more time.",
      );
    case 'unreachable':
      return say(
        because(`the host could not be reached (${words})`),
        "Check 'Environment URL' in the credential, and whether n8n may reach that host. For a private system with a certificate of its own, see 'Allow Insecure Connection'.",
      );
    case 'redirected':
      return say(
        because(`the host answered with a redirect (status ${status})`),
        "Redirects are not followed, because the token would go along. Set 'Environment URL' in the credential to the host that really serves Kore.ai.",
      );
    case 'notKore':
      return say(
        because(`the answer is not from Kore.ai's API (status ${status})`),
        "Check 'Environment URL' in the credential: it must be the host of your Kore.ai environment, and no proxy or login page may stand before it.",
      );
    case 'credential':
      return say(because('the credential could not be used'), '');
    case 'cancelled':
      return { ...say(because('the workflow was cancelled'), ''), cancelled: true };
    case 'refused':
      return say(
        because(`Kore.ai refused it${status === undefined ? '' : ` (status ${status})`}`),
        "Check the values of this item, and that 'App (Stream) ID' is the app that holds the contact.",
      );
  }
}

/** The words that came with a failure, and whose they are. A broken line has none but the code in the message. */
function quoted({ kind, words }: Failure): string {
  if (words === '' || kind === 'silent' || kind === 'unreachable') return '';
  if (kind === 'credential') return words;
  if (kind === 'redirected') return `It points to ${words}.`;
  return `Kore.ai said: "${words}".`;
}

function unauthorizedAdvice(words: string): string {
  if (/scope|permission/i.test(words)) {
    return 'Give the JWT app with this Client ID the API scope Configuration, then publish the app: scopes take effect only after that. If they are there, check that Client ID and Client Secret are those of this JWT app.';
  }
  return 'Check Client ID, Client Secret and Signing Algorithm in the credential against the JWT app in Kore.ai, and Account ID and App (Stream) ID against the app. The JWT app needs the API scope Configuration, and scopes take effect only after the app is published. Enforce JWE must be off.';
}
