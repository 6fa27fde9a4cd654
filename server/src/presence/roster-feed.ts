import type { RoomRoster } from '@chatket/contract';
import { type Connection, type Fanout, Frame } from '../realtime/index.js';
import { type Roster, withoutKinds } from './roster.js';

/** Every delta costs a packet for each who is there: the larger the room, the more changes go into one. */
const INTERVAL_PER_MEMBER_MS = 10;
const SHORTEST_INTERVAL_MS = 250;
const LONGEST_INTERVAL_MS = 1_000;
/** To connections that do not know deltas. */
const WHOLE_INTERVAL_MS = 1_000;
/** More connections that come within one interval are a crowd. */
const SHOWN_AT_ONCE = 5;
/** Intervals for which a crowd that goes on growing is waited for. */
const MAX_POSTPONED = 2;

/**
 * Tells the connections in a room of its roster. The whole one goes to whoever comes; changes go to the others,
 * coalesced: as deltas at most four times a second (the larger the room, the rarer), and whole at most once a second to
 * connections that do not know deltas. Of a crowd each connection gets one roster when all are in it, and none of the
 * deltas before: telling everybody of everybody one by one would grow with the square.
 */
export class RosterFeed {
  /** Nobody is here: whoever comes needs another one. */
  isOver = false;
  private readonly waiting = new Set<Connection>();
  private came = 0;
  private postponed = 0;
  private next: NodeJS.Timeout | undefined;
  private nextWhole: NodeJS.Timeout | undefined;
  private snapshot: { changes: number; version: number; frames: Map<boolean, Frame> } | undefined;

  constructor(
    readonly roster: Roster,
    private readonly fanout: Fanout,
  ) {}

  /** A connection has come into the room. It is shown the roster at once, unless it is one of many. */
  enter(connection: Connection): void {
    const { user } = connection;
    this.change((roster) => {
      roster.set(user, 'online');
    });
    this.look(connection);
  }

  /** The same for a connection whose person is not to be seen. */
  look(connection: Connection): void {
    this.came += 1;
    if (this.came > SHOWN_AT_ONCE || this.waiting.size > 0) this.waiting.add(connection);
    else connection.send(this.whole(connection));
    this.schedule();
  }

  /** Changes the roster and tells the room of it before long. */
  change(apply: (roster: Roster) => void): void {
    const { plainChanges } = this.roster;
    apply(this.roster);
    if (!this.roster.hasChanges) return;
    this.schedule();
    const { roomId } = this.roster;
    if (this.roster.plainChanges === plainChanges || !this.fanout.hasListeners(roomId, 'plain')) return;
    this.nextWhole ??= setTimeout(() => {
      this.nextWhole = undefined;
      this.fanout.toRoom({ roomId, modes: ['plain'] }, 'room:roster', this.plainSnapshot());
    }, WHOLE_INTERVAL_MS).unref();
  }

  stop(): void {
    this.isOver = true;
    clearTimeout(this.next);
    clearTimeout(this.nextWhole);
    this.waiting.clear();
  }

  private schedule(): void {
    this.next ??= setTimeout(() => {
      this.next = undefined;
      this.proceed();
    }, intervalMs(this.roster)).unref();
  }

  private proceed(): void {
    const isGrowing = this.came > SHOWN_AT_ONCE && this.postponed < MAX_POSTPONED;
    this.came = 0;
    this.postponed = isGrowing ? this.postponed + 1 : 0;
    if (isGrowing) this.schedule();
    else this.tell();
  }

  private tell(): void {
    const { roomId, hasChanges } = this.roster;
    if (hasChanges) {
      const except = new Set([...this.waiting].map(({ id }) => id));
      this.tellDelta(except);
    }
    // Whoever has left meanwhile, or is no longer a member, is not told.
    for (const connection of this.waiting)
      if (connection.isIn(roomId)) connection.send(this.whole(connection));
    this.waiting.clear();
  }

  private tellDelta(except: ReadonlySet<string>): void {
    const { roomId } = this.roster;
    const delta = this.roster.takeDelta();
    this.fanout.toRoom({ roomId, modes: ['log'], except }, 'room:roster:delta', delta);
    const plain = { ...delta, changed: withoutKinds(delta.changed) };
    if (this.fanout.hasListeners(roomId, 'batch'))
      this.fanout.toRoom({ roomId, modes: ['batch'], except }, 'room:roster:delta', plain);
  }

  /** The whole roster, encoded once for many. Its version is that of the last delta: the next may repeat some of it. */
  private whole({ mode }: Connection): Frame {
    const { changes, version } = this.roster;
    if (this.snapshot?.changes !== changes || this.snapshot.version !== version)
      this.snapshot = { changes, version, frames: new Map() };
    const knowsKinds = mode === 'log';
    const { frames } = this.snapshot;
    const frame =
      frames.get(knowsKinds) ??
      Frame.of('room:roster', knowsKinds ? this.roster.snapshot() : this.plainSnapshot());
    frames.set(knowsKinds, frame);
    return frame;
  }

  private plainSnapshot(): RoomRoster {
    const snapshot = this.roster.snapshot();
    return { ...snapshot, users: withoutKinds(snapshot.users) };
  }
}

function intervalMs({ size }: Roster): number {
  return Math.min(LONGEST_INTERVAL_MS, Math.max(SHORTEST_INTERVAL_MS, size * INTERVAL_PER_MEMBER_MS));
}
