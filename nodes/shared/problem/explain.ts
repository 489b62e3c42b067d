import { type Failure, type FailureKind, mayBeDone } from './failure';
import type { Problem } from './problem';

/** What an operation does to a contact, in words that complete a sentence. */
export interface Task {
  /** What did not happen: `was not deleted`. */
  undone: string;
  /** What nobody knows when no answer came: `may or may not have been deleted`. */
  unsure: string;
  /** What to do where an answer does not bear the work out. */
  check: string;
  /** Whether the operation has the option 'If Contact Is Missing'. */
  canContinue: boolean;
}

/** @param done what happens to each contact, such as `deleted` */
export function taskOf(done: string, { check = '', canContinue = false } = {}): Task {
  return {
    undone: `was not ${done}`,
    unsure: `may or may not have been ${done}`,
    check,
    canContinue,
  };
}

/**
 * Says a failure plainly.
 *
 * @param subject what the work was to be done to: `Contact '6650…'`
 */
export function explain(failure: Failure, subject: string, task: Task): Problem {
  const { kind, status, words, detail = '', candidates = [], most = 0, byOption } = failure;
  const isUnsure = mayBeDone(failure);
  const because = (reason: string) =>
    `${subject} ${isUnsure ? task.unsure : task.undone}: ${reason}`;
  const say = (message: string, next: string): Problem => ({
    message,
    description: [quoted(failure), detail, next].filter((part) => part !== '').join(' '),
    cause: kind === 'credential' || kind === 'cancelled' ? 'input' : 'service',
    status,
    unsure: isUnsure,
    ...(REFUSALS.includes(kind) && !isUnsure ? { isRefusal: true } : {}),
  });
  switch (kind) {
    case 'missing':
      return say(
        `${subject} was not found at Kore.ai`,
        `It may have been deleted before, or belong to another app (stream).${
          task.canContinue
            ? " To let the workflow go on, set the option 'If Contact Is Missing' to 'Continue'."
            : ''
        }`,
      );
    case 'several':
      return say(
        because(`${candidates.length} contacts have this number`),
        "Write the number with its country code, choose the contact 'By ID' where the operation has that choice, or give one of them another number in Kore.ai.",
      );
    case 'incomplete':
      return say(
        because('Kore.ai did not show its whole list of contacts'),
        "It said that there are more contacts than it gave out, so nothing can be said for sure. Run again later. Deleting 'By ID' needs no list.",
      );
    case 'changing':
      return say(
        because("Kore.ai's list of contacts kept changing while it was read"),
        "A contact may have moved from the part that was still to be read to the part that had been, so nothing can be said for sure. Run again when fewer contacts are being changed. Deleting 'By ID' needs no list.",
      );
    case 'unsaid':
      return say(because(words), task.check);
    case 'leftOut':
      return say(
        because(words),
        'Kore.ai leaves out what it does not accept, such as a number that is taken.',
      );
    case 'unauthorized':
      return say(
        because(
          byOption === true
            ? `Kore.ai refused the app of the option 'App (Stream) ID', or the credential for it${clockReason(failure)}`
            : `Kore.ai refused the credential${clockReason(failure)}`,
        ),
        clockReason(failure) === ''
          ? `${byOption === true ? OPTION_FIRST : ''}${unauthorizedAdvice(words)}`
          : `Set the clock of the machine that n8n runs on: a token is good for five minutes. ${unauthorizedAdvice(words)}`,
      );
    case 'rateLimit':
      return say(
        because("the account's requests per minute are used up"),
        `${waitAsked(failure)}Kore.ai counts every request of the account, from this workflow and from everything else. Run again in a minute; if it happens often, lower 'Requests per Minute' in the credential, or ask Kore.ai to raise the limit.`,
      );
    case 'unavailable':
      return say(
        because(`Kore.ai could not answer (status ${status})`),
        `${repeated(failure)}${waitAsked(failure)}Run again later; if it stays so, ask the administrator of your Kore.ai account.`,
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
    case 'proxy':
      return say(
        because(`a proxy on the way to Kore.ai wants a login (status ${status})`),
        'n8n reaches Kore.ai through a proxy. Set its user and password where n8n is configured; nothing in the item is to blame.',
      );
    case 'unsupported':
      return say(
        because(`the host does not take this kind of request (status ${status})`),
        "Check 'Environment URL' in the credential, and whether something between n8n and Kore.ai lets this method through. Nothing in the item is to blame.",
      );
    case 'credential':
      return say(because('the credential could not be used'), '');
    case 'cancelled':
      return { ...say(because('the workflow was cancelled'), ''), cancelled: true };
    case 'tooLong':
      return say(
        because(`${words}; 'Requests per Poll' allows ${most}`),
        "Raise 'Requests per Poll', as far as the account's requests per minute and the time of a poll allow. For a list that is longer, start the workflow with a Schedule Trigger in place of this one, and read the list with the operation 'Get Many', which takes the time it needs.",
      );
    case 'usedUp':
      return say(
        because(`the ${most} requests that 'Requests per Poll' allows were used up`),
        "Requests were repeated, or the list changed and was read again. If it happens often, raise 'Requests per Poll'.",
      );
    case 'refused':
      return say(
        because(
          `Kore.ai refused it${status === undefined || status < 300 ? '' : ` (status ${status})`}`,
        ),
        "Check the values of this item, and that 'App (Stream) ID' is the app that holds the contact.",
      );
  }
}

/** What Kore.ai does not do for one contact; the next may fare better. */
const REFUSALS: FailureKind[] = ['refused', 'leftOut'];

/** Kore.ai's other public APIs answer to an app that they do not know as to a wrong token. */
const OPTION_FIRST =
  "Check the option 'App (Stream) ID' first: a wrong ID there may be refused like a wrong token. ";

const MINUTE_MS = 60_000;

/** Why a token may be refused that is right: each is good from a little before it was made, and for five minutes. */
function clockReason({ clockAheadMs }: Failure): string {
  if (clockAheadMs === undefined) return '';
  const time = minutes(Math.abs(clockAheadMs));
  return `, most likely because n8n's clock is ${time} ${clockAheadMs > 0 ? 'behind' : 'ahead of'} Kore.ai's`;
}

/** What the answer asks for, where the node does not wait for it. */
function waitAsked({ retryAfterMs = 0 }: Failure): string {
  return retryAfterMs > MINUTE_MS
    ? `It asks to wait for ${minutes(retryAfterMs)}; until then, and for an hour at most, nothing more is sent for the account. `
    : '';
}

function repeated({ tries = 1 }: Failure): string {
  return tries > 1 ? `The request was sent ${tries} times. ` : '';
}

function minutes(ms: number): string {
  const count = Math.ceil(ms / MINUTE_MS);
  return count === 1 ? '1 minute' : `${count} minutes`;
}

/** Contacts named in a refusal; more would not help to choose. */
const NAMED = 5;

/** Where the message itself has the words, or the code of a broken line. */
const SAID_IN_MESSAGE: FailureKind[] = ['silent', 'unreachable', 'unsaid', 'leftOut', 'tooLong'];

/** The words that came with a failure, and whose they are. */
function quoted({ kind, words, candidates = [] }: Failure): string {
  if (kind === 'several') {
    const rest = candidates.length > NAMED ? ` and ${candidates.length - NAMED} more` : '';
    return `They are ${candidates.slice(0, NAMED).join(', ')}${rest}.`;
  }
  if (words === '' || SAID_IN_MESSAGE.includes(kind)) return '';
  if (kind === 'credential') return words;
  if (kind === 'proxy') return `The proxy said: "${words}".`;
  if (kind === 'redirected') return `It points to ${words}.`;
  return `Kore.ai said: "${words}".`;
}

function unauthorizedAdvice(words: string): string {
  if (/scope|permission/i.test(words)) {
    return 'Give the JWT app with this Client ID the API scope Configuration, then publish the app: scopes take effect only after that. If they are there, check that Client ID and Client Secret are those of this JWT app.';
  }
  return 'Check Client ID, Client Secret and Signing Algorithm in the credential against the JWT app in Kore.ai, and Account ID and App (Stream) ID against the app. The JWT app needs the API scope Configuration, and scopes take effect only after the app is published. Encrypt Token (JWE) must be on if the JWT app enforces JWE, and off if not.';
}
