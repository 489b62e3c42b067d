import { STATUS_CODES } from 'node:http';
import type { Switches } from './switches';

/** Thrown by any part of the sandbox to refuse a request; `renderFailure` spells it. */
export class Refusal extends Error {
  /**
   * @param status HTTP status
   * @param text what went wrong, in Kore's words where they are known
   * @param code the body's `code`; default the status
   * @param details more entries for `errors`
   * @param headers headers of the answer
   */
  constructor(
    readonly status: number,
    readonly text: string,
    readonly code: number = status,
    readonly details: string[] = [],
    readonly headers: Record<string, string> = {},
  ) {
    super(text);
  }
}

/** The texts below are those of the table "Failures" of README.md (C). */
export const invalidCredentials = (): Refusal => new Refusal(401, 'Invalid SDK credentials', 4002);

export const wrongScope = (): Refusal =>
  new Refusal(401, 'Permission denied. Scope is incorrect!', 4002);

export const replayed = (): Refusal =>
  new Refusal(401, 'error verifying the jwt: possibly a replay', 401);

export const invalidStream = (): Refusal => new Refusal(400, 'Invalid StreamId', 400);

/** @param details which fields are wrong; this wording is the sandbox's own */
export const invalidArguments = (...details: string[]): Refusal =>
  new Refusal(412, 'Validation errors/ Invalid arguments', 412, details);

/** @param status what a page that is too large gets; for `hang` there is no answer */
export const limitTooLarge = (status: Switches['limitRefusal']): Refusal =>
  status === 'hang' || status === 412
    ? invalidArguments('limit is too large')
    : new Refusal(status, status < 500 ? 'limit is too large' : 'Bad Gateway');

/** The wording is the sandbox's own: Kore's is unknown. */
export const contactNotFound = (status: number): Refusal =>
  new Refusal(status, 'Contact not found');

/** @param words in place of the sandbox's own, where there are any: Kore's are unknown */
export const duplicateNumber = (status: number, number: string, words: string): Refusal =>
  new Refusal(status, words || `Contact with phone number ${number} already exists`);

/** A reason that all contacts share; the wording is the sandbox's own. */
export const breaksRule = (name: string, number: string): Refusal =>
  new Refusal(412, `Contact ${name} (${number}) breaks a rule of this account`);

/** A failure ready to be sent. */
export interface RenderedFailure {
  status: number;
  contentType: string;
  body: string;
}

/**
 * Spells a failure in the way that the switches choose.
 *
 * @param refusal what to tell
 * @param switches `failureShape`, `failureStatus` and `validationDetail` count
 * @returns status, type and body of the answer
 */
export function renderFailure(
  refusal: Pick<Refusal, 'status' | 'text' | 'code' | 'details'>,
  switches: Pick<Switches, 'failureShape' | 'failureStatus' | 'validationDetail'>,
): RenderedFailure {
  const status = switches.failureStatus === '200' ? 200 : refusal.status;
  const texts = [refusal.text, ...(switches.validationDetail === 'several' ? refusal.details : [])];
  const { code } = refusal;
  const json = (value: unknown): RenderedFailure => ({
    status,
    contentType: 'application/json; charset=utf-8',
    body: JSON.stringify(value),
  });
  switch (switches.failureShape) {
    case 'errors-msg':
      return json({ errors: texts.map((msg) => ({ msg, code })) });
    case 'errors-message':
      return json({ errors: texts.map((message) => ({ message, code })) });
    case 'msg-json':
      return json({
        errors: texts.map((message) => ({ msg: JSON.stringify({ message, code }), code })),
      });
    case 'status-error':
      return json({ status: 'Error', message: texts.join('; ') });
    case 'error':
      return json({ error: texts.join('; ') });
    case 'code-message':
      return json({ code, message: texts.join('; ') });
    case 'html':
      return { status, contentType: 'text/html; charset=utf-8', body: html(refusal.status, texts) };
    case 'text':
      return { status, contentType: 'text/plain; charset=utf-8', body: texts.join('\n') };
    case 'empty':
      return { status, contentType: 'text/plain; charset=utf-8', body: '' };
  }
}

function html(status: number, texts: string[]): string {
  const title = `${status} ${STATUS_CODES[status] ?? 'Error'}`;
  return (
    `<!DOCTYPE html><html><head><title>${title}</title></head>` +
    `<body><center><h1>${title}</h1></center><hr>${texts.map((text) => `<p>${text}</p>`).join('')}</body></html>`
  );
}
