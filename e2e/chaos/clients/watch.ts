import { isChange, type LogEntry } from '@chatket/contract';
import type { Recorder } from '../history';
import type { Memberships } from './memberships';

/** How long after its expiry a token may still be honoured. */
const EXPIRY_TOLERANCE_MS = 1_000;

export interface Listener {
  client: string;
  user: string;
  tokenExpiresAt: number;
}

/** What one connection has heard of one room. */
interface Heard {
  last: number;
  /** So often it has asked for what lies behind a position: so often the log may begin again. */
  returns: number;
}

/** What reached a connection while nobody knew yet where a membership ends. */
interface Suspect {
  client: string;
  seq: number;
}

/** Looks at every entry that reaches a connection, before the client does anything with it. */
export class Watch {
  /** Newest seq heard by anybody, by room. */
  readonly heard = new Map<string, number>();
  private readonly connections = new Map<string, Map<string, Heard>>();
  private readonly suspects = new Map<string, Suspect[]>();
  private onNews: () => void = () => undefined;

  constructor(
    private readonly record: Recorder,
    private readonly memberships: Memberships,
  ) {}

  /** Resolves when a seq has been heard that is newer than all before. */
  news(): Promise<void> {
    return new Promise((resolve) => (this.onNews = resolve));
  }

  /** The client has another connection. */
  connected(client: string): void {
    this.connections.delete(client);
  }

  /** The client asks for a room anew. */
  asked(client: string, room: string): void {
    this.heardBy(client, room).returns += 1;
  }

  /** It is known how the end of a membership has ended: where, or not at all. What was heard behind it was not theirs. */
  settle(user: string, room: string, outSince = Infinity): void {
    const name = `${user} ${room}`;
    for (const { client, seq } of this.suspects.get(name) ?? [])
      if (seq > outSince) this.record({ k: 'stray', client, user, room, seqs: [seq] });
    this.suspects.delete(name);
  }

  hear({ client, user, tokenExpiresAt }: Listener, room: string, entries: readonly LogEntry[]): void {
    const newest = entries.at(-1);
    if (!newest) return;
    if (newest.seq > (this.heard.get(room) ?? 0)) {
      this.heard.set(room, newest.seq);
      this.onNews();
    }
    const heard = this.heardBy(client, room);
    for (const { seq } of entries) this.follow(heard, { client, room, seq });
    if (this.memberships.isLeaving(user, room)) this.suspect(`${user} ${room}`, client, entries);
    const forbiddenBehind = this.memberships.forbiddenBehind(user, room);
    const seqs = entries.filter(({ seq }) => seq > forbiddenBehind).map(({ seq }) => seq);
    if (seqs.length > 0) this.record({ k: 'stray', client, user, room, seqs });
    const lateMs = Date.parse(isChange(newest) ? newest.at : newest.createdAt) - tokenExpiresAt;
    if (lateMs > EXPIRY_TOLERANCE_MS) this.record({ k: 'late', client, room, seq: newest.seq, lateMs });
  }

  private suspect(name: string, client: string, entries: readonly LogEntry[]): void {
    const ofName = this.suspects.get(name) ?? [];
    this.suspects.set(name, ofName);
    for (const { seq } of entries) ofName.push({ client, seq });
  }

  private follow(heard: Heard, { client, room, seq }: { client: string; room: string; seq: number }): void {
    if (seq <= heard.last) {
      if (heard.returns === 0) this.record({ k: 'disorder', client, room, seq, after: heard.last });
      heard.returns = Math.max(0, heard.returns - 1);
    }
    heard.last = seq;
  }

  private heardBy(client: string, room: string): Heard {
    const rooms = this.connections.get(client) ?? new Map<string, Heard>();
    this.connections.set(client, rooms);
    const heard = rooms.get(room) ?? { last: 0, returns: 0 };
    rooms.set(room, heard);
    return heard;
  }
}
