import { Injectable, Logger } from '@nestjs/common';
import type { Report, ReportBody, ReportOutcome, UserRef } from '@chatket/contract';
import { MessageView } from '../chat/message/index.js';
import { AppError, newId } from '../common/index.js';
import { Fanout } from '../realtime/index.js';
import { messageNotFound, RoomAccess, throughMessage } from '../rooms/access/index.js';
import { SYSTEM_USER } from '../users/index.js';
import { type ReportQuery, ReportsRepository } from './reports.repository.js';

/** Messages that people report, and what moderators do about them. */
@Injectable()
export class Reports {
  private readonly logger = new Logger(Reports.name);

  constructor(
    private readonly reports: ReportsRepository,
    private readonly views: MessageView,
    private readonly access: RoomAccess,
    private readonly fanout: Fanout,
  ) {}

  /**
   * Asks the moderators of the room to look at a message. Reporting twice is reporting once.
   * @throws AppError `MESSAGE_NOT_FOUND`, `NOT_A_MEMBER`, `MESSAGE_DELETED`; `FORBIDDEN` for one's own
   */
  async report(actor: UserRef, messageId: string, body: ReportBody): Promise<void> {
    const message = await this.views.find(messageId);
    if (!message) throw messageNotFound();
    const { roomId } = message;
    await throughMessage(this.access.require(actor, roomId, 'read'), message.seq);
    if (message.deleted) throw new AppError('MESSAGE_DELETED', 'The message was deleted.');
    if (message.sender.id === actor.id) throw new AppError('FORBIDDEN', 'It is your own message.');
    const isNew = await this.reports.add(newId(), { roomId, messageId }, actor.id, body);
    if (isNew) await this.tellModerators(roomId);
  }

  /** A rule of the room was met. Once it was, the same message is not shown again. @param pattern of the rule */
  async reportByRule({
    roomId,
    messageId,
    pattern,
  }: {
    roomId: string;
    messageId: string;
    pattern: string;
  }): Promise<void> {
    const body = { reason: 'rule', note: pattern } as const;
    const isNew = await this.reports.add(newId(), { roomId, messageId }, SYSTEM_USER.id, body);
    if (isNew) await this.tellModerators(roomId);
  }

  /** The oldest first, of messages that are theirs to read. @throws AppError `ROOM_NOT_FOUND`, `NOT_A_MEMBER`, `FORBIDDEN` */
  async list(actor: UserRef, roomId: string, query: ReportQuery): Promise<Report[]> {
    const { fromSeq } = await this.access.require(actor, roomId, 'moderate');
    return this.reports.list({ roomId, fromSeq }, query);
  }

  /**
   * Notes what was done about a reported message, for all who reported it, and tells them; without an outcome it is
   * open again. What is done, such as deleting it, is asked for where it belongs.
   * @throws AppError `ROOM_NOT_FOUND`, `NOT_A_MEMBER`, `FORBIDDEN`, `NOT_FOUND`
   */
  async handle(
    actor: UserRef,
    target: { roomId: string; reportId: string },
    outcome: ReportOutcome | undefined,
  ): Promise<void> {
    const { roomId } = target;
    await this.access.require(actor, roomId, 'moderate');
    const handled = await this.reports.handle(target, actor.id, outcome);
    if (handled.kind === 'forbidden') return this.access.explainRefusal(actor, roomId, 'moderate');
    if (handled.kind === 'no_report')
      throw new AppError('NOT_FOUND', 'There is no such report in this room.');
    if (handled.kind !== 'changed') return;
    const { reporterIds, messageId } = handled;
    if (outcome !== undefined)
      for (const userId of reporterIds)
        this.fanout.toUser(userId, 'report:handled', { roomId, messageId, outcome });
    await this.tellModerators(roomId);
  }

  /** What was committed stays so, also when nobody can be told just now: lists show it. */
  private async tellModerators(roomId: string): Promise<void> {
    try {
      const [moderatorIds, openCount] = await Promise.all([
        this.reports.moderatorIds(roomId),
        this.reports.openCount(roomId),
      ]);
      for (const id of moderatorIds) this.fanout.toUser(id, 'report:changed', { roomId, openCount });
    } catch (error) {
      this.logger.warn({ err: error, roomId }, 'moderators were not told of a report');
    }
  }
}
