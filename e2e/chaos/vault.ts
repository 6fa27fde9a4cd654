import type { LogEntry, Message, Room } from '@chatket/contract';
import type { Recorder } from './history';
import type { MembershipChanges } from './membership-changes';
import { pause } from './pause';
import type { Random } from './random';
import { logIn, type Person } from './world/people';
import type { World } from './world/world';

interface Options {
  world: World;
  record: Recorder;
  changes: MembershipChanges;
  random: Random;
  tokenLifeMs: number;
}

const GUESTS = 2;
const NAME = 'vault';

/**
 * A private room that keeps to itself what was said before somebody came. Guests without devices are brought in, look
 * at what they are given, and leave; a peeper asks every door for it in vain.
 */
export class Vault {
  private readonly guests: Person[] = [];
  private keeper: Person | undefined;
  private peeper: Person | undefined;
  private id = '';

  constructor(private readonly options: Options) {}

  async open(keeper: Person): Promise<Room> {
    const { world, changes, tokenLifeMs } = this.options;
    const { url } = world.server;
    this.keeper = keeper;
    this.peeper = await logIn(url, 'peeper', tokenLifeMs);
    for (let n = 0; n < GUESTS; n += 1) this.guests.push(await logIn(url, `guest-${String(n)}`, tokenLifeMs));
    const made = { path: '/api/rooms', method: 'POST', body: { name: NAME, kind: 'private' } };
    const { body } = await changes.insist<Room>(keeper, made);
    this.id = body.id;
    await changes.insist(keeper, { ...this.at(''), method: 'PATCH', body: { history: 'sinceJoin' } });
    await changes.join(keeper, this.id);
    return body;
  }

  async go(isRunning: () => boolean): Promise<void> {
    const { random } = this.options;
    while (isRunning()) {
      await pause(random.between(200, 1_000));
      const guest = random.pick(this.guests);
      if (random.chance(0.5)) await this.visit(guest);
      else await this.peep();
    }
  }

  private async visit(guest: Person): Promise<void> {
    const { changes, record } = this.options;
    if (!this.keeper) return;
    const { body: before } = await changes.insist<Room>(this.keeper, this.at(''));
    if (!(await changes.bring(this.keeper, guest, this.id))) return;
    const log = await changes.insist<LogEntry[]>(guest, this.at('/log?limit=100'));
    const page = await changes.insist<Message[]>(guest, this.at('/messages?limit=100'));
    const { body: one } = await changes.insist<Room>(guest, this.at(''));
    const given = [...log.body, ...page.body, ...(one.lastMessage ? [one.lastMessage] : [])];
    const seqs = given.map(({ seq }) => seq);
    record({ k: 'glimpsed', user: guest.id, room: this.id, head: before.lastSeq, seqs });
    await changes.leave(guest, this.id);
  }

  private async peep(): Promise<void> {
    const { changes, record } = this.options;
    if (!this.peeper) return;
    const user = this.peeper.id;
    const doors = [
      { door: 'room', ...this.at('') },
      { door: 'room', ...this.at('/log') },
      { door: 'room', ...this.at('/members') },
      { door: 'room', ...this.at('/join'), method: 'POST', body: {} },
      { door: 'list', method: 'GET', path: `/api/rooms?all=true&search=${NAME}` },
      { door: 'list', method: 'GET', path: '/api/rooms' },
    ] as const;
    for (const { door, ...what } of doors) {
      const { status, body } = await changes.insist(this.peeper, what);
      const isNamed = JSON.stringify(body ?? '').includes(this.id);
      record({ k: 'peeped', user, room: this.id, door, status, isNamed });
    }
  }

  private at(path: string) {
    return { method: 'GET', path: `/api/rooms/${this.id}${path}` };
  }
}
