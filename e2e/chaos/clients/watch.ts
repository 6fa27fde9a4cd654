import type { Message } from '@chatket/contract';
import type { Recorder } from '../history';
import type { Memberships } from './memberships';

/** How long after its expiry a token may still be honoured. */
const EXPIRY_TOLERANCE_MS = 1_000;

interface Listener {
  client: string;
  user: string;
  tokenExpiresAt: number;
}

/** Looks at every message that reaches a connection, before the client does anything with it. */
export class Watch {
  /** Newest seq heard by anybody, by room. */
  readonly heard = new Map<string, number>();
  private onNews: () => void = () => undefined;

  constructor(
    private readonly record: Recorder,
    private readonly memberships: Memberships,
  ) {}

  /** Resolves when a seq has been heard that is newer than all before. */
  news(): Promise<void> {
    return new Promise((resolve) => (this.onNews = resolve));
  }

  hear({ client, user, tokenExpiresAt }: Listener, room: string, messages: readonly Message[]): void {
    const newest = messages.at(-1);
    if (!newest) return;
    if (newest.seq > (this.heard.get(room) ?? 0)) {
      this.heard.set(room, newest.seq);
      this.onNews();
    }
    const forbiddenBehind = this.memberships.forbiddenBehind(user, room);
    const seqs = messages.filter(({ seq }) => seq > forbiddenBehind).map(({ seq }) => seq);
    if (seqs.length > 0) this.record({ k: 'stray', client, user, room, seqs });
    const lateMs = Date.parse(newest.createdAt) - tokenExpiresAt;
    if (lateMs > EXPIRY_TOLERANCE_MS) this.record({ k: 'late', client, room, seq: newest.seq, lateMs });
  }
}
