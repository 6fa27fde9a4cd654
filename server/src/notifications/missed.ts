import { Injectable } from '@nestjs/common';
import type { NoticeCause } from '@chatket/contract';
import { Clock } from '../common/index.js';
import { MissedRepository, type ToldMessage } from './missed.repository.js';
import { noticeFor } from './notice-batch.js';
import { WhyRepository } from './why.repository.js';

/** What makes a message worth an alert: requests are no messages. */
export type MissedCause = Exclude<NoticeCause, 'request' | 'answer'>;

export interface MissedAlert {
  messageId: string;
  because: MissedCause;
  /** When they were told. */
  at: Date;
}

/** What somebody was told of and has not seen. */
@Injectable()
export class Missed {
  constructor(
    private readonly told: MissedRepository,
    private readonly asked: WhyRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * The newest first. The rule that told them is asked again with what holds now: what was read, deleted or muted since
   * is not missed, nor what comes from somebody they have blocked.
   * @param limit of the alerts that are looked at
   */
  async since(userId: string, since: Date, limit: number): Promise<MissedAlert[]> {
    const messages = await this.told.since(userId, since, limit);
    const now = this.clock.now();
    const [causes, blocks] = await Promise.all([
      this.asked.causes(messages),
      this.asked.blocks(userId, [...new Set(messages.map(({ senderId }) => senderId))]),
    ]);
    const listeners = await this.listeners(userId, messages, now);
    return messages.flatMap((message) => {
      const listener = listeners.get(message.roomId);
      if (!listener) return [];
      const notice = noticeFor({
        ...{ message, listener, causes, blocks, now },
        ...{ room: { kind: message.kind }, isLooking: false },
      });
      if (!notice.alert) return [];
      return [{ messageId: message.id, because: notice.because as MissedCause, at: message.at }];
    });
  }

  /** What they have chosen for the rooms of the messages. */
  private async listeners(userId: string, messages: readonly ToldMessage[], now: number) {
    const rooms = [...new Set(messages.map(({ roomId }) => roomId))];
    const found = await Promise.all(
      rooms.map(async (roomId) => {
        const listener = await this.asked.listener(roomId, userId, new Date(now));
        return [roomId, listener] as const;
      }),
    );
    return new Map(found);
  }
}
