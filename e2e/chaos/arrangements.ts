import type { Room } from '@chatket/contract';
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
  /** Filled while the world is opened. */
  rooms: readonly Room[];
  random: Random;
  tokenLifeMs: number;
}

/** People who have no devices: what they do is asked of the server only. */
const PEN_FRIENDS = 4;
const AT_ONCE = 3;

/** What is arranged beside the talk: what rooms are about, and rooms of two people, which both open at once. */
export class Arrangements {
  private readonly friends: Person[] = [];
  private founder: Person | undefined;
  private count = 0;

  constructor(private readonly options: Options) {}

  async open(founder: Person): Promise<void> {
    const { world, tokenLifeMs } = this.options;
    this.founder = founder;
    for (let n = 0; n < PEN_FRIENDS; n += 1)
      this.friends.push(await logIn(world.server.url, `pen-friend-${String(n)}`, tokenLifeMs));
  }

  async go(isRunning: () => boolean): Promise<void> {
    const { random } = this.options;
    while (isRunning()) {
      await pause(random.between(300, 1_500));
      const [one, other] = random.shuffle(this.friends);
      const room = random.pick(this.options.rooms).id;
      if (random.chance(0.5)) await this.retitle(room);
      else if (one && other) await this.openRoomOf([one, other]);
    }
  }

  private async retitle(room: string): Promise<void> {
    const { record, changes } = this.options;
    if (!this.founder) return;
    this.count += 1;
    const topic = `topic ${String(this.count)}`;
    await changes.insist(this.founder, { path: `/api/rooms/${room}`, method: 'PATCH', body: { topic } });
    record({ k: 'retitled', room, topic });
  }

  private async openRoomOf(pair: readonly [Person, Person]): Promise<void> {
    const { record, changes } = this.options;
    const users = pair.map(({ id }) => id);
    const asked = Array.from({ length: AT_ONCE }, () => pair).flat();
    await Promise.all(
      asked.map(async (person) => {
        const userIds = users.filter((id) => id !== person.id);
        const { status, body } = await changes.insist<Room>(person, {
          path: '/api/direct',
          method: 'POST',
          body: { userIds },
        });
        if (status < 300) record({ k: 'opened', users: [...users].sort(), room: body.id });
      }),
    );
  }
}
