import fc from 'fast-check';
import { failureFrom, failureOf } from '../../../../../nodes/shared/http/judge';
import { readResponse } from '../../../../../nodes/shared/http/message';
import { explain, type Task, taskOf } from '../../../../../nodes/shared/problem/explain';
import {
  type Failure,
  type FailureKind,
  mayBeDone,
} from '../../../../../nodes/shared/problem/failure';
import type { Problem } from '../../../../../nodes/shared/problem/problem';

const subject = "Contact '65f7d49a5dd06e2cefa12345'";

const check = "See with 'Get' whether it is still there.";

const task: Task = {
  undone: 'was not deleted',
  unsure: 'may or may not have been deleted',
  check,
  canContinue: true,
};

const told = (msg: string, code: number) => ({ errors: [{ msg, code }] });

const say = (failure: Failure): Problem => explain(failure, subject, task);

const answer = (status: number, body: unknown, headers = {}): Failure => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const failure = failureOf(readResponse({ statusCode: status, headers, body: text }));
  if (failure === undefined) throw new Error(`${status} ${text} is no failure`);
  return failure;
};

/** One failure of every kind, as it really comes about. */
const failures: Record<FailureKind, Failure> = {
  cancelled: { kind: 'cancelled', words: '' },
  credential: failureFrom(new Error('The Client Secret of the Kore API credential is empty.')),
  missing: answer(404, told('Contact not found', 404)),
  rateLimit: answer(429, told("You've exceeded the per-minute rate limit.", 429)),
  unauthorized: answer(401, told('Invalid SDK credentials', 4002)),
  refused: answer(412, told('Validation errors/ Invalid arguments', 412)),
  unavailable: answer(502, '<html><body><h1>Bad Gateway</h1></body></html>'),
  silent: { kind: 'silent', words: 'no answer within 30000 ms' },
  unreachable: failureFrom(Object.assign(new Error('x'), { code: 'ENOTFOUND' })),
  redirected: answer(302, '', { location: 'https://login.example/' }),
  notKore: answer(200, '<!DOCTYPE html><p>Sign in</p>'),
  proxy: answer(407, '<!DOCTYPE html><p>Log in</p>'),
  unsupported: answer(405, told('Method Not Allowed', 405)),
  several: { kind: 'several', words: '', candidates: ['Asha Rao (a)', 'b (b)'], onlyRead: true },
  incomplete: { kind: 'incomplete', words: '', onlyRead: true },
  changing: { kind: 'changing', words: '', onlyRead: true },
  unsaid: { kind: 'unsaid', words: "Kore.ai's answer does not say", detail: 'It names nothing.' },
  leftOut: { kind: 'leftOut', words: "Kore.ai's answer does not contain it" },
  tooLong: { kind: 'tooLong', words: '500 contacts, 10 a page, take 56 requests', most: 30 },
  usedUp: { kind: 'usedUp', words: '', most: 30, unsent: true },
};

/** Where the message has the words, so that there is no sentence without them. */
const IN_MESSAGE = ['silent', 'unreachable', 'unsaid', 'leftOut', 'tooLong'];

const textOf = (failure: Failure): string => {
  const { message, description } = say(failure);
  return `${message} ${description}`;
};

describe.each(Object.entries(failures))('a failure that is %s', (kind, failure) => {
  it('names the contact first, in one line', () => {
    const { message } = say(failure);
    expect(message.startsWith(subject)).toBe(true);
    expect(message).not.toMatch(/[\n<>]/);
  });

  it('is said without gaps, with words and without', () => {
    const wordless = { ...failure, words: IN_MESSAGE.includes(kind) ? failure.words : '' };
    for (const text of [textOf(failure), textOf(wordless)]) {
      expect(text).not.toMatch(/undefined|null|NaN|\[object|""|\(\)| {2}|\. \.|to \./);
    }
    expect(say(failure).description).toBe(say(failure).description.trim());
  });

  it('is a problem of the service, unless the credential or a person caused it', () => {
    const problem = say(failure);
    const own = kind === 'credential' || kind === 'cancelled';
    expect(problem.cause).toBe(own ? 'input' : 'service');
    expect(problem.cancelled === true).toBe(kind === 'cancelled');
    expect(problem.status).toBe(failure.status);
  });

  it("tells what was said, and for the service's sake that Kore.ai said it", () => {
    if (failure.words !== '') expect(textOf(failure)).toContain(failure.words);
  });
});

describe('what to do next', () => {
  it('after a refused token names everything that can be wrong', () => {
    const { description } = say(failures.unauthorized);
    expect(description).toContain('Kore.ai said: "Invalid SDK credentials".');
    for (const part of ['Client ID', 'Client Secret', 'Signing Algorithm', 'Account ID']) {
      expect(description).toContain(part);
    }
    expect(description).toMatch(/App \(Stream\) ID/);
    expect(description).toMatch(/scope Configuration/);
    expect(description).toMatch(/published/);
  });

  it('after a wrong scope begins with the scope and with publishing, and names Client ID and secret', () => {
    const failure = answer(401, told('Permission denied. Scope is incorrect!', 4002));
    const { description } = say(failure);
    expect(description).toMatch(/API scope Configuration, then publish the app/);
    expect(description).toMatch(/Client ID and Client Secret/);
  });

  it('after a replayed token is that of a refused one', () => {
    const failure = answer(401, told('error verifying the jwt: possibly a replay', 401));
    expect(say(failure).description).toContain('possibly a replay');
  });

  it.each([
    ['missing', /was not found at Kore\.ai/, /'If Contact Is Missing'/],
    ['rateLimit', /was not deleted: .*requests per minute/, /'Requests per Minute'/],
    ['unavailable', /may or may not have been deleted: .*status 502/, /Run again later/],
    ['silent', /may or may not have been deleted: .*30000 ms/, /'Timeout'/],
    ['unreachable', /was not deleted: .*ENOTFOUND/, /'Environment URL'/],
    ['redirected', /was not deleted: .*redirect.*302/, /points to https:\/\/login\.example\//],
    // A page in place of a success tells nothing of what was done.
    ['notKore', /may or may not have been deleted: .*not from Kore\.ai/, /'Environment URL'/],
    ['proxy', /was not deleted: a proxy .*status 407/, /^The proxy said: "Log in"\. /],
    ['unsupported', /was not deleted: .*status 405/, /Nothing in the item is to blame/],
    ['credential', /was not deleted: the credential/, /Client Secret.* is empty/],
    ['cancelled', /was not deleted: the workflow was cancelled/, /^$/],
    ['refused', /was not deleted: .*status 412/, /'App \(Stream\) ID'/],
    ['several', /was not deleted: 2 contacts have this number$/, /^They are .*'By ID'/],
    ['incomplete', /was not deleted: .*its whole list/, /nothing can be said for sure.*'By ID'/],
    ['unsaid', /may or may not have been deleted: .*does not say$/, /^It names nothing\. See with/],
    ['leftOut', /was not deleted: .*does not contain it$/, /leaves out what it does not accept/],
  ] as const)('after %s is told, and so is what happened', (kind, message, description) => {
    expect(say(failures[kind]).message).toMatch(message);
    expect(say(failures[kind]).description).toMatch(description);
  });

  it('after a missing contact names the option only where the operation has it', () => {
    const { description } = explain(failures.missing, subject, {
      ...task,
      canContinue: false,
    });
    expect(description).toContain('may have been deleted before');
    expect(description).not.toContain('If Contact Is Missing');
  });

  it.each([
    ['nobody answered', failures.silent],
    ['Kore.ai broke down (500)', answer(500, told('Internal Server Error', 500))],
    ['a gateway heard nothing (502)', answer(502, 'Bad Gateway')],
    ['a gateway heard nothing (504)', answer(504, '')],
    ['it was cancelled under way', { kind: 'cancelled', words: '', silentBefore: true } as const],
    ['an earlier try got no answer', { ...failures.rateLimit, silentBefore: true }],
    ['the answer does not say', failures.unsaid],
    ['it was left out after a try without an answer', { ...failures.leftOut, silentBefore: true }],
  ])('never claims that a contact was not deleted where %s', (_, failure) => {
    const { message, unsure } = say(failure);
    expect(message).toContain(`${subject} ${task.unsure}: `);
    expect(message).not.toContain(task.undone);
    expect([mayBeDone(failure), unsure]).toEqual([true, true]);
  });

  it.each([
    ['Kore.ai was down (503)', answer(503, 'Service Unavailable')],
    ['the rate was used up', failures.rateLimit],
    ['the credential was refused', failures.unauthorized],
    ['the host was not reached', failures.unreachable],
    ['it was cancelled before it went out', failures.cancelled],
    ['an earlier try was answered', { ...failures.refused, silentBefore: false }],
    ['several contacts have the number', failures.several],
    ['the list was not shown whole', failures.incomplete],
    ['the answer leaves it out', failures.leftOut],
    ['nobody answered for the list', { ...failures.silent, onlyRead: true }],
    ['Kore.ai could not answer for the list', { ...failures.unavailable, onlyRead: true }],
    ['the list was asked for twice', { ...failures.rateLimit, silentBefore: true, onlyRead: true }],
  ])('is sure that a contact was not deleted where %s', (_, failure) => {
    const { message, unsure } = say(failure);
    expect(message).toContain(`${subject} ${task.undone}: `);
    expect([mayBeDone(failure), unsure]).toEqual([false, false]);
  });
});

describe('several contacts with one number', () => {
  const names = Array.from({ length: 8 }, (_, i) => `Asha ${i} (a${i})`);
  const saidOf = (count: number) => say({ ...failures.several, candidates: names.slice(0, count) });

  it.each([2, 5])('are all named where they are %i', (count) => {
    const { message, description } = saidOf(count);
    expect(message).toBe(`${subject} was not deleted: ${count} contacts have this number`);
    expect(description).toContain(`They are ${names.slice(0, count).join(', ')}. Write the number`);
  });

  it.each([6, 8])('are counted behind the fifth where they are %i', (count) => {
    const { message, description } = saidOf(count);
    expect(message).toContain(`${count} contacts`);
    expect(description).toContain(
      `They are ${names.slice(0, 5).join(', ')} and ${count - 5} more. Write the number`,
    );
  });
});

describe('an answer that does not bear the work out', () => {
  it('is told with what to do about it, and nothing twice', () => {
    expect(say(failures.unsaid).description).toBe(`It names nothing. ${check}`);
    expect(say({ kind: 'unsaid', words: 'it says another name' })).toMatchObject({
      message: `${subject} may or may not have been deleted: it says another name`,
      description: check,
    });
  });

  it('is told alone where the operation has no advice', () => {
    const { description } = explain(failures.unsaid, subject, taskOf('deleted'));
    expect(description).toBe('It names nothing.');
  });
});

it('a task is told in words that complete a sentence', () => {
  expect(taskOf('created')).toEqual({
    undone: 'was not created',
    unsure: 'may or may not have been created',
    check: '',
    canContinue: false,
  });
  expect(taskOf('deleted', { check, canContinue: true })).toEqual(task);
});

describe('what Kore.ai says', () => {
  it('is told entry by entry', () => {
    const body = { errors: [{ msg: 'firstName is needed' }, { message: 'lastName is needed' }] };
    expect(say(answer(412, body)).description).toContain(
      'Kore.ai said: "firstName is needed; lastName is needed".',
    );
  });

  it('is shown without markup and control characters, whatever it is', () => {
    const word = fc.oneof(
      fc.constantFrom(
        '<script>alert(1)</script>',
        '<img src=x onerror=y>',
        '\u0000',
        '\n',
        '<',
        '>',
      ),
      fc.string({ unit: 'binary' }),
    );
    const words = fc.array(word, { maxLength: 5 }).map((list) => list.join(''));
    const status = fc.constantFrom(200, 302, 400, 401, 404, 412, 429, 500, 502);
    fc.assert(
      fc.property(status, words, words, (code, text, html) => {
        for (const body of [told(text, 412), text, `<html>${html}`]) {
          const reply = readResponse({
            statusCode: code,
            headers: { location: text },
            body: JSON.stringify(body),
          });
          const failure = failureOf(reply);
          if (failure !== undefined) expect(textOf(failure)).not.toMatch(/[\p{Cc}\p{Cf}<>]/u);
        }
      }),
    );
  });
});

describe('what is only said where it is so', () => {
  const down: Failure = { kind: 'unavailable', status: 503, words: '' };

  it('is that a request was repeated', () => {
    expect(say({ ...down, tries: 1 }).description).not.toMatch(/sent|repeated/);
    expect(say({ ...down, tries: 4 }).description).toMatch(/^The request was sent 4 times\. /);
  });

  it('is that a wait was asked for', () => {
    expect(say(down).description).not.toContain('asks to wait');
    for (const kind of ['unavailable', 'rateLimit'] as const) {
      const { description } = say({ ...down, kind, retryAfterMs: 600_000 });
      expect(description).toContain(
        'It asks to wait for 10 minutes; until then, and for an hour at most, nothing',
      );
    }
  });

  it("is that n8n's clock may be the cause", () => {
    const refused: Failure = { kind: 'unauthorized', status: 401, words: '' };
    expect(say(refused).message).toMatch(/refused the credential$/);
    const told = say({ ...refused, clockAheadMs: 420_000 });
    expect(told.message).toMatch(/most likely because n8n's clock is 7 minutes behind Kore\.ai's$/);
    expect(say({ ...refused, clockAheadMs: -420_000 }).message).toMatch(/7 minutes ahead of/);
    expect(told.description).toMatch(/^Set the clock of the machine that n8n runs on/);
  });

  it('is the status of a refusal, where it is one', () => {
    expect(say({ kind: 'refused', status: 200, words: '' }).message).toMatch(/refused it$/);
  });
});
