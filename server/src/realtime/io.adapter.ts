import type { Server as HttpServer } from 'node:http';
import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { LIMITS } from '@chatket/contract';
import type { Server, ServerOptions } from 'socket.io';
import type { Config } from '../config/index.js';
import { cutOff, type EngineConnection, type EngineMiddleware } from './engine-connection.js';
import { originFence } from './own-origin.js';
import { RawAckEncoder } from './raw-ack.js';
import { isUpgrade } from './refuse.js';
import { Decoder } from './socket-io.parser.js';
import { writeTogether } from './write-together.js';

/** For connections to end by themselves when the server stops. */
const LEAVE_PATIENCE_MS = 1_000;

/** Socket.IO as ChatKet runs it: small packets, no compression, only known origins, heartbeat by the server. */
export class ChatIoAdapter extends IoAdapter {
  private readonly bound = new WeakSet<Server>();

  constructor(
    app: INestApplicationContext,
    private readonly config: Config,
    private readonly inFront: { securityHeaders: EngineMiddleware; proxyNotice: EngineMiddleware },
  ) {
    super(app);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const allowed = this.config.get('ALLOWED_ORIGINS');
    const server = super.createIOServer(port, {
      ...options,
      serveClient: false,
      perMessageDeflate: false,
      httpCompression: false,
      maxHttpBufferSize: LIMITS.packetBytesMax,
      pingInterval: this.config.get('PING_INTERVAL_MS'),
      pingTimeout: this.config.get('PING_TIMEOUT_MS'),
      connectTimeout: 5_000,
      parser: { Encoder: RawAckEncoder, Decoder },
      ...(allowed.length > 0 && { cors: { origin: allowed } }),
    } as ServerOptions);
    writeTogether(server.engine);
    // The engine answers in front of Express.
    const { securityHeaders, proxyNotice } = this.inFront;
    server.engine.use(inOrder(unlessUpgrade(securityHeaders), proxyNotice, originFence(allowed)));
    return server;
  }

  /**
   * Nest binds its handler once per gateway, and each of them puts listeners on every socket. All gateways of a server
   * share the streams that the handler feeds, and events come through the dispatcher: once is enough.
   */
  override bindClientConnect(server: Server, callback: (...args: unknown[]) => void): void {
    if (this.bound.has(server)) return;
    this.bound.add(server);
    super.bindClientConnect(server, callback);
  }

  /**
   * Takes leave of everybody, and does not wait long for those who do not answer. All connections are ended here, so the
   * HTTP server below needs no list of its own.
   */
  override async close(server: Server): Promise<void> {
    const connections = [...server.sockets.sockets.values()].map(({ conn }) => conn);
    const patience = setTimeout(() => {
      for (const connection of connections) cutOff(connection as unknown as EngineConnection);
      (this.httpServer as HttpServer).closeAllConnections();
    }, LEAVE_PATIENCE_MS);
    await super.close(server);
    clearTimeout(patience);
  }

  /** Nothing is subscribed by Nest: see `Dispatcher`. */
  override bindMessageHandlers(): void {
    // Each call would put listeners on the socket even for no handler at all.
  }
}

/** As one: the engine makes promises for each, of every request. None of them waits for anything. */
function inOrder(...middlewares: EngineMiddleware[]): EngineMiddleware {
  return (request, response, next) => {
    const first = middlewares.reduceRight<() => void>(
      (after, middleware) => () => middleware(request, response, after),
      next,
    );
    first();
  };
}

/** What opens a websocket shows no page: what browsers may do with one is of no use there. */
function unlessUpgrade(middleware: EngineMiddleware): EngineMiddleware {
  return (request, response, next) => {
    if (isUpgrade(response)) next();
    else middleware(request, response, next);
  };
}
