import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { ClusterBus } from '../cluster/index.js';
import { Clock, Turns } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { type Chosen, ChosenPresenceRepository } from './chosen-presence.repository.js';
import { presenceChosen } from './users.events.js';

/** What another process has noted, and was not heard, is known here after so long; and that a time is over. */
const READ_EVERY_MS = 30_000;

/**
 * How people want to appear: invisible, away, or as somebody who is not to be disturbed. Everything that tells of presence
 * asks this, so it is kept here: few choose anything.
 */
@Injectable()
export class ChosenPresence implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(ChosenPresence.name);
  /** What is read later holds: of two readings of one person the earlier one might come back last. */
  private readonly turns = new Turns();
  private chosen = new Map<string, Chosen>();
  /** How often one was read anew: what was read of all before is then not believed. */
  private changes = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly repository: ChosenPresenceRepository,
    private readonly events: EventBus,
    private readonly bus: ClusterBus,
    private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    this.bus.on('chosen', (userId) => void this.read(userId));
    this.bus.onListening(() => void this.readAll());
    await this.readAll();
    this.timer = setInterval(() => void this.readAll(), READ_EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Whether they look offline to all others. */
  isInvisible(userId: string): boolean {
    return this.chosen.get(userId)?.isInvisible ?? false;
  }

  /** Whether they look away, though they may be there. */
  looksAway(userId: string): boolean {
    return this.chosen.get(userId)?.looksAway ?? false;
  }

  /** Whether they have said that they do not want to be disturbed now. */
  isQuiet(userId: string): boolean {
    const until = this.chosen.get(userId)?.quietUntil;
    return until !== undefined && until !== null && until.getTime() > this.clock.now();
  }

  /** Somebody has chosen. Resolves when it holds here; others hear of it at once. */
  async note(userId: string): Promise<void> {
    await this.read(userId);
    void this.bus.tellOthers('chosen', userId);
  }

  private async read(userId: string): Promise<void> {
    try {
      const row = await this.turns.take(userId, () => this.repository.find(userId));
      this.changes += 1;
      this.become(new Map([...this.chosen].filter(([id]) => id !== userId)), row ? [row] : []);
    } catch (error) {
      this.logger.warn({ err: error, userId }, 'it could not be read how somebody wants to appear');
    }
  }

  private async readAll(): Promise<void> {
    const { changes } = this;
    try {
      const all = await this.repository.list();
      if (changes === this.changes) this.become(new Map(), all);
    } catch (error) {
      this.logger.warn({ err: error }, 'it could not be read who is invisible');
    }
  }

  private become(kept: Map<string, Chosen>, read: readonly Chosen[]): void {
    const before = this.chosen;
    const now = this.clock.now();
    const isChosen = ({ isInvisible, looksAway, quietUntil }: Chosen) =>
      isInvisible || looksAway || (quietUntil !== null && quietUntil.getTime() > now);
    for (const row of read) if (isChosen(row)) kept.set(row.id, row);
    this.chosen = kept;
    const ids = new Set([...before.keys(), ...kept.keys()]);
    for (const userId of ids)
      if (!isSame(before.get(userId), kept.get(userId))) this.events.announce(presenceChosen, { userId });
  }
}

function isSame(one: Chosen | undefined, other: Chosen | undefined): boolean {
  return (
    one?.isInvisible === other?.isInvisible &&
    one?.looksAway === other?.looksAway &&
    one?.quietUntil?.getTime() === other?.quietUntil?.getTime()
  );
}
