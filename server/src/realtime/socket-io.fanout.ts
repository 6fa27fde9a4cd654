import { Injectable } from '@nestjs/common';
import type { ServerEvent, ServerPayload, ServerToClient } from '@chatket/contract';
import { Fanout, type RoomAudience } from './fanout.js';
import { type Capability, ioRooms } from './io-rooms.js';
import type { ChatServer } from './socket-types.js';

/** So many connections at once cost so much of the next process: spread them over a time that grows with them. */
const SPREAD_PER_CONNECTION_MS = 4;
const MAX_SPREAD_MS = 8_000;

@Injectable()
export class SocketIoFanout extends Fanout {
  private server: ChatServer | undefined;

  /** Called once, when the Socket.IO server exists; until then there is nobody to send to. */
  attach(server: ChatServer): void {
    this.server = server;
  }

  toRoom<E extends ServerEvent>(audience: RoomAudience, event: E, payload: ServerPayload<E>): void {
    const { roomId, capability, exceptConnectionId, isVolatile } = audience;
    if (!this.server) return;
    let target = this.server.to(capability ? ioRooms.presentAs(roomId, capability) : ioRooms.present(roomId));
    if (exceptConnectionId) target = target.except(exceptConnectionId);
    if (isVolatile) target = target.volatile;
    target.emit(event, ...argumentsOf<E>(payload));
  }

  toFollowers<E extends ServerEvent>(
    roomId: string,
    capability: Capability,
    event: E,
    payload: ServerPayload<E>,
  ): void {
    this.server?.to(ioRooms.log(roomId, capability)).emit(event, ...argumentsOf<E>(payload));
  }

  hasListeners(roomId: string, capability: Capability): boolean {
    return this.server?.sockets.adapter.rooms.has(ioRooms.presentAs(roomId, capability)) ?? false;
  }

  toUser<E extends ServerEvent>(userId: string, event: E, payload: ServerPayload<E>): void {
    this.server?.to(ioRooms.user(userId)).emit(event, ...argumentsOf<E>(payload));
  }

  announceDrain(): void {
    const sockets = [...(this.server?.sockets.sockets.values() ?? [])];
    const spreadMs = Math.min(MAX_SPREAD_MS, sockets.length * SPREAD_PER_CONNECTION_MS);
    for (const socket of sockets) {
      socket.emit('server:draining', { reconnectAfterMs: Math.round(Math.random() * spreadMs) });
    }
  }

  evict(userId: string, roomId: string): void {
    const names = [ioRooms.present(roomId)];
    for (const capability of ['batch', 'plain'] as const) {
      names.push(ioRooms.presentAs(roomId, capability), ioRooms.log(roomId, capability));
    }
    this.server?.in(ioRooms.user(userId)).socketsLeave(names);
  }
}

/** Socket.IO wants a tuple of arguments; each of our events has exactly one. */
function argumentsOf<E extends ServerEvent>(payload: ServerPayload<E>): Parameters<ServerToClient[E]> {
  return [payload] as Parameters<ServerToClient[E]>;
}
