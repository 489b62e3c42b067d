import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { plain, written } from './address';
import { type ContentEncryption, encryptToken } from './encryption';
import { readEncryptionKey } from './jwk';
import { restorePem } from './pem';
import { type Algorithm, createToken } from './token';

/**
 * Makes the token that a credential's fields ask for: signed, and then encrypted where the JWT app enforces JWE.
 *
 * @returns a fresh token for one request
 * @throws Error in plain words that names the field to mend, free of secrets
 */
export async function tokenFor(credential: ICredentialDataDecryptedObject): Promise<string> {
  const signed = signedToken(credential);
  return credential['encryptToken'] === true ? await encrypted(signed, credential) : signed;
}

function signedToken(credential: ICredentialDataDecryptedObject): string {
  const algorithm = algorithmOf(credential['algorithm']);
  const usesKeyPair = algorithm.startsWith('RS');
  const field = usesKeyPair ? 'Private Key' : 'Client Secret';
  const typed = written(usesKeyPair ? credential['privateKey'] : credential['secret']);
  const clientId = plain(written(credential['clientId']));
  if (clientId === '') throw new Error('The Client ID of the Kore API credential is empty.');
  if (typed.trim() === '') {
    throw new Error(
      `The ${field} of the Kore API credential is empty, and ${algorithm} signs with it.`,
    );
  }
  const signed = createToken({
    clientId,
    identity: written(credential['identity']).trim() || 'n8n',
    algorithm,
    signWith: usesKeyPair ? restorePem(typed) : typed.trim(),
  });
  if (signed !== undefined) return signed;
  throw new Error(
    `The ${field} of the Kore API credential can't sign with ${algorithm}. ${
      usesKeyPair
        ? 'Paste the whole RSA private key in PEM form, unencrypted and of 2048 bits or more, from its BEGIN line to its END line.'
        : 'Copy it again from the JWT app in Kore.ai.'
    }`,
  );
}

async function encrypted(
  token: string,
  credential: ICredentialDataDecryptedObject,
): Promise<string> {
  const encryption = contentEncryptionOf(credential['contentEncryption']);
  const key = readEncryptionKey(credential['encryptionKey']);
  const sealed = await encryptToken(token, key, encryption);
  if (sealed !== undefined) return sealed;
  throw new Error(
    `The Encryption Key (JWK) of the Kore API credential can't encrypt. Copy it again from the JWT app in Kore.ai.`,
  );
}

function algorithmOf(value: unknown): Algorithm {
  switch (value) {
    case undefined:
    case '':
    case 'HS256':
      return 'HS256';
    case 'HS512':
    case 'RS256':
    case 'RS512':
      return value;
    default:
      throw new Error(
        'The Signing Algorithm of the Kore API credential is unknown. Choose the one that the JWT app in Kore.ai shows.',
      );
  }
}

function contentEncryptionOf(value: unknown): ContentEncryption {
  switch (value) {
    case undefined:
    case '':
    case 'A128CBC-HS256':
      return 'A128CBC-HS256';
    case 'A128GCM':
    case 'A256GCM':
      return value;
    default:
      throw new Error(
        'The Content Encryption of the Kore API credential is unknown. Choose one from the list.',
      );
  }
}
