import { LIMITS, type Room } from '@chatket/contract';
import { followEvents } from '../../../client/src/app/event-routes';
import { createRoomList } from '../../../client/src/app/session/room-list';
import { unreadNow } from '../../../client/src/features/reads';
import { learnThreads } from '../../../client/src/features/threads/take-replies';
import { writeLocal } from '../../../client/src/lib';
import { createMemoryOutboxStorage } from '../../../client/src/realtime/outbox-storage';
import { createRealtime, type Realtime } from '../../../client/src/realtime/realtime';
import { createSocketTransport } from '../../../client/src/realtime/socket-transport';
import { createChatStores, type ChatStores } from '../../../client/src/store';
import { call } from '../../../rig/people.mjs';
import type { Counted, CountedThread, Recorder } from '../history';
import { shortId } from '../message-state';
import { ANSWER_PATIENCE_MS, type Person } from '../world/people';

interface Options {
  name: string;
  person: Person;
  /** Where it finds the server: over a proxy, and for what it asks over REST. */
  origin: string;
  restUrl: () => string;
  record: Recorder;
  /** Called when the session is over; gives the person another token. */
  renew: (person: Person) => void;
}

const nothing = () => undefined;

/** Stores listen for other tabs of their browser; here there is none to hear of. */
if (!('window' in globalThis)) {
  const addEventListener = nothing;
  Object.assign(globalThis, { window: { addEventListener, removeEventListener: nothing } });
}

/** A device that shows nothing but counts: the stores and routes of the web client, as a page of it has them. */
export class CountingClient {
  isOnline = false;
  private page: { realtime: Realtime; stores: ChatStores; stop: () => void } | undefined;

  constructor(private readonly options: Options) {}

  get name(): string {
    return this.options.name;
  }

  get user(): string {
    return this.options.person.id;
  }

  /** Opens the page, which knows nothing yet. */
  open(): void {
    const { person, origin } = this.options;
    const { text } = person.token;
    // What a page has read is kept in its browser: each of these is one of its own.
    writeLocal(`reads:${person.id}`, undefined);
    writeLocal(`reads:${person.id}:versions`, undefined);
    const stores = createChatStores({ id: person.id, username: person.username });
    const realtime = createRealtime({
      transport: createSocketTransport(() => text, origin),
      storage: createMemoryOutboxStorage(),
      userId: person.id,
    });
    const api = this.api(text);
    const roomList = createRoomList({ api, realtime, stores });
    const stopRoutes = followEvents({
      ...{ api, realtime, stores, roomList, onRenamed: nothing, say: nothing },
      onSessionOver: () => {
        this.options.renew(person);
        this.reload();
      },
    });
    const stopListening = realtime.listen((event) => {
      if (event.kind !== 'connection') return;
      this.isOnline = event.change.status === 'online';
      // As the page does, whose list of rooms may have changed while nobody could tell it.
      if (this.isOnline) void roomList.load();
    });
    const stop = () => {
      stopListening();
      stopRoutes();
      realtime.stop();
    };
    this.page = { realtime, stores, stop };
    realtime.start();
  }

  close(): void {
    this.page?.stop();
    this.page = undefined;
    this.isOnline = false;
  }

  reload(): void {
    this.close();
    this.open();
  }

  /** What it shows of each room. */
  counted(): Counted[] {
    if (!this.page) return [];
    const { stores } = this.page;
    return Object.values(stores.rooms.getState().mine)
      .map((room) => {
        const { count, mentions = 0 } = unreadNow(stores, room);
        // Beyond that a plus stands behind the number, and the server counts no further.
        const [unread = 0, spoken = 0] = [count, mentions].map((each) =>
          Math.min(each, LIMITS.unreadCountMax),
        );
        return { room: room.id, unread, mentions: spoken, threads: room.unreadThreads ?? 0 };
      })
      .sort((one, other) => (one.room < other.room ? -1 : 1));
  }

  /** The list of threads is opened; one that could not be read stays as it is. */
  async openThreads(): Promise<void> {
    const { token } = this.options.person;
    if (this.page) await learnThreads({ stores: this.page.stores, api: this.api(token.text) }).catch(nothing);
  }

  /** What it shows of each thread in which something is unread. */
  countedThreads(): CountedThread[] {
    if (!this.page) return [];
    const { rooms, threads } = this.page.stores;
    const { mine } = rooms.getState();
    return Object.entries(threads.getState().byRoot)
      .filter(([, { isFollowing, unread, roomId }]) => isFollowing && unread > 0 && roomId in mine)
      .map(([root, { roomId: room, unread, mentionedAt = [] }]) => ({
        ...{ room, root: shortId(root), unread },
        mentions: Math.min(mentionedAt.length, LIMITS.unreadCountMax),
      }))
      .sort((one, other) => (one.root < other.root ? -1 : 1));
  }

  record(): void {
    const { record } = this.options;
    record({ k: 'counted', client: this.name, user: this.user, rooms: this.counted() });
    record({ k: 'threads', by: this.name, user: this.user, threads: this.countedThreads() });
  }

  private api(token: string) {
    const request = async <T>({ path = '', query = {}, ...rest }: Asked) => {
      const url = new URL(`/api${path}`, this.options.restUrl());
      for (const [name, value] of Object.entries(query))
        if (value !== undefined) url.searchParams.set(name, String(value));
      const { status, body } = await call<T>(url.href, { token, patienceMs: ANSWER_PATIENCE_MS, ...rest });
      if (status >= 400) throw new Error(`${path} answered ${String(status)}`);
      return { body, nextCursor: undefined };
    };
    const never = () => new Promise<never>(nothing);
    return {
      ...{ request, sidebar: never, config: never, arrange: never, history: never },
      // A run has fewer rooms than a page.
      myRooms: () => request<Room[]>({ path: '/rooms' }),
    };
  }
}

interface Asked {
  path?: string;
  query?: object;
  method?: string;
  body?: object;
}
