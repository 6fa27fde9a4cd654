import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { EventBus } from '../events/index.js';
import { Fanout, TAKING_NEWS } from '../realtime/index.js';
import { personRenamed } from '../users/index.js';
import { RenameRepository } from './rename.repository.js';

/** Tells a new name to those who share a room with its person, on every process. Whoever is away reads it when they come back. */
@Injectable()
export class TellNames implements OnModuleInit {
  private readonly logger = new Logger(TellNames.name);

  constructor(
    private readonly names: RenameRepository,
    private readonly fanout: Fanout,
    private readonly events: EventBus,
  ) {}

  onModuleInit(): void {
    this.events.on(personRenamed, ({ user }) => this.tell(user));
  }

  private async tell(user: UserRef): Promise<void> {
    try {
      for (const userId of await this.names.audienceOf(user.id))
        this.fanout.toUser({ userId, modes: TAKING_NEWS, isHere: true }, 'user:renamed', user);
    } catch (error) {
      this.logger.warn({ err: error, userId: user.id }, 'a new name was told to nobody');
    }
  }
}
