import { Logger } from '@nestjs/common';
import {
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
  WebSocketGateway,
} from '@nestjs/websockets';
import type { HandshakeRefusal } from '@chatket/contract';
import { Clock, toAppError } from '../common/index.js';
import type { ChatServer, ChatSocket } from '../realtime/index.js';
import { TokenService } from './token.service.js';

/** Timers cannot wait longer than this; longer lives are waited for in several steps. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** The socket door's lock: nobody gets in without a valid token, and nobody stays when it has expired. */
@WebSocketGateway()
export class AuthGateway
  implements OnGatewayInit<ChatServer>, OnGatewayConnection<ChatSocket>, OnGatewayDisconnect<ChatSocket>
{
  private readonly logger = new Logger(AuthGateway.name);
  private readonly expiries = new Map<string, NodeJS.Timeout>();

  constructor(
    private readonly tokens: TokenService,
    private readonly clock: Clock,
  ) {}

  afterInit(server: ChatServer): void {
    server.use((socket, next) => {
      this.admit(socket).then(
        () => {
          next();
        },
        (error: unknown) => {
          next(refusal(error));
        },
      );
    });
  }

  handleConnection(socket: ChatSocket): void {
    this.logger.debug({ connectionId: socket.id, userId: socket.data.user.id }, 'connected');
    this.disconnectWhenExpired(socket);
  }

  handleDisconnect(socket: ChatSocket): void {
    clearTimeout(this.expiries.get(socket.id));
    this.expiries.delete(socket.id);
  }

  private async admit(socket: ChatSocket): Promise<void> {
    const { token, batch } = socket.handshake.auth as Record<string, unknown>;
    const { user, expiresAt } = await this.tokens.verify(token);
    socket.data = { user, expiresAt, takesBatches: batch === true };
  }

  private disconnectWhenExpired(socket: ChatSocket): void {
    const remainingMs = socket.data.expiresAt - this.clock.now();
    if (remainingMs <= 0) {
      socket.emit('auth:expired', { expiredAt: new Date(socket.data.expiresAt).toISOString() });
      socket.disconnect(true);
      return;
    }
    const wait = setTimeout(
      () => {
        this.disconnectWhenExpired(socket);
      },
      Math.min(remainingMs, MAX_TIMER_MS),
    ).unref();
    this.expiries.set(socket.id, wait);
  }
}

/** What the client's `connect_error` carries. */
function refusal(thrown: unknown): Error & { data: HandshakeRefusal } {
  const error = toAppError(thrown);
  const isKnown = error.code === 'TOKEN_EXPIRED' || error.code === 'UNAUTHENTICATED';
  const code = isKnown ? error.code : 'UNAVAILABLE';
  return Object.assign(new Error(error.message), { data: { code, retryable: !isKnown } as const });
}
