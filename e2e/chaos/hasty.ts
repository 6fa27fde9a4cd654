import type { Room } from '@chatket/contract';
import { originOf } from './cast';
import { DuplicateSender } from './clients/duplicate-sender';
import type { Recorder } from './history';
import type { MembershipChanges } from './membership-changes';
import { pause } from './pause';
import { logIn, mint, type Person } from './world/people';
import type { World } from './world/world';

interface Options {
  world: World;
  record: Recorder;
  changes: MembershipChanges;
  tokenLifeMs: number;
}

const DEVICES = 6;
const LIMIT = 5;
const WINDOW_SECONDS = 10;
const MUTE_SECONDS = 1;
const TICK_MS = 40;

/** Somebody who writes as fast as they can, on several devices at once, where only a few messages are allowed. */
export class Hasty {
  private readonly devices: DuplicateSender[] = [];
  private room = '';

  constructor(private readonly options: Options) {}

  async open(): Promise<void> {
    const { world, changes, record, tokenLifeMs } = this.options;
    const person = await logIn(world.server.url, 'hasty', tokenLifeMs);
    const made = { path: '/api/rooms', method: 'POST', body: { name: 'corridor' } };
    const { body } = await changes.insist<Room>(person, made);
    this.room = body.id;
    const rate = {
      rateMessages: LIMIT,
      rateWindowSeconds: WINDOW_SECONDS,
      rateMuteSeconds: MUTE_SECONDS,
    };
    await changes.insist(person, { path: `/api/rooms/${body.id}`, method: 'PATCH', body: rate });
    record({
      k: 'limited',
      room: body.id,
      limit: LIMIT,
      windowMs: WINDOW_SECONDS * 1_000,
      // Each server counts for itself while Redis is away, which counts for all.
      counters: world.cluster ? 1 + world.cluster.stations.length : 1,
    });
    for (let k = 1; k <= DEVICES; k += 1) this.devices.push(this.device(person, k));
  }

  async go(isRunning: () => boolean): Promise<void> {
    const hurrying = this.devices.map(async (device) => {
      while (isRunning()) await device.say(this.room, 1);
    });
    while (isRunning()) await pause(TICK_MS);
    this.close();
    await Promise.all(hurrying);
  }

  close(): void {
    for (const device of this.devices) device.close();
  }

  private device(person: Person, k: number): DuplicateSender {
    const { world, record, tokenLifeMs } = this.options;
    const origin = originOf(world.front.port);
    return new DuplicateSender({
      ...{ name: `${person.username}/${String(k)}`, person, origin, record },
      connections: 1,
      renew: () => {
        person.token = mint(person, tokenLifeMs);
      },
    });
  }
}
