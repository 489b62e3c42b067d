/** The line length of a PEM body (RFC 7468, section 2). */
const PEM_LINE = 64;

const PEM = /-----BEGIN ([A-Z ]+)-----([\s\S]*?)-----END \1-----/;

/**
 * Restores the line breaks of a private key.
 *
 * n8n's password fields hold one line, so a pasted key arrives with spaces, or with `\n` written out,
 * where its line breaks were, and would not be understood.
 *
 * @param pasted the key as the credential holds it
 * @returns the same key with proper line breaks; text that is no PEM block comes back trimmed
 */
export function restorePem(pasted: string): string {
  const text = pasted.replace(/\\r|\\n/g, '\n').trim();
  const block = PEM.exec(text);
  const label = block?.[1];
  const content = block?.[2];
  // An encrypted key has header lines of its own; taking out their spaces would break it.
  if (label === undefined || content === undefined || content.includes(':')) return text;
  const body = content.replace(/\s+/g, '').match(new RegExp(`.{1,${PEM_LINE}}`, 'g')) ?? [];
  return [`-----BEGIN ${label}-----`, ...body, `-----END ${label}-----`, ''].join('\n');
}
