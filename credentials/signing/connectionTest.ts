import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { checkedId } from './address';
import { TEST_TIME_MS } from './limits';

/**
 * Stands in the Test button's request where its address will be. Text between braces is no path of Kore.ai's, so
 * no other request is taken for it.
 */
export const TEST_ADDRESS = '/{contacts of the app}';

/** What n8n's HTTP client asks of a signal. */
type Signal = NonNullable<IHttpRequestOptions['abortSignal']>;

/** n8n shows its client's errors by their codes only, and an error without a code in its own words. */
const NO_ANSWER = `Kore.ai did not answer within ${TEST_TIME_MS / 1_000} seconds. Check the Environment URL, and whether n8n may reach that host: something on the way, such as a firewall, may swallow what is sent.`;

/**
 * Makes the request of the Test button: one page of contacts, by the path, host and scope of every operation.
 *
 * n8n gives each test five minutes, whatever its request says; so the time is limited here.
 *
 * @param request that n8n made of the credential's `test`
 * @throws Error that names the field to mend
 */
export function testRequest(
  credential: ICredentialDataDecryptedObject,
  request: IHttpRequestOptions,
): IHttpRequestOptions {
  const streamId = checkedId(credential['streamId'], 'App (Stream) ID');
  return {
    ...request,
    url: `/agentassist/api/v1/public/${streamId}/contacts`,
    abortSignal: endsWith(NO_ANSWER, TEST_TIME_MS),
  };
}

/**
 * A signal that ends the request with words. Of a plain one the client tells a code (`ERR_CANCELED`); what its
 * listener is given in place of an event, it fails with.
 */
function endsWith(words: string, ms: number): Signal {
  // Unlike a timer, it keeps no process alive.
  const time = AbortSignal.timeout(ms);
  let tell = () => {};
  return {
    aborted: false,
    addEventListener: (type: string, listener: (reason: Error) => void) => {
      tell = () => listener(new Error(words));
      time.addEventListener(type, tell);
    },
    removeEventListener: (type: string) => time.removeEventListener(type, tell),
  };
}
