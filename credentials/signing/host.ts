/** Hosts of this machine itself, where plain http can't be overheard. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Turns what a person typed as Environment URL into the origin that every request goes to.
 *
 * Kore.ai's environments are plain hosts (`https://platform.kore.ai`, `https://de-platform.kore.ai`), and people
 * paste them with or without the scheme and with trailing slashes. Anything more than a host would send the signed
 * token somewhere the person did not mean, so it is refused.
 *
 * @param typed the credential's Environment URL
 * @param allowInsecure whether plain http is allowed for hosts other than loopback
 * @returns the origin, such as `https://platform.kore.ai`, without a trailing slash
 * @throws Error that says what is wrong and how to write it
 */
export function originOf(typed: unknown, allowInsecure: boolean): string {
  const text = typeof typed === 'string' ? typed.trim() : '';
  const refuse = (why: string) =>
    new Error(
      `The Environment URL of the Kore API credential ${why}. Enter only the host, such as https://platform.kore.ai.`,
    );
  if (text === '') throw refuse('is empty');
  // A backslash, control character or space is read as a slash, or dropped, by URL parsers.
  if (/[\s\\\p{Cc}\p{Cf}]/u.test(text)) throw refuse('contains a character that no host has');

  const url = parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  if (url === undefined || url.hostname === '') throw refuse('is not a host');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw refuse(`starts with ${url.protocol}//, which is not https`);
  }
  if (url.username !== '' || url.password !== '' || text.includes('@')) {
    throw refuse('contains a user name or password');
  }
  if (url.pathname.replace(/\/+$/, '') !== '') throw refuse('contains a path');
  if (/[?#]/.test(text)) throw refuse('contains a query or a fragment');
  if (url.protocol === 'http:' && !allowInsecure && !LOOPBACK.test(url.hostname)) {
    throw new Error(
      'The Environment URL of the Kore API credential starts with http://, which would send the token unencrypted. Use https://, or switch on Allow Insecure Connection for a private test system.',
    );
  }
  return url.origin;
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
