import { createHash } from 'node:crypto';

/** The ids of one made-up account, and those of what it holds. */
export interface Identity {
  accountId: string;
  streamId: string;
  clientId: string;
  secret: string;
  orgId: string;
  userId: string;
  agentId: string;
}

/**
 * @param name what the id stands for; the same name gives the same id
 * @returns 24 hex digits, the form of Kore's contact and account ids (C)
 */
export function hexId(name: string): string {
  return createHash('sha1').update(name).digest('hex').slice(0, 24);
}

/**
 * @param name what the id stands for; the same name gives the same id
 * @returns a uuid with version 5 and its variant, the form inside stream and client ids (C)
 */
export function uuid5(name: string): string {
  const hex = createHash('sha1').update(name).digest('hex');
  const variant = ((parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/**
 * @param seed the sandbox's seed
 * @returns the account that this seed always gives; id forms as in the reference's samples (C, D)
 */
export function makeIdentity(seed: number): Identity {
  return {
    accountId: hexId(`account ${seed}`),
    streamId: `st-${uuid5(`stream ${seed}`)}`,
    clientId: `cs-${uuid5(`client ${seed}`)}`,
    secret: createHash('sha256').update(`sandbox secret ${seed}`).digest('base64url'),
    orgId: `o-${uuid5(`org ${seed}`)}`,
    userId: `u-${uuid5(`user ${seed}`)}`,
    agentId: `a-${uuid5(`agent ${seed}`)}`,
  };
}
