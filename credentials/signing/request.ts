import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { addressOf } from './address';
import { tokenFor } from './credentialToken';

/**
 * A request as n8n hands it over. The HTTP Request node still describes its requests in an older form,
 * with `uri` and switches of its own; both forms must be signed, and held to the same rules.
 */
export type SignableRequest = IHttpRequestOptions & {
  uri?: string | undefined;
  followRedirect?: boolean;
  followAllRedirects?: boolean;
  rejectUnauthorized?: boolean;
  agentOptions?: object;
};

/**
 * What is kept of `agentOptions`: the client's own certificate. Any other of them (`ca`, `checkServerIdentity`,
 * `lookup`, `socketPath`, ...) could bring the token to a server that the credential did not choose.
 */
const CLIENT_CERTIFICATE = ['cert', 'key', 'passphrase', 'pfx'];

/** Headers that are the credential's to set, or that a gateway could follow to another place. */
const OWN_HEADERS = ['auth', 'accountid', 'host'];

/**
 * Signs a request to Kore.ai: a fresh token in `auth`, encrypted where the credential says so, and the account in
 * `accountId`.
 *
 * The token is worth as much as the secret while it lives, so it goes to the credential's own host and
 * nowhere else: any other origin is refused, and redirects are not followed, since clients pass custom
 * headers on to wherever a redirect points. For the same reason the credential alone says whether certificates are
 * checked, and a proxy that the request names is left out.
 *
 * @param request the request as n8n or the HTTP Request node made it; it is not changed
 * @returns a copy with an absolute URL, the two headers, redirects off and certificates as the credential has it
 * @throws Error in plain words, free of secrets, before anything is sent
 */
export async function signRequest(
  credential: ICredentialDataDecryptedObject,
  request: SignableRequest,
): Promise<SignableRequest> {
  const { origin, accountId } = addressOf(credential);
  const url = absoluteUrl(request, origin);
  const isChecked = credential['allowInsecure'] !== true;
  const signed: SignableRequest = {
    ...request,
    url,
    headers: { ...withoutOwnHeaders(request.headers), auth: await tokenFor(credential), accountId },
    disableFollowRedirect: true,
    sendCredentialsOnCrossOriginRedirect: false,
    followRedirect: false,
    followAllRedirects: false,
    skipSslCertificateValidation: !isChecked,
    rejectUnauthorized: isChecked,
  };
  delete signed.baseURL;
  delete signed.proxy;
  // In the older form `uri` wins over `url`, so it must be the checked one too.
  if (request.uri !== undefined) signed.uri = url;
  // The older form hands these on to the connection, where they would win.
  if (request.agentOptions !== undefined) {
    const kept = Object.entries(request.agentOptions).filter(([name]) =>
      CLIENT_CERTIFICATE.includes(name),
    );
    signed.agentOptions = { ...Object.fromEntries(kept), rejectUnauthorized: isChecked };
  }
  return signed;
}

/**
 * Where the request goes, written out in full: what was checked is then what is sent, whichever way the
 * HTTP client reads odd spellings.
 */
function absoluteUrl(request: SignableRequest, origin: string): string {
  const target = request.uri ?? request.url;
  // What begins with a scheme or two slashes says its own host; the rest is put behind the base, as n8n does.
  const isComplete = /^([a-z][a-z0-9+.-]*:|[\\/]{2})/i.test(target.trim());
  const base = (request.baseURL || origin).replace(/\/+$/, '');
  const text = isComplete ? target : `${base}/${target.replace(/^\/+/, '')}`;
  // A URL parser drops line breaks, and what was two slashes apart may then be a host.
  const from = isComplete ? origin : undefined;
  const url = URL.canParse(text, from) && !/\p{Cc}/u.test(text) ? new URL(text, from) : undefined;
  if (url?.href.startsWith(`${origin}/`)) return url.href;
  throw new Error(
    `The Kore API credential is for ${origin} only, so this request was not sent and not signed. Use a URL that begins with ${origin}/, or change the Environment URL in the credential.`,
  );
}

/** Header names have no case, so a header that was typed by hand could otherwise stand beside ours. */
function withoutOwnHeaders(
  headers: IHttpRequestOptions['headers'],
): IHttpRequestOptions['headers'] {
  return Object.fromEntries(
    Object.entries(headers ?? {}).filter(
      ([name]) => !OWN_HEADERS.includes(name.trim().toLowerCase()),
    ),
  );
}
