import { createServer } from 'node:http';
/// <reference path="../server/test/support/oidc-provider.d.ts" />
import { Provider } from 'oidc-provider';

export const CLIENT = { id: 'chatket', secret: 'a-secret-that-only-the-two-of-them-know' };

/**
 * @typedef {Record<string, unknown> & { sub: string }} Account
 */

/**
 * A real provider of single sign-on, on this machine. It asks for a name and for nothing else. Its address is there at once,
 * so that a server can be told of it; it answers when it knows where that server is.
 */
export class IdentityProvider {
  /** @type {Map<string, Account>} What it says of people, by the name that they type. */
  people = new Map();
  /** @type {Provider | undefined} */
  #provider;
  #server;

  /** @param {import('node:http').Server} server @param {string} issuer */
  constructor(server, issuer) {
    this.#server = server;
    this.issuer = issuer;
  }

  /** @returns {Promise<IdentityProvider>} */
  static async open() {
    const server = createServer();
    await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const idp = new IdentityProvider(server, `http://127.0.0.1:${String(port)}`);
    server.on('request', (request, response) => void idp.#answer(request, response));
    return idp;
  }

  /** What a server is told of it. */
  get environment() {
    return {
      OIDC_ISSUER: this.issuer,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
    };
  }

  /** It knows a server, and answers from now on. @param {string} url */
  serve(url) {
    this.#provider = new Provider(this.issuer, {
      clients: [
        {
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          redirect_uris: [`${url}/api/auth/oidc/callback`],
          post_logout_redirect_uris: [`${url}/login`],
          backchannel_logout_uri: `${url}/api/auth/oidc/backchannel-logout`,
          backchannel_logout_session_required: true,
        },
      ],
      claims: {
        openid: ['sub'],
        email: ['email', 'email_verified'],
        profile: ['preferred_username', 'name', 'groups'],
      },
      findAccount: (_context, id) => {
        const account = [...this.people.values()].find(({ sub }) => sub === id);
        return account && { accountId: id, claims: () => account };
      },
      features: {
        devInteractions: { enabled: false },
        backchannelLogout: { enabled: true },
        rpInitiatedLogout: { enabled: true, logoutSource: askForLogout },
      },
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      loadExistingGrant: async (context) => {
        const { provider, session, client } = context.oidc;
        const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
        grant.addOIDCScope('openid email profile');
        await grant.save();
        return grant;
      },
      // Its own refuses to call this machine.
      fetch: (target, { dispatcher: _, ...options }) => globalThis.fetch(target, options),
      cookies: { keys: ['of a test'] },
      ttl: {
        Session: 3_600,
        Grant: 3_600,
        Interaction: 600,
        AccessToken: 600,
        IdToken: 600,
        AuthorizationCode: 60,
      },
    });
  }

  /** @returns {Promise<void>} */
  async close() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(() => resolve(undefined)));
  }

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  async #answer(request, response) {
    const provider = this.#provider;
    if (!provider) return void response.writeHead(503).end('nobody is here yet');
    if (!request.url?.startsWith('/interaction/')) return void provider.callback()(request, response);
    if (request.method === 'GET') return void page(response, LOGIN);
    const typed = new URLSearchParams(await bodyOf(request)).get('name') ?? '';
    const account = this.people.get(typed);
    if (!account) return void page(response, LOGIN);
    await provider.interactionFinished(request, response, { login: { accountId: account.sub } });
  }
}

const LOGIN =
  '<h1>Somewhere else</h1><form method="post"><label>Name <input name="name" autofocus></label><button>Log in</button></form>';

/** @param {{ body: string }} context @param {string} form */
function askForLogout(context, form) {
  context.body = `<!doctype html><title>Log out</title><h1>Log out everywhere?</h1>${form}
    <button form="op.logoutForm" name="logout" value="yes">Yes, log me out</button>`;
}

/** @param {import('node:http').ServerResponse} response @param {string} html */
function page(response, html) {
  response
    .writeHead(200, { 'content-type': 'text/html' })
    .end(`<!doctype html><title>Provider</title>${html}`);
}

/** @param {import('node:http').IncomingMessage} request */
async function bodyOf(request) {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
