import type { Room } from '@chatket/contract';
import { logIn } from '../../rig/people.mjs';
import type { Recorder } from './history';
import type { MembershipChanges } from './membership-changes';
import { pause } from './pause';
import type { Random } from './random';
import { logIn as logInFor, type Person } from './world/people';
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

const AT_ONCE = 3;

/**
 * People without devices who ask to be let into a room, and those who come for a while, take another name, and delete their
 * account.
 */
export class PassersBy {
  private keeper: Person | undefined;
  private room = '';
  private count = 0;

  constructor(private readonly options: Options) {}

  /** Makes the room at whose door one asks. Its keeper has no devices either. */
  async open(): Promise<void> {
    const { world, changes, tokenLifeMs } = this.options;
    const keeper = await logInFor(world.server.url, 'doorkeeper', tokenLifeMs);
    this.keeper = keeper;
    const made = { path: '/api/rooms', method: 'POST', body: { name: 'porch' } };
    const { body } = await changes.insist<Room>(keeper, made);
    this.room = body.id;
    const path = `/api/rooms/${body.id}`;
    await changes.insist(keeper, { path, method: 'PATCH', body: { joinBy: 'request' } });
  }

  async go(isRunning: () => boolean): Promise<void> {
    const { random } = this.options;
    while (isRunning()) {
      await pause(random.between(300, 1_500));
      const found = await this.somebody();
      if (found && random.chance(0.5)) await this.ask(found);
      else if (found) await this.come(found);
    }
  }

  /** Each is another one: an hour has few questions for each. */
  private async somebody(): Promise<Person | undefined> {
    this.count += 1;
    const found = await logIn(this.options.world.server.url, `passer-${String(this.count)}`).catch(
      () => undefined,
    );
    return found && { ...found, token: { text: found.token, expiresAt: Infinity } };
  }

  /** Asks several times at once, is let in as often, and leaves. */
  private async ask(asker: Person): Promise<void> {
    const { changes } = this.options;
    const { keeper } = this;
    if (!keeper) return;
    const path = `/api/rooms/${this.room}/request`;
    const asked = Array.from({ length: AT_ONCE }, () =>
      changes.once(asker, { path, method: 'POST', body: {} }),
    );
    await Promise.all(asked);
    const isIn = await changes.letIn(keeper, asker, this.room, AT_ONCE);
    if (isIn) await changes.leave(asker, this.room);
  }

  /** Does what only a login of these minutes may. */
  private async come(person: Person): Promise<void> {
    const { changes, record } = this.options;
    const name = person.username;
    const join = { path: `/api/rooms/${this.options.rooms[0]?.id ?? ''}/join`, method: 'POST', body: {} };
    await changes.once(person, join);
    const put = { path: '/api/me/username', method: 'PUT', body: { username: `${name}-then` } };
    const renamed = await changes.once(person, put);
    if (!renamed || renamed.status >= 300) return;
    record({ k: 'named', user: person.id, name: `${name}-then` });
    const body = { username: `${name}-then` };
    record({ k: 'going', user: person.id });
    const deleted = await changes.once(person, { path: '/api/me/deletion', method: 'POST', body });
    if (deleted && deleted.status < 300) record({ k: 'gone', user: person.id });
  }
}
