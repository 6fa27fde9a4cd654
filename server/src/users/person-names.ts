import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { ClusterBus } from '../cluster/index.js';
import { newId } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { namesUnsure, personRenamed } from './users.events.js';

interface News extends UserRef {
  /** Of the process that tells it. */
  from: string;
}

/** Brings a new name of somebody to every process. */
@Injectable()
export class PersonNames implements OnModuleInit {
  private readonly logger = new Logger(PersonNames.name);
  private readonly self = newId();

  constructor(
    private readonly bus: ClusterBus,
    private readonly events: EventBus,
  ) {}

  onModuleInit(): void {
    this.bus.on('people', (text) => {
      const { from, ...user } = JSON.parse(text) as News;
      if (from !== this.self) this.events.announce(personRenamed, { user });
    });
    this.bus.onListening(() => this.events.announce(namesUnsure, {}));
  }

  /** This process learns of it, which has not been told. */
  notice({ id, username }: UserRef): void {
    this.events.announce(personRenamed, { user: { id, username } });
  }

  /**
   * Called when the database has it. Those who cannot be told find out by looking: within half a minute where the person is
   * connected, elsewhere within a minute.
   */
  async announce({ id, username }: UserRef): Promise<void> {
    this.notice({ id, username });
    const news: News = { id, username, from: this.self };
    await this.bus.publish('people', JSON.stringify(news)).catch((error: unknown) => {
      this.logger.warn({ err: error, userId: id }, 'other processes were not told of a new name');
    });
  }
}
