import { isRecord } from '../record';
import { WORDS_LENGTH } from './limits';

/** JSON in base64url always begins so, and every token with JSON. */
const TOKEN_START = 'eyJ';

/** What has the form of a token: three parts if signed, five if encrypted. */
const MAYBE_TOKEN = /(?<![\w-])[\w-]+(?:\.[\w-]*){2,4}/g;

/**
 * Takes every token out of a text that came from outside. Some servers repeat what they were sent, and
 * what n8n saves can be read by everyone who may see the execution.
 */
export function withoutTokens(text: string): string {
  if (!text.includes(TOKEN_START)) return text;
  return text.replace(MAYBE_TOKEN, (part) => {
    const start = part.indexOf(TOKEN_START);
    return start === -1 ? part : `${part.slice(0, start)}[token removed]`;
  });
}

/** How much of a text is looked at: a page may be megabytes, and what is said is said at its beginning. */
const READ_LENGTH = 20_000;

/**
 * Makes a server's text fit to be shown: one line, no markup, no control characters, no tokens, and not
 * longer than a person reads.
 */
export function cleaned(text: string): string {
  const line = withoutTokens(text.slice(0, READ_LENGTH))
    .replace(/<(style|script|head)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/[<>]/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  // Cut between characters: half of an emoji would be shown as a broken one.
  const characters = Array.from(line.slice(0, 2 * (WORDS_LENGTH + 1)));
  return characters.length > WORDS_LENGTH
    ? `${characters.slice(0, WORDS_LENGTH).join('').trimEnd()}…`
    : line;
}

/** Where the services of Kore.ai put their words, in the order in which they are believed. */
const TEXT_KEYS = ['msg', 'message', 'error', 'errors', 'reason', 'description', 'detail'];

/**
 * How deep words are looked for. JSON in the `msg` of an entry of `errors` that holds `errors` again is
 * seven levels; beyond ten nobody wrote for people.
 */
const DEPTH = 10;

/**
 * Collects every piece of text in a body that says what went wrong: `errors[].msg`, `errors[].message`,
 * `message`, `error`, and JSON written into any of them.
 *
 * @returns the pieces in their order, each once, cleaned; empty when there are none
 */
export function wordsIn(body: unknown): string[] {
  return [...new Set(piecesOf(body, DEPTH).map(cleaned))].filter((words) => words !== '');
}

function piecesOf(value: unknown, depth: number): string[] {
  if (depth === 0 || value === null || value === undefined) return [];
  if (typeof value === 'string') {
    const inner = /^\s*[[{]/.test(value) ? parsed(value) : undefined;
    return inner === undefined ? [value] : piecesOf(inner, depth - 1);
  }
  if (Array.isArray(value)) return value.flatMap((entry: unknown) => piecesOf(entry, depth - 1));
  if (!isRecord(value)) return [];
  return TEXT_KEYS.flatMap((key) => piecesOf(value[key], depth - 1));
}

/** Parses JSON; undefined where the text is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
