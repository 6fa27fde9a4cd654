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

/** What a connection is counted for until it closes. There are thousands: a list for each would be larger than they are. */
interface Counted {
  /** Missing for one that is beyond what its address may have: it lives until it has been told so. */
  network: string | undefined;
  /** As whom it was let in, or is about to be: mostly one person. */
  people: string | readonly string[] | undefined;
}

/**
 * How many connections a person and an address may have, and how many an address may open in a minute. IPv6 addresses
 * count by their /64.
 */
@Injectable()
export class ConnectionLimits {
  private readonly logger = new Logger(ConnectionLimits.name);
  /** By network. It protects this process, so it is of this process. */
  private readonly counter = new ConnectionCounter();
  private readonly counted = new WeakMap<EngineConnection, Counted>();
  private readonly onClose = sharedListener((connection: EngineConnection) => {
    this.leave(connection);
  });
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
      const counted = this.counted.get(engineOf(socket));
      next(counted && counted.network === undefined ? handshakeRefusal(tooMany('address')) : undefined);
    });
  }

  /**
   * Counts the socket's connection for its person until it is closed.
   * @throws AppError `TOO_MANY_CONNECTIONS`
   */
  async admitUser(userId: string, socket: ChatSocket): Promise<void> {
    const connection = engineOf(socket);
    // One that has closed by now will not say so again, and Socket.IO lets it in nowhere.
    const counted = this.counted.get(connection);
    if (!counted || connection.readyState !== 'open') return;
    // Before it is entered: it may close meanwhile, and then leaves behind its entering.
    const known = listOf(counted.people);
    if (!known.includes(userId)) counted.people = known.length === 0 ? userId : [...known, userId];
    if (await this.connections.enter(userId, connection.id, this.config.get('CONNECTIONS_PER_USER'))) return;
    this.logger.warn({ userId, code: 'TOO_MANY_CONNECTIONS' }, 'connection refused');
    throw tooMany('account');
  }

  private leave(connection: EngineConnection): void {
    const { network, people } = this.counted.get(connection) ?? {};
    this.counted.delete(connection);
    if (network !== undefined) this.counter.remove(network);
    for (const userId of listOf(people)) {
      this.connections.leave(userId, connection.id).catch((error: unknown) => {
        this.logger.warn({ err: error, userId }, 'a connection that is gone could not be noted');
      });
    }
  }

  private enter(connection: EngineConnection): void {
    const network = networkOf(this.addressOf(connection.request));
    const isWithin = this.counter.add(network, this.config.get('CONNECTIONS_PER_IP'));
    this.counted.set(connection, { network: isWithin ? network : undefined, people: undefined });
    // One listener for both counts: with a third one Node makes room for many on every connection.
    connection.on('close', this.onClose);
    if (isWithin) return;
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

function listOf(people: Counted['people']): readonly string[] {
  if (people === undefined) return [];
  return typeof people === 'string' ? [people] : people;
}

function tooMany(whose: 'account' | 'address'): AppError {
  return new AppError('TOO_MANY_CONNECTIONS', `There are too many connections of this ${whose} already.`);
}
