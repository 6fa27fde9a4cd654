import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { ClusterBus } from '../cluster/index.js';
import { EventBus } from '../events/index.js';
import { Fanout, TAKING_NEWS } from '../realtime/index.js';
import { accountClosed } from '../users/index.js';
import { ProfilesRepository } from './profiles.repository.js';

/**
 * Tells a changed profile to those who share a room with its person, on every process. It is read anew by each of them, so
 * what is told last is what holds. Whoever is not told asks when they come back.
 */
@Injectable()
export class TellProfiles implements OnModuleInit {
  private readonly logger = new Logger(TellProfiles.name);

  constructor(
    private readonly profiles: ProfilesRepository,
    private readonly fanout: Fanout,
    private readonly bus: ClusterBus,
    private readonly events: EventBus,
  ) {}

  onModuleInit(): void {
    this.bus.on('profiles', (userId) => void this.deliver(userId));
    this.events.on(accountClosed, ({ userId }) => this.tell(userId));
  }

  /** Where the other processes cannot be told, at least the connections of this one are. */
  async tell(userId: string): Promise<void> {
    await this.bus.publish('profiles', userId).catch(async (error: unknown) => {
      this.logger.warn({ err: error, userId }, 'other processes were not told of a profile');
      await this.deliver(userId);
    });
  }

  private async deliver(userId: string): Promise<void> {
    try {
      const [profile, people] = await Promise.all([
        this.profiles.findForOthers(userId),
        this.profiles.audienceOf(userId),
      ]);
      if (!profile) return;
      for (const id of people)
        this.fanout.toUser({ userId: id, modes: TAKING_NEWS, isHere: true }, 'user:updated', profile);
    } catch (error) {
      this.logger.warn({ err: error, userId }, 'a changed profile was told to nobody');
    }
  }
}
