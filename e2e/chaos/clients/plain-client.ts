import type { Ack, Message, RoomSyncResult } from '@chatket/contract';
import { io, type Socket } from 'socket.io-client';
import { markOf, type Recorder } from '../history';
import { shortId } from '../message-state';
import { call } from '../../../rig/people.mjs';
import { ANSWER_PATIENCE_MS, type Person } from '../world/people';
import { recordedWish } from './recorded-wish';
import type { Watch } from './watch';

interface Options {
  name: string;
  person: Person;
  origin: string;
  /** Where it reads history. */
  restUrl: () => string;
  record: Recorder;
  watch: Watch;
  /** Gives the person another token. */
  renew: (person: Person) => void;
}

/** What it holds of a room. Nothing is missing up to the anchor. */
interface Log {
  ids: Set<string>;
  anchor: { at: string; id: string };
  newest: { at: string; id: string };
  isComplete: boolean;
  /** Ids of messages that were shown lately. */
  recent: string[];
}

const TIMEOUT_MS = 10_000;
const RETRY_MS = 500;
const ENDED_BY_SERVER = 'io server disconnect';
const REMEMBERED = 20;
const BEGINNING = new Date(0).toISOString();

/**
 * A client written for the plain contract: it knows no batches and no seqs, comes back with `lastSeenAt` only, drops
 * what it has already, and reads the history page by page when a sync says that there is more.
 */
export class PlainClient {
  readonly kind = 'plain';
  /** Reactions that have no answer yet. */
  pending = 0;
  private readonly logs = new Map<string, Log>();
  private readonly socket: Socket;
  private turn = 0;
  private tokenExpiresAt = 0;

  constructor(private readonly options: Options) {
    const { name, person, origin, record, watch } = options;
    record({ k: 'client', client: name, user: person.id, kind: 'plain' });
    this.socket = io(origin, {
      auth: (answer) => {
        this.tokenExpiresAt = person.token.expiresAt;
        answer({ token: person.token.text });
      },
      transports: ['websocket'],
      forceNew: true,
      autoConnect: false,
      reconnectionDelayMax: 2_000,
    });
    this.socket.on('message:new', (message: Message) => {
      const { tokenExpiresAt } = this;
      watch.hear({ client: name, user: person.id, tokenExpiresAt }, message.roomId, [message]);
      this.take(message.roomId, [message]);
    });
    this.socket.on('connect', () => {
      watch.connected(name);
      record({ k: 'connection', client: name, isUp: true });
      this.catchUp();
    });
    this.socket.on('disconnect', (reason) => {
      record({ k: 'connection', client: name, isUp: false });
      if (reason === ENDED_BY_SERVER) this.return();
    });
    // A refusal by the server is not tried again by itself.
    this.socket.on('connect_error', () => {
      if (!this.socket.active) this.return();
    });
  }

  get name(): string {
    return this.options.name;
  }

  get user(): string {
    return this.options.person.id;
  }

  get isOnline(): boolean {
    return this.socket.connected;
  }

  /** How many messages it holds, by room: it knows nothing of seqs, and hears nothing of changes. */
  get counts(): Map<string, number> {
    return new Map([...this.logs].map(([room, { ids }]) => [room, ids.size]));
  }

  /** Reacts to a message that was shown lately, or takes it back. Nobody repeats it. */
  react(
    room: string,
    pick: (ids: readonly string[]) => string,
    { emoji, on }: { emoji: string; on: boolean },
  ): void {
    const recent = this.logs.get(room)?.recent ?? [];
    if (!this.isOnline || recent.length === 0) return;
    const messageId = pick(recent);
    const event = on ? 'reaction:add' : 'reaction:remove';
    this.pending += 1;
    void recordedWish(
      this.options.record,
      { client: this.name, user: this.user, roomId: room, messageId, wish: { what: 'react', emoji, on } },
      () => this.socket.timeout(TIMEOUT_MS).emitWithAck(event, { messageId, emoji }) as Promise<Ack>,
    )
      .catch(() => undefined)
      .finally(() => (this.pending -= 1));
  }

  follows(room: string): boolean {
    return this.logs.has(room);
  }

  follow(room: string): void {
    const start = { at: BEGINNING, id: '' };
    if (!this.logs.has(room))
      this.logs.set(room, {
        ids: new Set(),
        anchor: start,
        newest: start,
        isComplete: false,
        recent: [],
      });
    if (this.isOnline) this.catchUp();
  }

  open(): void {
    this.socket.connect();
  }

  close(): void {
    this.turn += 1;
    this.socket.disconnect();
  }

  drop(): void {
    this.socket.io.engine.close();
  }

  /** What the library does not do by itself when the server has said no: comes back, with another token. */
  private return(): void {
    this.options.renew(this.options.person);
    setTimeout(() => this.socket.connect(), RETRY_MS);
  }

  private catchUp(): void {
    this.turn += 1;
    for (const log of this.logs.values()) log.isComplete = false;
    void this.sync(this.turn);
  }

  private async sync(turn: number): Promise<void> {
    for (const room of this.logs.keys()) this.options.watch.asked(this.name, room);
    const rooms = [...this.logs].map(([roomId, { anchor }]) => ({ roomId, lastSeenAt: anchor.at }));
    const ack = (await this.socket
      .timeout(TIMEOUT_MS)
      .emitWithAck('rooms:sync', { rooms })
      .catch(() => undefined)) as Ack<{ results: RoomSyncResult[] }> | undefined;
    if (turn !== this.turn) return;
    if (!ack?.success) {
      setTimeout(() => turn === this.turn && this.isOnline && void this.sync(turn), RETRY_MS);
      return;
    }
    for (const { roomId, hasMore } of ack.results) void this.complete(roomId, hasMore, turn);
  }

  /** Reads back until what it had before, then counts the room as complete again. */
  private async complete(roomId: string, hasMore: boolean, turn: number): Promise<void> {
    const log = this.logs.get(roomId);
    if (!log) return;
    let before: string | undefined;
    for (let isPast = !hasMore; !isPast;) {
      const page = await this.page(roomId, before).catch(() => undefined);
      if (turn !== this.turn) return;
      if (!page) {
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
        continue;
      }
      this.take(roomId, page);
      before = page[0]?.messageId;
      isPast =
        page.length === 0 ||
        page.some(({ messageId, createdAt }) => messageId === log.anchor.id || createdAt < log.anchor.at);
    }
    log.isComplete = true;
    log.anchor = log.newest;
  }

  private async page(roomId: string, before: string | undefined): Promise<Message[]> {
    const query = before === undefined ? '' : `&before=${before}`;
    const { status, body } = await call<Message[]>(
      `${this.options.restUrl()}/api/rooms/${roomId}/messages?limit=100${query}`,
      { token: this.options.person.token.text, patienceMs: ANSWER_PATIENCE_MS },
    );
    if (status !== 200) throw new Error(`history was refused: ${String(status)}`);
    return body;
  }

  private take(room: string, messages: readonly Message[]): void {
    const log = this.logs.get(room);
    if (!log) return;
    const fresh = messages.filter(({ messageId }) => !log.ids.has(messageId));
    for (const { messageId: id, createdAt: at } of fresh) {
      log.ids.add(id);
      log.recent.push(id);
      if (at >= log.newest.at) log.newest = { at, id };
    }
    log.recent.splice(0, log.recent.length - REMEMBERED);
    if (log.isComplete) log.anchor = log.newest;
    if (fresh.length === 0) return;
    const list = fresh.map(({ seq, messageId, text }) => [seq, shortId(messageId), markOf(text)] as const);
    this.options.record({ k: 'deliver', client: this.name, room, list, cursor: 0 });
  }
}
