import type { Room } from '@chatket/contract';
import { DuplicateSender } from './clients/duplicate-sender';
import { Herd } from './clients/herd';
import { Memberships } from './clients/memberships';
import { PlainClient } from './clients/plain-client';
import { RealClient } from './clients/real-client';
import { Watch } from './clients/watch';
import type { Recorder } from './history';
import { MembershipChanges } from './membership-changes';
import { pause } from './pause';
import type { Random } from './random';
import type { Scale } from './scale';
import { createRoom, logIn, mint, type Person } from './world/people';
import type { World } from './world/world';

const HOT_SHARE = 0.6;
const TICK_MS = 40;
/** A device that cannot send does not go on writing for ever. */
const MAX_PENDING = 12;
const LONG_TEXT = '🙂'.repeat(450);

/** The people of a run and what they do. All of it follows the seed, except when it happens. */
export class Workload {
  readonly memberships = new Memberships();
  readonly watch: Watch;
  readonly real: RealClient[] = [];
  readonly plain: PlainClient[] = [];
  readonly senders: DuplicateSender[] = [];
  readonly people: Person[] = [];
  readonly rooms: Room[] = [];
  private readonly changes: MembershipChanges;
  private flapping: RealClient[] = [];
  private wanderers: Person[] = [];
  private readonly random: Random;
  private readonly loops: Promise<void>[] = [];
  private isRunning = false;
  private debt = 0;
  private pouringRoom = '';

  constructor(
    private readonly world: World,
    private readonly scale: Scale,
    private readonly record: Recorder,
    random: Random,
  ) {
    this.random = random.fork('workload');
    this.watch = new Watch(record, this.memberships);
    this.changes = new MembershipChanges({
      world,
      record,
      known: this.memberships,
      clients: () => this.clients,
      tokenLifeMs: scale.tokenLifeMs,
    });
  }

  private readonly renew = (person: Person): void => {
    person.token = mint(person, this.scale.tokenLifeMs);
  };

  get clients(): (RealClient | PlainClient)[] {
    return [...this.real, ...this.plain];
  }

  /** Logs everybody in, makes the rooms and opens all devices. */
  async open(): Promise<void> {
    const { users, rooms, tokenLifeMs } = this.scale;
    const { url } = this.world.server;
    const names = Array.from({ length: users }, (_, n) => `person-${String(n)}`);
    for (const name of names) this.people.push(await logIn(url, name, tokenLifeMs));
    const [founder] = this.people;
    if (!founder) throw new Error('nobody is there');
    for (let n = 0; n < rooms; n += 1) this.rooms.push(await createRoom(url, founder, `room ${String(n)}`));
    this.people.forEach((person, n) => this.equip(person, n));
    for (const person of this.people) {
      for (const room of this.rooms)
        if (person === founder || room === this.hot || this.random.chance(0.5))
          await this.changes.join(person, room.id);
    }
    if (this.scale.pouring > 0) await this.openPouringRoom(founder);
    const mallory = await logIn(url, 'mallory', tokenLifeMs);
    this.people.push(mallory);
    const outsider = this.realClient('mallory/1', mallory, this.world.front.port);
    for (const room of this.rooms) outsider.follow(room.id);
    for (const client of this.clients) client.open();
  }

  start(): void {
    this.isRunning = true;
    this.loops.push(this.sending(), this.wandering(), this.flaps());
    for (let n = 0; n < this.scale.pouring; n += 1) this.loops.push(this.pour());
  }

  /** Nobody writes any more; what was written goes on being sent. */
  async stop(): Promise<void> {
    this.isRunning = false;
    await Promise.all(this.loops.splice(0));
    await this.changes.reconcile(this.people, this.rooms);
  }

  close(): void {
    for (const client of [...this.clients, ...this.senders]) client.close();
  }

  /** Connections that only follow the busiest room. */
  openHerd(size: number): Herd {
    const [person] = this.people;
    if (!person) throw new Error('nobody is there');
    return new Herd(size, originOf(this.world.front.port), person.token.text, this.hot.id);
  }

  /** Everybody loads the page again with a token that ends soon. Resolves when all of those have ended. */
  async expireTokens(lifeMs: number): Promise<void> {
    for (const person of this.people) person.token = mint(person, lifeMs);
    for (const client of this.real) client.reload();
    await pause(lifeMs + 1_000);
  }

  /** Sends so many messages ten times each and resolves when all have an answer. */
  async repeatEverything(count: number): Promise<void> {
    const [sender] = this.senders;
    if (!sender) return;
    await Promise.all(Array.from({ length: count }, () => sender.say(this.hot.id, 10)));
  }

  /** Fills the busiest room with long messages, as fast as they are taken. */
  async flood(count: number, isEnough = () => false): Promise<void> {
    const [sender] = this.senders;
    if (!sender) return;
    for (let sent = 0; sent < count && !isEnough(); sent += 50)
      await Promise.all(Array.from({ length: 50 }, () => sender.say(this.hot.id, 1, LONG_TEXT)));
  }

  private get hot(): Room {
    const [room] = this.rooms;
    if (!room) throw new Error('there is no room');
    return room;
  }

  /** Gives a person devices. The first people are ordinary, so that every room has somebody who stays. */
  private equip(person: Person, n: number): void {
    const { front, narrow, server } = this.world;
    const { plainClients, slowClients, flappingClients, duplicateSenders, wanderers, maxDevices } =
      this.scale;
    const devices = this.random.between(1, maxDevices);
    for (let device = 1; device <= devices; device += 1) {
      const client = this.realClient(`${person.username}/${String(device)}`, person, front.port);
      if (device === 1 && n >= 1 && n <= flappingClients) this.flapping.push(client);
    }
    if (n >= 1 && n <= slowClients) this.realClient(`${person.username}/slow`, person, narrow.port);
    if (n >= 2 && n < 2 + plainClients) {
      const name = `${person.username}/plain`;
      // The first of them is one of those that may be made slow.
      const origin = originOf(this.plain.length === 0 ? narrow.port : front.port);
      const { record, watch } = this;
      this.plain.push(
        new PlainClient({
          name,
          person,
          origin,
          restUrl: () => server.url,
          record,
          watch,
          renew: this.renew,
        }),
      );
    }
    if (n >= 3 && n < 3 + duplicateSenders) {
      const name = `${person.username}/raw`;
      this.senders.push(
        new DuplicateSender({
          name,
          person,
          origin: originOf(front.port),
          record: this.record,
          connections: 2,
          renew: this.renew,
        }),
      );
    }
    if (n >= this.scale.users - wanderers) this.wanderers.push(person);
  }

  private realClient(name: string, person: Person, port: number): RealClient {
    const client = new RealClient({
      name,
      person,
      origin: originOf(port),
      record: this.record,
      watch: this.watch,
      renew: this.renew,
    });
    this.real.push(client);
    return client;
  }

  private async sending(): Promise<void> {
    while (this.isRunning) {
      this.debt += (this.scale.rate * TICK_MS) / 1000;
      for (; this.debt >= 1; this.debt -= 1) this.act();
      await pause(TICK_MS);
    }
  }

  private async openPouringRoom(founder: Person): Promise<void> {
    const room = await createRoom(this.world.server.url, founder, 'pouring');
    this.rooms.push(room);
    this.pouringRoom = room.id;
    for (const sender of this.senders) {
      const person = this.people.find(({ id }) => id === sender.user);
      if (person) await this.changes.join(person, room.id);
    }
  }

  private async pour(): Promise<void> {
    while (this.isRunning) await this.random.pick(this.senders).say(this.pouringRoom, 1);
  }

  private act(): void {
    const room = this.random.chance(HOT_SHARE) ? this.hot : this.random.pick(this.rooms);
    const sender =
      this.random.chance(0.03) && this.senders.length > 0 ? this.random.pick(this.senders) : undefined;
    if (sender) {
      if (sender.pending < 3 + this.scale.pouring && this.memberships.isMember(sender.user, room.id))
        void sender.say(room.id, 10);
      return;
    }
    const client = this.random.pick(this.real);
    const isLong = this.random.chance(this.scale.longShare);
    const extra = this.random.next();
    if (client.pending >= MAX_PENDING) return;
    // Now and then somebody writes who may not.
    if (!this.memberships.isMember(client.user, room.id) && extra > 0.02) return;
    client.say(room.id, isLong ? LONG_TEXT : '');
    if (extra < 0.05) client.typing(room.id);
    if (extra > 0.95) client.readAll(room.id);
  }

  private async wandering(): Promise<void> {
    while (this.isRunning && this.wanderers.length > 0) {
      const person = this.random.pick(this.wanderers);
      const room = this.random.pick(this.rooms).id;
      const insists = this.random.chance(0.5);
      if (this.memberships.isMember(person.id, room)) await this.changes.leave(person, room, insists);
      else await this.changes.join(person, room);
      await pause(this.random.between(200, 1_500));
    }
  }

  private async flaps(): Promise<void> {
    while (this.isRunning && this.flapping.length > 0) {
      await pause(this.random.between(1_000, 5_000) / this.flapping.length);
      const client = this.random.pick(this.flapping);
      if (this.random.chance(0.5)) client.reload();
      else client.drop();
    }
  }
}

function originOf(port: number): string {
  return `http://127.0.0.1:${String(port)}`;
}
