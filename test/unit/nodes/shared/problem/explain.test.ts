import fc from 'fast-check';
import { explain, isProblem, type Task } from '../../../../../nodes/shared/problem/explain';
import {
  type Failure,
  type FailureKind,
  failureOf,
  mayBeDone,
} from '../../../../../nodes/shared/http/failure';
import { failureFrom } from '../../../../../nodes/shared/http/network';
import { readResponse } from '../../../../../nodes/shared/http/response';

const task: Task = {
  subject: "Contact '65f7d49a5dd06e2cefa12345'",
  undone: 'was not deleted',
  unsure: 'may or may not have been deleted',
  canContinue: true,
};

const answer = (status: number, body: unknown, headers = {}): Failure => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const failure = failureOf(readResponse({ statusCode: status, headers, body: text }));
  if (failure === undefined) throw new Error(`${status} ${text} is no failure`);
  return failure;
};

const told = (msg: string, code: number) => ({ errors: [{ msg, code }] });

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
};

const textOf = (failure: Failure): string => {
  const { message, description } = explain(failure, task);
  return `${message} ${description}`;
};

describe.each(Object.entries(failures))('a failure that is %s', (kind, failure) => {
  it('names the contact first, in one line', () => {
    const { message } = explain(failure, task);
    expect(message.startsWith(task.subject)).toBe(true);
    expect(message).not.toMatch(/[\n<>]/);
  });

  it('is said without gaps, with words and without', () => {
    const unsaid = {
      ...failure,
      words: kind === 'silent' || kind === 'unreachable' ? failure.words : '',
    };
    for (const text of [textOf(failure), textOf(unsaid)]) {
      expect(text).not.toMatch(/undefined|null|NaN|\[object|""|\(\)| {2}|\. \.|to \./);
    }
    expect(explain(failure, task).description).toBe(explain(failure, task).description.trim());
  });

  it('is a problem of the service, unless the credential or a person caused it', () => {
    const problem = explain(failure, task);
    expect(isProblem(problem)).toBe(true);
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
    const { description } = explain(failures.unauthorized, task);
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
    const { description } = explain(failure, task);
    expect(description).toMatch(/API scope Configuration, then publish the app/);
    expect(description).toMatch(/Client ID and Client Secret/);
  });

  it('after a replayed token is that of a refused one', () => {
    const failure = answer(401, told('error verifying the jwt: possibly a replay', 401));
    expect(explain(failure, task).description).toContain('possibly a replay');
  });

  it.each([
    ['missing', /was not found at Kore\.ai/, /'If Contact Is Missing'/],
    ['rateLimit', /was not deleted: .*requests per minute/, /'Requests per Minute'/],
    ['unavailable', /may or may not have been deleted: .*status 502/, /Run again later/],
    ['silent', /may or may not have been deleted: .*30000 ms/, /'Timeout'/],
    ['unreachable', /was not deleted: .*ENOTFOUND/, /'Environment URL'/],
    ['redirected', /was not deleted: .*redirect.*302/, /points to https:\/\/login\.example\//],
    ['notKore', /was not deleted: .*not from Kore\.ai/, /'Environment URL'/],
    ['credential', /was not deleted: the credential/, /Client Secret.* is empty/],
    ['cancelled', /was not deleted: the workflow was cancelled/, /^$/],
    ['refused', /was not deleted: .*status 412/, /'App \(Stream\) ID'/],
  ] as const)('after %s is told, and so is what happened', (kind, message, description) => {
    expect(explain(failures[kind], task).message).toMatch(message);
    expect(explain(failures[kind], task).description).toMatch(description);
  });

  it('after a missing contact names the option only where the operation has it', () => {
    const { description } = explain(failures.missing, { ...task, canContinue: false });
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
  ])('never claims that a contact was not deleted where %s', (_, failure) => {
    const { message } = explain(failure, task);
    expect(message).toContain(`${task.subject} ${task.unsure}: `);
    expect(message).not.toContain(task.undone);
    expect(mayBeDone(failure)).toBe(true);
  });

  it.each([
    ['Kore.ai was down (503)', answer(503, 'Service Unavailable')],
    ['the rate was used up', failures.rateLimit],
    ['the credential was refused', failures.unauthorized],
    ['the host was not reached', failures.unreachable],
    ['it was cancelled before it went out', failures.cancelled],
    ['an earlier try was answered', { ...failures.refused, silentBefore: false }],
  ])('is sure that a contact was not deleted where %s', (_, failure) => {
    const { message } = explain(failure, task);
    expect(message).toContain(`${task.subject} ${task.undone}: `);
    expect(mayBeDone(failure)).toBe(false);
  });
});

describe('what Kore.ai says', () => {
  it('is told entry by entry', () => {
    const body = { errors: [{ msg: 'firstName is needed' }, { message: 'lastName is needed' }] };
    expect(explain(answer(412, body), task).description).toContain(
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

describe('whether something is a problem', () => {
  it.each([[{}], [{ id: 'a' }], [{ message: 'a' }], [{ cause: 'input' }], [[]], [new Error('a')]])(
    '%p is none',
    (value) => {
      expect(isProblem(value)).toBe(false);
    },
  );
});
