import { Injectable } from '@nestjs/common';
import type { ServerEvent, ServerPayload } from '@chatket/contract';
import { Fanout, type FramesOf, type RoomAudience, type UserAudience, type Whereabouts } from './fanout.js';
import { Frame } from './frame.js';
import { DELIVERY_MODES, type DeliveryMode, followedRooms, ioRooms, presentRooms } from './io-rooms.js';
import type { ChatServer } from './socket-types.js';
import { socketsIn } from './sockets-of.js';

/** So many connections at once cost so much of the next process: spread them over a time that grows with them. */
const SPREAD_PER_CONNECTION_MS = 4;
const MAX_SPREAD_MS = 8_000;
/** Other processes are there and take them by parts: nobody waits for one that has to start. */
const PEER_SPREAD_PER_CONNECTION_MS = 1;
const PEER_MAX_SPREAD_MS = 2_000;

/** To the connections of this process; `ClusterFanout` brings it to the others. */
@Injectable()
export class SocketIoFanout extends Fanout {
  private server: ChatServer | undefined;

  /** Called once, when the Socket.IO server exists; until then there is nobody to send to. */
  attach(server: ChatServer): void {
    this.server = server;
  }

  toRoom<E extends ServerEvent>(audience: RoomAudience, event: E, payload: ServerPayload<E>): void {
    const { roomId, modes = DELIVERY_MODES, except, isVolatile } = audience;
    const frame = Frame.of(event, payload);
    for (const mode of modes) {
      for (const socket of socketsIn(this.server, ioRooms.present(roomId, mode))) {
        if (!except?.has(socket.id)) frame.sendTo(socket, isVolatile);
      }
    }
  }

  toFollowers(roomId: string, framesOf: FramesOf): void {
    for (const mode of DELIVERY_MODES) {
      const name = ioRooms.log(roomId, mode);
      if (this.server?.sockets.adapter.rooms.has(name)) {
        const frames = framesOf(mode, 0);
        for (const socket of socketsIn(this.server, name)) for (const frame of frames) frame.sendTo(socket);
      }
      for (const socket of socketsIn(this.server, ioRooms.partOfLog(roomId, mode))) {
        const fromSeq = socket.data.fromSeqs?.get(roomId);
        if (fromSeq !== undefined) for (const frame of framesOf(mode, fromSeq)) frame.sendTo(socket);
      }
    }
  }

  hasListeners(roomId: string, mode: DeliveryMode): boolean {
    return this.server?.sockets.adapter.rooms.has(ioRooms.present(roomId, mode)) ?? false;
  }

  followedRooms(): string[] {
    return followedRooms(this.server?.sockets.adapter.rooms.keys() ?? []);
  }

  peopleHere(): Whereabouts[] {
    return [...(this.server?.sockets.sockets.values() ?? [])].flatMap(({ data, rooms }) =>
      presentRooms(rooms).map((roomId) => ({ userId: data.user.id, roomId })),
    );
  }

  mayHaveMode(mode: DeliveryMode): boolean {
    return this.hasMode(mode);
  }

  hasMode(mode: DeliveryMode): boolean {
    return this.server?.sockets.adapter.rooms.has(ioRooms.mode(mode)) ?? false;
  }

  toUser<E extends ServerEvent>(audience: string | UserAudience, event: E, payload: ServerPayload<E>): void {
    const { userId, except, modes }: UserAudience =
      typeof audience === 'string' ? { userId: audience } : audience;
    const frame = Frame.of(event, payload);
    for (const socket of socketsIn(this.server, ioRooms.user(userId))) {
      if (!except?.has(socket.id) && (modes?.includes(socket.data.mode) ?? true)) frame.sendTo(socket);
    }
  }

  toAll<E extends ServerEvent>(event: E, payload: ServerPayload<E>): void {
    const frame = Frame.of(event, payload);
    for (const socket of this.server?.sockets.sockets.values() ?? [])
      if (socket.data.mode !== 'plain') frame.sendTo(socket);
  }

  announceDrain(hasPeers = false): void {
    const perConnectionMs = hasPeers ? PEER_SPREAD_PER_CONNECTION_MS : SPREAD_PER_CONNECTION_MS;
    const maxMs = hasPeers ? PEER_MAX_SPREAD_MS : MAX_SPREAD_MS;
    const sockets = [...(this.server?.sockets.sockets.values() ?? [])];
    const spreadMs = Math.min(maxMs, sockets.length * perConnectionMs);
    for (const socket of sockets) {
      socket.emit('server:draining', { reconnectAfterMs: Math.round(Math.random() * spreadMs) });
    }
  }

  evict(userId: string, roomId: string): Promise<void> {
    this.evictHere(userId, roomId);
    return Promise.resolve();
  }

  onEvicted(): void {
    // There is no other process.
  }

  evictHere(userId: string, roomId: string): void {
    const names = DELIVERY_MODES.flatMap((mode) => [
      ioRooms.present(roomId, mode),
      ioRooms.log(roomId, mode),
      ioRooms.partOfLog(roomId, mode),
    ]);
    this.server?.in(ioRooms.user(userId)).socketsLeave(names);
  }

  reconnect(userId: string): Promise<void> {
    this.reconnectHere(userId);
    return Promise.resolve();
  }

  /** Not `socket.disconnect()`: that is a dismissal, after which a stock client does not come back by itself. */
  reconnectHere(userId: string): void {
    for (const socket of [...socketsIn(this.server, ioRooms.user(userId))]) socket.conn.close();
  }

  reconnectAllHere(): void {
    for (const socket of [...(this.server?.sockets.sockets.values() ?? [])]) socket.conn.close();
  }
}
