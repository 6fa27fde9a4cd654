import { createMemoryOutboxStorage } from '../../../client/src/realtime/outbox-storage';
import { createRealtime, type Realtime, type RealtimeEvent } from '../../../client/src/realtime/realtime';
import { createSocketTransport } from '../../../client/src/realtime/socket-transport';
import type { ServerNotice, Transport } from '../../../client/src/realtime/transport';
import type { Recorder } from '../history';
import type { Person } from '../world/people';
import type { Copy } from './copy';
import { recordedTransport } from './recorded-transport';
import { Rosters } from './rosters';
import { ShownRooms } from './shown-rooms';
import type { Watch } from './watch';
import { watchTransport } from './watch-transport';
import { Writer } from './writer';

interface Options {
  name: string;
  person: Person;
  /** Where it finds the server. */
  origin: string;
  record: Recorder;
  watch: Watch;
  /** Which rooms the list of my rooms names. */
  mine: () => readonly string[];
  /** Called when the session is over; gives the person another token. */
  renew: (person: Person) => void;
}

/** After a refusal the list of rooms is read again, which takes a moment. */
const RELOAD_MS = 300;

/** A device of a person, driven by the layer of the web client that talks: connection, outbox, catch-up, pulse. */
export class RealClient {
  readonly kind = 'real';
  readonly rosters = new Rosters();
  readonly writer: Writer;
  isOnline = false;
  private readonly storage = createMemoryOutboxStorage();
  private realtime: Realtime | undefined;
  private transport: Transport | undefined;
  private readonly shown: ShownRooms;

  constructor(private readonly options: Options) {
    const { name, user } = this;
    this.shown = new ShownRooms(name);
    this.writer = new Writer({
      ...{ client: name, user, record: options.record },
      realtime: () => this.realtime,
    });
    options.record({ k: 'client', client: name, user, kind: 'real' });
  }

  get name(): string {
    return this.options.name;
  }

  get user(): string {
    return this.options.person.id;
  }

  get pending(): number {
    return this.writer.pending;
  }

  get cursors(): ReadonlyMap<string, number> {
    return this.shown.cursors;
  }

  /** What it shows of each room. */
  get copies(): ReadonlyMap<string, Copy> {
    return this.shown.copies;
  }

  /** Opens the page: what was not sent and how far was read is still there from before. */
  open(): void {
    const { name, person, origin, record, watch } = this.options;
    const { text, expiresAt: tokenExpiresAt } = person.token;
    const transport = createSocketTransport(() => text, origin);
    watchTransport(transport, { client: name, user: this.user, tokenExpiresAt }, watch);
    this.transport = transport;
    const realtime = createRealtime({
      transport: recordedTransport(transport, {
        client: name,
        user: this.user,
        record,
        onSync: (room) => watch.asked(name, room),
      }),
      storage: this.storage,
      userId: this.user,
    });
    this.realtime = realtime;
    realtime.listen((event) => this.onEvent(event, realtime));
    realtime.follow(this.shown.positions());
    realtime.start();
    // What was still to be loaded when the page was closed.
    this.scrollBack(realtime);
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
    const position = this.shown.positionIn(roomId);
    this.realtime?.follow([position]);
  }

  unfollow(roomId: string): void {
    this.realtime?.unfollow(roomId);
    this.rosters.forget(roomId);
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

  follows(room: string): boolean {
    return this.cursors.has(room);
  }

  onlineIn(room: string): string[] | undefined {
    return this.rosters.onlineIn(room);
  }

  private onEvent(event: RealtimeEvent, realtime: Realtime): void {
    if (realtime !== this.realtime) return;
    switch (event.kind) {
      case 'connection':
        this.become(event.change.status === 'online');
        if (this.isOnline) this.reloadList(realtime);
        if (event.change.endedBy) {
          this.options.renew(this.options.person);
          this.reload();
        }
        return;
      case 'delivery':
        this.options.record(this.shown.deliver(event.delivery));
        if (event.delivery.isReset) this.scrollBack(realtime);
        return;
      case 'outbox':
        this.writer.takeOutbox(event.items);
        return;
      case 'muted':
      case 'absent':
      case 'mine':
        return;
      case 'notice':
        return this.onNotice(event.notice);
      case 'refused':
        this.unfollow(event.roomId);
        setTimeout(() => this.reloadList(realtime), RELOAD_MS);
        return;
    }
  }

  /** What came and went while nobody could tell this page. */
  private reloadList(realtime: Realtime): void {
    if (realtime !== this.realtime) return;
    for (const room of this.options.mine()) this.follow(room);
  }

  private scrollBack(realtime: Realtime): void {
    void this.shown.scrollBack(realtime, () => realtime === this.realtime);
  }

  private onNotice(notice: ServerNotice): void {
    if (notice.event === 'room:removed') return this.unfollow(notice.payload.roomId);
    if (notice.event === 'room:added') return this.follow(notice.payload.roomId);
    const { unknown, away } = this.rosters.follow(notice);
    if (notice.event === 'room:roster')
      this.options.record({ k: 'entered', client: this.name, room: notice.payload.roomId });
    if (notice.event === 'room:roster:delta')
      for (const user of away)
        this.options.record({ k: 'away', client: this.name, user, room: notice.payload.roomId });
    if (unknown !== undefined) this.realtime?.askRoster(unknown);
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
