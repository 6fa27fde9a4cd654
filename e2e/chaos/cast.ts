import { CountingClient } from './clients/counting-client';
import { DuplicateSender } from './clients/duplicate-sender';
import { Memberships } from './clients/memberships';
import { PlainClient } from './clients/plain-client';
import { RealClient } from './clients/real-client';
import { Watch } from './clients/watch';
import type { Recorder } from './history';
import type { Random } from './random';
import type { Scale } from './scale';
import { logIn, mint, type Person } from './world/people';
import type { World } from './world/world';

/** Who has devices that count, and how many. */
const COUNTED = 1;
const COUNTING = 3;

interface Options {
  world: World;
  scale: Scale;
  record: Recorder;
  random: Random;
}

/** The people of a run and their devices. Who has which of them follows the seed. */
export class Cast {
  readonly memberships = new Memberships();
  readonly watch: Watch;
  readonly people: Person[] = [];
  readonly real: RealClient[] = [];
  readonly plain: PlainClient[] = [];
  readonly senders: DuplicateSender[] = [];
  /** Devices of one person that show only what is counted. */
  readonly counting: CountingClient[] = [];
  /** Devices that are reloaded and cut off again and again. */
  readonly flapping: RealClient[] = [];
  /** People who join and leave rooms. */
  readonly wanderers: Person[] = [];
  /** People who put others out, in every room. */
  readonly moderators: Person[] = [];

  constructor(private readonly options: Options) {
    this.watch = new Watch(options.record, this.memberships);
  }

  get clients(): (RealClient | PlainClient)[] {
    return [...this.real, ...this.plain];
  }

  /** Logs everybody in and gives them their devices, which are still closed. @returns who comes first */
  async gather(): Promise<Person> {
    const { users } = this.options.scale;
    for (let n = 0; n < users; n += 1) await this.logIn(`person-${String(n)}`);
    const [founder] = this.people;
    if (!founder) throw new Error('nobody is there');
    this.people.forEach((person, n) => this.equip(person, n));
    return founder;
  }

  /** Somebody who is a member of nothing. @returns the device */
  async addOutsider(): Promise<RealClient> {
    const mallory = await this.logIn('mallory');
    return this.realClient('mallory/1', mallory, this.options.world.front.port);
  }

  open(): void {
    for (const client of [...this.clients, ...this.counting]) client.open();
  }

  close(): void {
    for (const client of [...this.clients, ...this.senders, ...this.counting]) client.close();
  }

  /** Gives everybody a token that ends soon, which their devices take up when they load the page again. */
  shortenTokens(lifeMs: number): void {
    for (const person of this.people) person.token = mint(person, lifeMs);
    for (const client of [...this.real, ...this.counting]) client.reload();
  }

  private async logIn(name: string): Promise<Person> {
    const { world, scale } = this.options;
    const person = await logIn(world.server.url, name, scale.tokenLifeMs);
    this.people.push(person);
    return person;
  }

  /** Gives a person devices. The first people are ordinary, so that every room has somebody who stays. */
  private equip(person: Person, n: number): void {
    const { world, scale, random } = this.options;
    const { front, narrow } = world;
    const devices = random.between(1, scale.maxDevices);
    for (let device = 1; device <= devices; device += 1) {
      const client = this.realClient(`${person.username}/${String(device)}`, person, front.port);
      if (device === 1 && n >= 1 && n <= scale.flappingClients) this.flapping.push(client);
    }
    if (n >= 1 && n <= scale.slowClients) this.realClient(`${person.username}/slow`, person, narrow.port);
    if (n >= 2 && n < 2 + scale.plainClients) this.plainClient(person);
    if (n >= 3 && n < 3 + scale.duplicateSenders) this.duplicateSender(person);
    if (n === COUNTED) for (let k = 1; k <= COUNTING; k += 1) this.countingClient(person, k);
    const stay = scale.users - scale.wanderers;
    if (n >= stay) this.wanderers.push(person);
    if (n === 0 || n === stay - 1) this.moderators.push(person);
  }

  private realClient(name: string, person: Person, port: number): RealClient {
    const mine = () => this.memberships.roomsOf(person.id);
    const client = new RealClient({ ...this.device(name, person, port), watch: this.watch, mine });
    this.real.push(client);
    return client;
  }

  private countingClient(person: Person, k: number): void {
    const { front, narrow, server } = this.options.world;
    // One of them is behind the network that may be made slow.
    const device = this.device(
      `${person.username}/count-${String(k)}`,
      person,
      (k === 1 ? narrow : front).port,
    );
    this.counting.push(new CountingClient({ ...device, restUrl: () => server.url }));
  }

  private plainClient(person: Person): void {
    const { front, narrow, url } = this.options.world;
    // The first of them is one of those that may be made slow.
    const { port } = this.plain.length === 0 ? narrow : front;
    const device = this.device(`${person.username}/plain`, person, port);
    this.plain.push(new PlainClient({ ...device, restUrl: url, watch: this.watch }));
  }

  private duplicateSender(person: Person): void {
    const device = this.device(`${person.username}/raw`, person, this.options.world.front.port);
    this.senders.push(new DuplicateSender({ ...device, connections: 2 }));
  }

  private device(name: string, person: Person, port: number) {
    const { record } = this.options;
    return { name, person, origin: originOf(port), record, renew: this.renew };
  }

  private readonly renew = (person: Person): void => {
    person.token = mint(person, this.options.scale.tokenLifeMs);
  };
}

/** Where a browser finds what listens on a port of this machine. */
export function originOf(port: number): string {
  return `http://127.0.0.1:${String(port)}`;
}
