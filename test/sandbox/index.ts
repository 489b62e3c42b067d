import { makeKeys, TokenCheck } from './auth';
import { Delays } from './delays';
import { FaultQueue } from './faults';
import { makeIdentity } from './identity';
import { makeEncryption } from './jwe';
import { RateLimiter } from './rateLimiter';
import { Recorder } from './recorder';
import { buildServer } from './server';
import { ContactStore } from './store';
import { defaultSwitches } from './switches';
import type { Switches } from './switches';
import type { Sandbox, SandboxOptions } from './types';

export { defaultSwitches } from './switches';
export type { ContentEncryption } from './jwe';
export type { Switches } from './switches';
export type {
  Algorithm,
  CellPhone,
  Fault,
  NewContact,
  RecordedFile,
  RecordedRequest,
  Sandbox,
  SandboxCredential,
  SandboxOptions,
  StoredContact,
} from './types';

const HOST = '127.0.0.1';

/**
 * Starts a fake Kore contact center over real HTTP. Its behaviour is that of README.md;
 * what that leaves open is a switch.
 *
 * @param options see `SandboxOptions`; all have defaults
 * @returns the running sandbox, which has to be closed
 * @throws Error if the port is taken
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { seed = 1, algorithm = 'HS256', enforceJwe = 'none' } = options;
  const switches: Switches = structuredClone({ ...defaultSwitches, ...options.switches });
  const identity = makeIdentity(seed);
  const keys = makeKeys(algorithm, identity.secret);
  const jwe = enforceJwe === 'none' ? undefined : { enc: enforceJwe, encryption: makeEncryption() };
  const store = new ContactStore(seed, identity, switches);
  for (let i = 0; i < (options.contacts ?? 10); i++) store.add();
  const recorder = new Recorder(options.log);
  const faults = new FaultQueue();
  const delays = new Delays();
  const { requestsPerMinute = 60, rateWindowMs = 60_000 } = options;
  let { latencyMs = 0 } = options;
  let afterPage: (pages: number) => void = () => undefined;
  let pages = 0;

  const app = await buildServer({
    seed,
    switches,
    store,
    recorder,
    faults,
    tokens: new TokenCheck(
      identity,
      keys.verify,
      algorithm,
      options.enforceJti ?? true,
      switches,
      jwe,
    ),
    limiter: new RateLimiter(requestsPerMinute, rateWindowMs, switches),
    delays,
    latencyMs: () => latencyMs,
    afterPage: () => afterPage(++pages),
  });
  const url = await app.listen({ host: HOST, port: options.port ?? 0 });
  const { accountId, streamId, clientId, secret } = identity;

  return {
    url,
    credential: {
      host: url,
      accountId,
      streamId,
      clientId,
      secret,
      algorithm,
      privateKey: keys.privateKey,
      encryptToken: jwe !== undefined,
      encryptionKey: jwe?.encryption.jwk ?? '',
      contentEncryption: jwe?.enc ?? 'A128CBC-HS256',
    },
    contacts: store.contacts,
    find: (id) => store.find(id),
    add: (person) => store.add(person),
    requests: recorder.requests,
    get maxConcurrent() {
      return recorder.maxConcurrent;
    },
    clearRequests: () => recorder.clear(),
    switches,
    fault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    onPage: (change) => {
      afterPage = change;
    },
    setLatency: (ms) => {
      latencyMs = ms;
    },
    waitForRequests: (n, predicate = () => true) => recorder.waitFor(n, predicate),
    close: async () => {
      delays.stop();
      await app.close();
    },
  };
}
