import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { json, urlencoded } from 'express';
import type { Config } from './config/index.js';
import { hookBody } from './hooks/index.js';
import {
  proxyNotice,
  requestLog,
  securityHeaders,
  setUpDocs,
  SilentConnections,
  staticClient,
} from './http/index.js';
import { ChatIoAdapter } from './realtime/index.js';

const OF_PART = /^\/api\/uploads\/[^/]+\/parts\//i;

/** What pages of other origins may read of an answer, beside its body. */
const EXPOSED = ['Content-Disposition', 'ETag', 'Retry-After'];
/** So long a browser need not ask again whether it may. */
const PREFLIGHT_SECONDS = 600;

/** Everything about the application that is not a module: shared by the server process and its tests. */
export function configureApp(app: NestExpressApplication, config: Config): void {
  app.disable('x-powered-by');
  app.set('trust proxy', trustedProxies(config.get('TRUST_PROXY')));
  // Both see every request: those of the sockets come past Express.
  const inFront = {
    securityHeaders: securityHeaders(config.fileOrigins),
    proxyNotice: proxyNotice(config.get('TRUST_PROXY')),
  };
  app.useWebSocketAdapter(new ChatIoAdapter(app, config, inFront));
  app.setGlobalPrefix('api', { exclude: ['hooks/:id/:secret'] });
  waitNotTooLong(app.getHttpServer());
  new SilentConnections(app.getHttpServer());
  app.use(requestLog(config));
  app.use(inFront.securityHeaders);
  app.use(inFront.proxyNotice);
  const origins = config.get('ALLOWED_ORIGINS');
  // Their pages send a token with what they ask, and never a cookie.
  if (origins.length > 0)
    app.enableCors({ origin: origins, exposedHeaders: EXPOSED, maxAge: PREFLIGHT_SECONDS });
  // Probes look for the health of a server at its root.
  app.use((request: { url: string }, _response: unknown, next: () => void) => {
    if (/^\/health(\/live)?(\?|$)/.test(request.url)) request.url = `/api${request.url}`;
    next();
  });
  app.use('/hooks', hookBody());
  const body = json({ limit: '64kb' });
  app.use((request: IncomingMessage, response: ServerResponse, next: () => void) => {
    // Parts of files are bytes, whatever is said of them: read here they would be missing there.
    if (OF_PART.test(request.url ?? '')) next();
    else body(request, response, next);
  });
  // The one form that is taken: what a provider of single sign-on says of a logout.
  app.use('/api/auth/oidc/backchannel-logout', urlencoded({ extended: false, limit: '32kb' }));
  setUpDocs(app);
  const clientDir = config.get('CLIENT_DIR');
  if (clientDir !== undefined) app.use(staticClient(clientDir));
}

/** Node itself waits for minutes. No client of ours needs so long to say what it wants. */
function waitNotTooLong(server: Server): void {
  server.headersTimeout = 15_000;
  server.requestTimeout = 30_000;
}

/** Express takes a number of hops, or names and networks; nothing means nobody is believed. */
function trustedProxies(value: string): false | number | string {
  if (value === '') return false;
  return /^\d+$/.test(value) ? Number(value) : value;
}
