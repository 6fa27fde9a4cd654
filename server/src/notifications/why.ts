import { Injectable } from '@nestjs/common';
import { type Message, NOTICE_CAUSES, type NoticeWhy, type UserRef, type WhyUnread } from '@chatket/contract';
import { MessageView } from '../chat/message/index.js';
import { Clock } from '../common/index.js';
import { messageNotFound, RoomAccess, throughMessage } from '../rooms/access/index.js';
import { AlertsRepository } from './alerts.repository.js';
import { causesFor } from './causes.repository.js';
import { noticeFor } from './notice-batch.js';
import { WhyRepository } from './why.repository.js';

/** Explains what people were told of, by the rule that told them. */
@Injectable()
export class Why {
  constructor(
    private readonly asked: WhyRepository,
    private readonly alerts: AlertsRepository,
    private readonly views: MessageView,
    private readonly access: RoomAccess,
    private readonly clock: Clock,
  ) {}

  /**
   * Why somebody was told of a message, or was not. What they were told is kept; else the rule is asked again with what
   * holds now, in which a message that was read meanwhile counts as one that was read, or looked at, then.
   * @throws AppError `MESSAGE_NOT_FOUND`, `NOT_A_MEMBER`
   */
  async notified(actor: UserRef, messageId: string): Promise<NoticeWhy> {
    const message = await this.views.find(messageId);
    if (!message) throw messageNotFound();
    const { roomId } = message;
    const { kind } = await throughMessage(this.access.require(actor, roomId, 'read'), message.seq);
    const now = this.clock.now();
    const [listener, alert] = await Promise.all([
      this.asked.listener(roomId, actor.id, new Date(now)),
      this.alerts.find(actor.id, messageId),
    ]);
    // They have left meanwhile.
    if (!listener) throw messageNotFound();
    const level = { level: listener.level, levelOf: listener.isOfRoom ? 'room' : 'settings' } as const;
    if (alert && !alert.isSilent)
      return { alert: true, badge: true, because: alert.because, at: alert.at, ...level };

    const noticed = toNoticed(message);
    const [causes, blocks] = await Promise.all([
      this.asked.causes([noticed]),
      this.asked.blocks(actor.id, [noticed.senderId]),
    ]);
    const facts = { message: noticed, room: { kind }, causes, blocks, now, isLooking: false };
    const unread = noticeFor({
      ...facts,
      causes: { ...causes, threads: new Map() },
      listener: { ...listener, lastReadSeq: 0 },
    });
    // Whatever the rule says by now: then something stood against a sound.
    if (alert)
      return {
        alert: false,
        badge: true,
        because: unread.alert || alert.because === 'reminder' ? 'doNotDisturb' : unread.because,
        at: alert.at,
        cause: alert.because,
        ...level,
      };
    return { ...(unread.alert ? noticeFor({ ...facts, listener }) : unread), ...level };
  }

  /** Why a room is unread: what is counted, the first of it with what it is worth. @throws AppError `ROOM_NOT_FOUND`, `NOT_A_MEMBER` */
  async unread(actor: UserRef, roomId: string): Promise<WhyUnread> {
    const { kind } = await this.access.require(actor, roomId, 'read');
    const { messages, ...counted } = await this.asked.unread(roomId, actor.id);
    const causes = await this.asked.causes(messages.map(toNoticed));
    return {
      ...counted,
      messages: messages.map((message) => {
        const all = causesFor(causes, {
          message: { id: message.messageId },
          userId: actor.id,
          room: { kind },
        });
        return { message, because: NOTICE_CAUSES.find((cause) => all.includes(cause)) ?? 'any' };
      }),
    };
  }
}

function toNoticed({ messageId, roomId, seq, sender, threadId, inRoom }: Message) {
  const place = threadId === undefined ? {} : { threadId, inRoom: inRoom === true };
  return { id: messageId, roomId, seq, senderId: sender.id, ...place };
}
