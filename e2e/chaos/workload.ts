import type { Room } from '@chatket/contract';
import { Album } from './album';
import { Cast, originOf } from './cast';
import { Herd } from './clients/herd';
import { LostDevices } from './clients/lost-devices';
import { Visitors } from './clients/visitors';
import { Arrangements } from './arrangements';
import type { Recorder } from './history';
import { Habits } from './habits';
import { Hasty } from './hasty';
import { speakLast } from './last-words';
import { MembershipChanges } from './membership-changes';
import { Moderation } from './moderation';
import { PassersBy } from './passers-by';
import { pause } from './pause';
import { Pouring } from './pouring';
import type { Random } from './random';
import type { Scale } from './scale';
import { LONG_TEXT, Storm } from './storm';
import { createRoom } from '../../rig/people.mjs';
import { Vault } from './vault';
import type { World } from './world/world';

const HOT_SHARE = 0.6;
const TICK_MS = 40;
/** A device that cannot send does not go on writing for ever. */
const MAX_PENDING = 12;
/** Part of the acts that are reactions of plain clients. */
const PLAIN_SHARE = 0.04;

/** The people of a run and what they do. All of it follows the seed, except when it happens. */
export class Workload {
  readonly cast: Cast;
  readonly rooms: Room[] = [];
  private readonly changes: MembershipChanges;
  private readonly moderation: Moderation;
  private readonly arrangements: Arrangements;
  private readonly vault: Vault;
  private readonly passersBy: PassersBy;
  /** Where people send files. */
  readonly album: Album | undefined;
  private readonly hasty: Hasty | undefined;
  private readonly pouring: Pouring | undefined;
  private readonly habits: Habits;
  /** What a fault has somebody do in the busiest room. */
  readonly storm: Storm;
  private readonly random: Random;
  private readonly loops: Promise<void>[] = [];
  private isRunning = false;
  private debt = 0;

  constructor(
    private readonly world: World,
    private readonly scale: Scale,
    private readonly record: Recorder,
    random: Random,
  ) {
    this.random = random.fork('workload');
    this.habits = new Habits(this.random);
    this.cast = new Cast({ world, scale, record, random: this.random });
    this.storm = new Storm({
      sender: () => this.cast.senders[0],
      room: () => this.hot.id,
      isRunning: () => this.isRunning,
      tickMs: TICK_MS,
    });
    const { memberships: known, watch } = this.cast;
    const { tokenLifeMs } = scale;
    const clients = () => this.cast.clients;
    this.changes = new MembershipChanges({ world, record, known, watch, clients, tokenLifeMs });
    const { cast, changes, rooms } = this;
    this.moderation = new Moderation({ cast, changes, rooms, random: random.fork('moderation') });
    const beside = (name: string) => {
      return { world, record, changes, rooms, tokenLifeMs, random: random.fork(name) };
    };
    this.arrangements = new Arrangements(beside('arrangements'));
    this.vault = new Vault(beside('vault'));
    this.passersBy = new PassersBy(beside('passers-by'));
    if (scale.pouring > 0)
      this.pouring = new Pouring({ cast, changes, random: this.random, atOnce: scale.pouring });
    if (world.cluster) this.hasty = new Hasty({ world, record, changes, tokenLifeMs });
    if (scale.hasAlbum) this.album = new Album(beside('album'));
  }

  /** Logs everybody in, makes the rooms and opens all devices. */
  async open(): Promise<void> {
    const { url } = this.world.server;
    const founder = await this.cast.gather();
    for (let n = 0; n < this.scale.rooms; n += 1)
      this.rooms.push(await createRoom(url, { token: founder.token.text }, `room ${String(n)}`));
    for (const person of this.cast.people) {
      for (const room of this.rooms)
        if (person === founder || room === this.hot || this.random.chance(0.5))
          await this.changes.join(person, room.id);
    }
    await this.moderation.appoint(founder);
    await this.arrangements.open(founder);
    this.rooms.push(await this.vault.open(founder));
    await this.passersBy.open();
    await this.album?.open();
    await this.hasty?.open();
    if (this.pouring) this.rooms.push(await this.pouring.open(founder, url));
    const outsider = await this.cast.addOutsider();
    for (const room of this.rooms) outsider.follow(room.id);
    this.cast.open();
  }

  start(): void {
    this.isRunning = true;
    this.loops.push(this.sending(), this.wandering(), this.flaps());
    const removals = Array.from({ length: this.scale.removals }, () => this.moderation);
    for (const group of [
      this.arrangements,
      this.vault,
      this.passersBy,
      this.album,
      this.hasty,
      this.pouring,
      ...removals,
    ])
      if (group) this.loops.push(group.go(() => this.isRunning));
  }

  /** Nobody writes any more; what was written goes on being sent. */
  async stop(): Promise<void> {
    this.isRunning = false;
    await Promise.all(this.loops.splice(0));
    for (const { writer } of this.cast.real) writer.undo();
    await this.changes.reconcile(this.cast.people, this.rooms);
  }

  /** To be called when all is calm. */
  speakLast(): Promise<void> {
    return speakLast(this.world, this.cast, this.hot.id);
  }

  /** Ends everything, wherever the run has come to. Who went on writing without a connection would never pause. */
  close(): void {
    this.isRunning = false;
    this.album?.close();
    this.hasty?.close();
    this.cast.close();
  }

  /** Connections that only follow the busiest room. */
  openHerd(size: number): Herd {
    const [person] = this.cast.people;
    if (!person) throw new Error('nobody is there');
    return new Herd(size, originOf(this.world.front.port), person.token.text, this.hot.id);
  }

  /** People who are in the busiest room by one server alone, and seen there. */
  openVisitors(size: number, url: string): Promise<Visitors> {
    const { changes, scale, cast, hot } = this;
    const { tokenLifeMs } = scale;
    return Visitors.come(size, { url, room: hot.id, changes, real: cast.real, tokenLifeMs });
  }

  /** Devices that follow the busiest room are logged out, all at once. Resolves when the server has said so. */
  loseDevices(size: number): Promise<LostDevices> {
    const { world, changes, record, scale, hot } = this;
    return LostDevices.lose(size, { world, room: hot.id, changes, record, tokenLifeMs: scale.tokenLifeMs });
  }

  /** Everybody loads the page again with a token that ends soon. Resolves when all of those have ended. */
  async expireTokens(lifeMs: number): Promise<void> {
    this.cast.shortenTokens(lifeMs);
    await pause(lifeMs + 1_000);
  }

  private get hot(): Room {
    const [room] = this.rooms;
    if (!room) throw new Error('there is no room');
    return room;
  }

  private async sending(): Promise<void> {
    while (this.isRunning) {
      this.debt += (this.scale.rate * TICK_MS) / 1000;
      for (; this.debt >= 1; this.debt -= 1) this.act();
      await pause(TICK_MS);
    }
  }

  private act(): void {
    const room = this.random.chance(HOT_SHARE) ? this.hot : this.random.pick(this.rooms);
    const sender =
      this.random.chance(this.scale.duplicateShare) && this.cast.senders.length > 0
        ? this.random.pick(this.cast.senders)
        : undefined;
    if (sender) {
      if (sender.pending < 3 + this.scale.pouring && this.cast.memberships.isMember(sender.user, room.id))
        this.habits.repeat(sender, room.id);
      return;
    }
    if (this.random.chance(PLAIN_SHARE) && this.cast.plain.length > 0)
      return this.habits.reactPlainly(this.random.pick(this.cast.plain), room.id);
    const client = this.random.pick(this.cast.real);
    const isLong = this.random.chance(this.scale.longShare);
    const extra = this.random.next();
    if (client.pending >= MAX_PENDING) return;
    // Now and then somebody writes who may not.
    if (!this.cast.memberships.isMember(client.user, room.id) && extra > 0.02) return;
    this.habits.act(client, room.id, isLong ? LONG_TEXT : '');
    if (extra < 0.05) client.typing(room.id);
    if (extra > 0.95) client.readAll(room.id);
  }

  private async wandering(): Promise<void> {
    while (this.isRunning && this.cast.wanderers.length > 0) {
      const person = this.random.pick(this.cast.wanderers);
      const room = this.random.pick(this.rooms).id;
      const insists = this.random.chance(0.5);
      if (this.cast.memberships.isMember(person.id, room)) await this.changes.leave(person, room, insists);
      else await this.changes.join(person, room);
      await pause(this.random.between(200, 1_500));
    }
  }

  private async flaps(): Promise<void> {
    while (this.isRunning && this.cast.flapping.length > 0) {
      await pause(this.random.between(1_000, 5_000) / this.cast.flapping.length);
      const client = this.random.pick(this.cast.flapping);
      if (this.random.chance(0.5)) client.reload();
      else client.drop();
      // Its person's other devices go on.
      if (this.random.chance(0.5)) this.cast.counting[0]?.reload();
    }
  }
}
