/** As much of the certified provider as tests use; it comes without types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  interface Context {
    body: string;
    oidc: {
      provider: Provider;
      session: { accountId: string };
      client: { clientId: string };
    };
  }

  interface Grant {
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }

  interface Configuration {
    clients: object[];
    claims: Record<string, string[]>;
    findAccount: (
      context: Context,
      id: string,
    ) => { accountId: string; claims: () => Record<string, unknown> & { sub: string } } | undefined;
    features: {
      devInteractions: { enabled: boolean };
      backchannelLogout: { enabled: boolean };
      rpInitiatedLogout: { enabled: boolean; logoutSource: (context: Context, form: string) => void };
    };
    interactions: { url: (context: Context, interaction: { uid: string }) => string };
    loadExistingGrant: (context: Context) => Promise<Grant>;
    fetch: (target: string, options: RequestInit & { dispatcher?: unknown }) => Promise<Response>;
    cookies: { keys: string[] };
    ttl: Record<string, number>;
  }

  export class Provider {
    constructor(issuer: string, configuration: Configuration);
    Grant: new (of: { clientId: string; accountId: string }) => Grant;
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>;
  }
}
