import { Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { AppError, clientAddress, Clock, networkOf, TokenBucket } from '../common/index.js';
import { Config } from '../config/index.js';
import { ConnectionCounter } from './connection-counter.js';
import type { EngineConnection, EngineMiddleware } from './engine-connection.js';
import { handshakeRefusal } from './handshake-refusal.js';
import { PersonConnections } from './person-connections.js';
import { refuse } from './refuse.js';
import { sharedListener } from './shared-listener.js';
import type { ChatServer, ChatSocket } from './socket-types.js';

const SECONDS_PER_MINUTE = 60;
const RETRY_AFTER_MS = 10_000;
const REMEMBERED_NETWORKS = 50_000;

/**
 * How many connections a person and an address may have, and how many an address may open in a minute. IPv6 addresses
 * count by their /64.
 */
@Injectable()
export class ConnectionLimits {
  private readonly logger = new Logger(ConnectionLimits.name);
  /** By network. It protects this process, so it is of this process. */
  private readonly counter = new ConnectionCounter();
  /** The people as whom a connection was let in, or is about to be: mostly one. */
  private readonly people = new WeakMap<EngineConnection, string[]>();
  private readonly onClose = sharedListener((connection: EngineConnection) => {
    this.leave(connection);
  });
  /** Beyond what their address may have. They live until they have been told so. */
  private readonly surplus = new WeakSet<EngineConnection>();
  private readonly handshakes: LRUCache<string, TokenBucket>;
  private readonly addressOf: ReturnType<typeof clientAddress>;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly connections: PersonConnections,
  ) {
    const perMinute = config.get('HANDSHAKES_PER_IP');
    const allowance = { burst: perMinute, perSecond: perMinute / SECONDS_PER_MINUTE };
    this.handshakes = new LRUCache({
      max: REMEMBERED_NETWORKS,
      memoMethod: () => new TokenBucket(allowance, clock.monotonic()),
    });
    this.addressOf = clientAddress(config.get('TRUST_PROXY'));
  }

  watch(server: ChatServer): void {
    server.engine.use(this.handshakeFence());
    server.engine.on('connection', (connection: EngineConnection) => this.enter(connection));
    server.use((socket, next) => {
      next(this.surplus.has(engineOf(socket)) ? handshakeRefusal(tooMany('address')) : undefined);
    });
  }

  /**
   * Counts the socket's connection for its person until it is closed.
   * @throws AppError `TOO_MANY_CONNECTIONS`
   */
  async admitUser(userId: string, socket: ChatSocket): Promise<void> {
    const connection = engineOf(socket);
    // One that has closed by now will not say so again, and Socket.IO lets it in nowhere.
    if (connection.readyState !== 'open') return;
    this.listen(connection, userId);
    if (await this.connections.enter(userId, connection.id, this.config.get('CONNECTIONS_PER_USER'))) return;
    this.logger.warn({ userId, code: 'TOO_MANY_CONNECTIONS' }, 'connection refused');
    throw tooMany('account');
  }

  /** Before it is entered: it may close meanwhile, and then leaves behind its entering. */
  private listen(connection: EngineConnection, userId: string): void {
    const known = this.people.get(connection);
    if (known?.includes(userId)) return;
    if (!known) connection.on('close', this.onClose);
    this.people.set(connection, [...(known ?? []), userId]);
  }

  private leave(connection: EngineConnection): void {
    for (const userId of this.people.get(connection) ?? []) {
      this.connections.leave(userId, connection.id).catch((error: unknown) => {
        this.logger.warn({ err: error, userId }, 'a connection that is gone could not be noted');
      });
    }
    this.people.delete(connection);
  }

  private enter(connection: EngineConnection): void {
    const network = networkOf(this.addressOf(connection.request));
    if (this.counter.add(network, connection, this.config.get('CONNECTIONS_PER_IP'))) return;
    this.surplus.add(connection);
    this.logger.warn({ network, code: 'TOO_MANY_CONNECTIONS' }, 'connection refused');
  }

  /** Refuses new connections, not the further requests of one that is there. */
  private handshakeFence(): EngineMiddleware {
    return (request, response, next) => {
      const isNew = !new URLSearchParams(request.url?.split('?')[1]).has('sid');
      if (!isNew || this.handshakes.memo(networkOf(this.addressOf(request))).take(this.clock.monotonic())) {
        next();
        return;
      }
      const details = { retryAfterMs: RETRY_AFTER_MS };
      refuse(
        request,
        response,
        new AppError('TOO_MANY_REQUESTS', 'Too many connections were opened.', details),
      );
    };
  }
}

function engineOf(socket: ChatSocket): EngineConnection {
  return socket.conn as unknown as EngineConnection;
}

function tooMany(whose: 'account' | 'address'): AppError {
  return new AppError('TOO_MANY_CONNECTIONS', `There are too many connections of this ${whose} already.`);
}
