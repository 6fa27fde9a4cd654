import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { ClusterBus } from '../cluster/index.js';
import { EventBus } from '../events/index.js';
import { Fanout } from '../realtime/index.js';
import { EpochRepository } from './epoch.repository.js';
import { databaseReplaced } from './log.events.js';

/**
 * In which life the database is. Positions in a log mean something in one life only: when a database was restored from
 * a copy, or a copy has taken its place, other entries may have taken the seqs that clients remember. Looked at when the
 * process starts, and whenever the connection on which the database tells things was lost and is back.
 */
@Injectable()
export class Epoch implements OnModuleInit {
  private readonly logger = new Logger(Epoch.name);
  private value = '';

  constructor(
    private readonly epochs: EpochRepository,
    private readonly bus: ClusterBus,
    private readonly events: EventBus,
    private readonly fanout: Fanout,
  ) {}

  async onModuleInit(): Promise<void> {
    this.value = await this.epochs.current();
    this.bus.onListening(() => void this.look());
  }

  get current(): string {
    return this.value;
  }

  private async look(): Promise<void> {
    try {
      const epoch = await this.epochs.current();
      if (epoch === this.value) return;
      this.value = epoch;
    } catch (error) {
      this.logger.warn({ err: error }, 'it could not be looked in which life the database is');
      return;
    }
    this.logger.warn('the database is another one than before: what was known of its rooms is forgotten');
    this.events.announce(databaseReplaced, {});
    // Everybody comes back and names the life that they know.
    this.fanout.reconnectAllHere();
  }
}
