import type { OnModuleDestroy } from '@nestjs/common';
import { type OnGatewayInit, WebSocketGateway } from '@nestjs/websockets';
import { Clock } from '../common/index.js';
import {
  type ChatServer,
  type ChatSocket,
  ConnectionLimits,
  deliveryModeOf,
  handshakeRefusal,
} from '../realtime/index.js';
import { TokenService } from './sessions/token.service.js';

/** One look at all connections costs less than a timer for each. */
const LOOK_INTERVAL_MS = 1_000;

/** The socket door's lock: nobody gets in without a valid token, and nobody stays when it has expired. */
@WebSocketGateway()
export class AuthGateway implements OnGatewayInit<ChatServer>, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly tokens: TokenService,
    private readonly limits: ConnectionLimits,
    private readonly clock: Clock,
  ) {}

  afterInit(server: ChatServer): void {
    this.timer = setInterval(() => this.endExpired(server), LOOK_INTERVAL_MS).unref();
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

  private async admit(socket: ChatSocket): Promise<void> {
    const auth = socket.handshake.auth as Record<string, unknown>;
    const { user, expiresAt } = await this.tokens.verify(auth.token);
    await this.limits.admitUser(user.id, socket);
    socket.data = { user, expiresAt, mode: deliveryModeOf(auth) };
  }

  private endExpired(server: ChatServer): void {
    const now = this.clock.now();
    for (const socket of server.sockets.sockets.values()) {
      const { expiresAt } = socket.data;
      if (expiresAt > now) continue;
      socket.emit('auth:expired', { expiredAt: new Date(expiresAt).toISOString() });
      socket.disconnect(true);
    }
  }
}
