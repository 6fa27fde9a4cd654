import { Injectable } from '@nestjs/common';
import type { NoticeWhy } from '@chatket/contract';
import { Clock } from '../common/index.js';
import { messageNotFound } from '../rooms/access/index.js';
import { decideAwaited, decideRequest, type Notice } from './decide-notice.js';
import { isQuiet } from './quiet.js';
import { RequestAlertsRepository } from './request-alerts.repository.js';
import { SettingsRepository } from './settings.repository.js';
import { WhyRepository } from './why.repository.js';

type Level = Pick<NoticeWhy, 'level' | 'levelOf'>;

/** Explains why somebody was told of a request to come in, by the rule that told them. */
@Injectable()
export class WhyRequest {
  constructor(
    private readonly asked: WhyRepository,
    private readonly requests: RequestAlertsRepository,
    private readonly settings: SettingsRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError `MESSAGE_NOT_FOUND` where they were told of none of that id, or there is nothing of it any more */
  async notified(userId: string, id: string): Promise<NoticeWhy> {
    const kept = await this.requests.find(userId, id);
    if (!kept) throw messageNotFound();
    const { alert, isSilent } = kept;
    const { level, notice } = await this.decide(userId, alert.what === 'asked' ? alert.roomId : undefined);
    const cause = alert.what === 'asked' ? 'request' : 'answer';
    if (!isSilent) return { alert: true, badge: true, because: cause, at: alert.at, ...level };
    // Whatever the rule says by now: then something stood against a sound.
    const because = notice.alert ? 'doNotDisturb' : notice.because;
    return { alert: false, badge: true, because, at: alert.at, cause, ...level };
  }

  /** What the rule says by now. @param roomId of the room in which they answer; missing where they have asked */
  private async decide(
    userId: string,
    roomId: string | undefined,
  ): Promise<{ level: Level; notice: Notice }> {
    const now = this.clock.now();
    if (roomId === undefined) {
      const settings = await this.settings.find(userId);
      const notice = decideAwaited('answer', { isQuiet: isQuiet(settings, now) });
      return { notice, level: { level: settings.rooms, levelOf: 'settings' } };
    }
    const listener = await this.asked.listener(roomId, userId, new Date(now));
    if (!listener) throw messageNotFound();
    const { level, isMuted, isOfRoom } = listener;
    const notice = decideRequest({ isBlocked: false, isMuted, level, isQuiet: isQuiet(listener, now) });
    return { notice, level: { level, levelOf: isOfRoom ? 'room' : 'settings' } };
  }
}
