import { createMemoryOutboxStorage } from '../../../client/src/realtime/outbox-storage';
import { createRealtime, type Realtime, type RealtimeEvent } from '../../../client/src/realtime/realtime';
import { createSocketTransport } from '../../../client/src/realtime/socket-transport';
import type { Transport } from '../../../client/src/realtime/transport';
import { applyDelta, fromSnapshot, type Roster } from '../../../client/src/store/roster';
import { type HistoryEvent, markOf, type Recorder, shortId } from '../history';
import type { Person } from '../world/people';
import { recordedTransport } from './recorded-transport';
import type { Watch } from './watch';

interface Options {
  name: string;
  person: Person;
  /** Where it finds the server. */
  origin: string;
  record: Recorder;
  watch: Watch;
  /** Called when the session is over; gives the person another token. */
  renew: (person: Person) => void;
}

/** A device of a person, driven by the layer of the web client that talks: connection, outbox, catch-up, pulse. */
export class RealClient {
  readonly kind = 'real';
  readonly cursors = new Map<string, number>();
  readonly rosters = new Map<string, Roster>();
  isOnline = false;
  pending = 0;
  private readonly storage = createMemoryOutboxStorage();
  private realtime: Realtime | undefined;
  private transport: Transport | undefined;
  private said = 0;

  constructor(private readonly options: Options) {
    options.record({ k: 'client', client: this.name, user: this.user, kind: 'real' });
  }

  get name(): string {
    return this.options.name;
  }

  get user(): string {
    return this.options.person.id;
  }

  /** Opens the page: what was not sent and how far was read is still there from before. */
  open(): void {
    const { name, person, origin, record, watch } = this.options;
    const { text, expiresAt: tokenExpiresAt } = person.token;
    const transport = createSocketTransport(text, origin);
    transport.listen((event) => {
      if (event.kind !== 'notice') return;
      const { event: type, payload } = event.notice;
      const listener = { client: name, user: this.user, tokenExpiresAt };
      if (type === 'message:batch') watch.hear(listener, payload.roomId, payload.messages);
      if (type === 'message:new') watch.hear(listener, payload.roomId, [payload]);
    });
    this.transport = transport;
    const realtime = createRealtime({
      transport: recordedTransport(transport, name, record),
      storage: this.storage,
      userId: this.user,
    });
    this.realtime = realtime;
    realtime.listen((event) => this.onEvent(event, realtime));
    realtime.follow([...this.cursors].map(([roomId, cursor]) => ({ roomId, cursor })));
    realtime.start();
  }

  close(): void {
    this.realtime?.stop();
    this.realtime = undefined;
    if (this.isOnline) this.become(false);
  }

  reload(): void {
    this.flap();
    this.close();
    this.open();
  }

  /** The connection breaks without anybody having wanted it. */
  drop(): void {
    if (!this.isOnline) return;
    this.flap();
    this.transport?.disconnect();
  }

  follow(roomId: string): void {
    const cursor = this.cursors.get(roomId) ?? 0;
    this.cursors.set(roomId, cursor);
    this.realtime?.follow([{ roomId, cursor }]);
  }

  unfollow(roomId: string): void {
    this.realtime?.unfollow(roomId);
    this.rosters.delete(roomId);
  }

  say(room: string, padding = ''): void {
    this.said += 1;
    const mark = `${this.name}:${String(this.said)}`;
    this.options.record({ k: 'say', client: this.name, user: this.user, room, mark });
    this.realtime?.send(room, padding === '' ? mark : `${mark} ${padding}`);
  }

  typing(room: string): void {
    this.realtime?.typing.keystroke(room);
  }

  readAll(room: string): void {
    this.realtime?.markRead(room, this.cursors.get(room) ?? 0);
  }

  askRoster(room: string): void {
    this.realtime?.askRoster(room);
  }

  onlineIn(room: string): string[] | undefined {
    const roster = this.rosters.get(room);
    return (
      roster && Object.values(roster.users).flatMap(({ id, status }) => (status === 'online' ? [id] : []))
    );
  }

  private onEvent(event: RealtimeEvent, realtime: Realtime): void {
    if (realtime !== this.realtime) return;
    switch (event.kind) {
      case 'connection':
        this.become(event.change.status === 'online');
        if (event.change.endedBy) {
          this.options.renew(this.options.person);
          this.reload();
        }
        return;
      case 'delivery':
        return this.onDelivery(event.delivery);
      case 'outbox':
        this.pending = event.items.filter(({ state }) => state.kind === 'queued').length;
        return;
      case 'muted':
        return;
      case 'notice':
        return this.onNotice(event.notice);
      case 'refused':
        return this.unfollow(event.roomId);
    }
  }

  private onDelivery({
    roomId: room,
    messages,
    cursor,
    isReset,
  }: Extract<RealtimeEvent, { kind: 'delivery' }>['delivery']): void {
    this.cursors.set(room, cursor);
    const list = messages.map(({ seq, messageId, text }) => [seq, shortId(messageId), markOf(text)] as const);
    const event: HistoryEvent = { k: 'deliver', client: this.name, room, list, cursor };
    this.options.record(isReset ? { ...event, reset: true } : event);
  }

  private onNotice(notice: Extract<RealtimeEvent, { kind: 'notice' }>['notice']): void {
    switch (notice.event) {
      case 'room:roster':
        this.rosters.set(notice.payload.roomId, fromSnapshot(notice.payload));
        return;
      case 'room:roster:delta': {
        const { roomId } = notice.payload;
        const roster = applyDelta(this.rosters.get(roomId), notice.payload);
        if (roster) this.rosters.set(roomId, roster);
        else this.realtime?.askRoster(roomId);
        return;
      }
      case 'room:removed':
        return this.unfollow(notice.payload.roomId);
      default:
        return;
    }
  }

  private flap(): void {
    if (this.isOnline) this.options.record({ k: 'flap', client: this.name });
  }

  private become(isUp: boolean): void {
    if (this.isOnline === isUp) return;
    this.isOnline = isUp;
    this.options.record({ k: 'connection', client: this.name, isUp });
  }
}
