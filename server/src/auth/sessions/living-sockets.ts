import { Injectable } from '@nestjs/common';
import { isDeletedName, type UserRef } from '@chatket/contract';
import { type ChatServer, type ChatSocket, connectionOf, socketsOf } from '../../realtime/index.js';
import { Ended, type Ending } from './ended.js';
import type { Claimed } from './identity.repository.js';

export type LivingClaim = Claimed & Pick<UserRef, 'username'> & { issuedAt: number };

/** The connections of this process by the sessions that they came with: found by way of their people. */
@Injectable()
export class LivingSockets {
  private server: ChatServer | undefined;

  constructor(private readonly ended: Ended) {}

  /** Called once, when the Socket.IO server exists. */
  attach(server: ChatServer): void {
    this.server = server;
    // What ended while somebody came in was not there to be found.
    server.on('connection', (socket) => {
      if (this.hasEnded(socket)) end(socket);
    });
  }

  /** Ends the connections of what has ended. */
  end({ userId, sessionIds }: Ending): void {
    if (!this.server) return;
    for (const socket of [...socketsOf(this.server, userId)]) {
      const { sessionId } = socket.data;
      if (this.hasEnded(socket) || (sessionId !== undefined && sessionIds.includes(sessionId))) end(socket);
    }
  }

  /** Somebody is called something else: their connections go on under that name. Those of a deleted account end. */
  rename(user: UserRef): void {
    if (!this.server) return;
    const isOver = isDeletedName(user.username);
    for (const socket of socketsOf(this.server, user.id)) {
      socket.data.user = user;
      if (isOver) end(socket);
    }
  }

  /** What the connections have come with, each once, with when its oldest token was issued, and the name they go under. */
  claims(): LivingClaim[] {
    const claims = new Map<string, LivingClaim>();
    for (const { data } of this.server?.sockets.sockets.values() ?? []) {
      const { user, sessionId, issuedAt } = data;
      const key = sessionId ?? user.id;
      const known = claims.get(key);
      if (!known || issuedAt < known.issuedAt)
        claims.set(key, { userId: user.id, username: user.username, sessionId, issuedAt });
    }
    return [...claims.values()];
  }

  private hasEnded({ data: { user, sessionId, issuedAt } }: ChatSocket): boolean {
    if (sessionId === undefined) return issuedAt < this.ended.validFrom(user.id);
    return this.ended.has({ userId: user.id, sessionId });
  }
}

/** Clients of the plain contract know one way in which a session ends. */
function end(socket: ChatSocket): void {
  if (socket.data.mode === 'plain') socket.emit('auth:expired', { expiredAt: new Date().toISOString() });
  else socket.emit('auth:revoked', {});
  connectionOf(socket).dismiss();
}
