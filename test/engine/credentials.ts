import type {
  ICredentialDataDecryptedObject,
  ICredentials,
  ICredentialType,
  IHttpRequestOptions,
  INodeProperties,
} from 'n8n-workflow';
import { ICredentialsHelper } from 'n8n-workflow';

/** A credential as a person would have saved it. */
export interface SavedCredential {
  type: ICredentialType;
  data: ICredentialDataDecryptedObject;
}

/** Gives the engine one saved credential, and signs with the credential's own `authenticate`. */
export class EngineCredentials extends ICredentialsHelper {
  constructor(private readonly saved: SavedCredential) {
    super();
  }

  getParentTypes(): string[] {
    return [];
  }

  async authenticate(
    credentials: ICredentialDataDecryptedObject,
    typeName: string,
    requestOptions: IHttpRequestOptions,
  ): Promise<IHttpRequestOptions> {
    const { type } = this.saved;
    if (typeName !== type.name || typeof type.authenticate !== 'function') {
      throw new Error(`The engine has no credential of type ${typeName}`);
    }
    return await type.authenticate(credentials, requestOptions);
  }

  async preAuthentication(): Promise<undefined> {
    return await Promise.resolve(undefined);
  }

  /** Fields that were left alone get their defaults, as n8n does it when it decrypts. */
  async getDecrypted(): Promise<ICredentialDataDecryptedObject> {
    const defaults = this.saved.type.properties.map(({ name, default: value }) => [name, value]);
    return await Promise.resolve({ ...Object.fromEntries(defaults), ...this.saved.data });
  }

  async getCredentials(): Promise<ICredentials> {
    return await Promise.reject(new Error('Nothing in a run asks for the encrypted credential'));
  }

  async updateCredentials(): Promise<void> {}

  async updateCredentialsOauthTokenData(): Promise<void> {}

  getCredentialsProperties(): INodeProperties[] {
    return this.saved.type.properties;
  }
}
