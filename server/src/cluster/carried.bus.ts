import { randomBytes } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Carrier } from './carrier.js';
import { type BusTopic, ClusterBus } from './cluster-bus.js';
import { Lane } from './lane.js';
import { type Beat, Peers } from './peers.js';
import { header, NEWEST_VERSION, ORIGIN_LENGTH, read, record, type Record, type Told } from './wire.js';

const BEAT_MS = 250;
/** Who is alone beats so much more rarely: somebody who comes says so, and is answered at once. */
const LONE_BEATS = 8;
/** So many beats of one's own that are not heard: the carrier is not fast, whatever the reason. */
const MISSED_BEATS = 3;
/** Whoever stood still for so long themselves has not heard yet what the others said meanwhile. */
const STOOD_STILL_MS = 4 * BEAT_MS;
/** Peers notice by themselves that somebody is gone. */
const LEAVE_MS = 500;

/** Beats are told like everything else, under this topic. */
const BEAT = 'beat';
const LEAVING = 'leaving';

interface Link {
  carrier: Carrier;
  lane: Lane;
  /** When its own beat was last heard on it. */
  echoedAt: number;
}

/**
 * The bus over one or several carriers, the fastest first. Every process beats on all of them and listens to itself: a
 * carrier that is killed, stopped, cut off or deaf on one side looks the same, and the next one takes over.
 */
@Injectable()
export class CarriedBus extends ClusterBus implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(CarriedBus.name);
  private readonly origin = randomBytes(ORIGIN_LENGTH).toString('base64url').slice(0, ORIGIN_LENGTH);
  private readonly listeners = new Map<string, ((text: string) => void)[]>();
  private readonly onceListening: (() => void)[] = [];
  private readonly onceChanged: (() => void)[] = [];
  private readonly peers = new Peers();
  private readonly heardOfMyself = new Peers();
  private readonly links: Link[];
  private published = 0;
  private ticks = 0;
  private tickedAt = -Infinity;
  private state = '';
  private isWarned = false;
  private timer: NodeJS.Timeout | undefined;
  private setReady: () => void = () => undefined;
  readonly isReady = new Promise<void>((resolve) => (this.setReady = resolve));

  /** @param carriers the fastest first; the last one is always there */
  constructor(carriers: readonly Carrier[]) {
    super();
    this.links = carriers.map((carrier) => ({
      carrier,
      echoedAt: -Infinity,
      lane: new Lane({
        maxLength: carrier.maxLength,
        maxUnderWay: carrier.maxUnderWay,
        header: () => header(this.self()),
        tell: (text) => carrier.tell(text),
      }),
    }));
  }

  onApplicationBootstrap(): void {
    for (const link of this.links)
      link.carrier.open({
        onText: (text) => this.hear(link, text),
        onListening: () => this.listen(link),
      });
    this.timer = setInterval(() => this.tick(), BEAT_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    const left = this.tellOthers(LEAVING as BusTopic, '');
    await Promise.race([left, new Promise((resolve) => setTimeout(resolve, LEAVE_MS).unref())]);
    await Promise.all(this.links.map(({ carrier }) => carrier.close()));
  }

  get hasPeers(): boolean {
    return this.peers.size > 0;
  }

  get processCount(): number {
    return this.peers.size + 1;
  }

  get isFast(): boolean {
    const fast = this.hears;
    // Whoever speaks over a carrier on which nothing is heard here is not heard.
    return fast.length > 0 && [...this.peers.carriers].every((name) => fast.includes(name));
  }

  async publish(topic: BusTopic, text: string): Promise<void> {
    this.published += 1;
    const told = record({ topic, text, number: this.published });
    const outcomes = await Promise.allSettled(this.links.map(({ lane }) => lane.add(told)));
    const [failure] = outcomes.filter((outcome) => outcome.status === 'rejected');
    if (failure && outcomes.every(({ status }) => status === 'rejected')) throw failure.reason;
  }

  async tellOthers(topic: BusTopic, text: string): Promise<void> {
    if (!this.hasPeers) return;
    const told = record({ topic, text });
    for (const { lane } of this.byUse()) {
      const isTold = await lane.add(told).then(
        () => true,
        () => false,
      );
      if (isTold) return;
    }
  }

  on(topic: BusTopic, listener: (text: string) => void): void {
    this.listeners.set(topic, [...(this.listeners.get(topic) ?? []), listener]);
  }

  onListening(listener: () => void): void {
    this.onceListening.push(listener);
  }

  onChange(listener: () => void): void {
    this.onceChanged.push(listener);
  }

  private self(): Told {
    return { version: this.peers.version, origin: this.origin, published: this.published };
  }

  private get hears(): string[] {
    return this.links.filter((link) => this.isLinkFast(link)).map(({ carrier }) => carrier.name);
  }

  private isLinkFast({ echoedAt }: Link): boolean {
    const interval = this.hasPeers ? BEAT_MS : BEAT_MS * LONE_BEATS;
    return performance.now() - echoedAt <= MISSED_BEATS * interval;
  }

  /** Those that are fast for everybody in their order, then those that may be. */
  private byUse(): Link[] {
    const isFast = (link: Link) => this.isLinkFast(link) && this.peers.hear(link.carrier.name);
    return [...this.links.filter(isFast), ...this.links.filter((link) => !isFast(link))];
  }

  private listen(link: Link): void {
    this.beat(link);
    // What was published went over the last carrier in any case; what was told went over one.
    const isLast = link === this.links.at(-1);
    for (const listener of isLast ? this.onceListening : this.onceChanged) listener();
    if (isLast) this.setReady();
  }

  private tick(): void {
    this.ticks += 1;
    const now = performance.now();
    if (now - this.tickedAt < STOOD_STILL_MS)
      for (const each of [this.peers, this.heardOfMyself]) each.sweep(now);
    this.tickedAt = now;
    if (this.hasPeers || this.ticks % LONE_BEATS === 0) for (const link of this.links) this.beat(link);
    this.noteState();
  }

  private beat(link: Link): void {
    const via = this.byUse()[0]?.carrier.name ?? link.carrier.name;
    const text = JSON.stringify({ max: NEWEST_VERSION, via, hears: this.hears } satisfies Beat);
    link.lane.add(record({ topic: BEAT, text })).catch(() => undefined);
  }

  /** What cannot be understood, as of a process of another version, hurts nobody. */
  private hear(link: Link, text: string): void {
    const told = read(text);
    if (!told) return;
    const isOwn = told.origin === this.origin;
    const peers = isOwn ? this.heardOfMyself : this.peers;
    const isNew = peers.note(told, performance.now());
    for (const each of told.records) {
      if (isOwn && each.topic === BEAT) link.echoedAt = performance.now();
      if (isOwn ? each.number !== undefined : true) this.take(peers, told, each);
    }
    // They know of this process within a moment, not with its next beat.
    if (isNew && !isOwn && this.hasPeers) for (const each of this.links) this.beat(each);
    this.noteState();
  }

  private take(peers: Peers, told: Told, { topic, text, number }: Record): void {
    if (number !== undefined && !peers.isNews(told.origin, number)) return;
    try {
      if (topic === LEAVING) peers.leave(told.origin);
      else if (topic !== BEAT) for (const listener of this.listeners.get(topic) ?? []) listener(text);
      else if (!peers.beat(told, JSON.parse(text) as Beat)) this.noteGap(told.origin);
    } catch (error) {
      this.logger.warn({ err: error, topic }, 'what another process said was not understood');
    }
  }

  private noteGap(origin: string): void {
    this.logger.warn({ process: origin }, 'something that another process said was not heard');
    for (const listener of this.onceListening) listener();
  }

  private noteState(): void {
    const state = `${String(this.isFast)} ${String(this.hasPeers)}`;
    if (state === this.state) return;
    this.state = state;
    if (this.hasPeers && this.links.length === 1 && !this.isWarned) {
      this.isWarned = true;
      this.logger.warn('Several servers, and no REDIS_URL: limits are counted by each of them.');
    }
    for (const listener of this.onceChanged) listener();
  }
}
