import { randomBytes } from 'node:crypto';
import type { Room } from '@chatket/contract';
import sharp from 'sharp';
import { DuplicateSender } from './clients/duplicate-sender';
import { hashOf } from './clients/http';
import { type Uploaded, Uploader } from './clients/uploader';
import type { Recorder } from './history';
import type { MembershipChanges } from './membership-changes';
import { shortId } from './message-state';
import { pause } from './pause';
import type { Random } from './random';
import { logIn, mint, type Person } from './world/people';
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

interface Photographer {
  person: Person;
  sender: DuplicateSender;
  uploader: Uploader;
  /** What they have sent, also what they took back since: nobody is to have that. */
  sent: Sent[];
}

interface Sent {
  room: string;
  messageId: string;
  files: string[];
}

const PHOTOGRAPHERS = 4;
/** Of pictures, in pixels. */
const SIDES = [40, 700] as const;
/** A file has one part or two. */
const SIZES = [2_000, 1_400_000] as const;

/** People who send files, say what they show, take them back, and show pictures of themselves and of pages. */
export class Album {
  private readonly people: Photographer[] = [];
  private count = 0;

  constructor(private readonly options: Options) {}

  get senders(): DuplicateSender[] {
    return this.people.map(({ sender }) => sender);
  }

  async open(): Promise<void> {
    const { world, record, changes, tokenLifeMs } = this.options;
    for (let n = 0; n < PHOTOGRAPHERS; n += 1) {
      const name = `photographer-${String(n)}`;
      const person = await logIn(world.server.url, name, tokenLifeMs);
      const renew = () => {
        person.token = mint(person, tokenLifeMs);
      };
      const origin = `http://127.0.0.1:${String(world.front.port)}`;
      const sender = new DuplicateSender({
        name: `${name}/1`,
        person,
        origin,
        record,
        connections: 1,
        renew,
      });
      const uploader = new Uploader({ person, changes, url: () => world.server.url });
      this.people.push({ person, sender, uploader, sent: [] });
      await changes.join(person, this.room);
    }
  }

  /** What each of them does all the time. */
  async go(isRunning: () => boolean): Promise<void> {
    await Promise.all(
      this.people.map(async (each) => {
        while (isRunning()) {
          await pause(this.options.random.between(20, 200));
          await this.act(each);
        }
      }),
    );
  }

  close(): void {
    for (const { sender } of this.people) sender.close();
  }

  /** Reads at the end everything that was sent, also what was taken back. */
  async recordFiles(): Promise<void> {
    for (const { uploader, sent } of this.people)
      for (const file of sent.flatMap(({ files }) => files)) await this.read(uploader, file, true);
  }

  private get room(): string {
    const [room] = this.options.rooms;
    if (!room) throw new Error('there is no room');
    return room.id;
  }

  private act(who: Photographer): Promise<unknown> {
    const { random } = this.options;
    const chance = random.next();
    if (chance < 0.45) return this.send(who);
    if (chance < 0.55) return this.link(who);
    if (chance < 0.65) return this.describe(who);
    if (chance < 0.75) return this.takeBack(who);
    if (chance < 0.82) return this.portray(who);
    return this.changeMind(who);
  }

  private async send({ sender, uploader, sent }: Photographer): Promise<void> {
    const { random, record } = this.options;
    const room = this.room;
    const files: Uploaded[] = [];
    for (let n = 0; n < 1 + Number(random.chance(0.3)); n += 1) {
      const isPicture = random.chance(0.3);
      const bytes = isPicture ? await this.picture() : randomBytes(random.between(...SIZES));
      const file = await uploader.upload(room, bytes, isPicture);
      if (file) files.push(file);
    }
    if (files.length === 0) return;
    const ids = files.map(({ id }) => id);
    const message = await sender.show(room, ids, (key) =>
      record({
        k: 'attached',
        room,
        key,
        files: files.map(({ id, ...rest }) => ({ file: shortId(id), ...rest })),
      }),
    );
    if (!message) return;
    sent.push({ room, messageId: message.messageId, files: ids });
    if (random.chance(0.5)) await this.read(uploader, random.pick(ids));
  }

  /** Brings a part of a file, or all of it, and sends it nowhere. */
  private changeMind({ uploader }: Photographer): Promise<unknown> {
    const { random } = this.options;
    const bytes = randomBytes(random.between(...SIZES));
    return random.chance(0.4) ? uploader.giveUp(this.room, bytes) : uploader.upload(this.room, bytes, false);
  }

  private async link({ sender }: Photographer): Promise<void> {
    await sender.say(this.room, 1, this.options.world.pages.next());
  }

  private async describe({ sender, sent }: Photographer): Promise<void> {
    const { random, record } = this.options;
    if (sent.length === 0) return;
    const { room: roomId, messageId, files } = random.pick(sent);
    const fileId = random.pick(files);
    this.count += 1;
    const alt = `picture ${String(this.count)}`;
    record({ k: 'describing', file: shortId(fileId), alt });
    if (await sender.describe({ roomId, messageId, fileId, alt }))
      record({ k: 'described', file: shortId(fileId), alt });
  }

  private async takeBack({ sender, sent }: Photographer): Promise<void> {
    if (sent.length < 2) return;
    const { room, messageId } = this.options.random.pick(sent);
    await sender.takeBack(room, messageId);
  }

  private async portray({ person, uploader }: Photographer): Promise<void> {
    if (await uploader.portray(await this.picture()))
      this.options.record({ k: 'portrayed', user: person.id });
  }

  private async read(uploader: Uploader, id: string, isLast = false): Promise<void> {
    const { status, bytes } = await uploader.fetch(id);
    const hash = status === 200 ? hashOf(bytes) : '';
    this.options.record({ k: 'fetched', file: shortId(id), status, hash, isLast });
  }

  /** No two are the same. */
  private picture(): Promise<Buffer> {
    const { random } = this.options;
    const [width, height] = [random.between(...SIDES), random.between(...SIDES)];
    const [r, g, b] = randomBytes(3);
    const background = { r: r ?? 0, g: g ?? 0, b: b ?? 0 };
    return sharp({ create: { width, height, channels: 3, background } })
      .png()
      .toBuffer();
  }
}
