import type { FinalState, HistoryEvent } from '../history';
import { Part } from './part';

interface Said {
  user: string;
  room: string;
  client: string;
  place: number;
}

interface Attempts {
  mark: string;
  /** What it was sent as: whoever has not been heard yet may say it otherwise. */
  versions: Set<string>;
  open: number;
  failed: number;
  others: number;
}

/** What was sent, and what its senders were told: I1, I2, I3, I6. */
export class Sends extends Part {
  private readonly said = new Map<string, Said>();
  private readonly attempts = new Map<string, Attempts>();
  private readonly acks = new Map<string, { id: string; seq: number }>();
  acked = 0;

  see(event: HistoryEvent): void {
    switch (event.k) {
      case 'say':
        this.said.set(event.mark, { ...event, place: this.said.size });
        return;
      case 'invoke':
        return this.invoke(event);
      case 'ok':
        this.attempt(event.room, event.key, '').others += 1;
        return this.acknowledge(event);
      case 'fail':
        this.attempt(event.room, event.key, '').failed += 1;
        return;
      case 'info':
        this.attempt(event.room, event.key, '').others += 1;
        return;
      default:
        return;
    }
  }

  finish(state: FinalState): void {
    const marks = new Set<string>();
    const keys = new Set<string>();
    const lastPlaces = new Map<string, { place: number; mark: string }>();
    for (const message of state.messages) {
      const { room, seq, key, user, isDeleted } = message;
      const attempts = this.attempts.get(`${room} ${key}`);
      // A deleted message has nothing left that names it but its key.
      const mark = isDeleted ? (attempts?.mark ?? '') : message.mark;
      const where = `${mark} at ${String(seq)} of room ${room}`;
      const said = this.said.get(mark);
      if (marks.has(mark)) this.findings.add('I3', `${where} is stored a second time`);
      if (keys.has(`${room} ${user} ${key}`))
        this.findings.add('I3', `${where} has a key that is stored twice`);
      marks.add(mark);
      keys.add(`${room} ${user} ${key}`);
      if (!said || said.user !== user || said.room !== room || attempts?.mark !== mark) {
        this.findings.add('I2', `${where} was never sent like that`);
        continue;
      }
      if (attempts.others === 0 && attempts.failed === attempts.open)
        this.findings.add('I2', `${where} is stored though every attempt was refused`);
      const [first] = this.stored.textsOf(message);
      if (first && !attempts.versions.has(first.version))
        this.findings.add('I2', `${where} began as ${first.version}, which was never sent`);
      if (this.kinds.get(said.client) !== 'real') continue;
      const line = `${said.client} ${room}`;
      const before = lastPlaces.get(line);
      if (before && before.place > said.place)
        this.findings.add('I6', `${where} comes behind ${before.mark}, which was written later`);
      else lastPlaces.set(line, { place: said.place, mark });
    }
  }

  private invoke({ room, key, mark, version }: Extract<HistoryEvent, { k: 'invoke' }>): void {
    const attempts = this.attempt(room, key, mark);
    attempts.versions.add(version);
    attempts.open += 1;
  }

  private attempt(room: string, key: string, mark: string): Attempts {
    const name = `${room} ${key}`;
    const attempts = this.attempts.get(name) ?? {
      mark,
      versions: new Set<string>(),
      open: 0,
      failed: 0,
      others: 0,
    };
    this.attempts.set(name, attempts);
    return attempts;
  }

  private acknowledge({ client, room, key, id, seq, at }: Extract<HistoryEvent, { k: 'ok' }>): void {
    const before = this.acks.get(`${room} ${key}`);
    if (!before) this.acked += 1;
    else if (before.id !== id || before.seq !== seq)
      this.findings.add('I3', `${key} of ${client} was acked as ${before.id} and as ${id}`);
    this.acks.set(`${room} ${key}`, { id, seq });
    const row = this.stored.at(room, seq);
    if (!row || row.id !== id || row.key !== key)
      this.findings.add(
        'I1',
        `${key} of ${client} was acked as ${id} at ${String(seq)}, where ${row?.id ?? 'nothing'} is stored`,
      );
    else if (Date.parse(at) !== Math.floor(row.at / 1000))
      this.findings.add(
        'I1',
        `${key} of ${client} was acked with the time ${at}, which is not the stored one`,
      );
  }
}
