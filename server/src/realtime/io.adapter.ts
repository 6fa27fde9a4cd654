import type { IncomingMessage, ServerResponse } from 'node:http';
import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { LIMITS } from '@chatket/contract';
import type { Server, ServerOptions } from 'socket.io';
import type { Config } from '../config/index.js';

type EngineMiddleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Socket.IO as ChatKet runs it: small packets, no compression, only known origins, heartbeat by the server. */
export class ChatIoAdapter extends IoAdapter {
  constructor(
    app: INestApplicationContext,
    private readonly config: Config,
  ) {
    super(app);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const server = super.createIOServer(port, {
      ...options,
      serveClient: false,
      perMessageDeflate: false,
      httpCompression: false,
      maxHttpBufferSize: LIMITS.packetBytesMax,
      pingInterval: this.config.get('PING_INTERVAL_MS'),
      pingTimeout: this.config.get('PING_TIMEOUT_MS'),
      connectTimeout: 10_000,
      cors: { origin: this.config.get('ALLOWED_ORIGINS') },
    } as ServerOptions);
    server.engine.use(originFence(this.config.get('ALLOWED_ORIGINS')));
    return server;
  }
}

/**
 * Refuses requests of foreign pages. At the engine because `cors` does not cover websockets and `allowRequest` is not
 * asked when a request carries a session id.
 */
function originFence(allowed: readonly string[]): EngineMiddleware {
  return (request, response, next) => {
    if (isAllowedOrigin(request, allowed)) {
      next();
      return;
    }
    response.writeHead(403, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ code: 'ORIGIN_NOT_ALLOWED', message: 'This origin may not connect.' }));
  };
}

/** No origin (not a page), the page's own host, or one of the list. */
export function isAllowedOrigin(
  request: Pick<IncomingMessage, 'headers'>,
  allowed: readonly string[],
): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined || allowed.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
