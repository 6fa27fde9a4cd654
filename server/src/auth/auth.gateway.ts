import type { OnModuleDestroy } from '@nestjs/common';
import { type OnGatewayInit, WebSocketGateway } from '@nestjs/websockets';
import type { AckBody } from '@chatket/contract';
import { AppError, Clock } from '../common/index.js';
import {
  type ChatServer,
  type ChatSocket,
  type Connection,
  connectionOf,
  ConnectionLimits,
  deliveryModeOf,
  handshakeRefusal,
  OnClientEvent,
} from '../realtime/index.js';
import { LivingSockets } from './sessions/living-sockets.js';
import { AuthRefreshDto } from './sessions/sessions.dto.js';
import { TokenService } from './sessions/token.service.js';

/** One look at all connections costs less than a timer for each. */
const LOOK_INTERVAL_MS = 1_000;
/** So long before its token ends a connection is told, and not before most of its life is over. */
const EXPIRING_MS = 60_000;
const LAST_PART = 0.2;

/** The socket door's lock: nobody gets in without a valid token, and nobody stays when it has expired. */
@WebSocketGateway()
export class AuthGateway implements OnGatewayInit<ChatServer>, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly tokens: TokenService,
    private readonly sockets: LivingSockets,
    private readonly limits: ConnectionLimits,
    private readonly clock: Clock,
  ) {}

  afterInit(server: ChatServer): void {
    this.sockets.attach(server);
    this.timer = setInterval(() => this.look(server), LOOK_INTERVAL_MS).unref();
    server.use((socket, next) => {
      this.admit(socket).then(
        () => {
          next();
        },
        (error: unknown) => {
          next(handshakeRefusal(error));
        },
      );
    });
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  @OnClientEvent('auth:refresh', AuthRefreshDto)
  async refresh(connection: Connection, { token }: AuthRefreshDto): Promise<AckBody<'auth:refresh'>> {
    const identity = await this.tokens.verify(token);
    if (identity.user.id !== connection.user.id) {
      // Behind the answer.
      setImmediate(() => connection.dismiss());
      throw new AppError('UNAUTHENTICATED', 'This is a token of somebody else.');
    }
    connection.renew(identity);
    return { expiresAt: new Date(identity.expiresAt).toISOString() };
  }

  private async admit(socket: ChatSocket): Promise<void> {
    const auth = socket.handshake.auth as Record<string, unknown>;
    const identity = await this.tokens.verify(auth.token);
    await this.limits.admitUser(identity.user.id, socket);
    socket.data = { ...identity, mode: deliveryModeOf(auth) };
  }

  private look(server: ChatServer): void {
    const now = this.clock.now();
    for (const socket of server.sockets.sockets.values()) {
      const { issuedAt, expiresAt, isWarned } = socket.data;
      if (expiresAt <= now) {
        socket.emit('auth:expired', { expiredAt: new Date(expiresAt).toISOString() });
        connectionOf(socket).dismiss();
      } else if (isWarned !== true && expiresAt <= now + expiringMs(expiresAt - issuedAt))
        warn(socket, expiresAt - now);
    }
  }
}

function expiringMs(lifeMs: number): number {
  return Math.min(EXPIRING_MS, lifeMs * LAST_PART);
}

/** Clients of the plain contract log in again when it is over. */
function warn(socket: ChatSocket, forMs: number): void {
  const { mode, expiresAt } = socket.data;
  socket.data.isWarned = true;
  if (mode !== 'plain') socket.emit('auth:expiring', { expiresAt: new Date(expiresAt).toISOString(), forMs });
}
