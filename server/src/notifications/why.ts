import { Injectable } from '@nestjs/common';
import { type Message, NOTICE_CAUSES, type NoticeWhy, type UserRef, type WhyUnread } from '@chatket/contract';
import { MessageView } from '../chat/message/index.js';
import { Clock } from '../common/index.js';
import { messageNotFound, RoomAccess, throughMessage } from '../rooms/access/index.js';
import { AlertsRepository } from './alerts.repository.js';
import { type Causes, causesFor, type InThread } from './causes.repository.js';
import type { Listener } from './facts.repository.js';
import { noticeFor } from './notice-batch.js';
import { WhyRepository } from './why.repository.js';
import { WhyRequest } from './why-request.js';

/** Explains what people were told of, by the rule that told them. */
@Injectable()
export class Why {
  constructor(
    private readonly asked: WhyRepository,
    private readonly alerts: AlertsRepository,
    private readonly views: MessageView,
    private readonly access: RoomAccess,
    private readonly requests: WhyRequest,
    private readonly clock: Clock,
  ) {}

  /**
   * Why somebody was told of a message, or was not, or why of a request that has that id. What they were told is kept; else the rule is asked again with what
   * holds now, in which a message that was read meanwhile counts as one that was read, or looked at, then.
   * @throws AppError `MESSAGE_NOT_FOUND`, `NOT_A_MEMBER`
   */
  async notified(actor: UserRef, messageId: string): Promise<NoticeWhy> {
    const message = await this.views.find(messageId);
    if (!message) return this.requests.notified(actor.id, messageId);
    const { roomId } = message;
    const { kind } = await throughMessage(this.access.require(actor, roomId, 'read'), message.seq);
    const now = this.clock.now();
    const [listener, alert] = await Promise.all([
      this.asked.listener(roomId, actor.id, new Date(now)),
      this.alerts.find(actor.id, messageId),
    ]);
    // They have left meanwhile.
    if (!listener) throw messageNotFound();
    const noticed = toNoticed(message);
    const [causes, blocks] = await Promise.all([
      this.asked.causes([noticed]),
      this.asked.blocks(actor.id, [noticed.senderId]),
    ]);
    const level = levelFor(listener, causes.threads.get(messageId)?.get(actor.id));
    if (alert && !alert.isSilent)
      return { alert: true, badge: true, because: alert.because, at: alert.at, ...level };

    const facts = { message: noticed, room: { kind }, causes, blocks, now, isLooking: false };
    const unread = noticeFor({
      ...facts,
      causes: { ...causes, threads: unreadIn(causes.threads) },
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

/** Which level holds for a message: that of its thread, of its room, or the one for all rooms of its kind. */
function levelFor(
  { level, isOfRoom }: Listener,
  thread: InThread | undefined,
): Pick<NoticeWhy, 'level' | 'levelOf'> {
  if (thread?.level) return { level: thread.level, levelOf: 'thread' };
  return { level, levelOf: isOfRoom ? 'room' : 'settings' };
}

/** The same threads before anything in them was read. */
function unreadIn(threads: Causes['threads']): Causes['threads'] {
  return new Map(
    [...threads].map(([id, people]) => [
      id,
      new Map([...people].map(([userId, { level }]) => [userId, { readTo: 0, level }])),
    ]),
  );
}

function toNoticed({ messageId, roomId, seq, sender, threadId, inRoom }: Message) {
  const place = threadId === undefined ? {} : { threadId, inRoom: inRoom === true };
  return { id: messageId, roomId, seq, senderId: sender.id, ...place };
}
