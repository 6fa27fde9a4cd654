import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { RaidBody, RaidMode, ServerRaid as RaidState, UserRef } from '@chatket/contract';
import { ClusterBus } from '../cluster/index.js';
import { AppError } from '../common/index.js';
import { Fanout, Greetings } from '../realtime/index.js';
import { ServerRaidRepository } from './server-raid.repository.js';

/** What another process has done, and could not tell, is known here after so long at the latest. */
const READ_EVERY_MS = 5_000;
/** Under this name others are told of it. */
const RAID = 'raid';

/**
 * One switch for when strangers overrun the server: in all rooms new accounts only read, links let nobody in, everybody
 * writes slowly. Whether it is on is asked with every message, so it is kept here, and read again every few seconds; whom
 * it holds back is looked up in the database.
 */
@Injectable()
export class ServerRaid implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(ServerRaid.name);
  private since: Date | null = null;
  /** How often it was changed here: what was read before is then not believed. */
  private changes = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly raid: ServerRaidRepository,
    private readonly fanout: Fanout,
    private readonly greetings: Greetings,
    private readonly bus: ClusterBus,
  ) {}

  async onModuleInit(): Promise<void> {
    this.greetings.add((connection) => {
      if (this.since) connection.emit('server:raid', stateOf(this.since));
    });
    this.bus.on('settings', (name) => {
      if (name === RAID) void this.read();
    });
    await this.read();
    this.timer = setInterval(() => void this.read(), READ_EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  get isOn(): boolean {
    return this.since !== null;
  }

  get mode(): RaidMode {
    return { isOn: this.isOn, ...stateOf(this.since) };
  }

  /** Twice is once. @throws AppError `FORBIDDEN` for whoever does not run the server */
  async set(actor: UserRef, { on: isOn }: RaidBody): Promise<RaidMode> {
    const { outcome, since } = await this.raid.set(actor.id, { isOn });
    if (outcome === 'forbidden') throw new AppError('FORBIDDEN', 'This is for those who run the server.');
    this.changes += 1;
    this.become(since);
    void this.bus.tellOthers('settings', RAID);
    return this.mode;
  }

  private async read(): Promise<void> {
    const { changes } = this;
    try {
      const since = await this.raid.since();
      if (changes === this.changes) this.become(since);
    } catch (error) {
      this.logger.warn({ err: error }, 'it could not be read whether the server is in raid mode');
    }
  }

  private become(since: Date | null): void {
    const isNews = this.since?.getTime() !== since?.getTime();
    this.since = since;
    if (isNews) this.fanout.toAll('server:raid', stateOf(since));
  }
}

const stateOf = (since: Date | null): RaidState => (since ? { since: since.toISOString() } : {});
