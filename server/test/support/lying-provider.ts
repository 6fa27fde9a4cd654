import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

type Keys = Awaited<ReturnType<typeof generateKeyPair>>;

/** What is said otherwise than is right. */
export interface Lie {
  claims?: JWTPayload;
  /** Signed by somebody else. */
  isForged?: boolean;
  typ?: string;
}

/** A provider of single sign-on that says whatever a test wants: no certified one can be made to. */
export class LyingProvider {
  /** What it says of whoever comes. */
  claims: JWTPayload = {};
  lie: Lie = {};
  nonce = '';
  /** How it answers who asks for its keys. */
  keys: 'given' | 'refused' | 'garbled' | 'cut off' = 'given';

  private constructor(
    private readonly server: Server,
    readonly issuer: string,
    private readonly own: Keys,
    private readonly foreign: Keys,
  ) {}

  static async open(): Promise<LyingProvider> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const keys = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
    const provider = new LyingProvider(server, `http://127.0.0.1:${String(port)}`, ...keys);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void provider.answer(request.url ?? '', response);
    });
    return provider;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** @param claims beside who says it to whom, and when */
  sign(claims: JWTPayload, { isForged = false, typ, claims: others = {} }: Lie = {}): Promise<string> {
    const now = Math.floor(Date.now() / 1_000);
    const all = { iss: this.issuer, aud: 'chatket', iat: now, exp: now + 300, ...claims, ...others };
    const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
    return new SignJWT(given)
      .setProtectedHeader({ alg: 'RS256', kid: 'its-key', ...(typ !== undefined && { typ }) })
      .sign((isForged ? this.foreign : this.own).privateKey);
  }

  private async answer(url: string, response: ServerResponse): Promise<void> {
    if (url === '/jwks' && this.keys !== 'given') {
      if (this.keys === 'cut off') return void response.destroy();
      return void response.writeHead(this.keys === 'refused' ? 503 : 200).end('not now');
    }
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(await this.body(url)));
  }

  private async body(url: string): Promise<object> {
    const { issuer } = this;
    switch (url) {
      case '/jwks':
        return {
          keys: [{ ...(await exportJWK(this.own.publicKey)), kid: 'its-key', alg: 'RS256', use: 'sig' }],
        };
      case '/token':
        return {
          ...{ access_token: 'opaque', token_type: 'Bearer' },
          id_token: await this.sign({ nonce: this.nonce, ...this.claims }, this.lie),
        };
      default:
        return {
          ...{ issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token` },
          ...{ jwks_uri: `${issuer}/jwks`, response_types_supported: ['code'] },
          ...{ id_token_signing_alg_values_supported: ['RS256'], subject_types_supported: ['public'] },
        };
    }
  }
}
