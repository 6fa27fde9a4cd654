import type { FinalState, HistoryEvent } from '../history';
import { shortId } from '../message-state';
import { Part } from './part';

type Removed = Extract<HistoryEvent, { k: 'removed' }>;

/** What is known of one person in one room. */
interface Standing {
  attempts: number;
  /** Where the log has put them out, by each removal. */
  seqs: Set<number>;
  /** Behind here nothing of theirs may be stored; undefined while they are in, or may be. */
  outSince: number | undefined;
  /** `unsure` while a ban is just being lifted. */
  ban: 'none' | 'set' | 'unsure';
}

const PUT_OUT = ['kicked', 'banned'];

/** Who was put out, and what came of it: I1, I2, I3, I8, I13. */
export class Removals extends Part {
  private readonly standings = new Map<string, Standing>();
  /** Whose client, by its name. */
  private readonly users = new Map<string, string>();
  private readonly wishes = new Map<string, { client: string; room: string }>();
  count = 0;

  see(event: HistoryEvent): void {
    switch (event.k) {
      case 'client':
        this.users.set(event.client, event.user);
        return;
      case 'removing':
        this.of(event).attempts += 1;
        return;
      case 'removed':
        return this.remove(event);
      case 'lifting':
        this.of(event).ban = 'unsure';
        return;
      case 'lifted':
        this.of(event).ban = 'none';
        return;
      case 'joining':
        this.of(event).outSince = undefined;
        return;
      case 'joined':
        if (this.of(event).ban === 'set')
          this.findings.add('I13', `${event.user} came into room ${event.room}, who was banned`);
        return;
      case 'ok':
        return this.checkStored(event, event.seq);
      case 'wish':
        this.wishes.set(event.op, event);
        return;
      case 'granted': {
        const wish = this.wishes.get(event.op);
        if (wish && event.seq !== undefined) this.checkStored(wish, event.seq);
        return;
      }
      default:
        return;
    }
  }

  finish({ members, bans, events }: FinalState): void {
    const isMember = new Set(members.map(({ user, room }) => `${user} ${room}`));
    const isBanned = new Set(bans.map(({ user, room }) => `${user} ${room}`));
    const entries = new Map<string, number>();
    for (const { room, what, id } of events)
      if (PUT_OUT.includes(what)) entries.set(`${id} ${room}`, (entries.get(`${id} ${room}`) ?? 0) + 1);
    for (const [name, { attempts, outSince, ban }] of this.standings) {
      const [user = '', room = ''] = name.split(' ');
      const place = `${shortId(user)} ${room}`;
      if (attempts > 0 && (entries.get(place) ?? 0) > attempts)
        this.findings.add('I3', `${user} was put out of room ${room} more often than anybody asked for`);
      if (attempts > 0) entries.delete(place);
      if (outSince !== undefined && isMember.has(name))
        this.findings.add('I1', `${user} was put out of room ${room} and ends as a member`);
      if (ban === 'set' && !isBanned.has(name))
        this.findings.add('I1', `the ban of ${user} in room ${room} is not stored`);
      if (ban === 'none' && isBanned.has(name))
        this.findings.add('I1', `the ban of ${user} in room ${room} was lifted and is stored`);
    }
    for (const name of entries.keys())
      this.findings.add('I2', `somebody was put out though nobody asked for it: ${name}`);
  }

  private remove({ user, room, seq, isBan }: Removed): void {
    this.count += 1;
    const standing = this.of({ user, room });
    const entry = this.stored.eventAt(room, seq);
    const what = `${user} was put out of room ${room} at ${String(seq)}`;
    if (entry?.id !== shortId(user) || entry.what !== (isBan ? 'banned' : 'kicked'))
      this.findings.add('I1', `${what}, where ${entry?.what ?? 'nothing'} is stored`);
    if (standing.seqs.has(seq)) this.findings.add('I1', `${what}, where the removal before it is stored`);
    standing.seqs.add(seq);
    standing.outSince = seq;
    if (isBan) standing.ban = 'set';
  }

  private checkStored({ client, room }: { client: string; room: string }, seq: number): void {
    const user = this.users.get(client) ?? '';
    const outSince = this.standings.get(`${user} ${room}`)?.outSince ?? Infinity;
    if (seq > outSince)
      this.findings.add(
        'I8',
        `${client} wrote ${String(seq)} of room ${room}, of which it was put out at ${String(outSince)}`,
      );
  }

  private of({ user, room }: { user: string; room: string }): Standing {
    const name = `${user} ${room}`;
    const standing = this.standings.get(name) ?? {
      attempts: 0,
      seqs: new Set<number>(),
      outSince: undefined,
      ban: 'none',
    };
    this.standings.set(name, standing);
    return standing;
  }
}
