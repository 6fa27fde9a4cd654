import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { cutOff, type EngineConnection } from './engine-connection.js';
import type { ChatServer, ChatSocket } from './socket-types.js';

const LOOK_INTERVAL_MS = 250;
const MAX_WAITING_PACKETS = 256;
/** In units of UTF-16: some packets hold many long messages. */
const MAX_WAITING_LENGTH = 4 * 1024 * 1024;

/**
 * Cuts off connections that do not read. What is sent to them piles up in the engine's buffer (not in the socket's, so
 * `bufferedAmount` does not show it) and Socket.IO never bounds it. A connection that is cut comes back and asks for
 * what it missed.
 */
@Injectable()
export class SlowReaders implements OnModuleDestroy {
  private readonly logger = new Logger(SlowReaders.name);
  private timer: NodeJS.Timeout | undefined;

  watch(server: ChatServer): void {
    this.timer = setInterval(() => {
      for (const socket of server.sockets.sockets.values()) this.look(socket);
    }, LOOK_INTERVAL_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private look(socket: ChatSocket): void {
    const connection = socket.conn as unknown as EngineConnection;
    const waiting = connection.writeBuffer.length;
    if (waiting <= MAX_WAITING_PACKETS && lengthOf(connection.writeBuffer) <= MAX_WAITING_LENGTH) return;
    this.logger.warn(
      { connectionId: socket.id, userId: socket.data.user.id, waiting },
      'slow reader cut off',
    );
    cutOff(connection);
  }
}

function lengthOf(packets: EngineConnection['writeBuffer']): number {
  return packets.reduce((sum, { data }) => sum + (data?.length ?? 0), 0);
}
