import type { ServerEvent, ServerPayload, UserRef } from '@chatket/contract';
import type { TokenBucket } from '../common/index.js';
import { Frame } from './frame.js';
import { type DeliveryMode, ioRooms, presentRooms } from './io-rooms.js';
import type { ChatSocket, SocketData } from './socket-types.js';

/** One authenticated connection of a person, as the features know it. */
export class Connection {
  /** What its events are paid from, as soon as it is listened to. */
  budget: TokenBucket | undefined;

  constructor(private readonly socket: ChatSocket) {}

  get id(): string {
    return this.socket.id;
  }

  get user(): UserRef {
    return this.socket.data.user;
  }

  get mode(): DeliveryMode {
    return this.socket.data.mode;
  }

  /** It came in by a token that only reads. */
  get isReading(): boolean {
    return this.socket.data.scope === 'read';
  }

  /** End of its token's life, in milliseconds since the epoch. */
  get expiresAt(): number {
    return this.socket.data.expiresAt;
  }

  /** Goes on with another token of the same person. */
  renew(login: Pick<SocketData, 'user' | 'issuedAt' | 'expiresAt' | 'sessionId' | 'scope'>): void {
    Object.assign(this.socket.data, login, { isWarned: false });
  }

  /** Ends it: nothing is obeyed any more, not even what is under way. */
  dismiss(): void {
    this.socket.data.expiresAt = 0;
    this.socket.disconnect(true);
  }

  get isOpen(): boolean {
    return this.socket.connected;
  }

  emit<E extends ServerEvent>(event: E, payload: ServerPayload<E>): void {
    Frame.of(event, payload).sendTo(this.socket);
  }

  /** Sends what has been encoded before. */
  send(frame: Frame): void {
    frame.sendTo(this.socket);
  }

  /** The same, of what may be lost: a connection that is busy does not get it. */
  sendIfFree(frame: Frame): void {
    frame.sendTo(this.socket, true);
  }

  /** Ids of the chat rooms this connection is in. */
  rooms(): string[] {
    return presentRooms(this.socket.rooms);
  }

  isIn(roomId: string): boolean {
    return this.socket.rooms.has(ioRooms.present(roomId, this.mode));
  }

  /**
   * From here on the connection hears what happens in the room, and its log as it grows.
   * @param fromSeq where the part of the log begins that is theirs; 0 for all of it
   */
  async enter(roomId: string, fromSeq: number): Promise<void> {
    if (!this.isOpen) return;
    await this.socket.join([ioRooms.present(roomId, this.mode), this.partFrom(roomId, fromSeq)]);
  }

  /** The same for one that is in the room. */
  async follow(roomId: string, fromSeq: number): Promise<void> {
    if (!this.isOpen) return;
    await this.socket.join(this.partFrom(roomId, fromSeq));
  }

  /** Where the part of the room's log begins that it follows, 0 for all of it; undefined where it follows none. */
  followsFrom(roomId: string): number | undefined {
    const { rooms, data } = this.socket;
    if (rooms.has(ioRooms.log(roomId, this.mode))) return 0;
    return rooms.has(ioRooms.partOfLog(roomId, this.mode)) ? data.fromSeqs?.get(roomId) : undefined;
  }

  async unfollow(roomId: string): Promise<void> {
    await this.socket.leave(ioRooms.log(roomId, this.mode));
    await this.socket.leave(ioRooms.partOfLog(roomId, this.mode));
  }

  async leave(roomId: string): Promise<void> {
    await this.unfollow(roomId);
    await this.socket.leave(ioRooms.present(roomId, this.mode));
  }

  private partFrom(roomId: string, fromSeq: number): string {
    if (fromSeq === 0) return ioRooms.log(roomId, this.mode);
    (this.socket.data.fromSeqs ??= new Map()).set(roomId, fromSeq);
    return ioRooms.partOfLog(roomId, this.mode);
  }
}

const connections = new WeakMap<ChatSocket, Connection>();

/** The connection of a socket: always the same one. */
export function connectionOf(socket: ChatSocket): Connection {
  const known = connections.get(socket);
  if (known) return known;
  const connection = new Connection(socket);
  connections.set(socket, connection);
  return connection;
}
