import { Injectable } from '@nestjs/common';
import {
  LIMITS,
  type RescheduleBody,
  type ScheduleBody,
  type ScheduledMessage,
  type UserRef,
} from '@chatket/contract';
import { AppError, Clock, newId, plannedAt } from '../common/index.js';
import { Jobs } from '../jobs/index.js';
import { Addressing } from '../mentions/index.js';
import { Fanout } from '../realtime/index.js';
import { RoomAccess } from '../rooms/access/index.js';
import { RoomRules, TextLength } from '../rooms/rules/index.js';
import { keyOf, SEND_SCHEDULED } from './scheduled-job.js';
import { ScheduledRepository } from './scheduled.repository.js';

/** What keeps somebody from writing now and may be over by then. */
const PASSING: ReadonlySet<string> = new Set(['SLOW_MODE', 'MUTED']);

/** Messages that people have the server send later. */
@Injectable()
export class ScheduledMessages {
  constructor(
    private readonly scheduled: ScheduledRepository,
    private readonly jobs: Jobs,
    private readonly access: RoomAccess,
    private readonly rules: RoomRules,
    private readonly lengths: TextLength,
    private readonly addressing: Addressing,
    private readonly clock: Clock,
    private readonly fanout: Fanout,
  ) {}

  list(actor: UserRef): Promise<ScheduledMessage[]> {
    return this.scheduled.list(actor.id);
  }

  /**
   * Takes a message for later. Who may not write into the room is told now, and rights are looked at again by then.
   * @throws AppError what refuses `post`, `VALIDATION`, `CONFIRM_REQUIRED`, `LIMIT_REACHED`
   */
  async add(actor: UserRef, roomId: string, body: ScheduleBody): Promise<ScheduledMessage> {
    await this.requireWriter(actor, roomId, body);
    const at = plannedAt(body.at, this.clock);
    await this.requireLength(actor, roomId, body.text);
    await this.requireMeant(actor, { roomId, text: body.text, isConfirmed: body.mentionAll });
    const added = {
      id: newId(),
      userId: actor.id,
      roomId,
      text: body.text,
      at,
      replyToId: body.replyToId ?? null,
      threadId: body.threadId ?? null,
      alsoInRoom: typeof body.threadId === 'string' && body.alsoInRoom === true,
      mentionAll: body.mentionAll ?? false,
    };
    await this.jobs.ready();
    await this.scheduled.transaction(async (statements) => {
      if (!(await this.scheduled.add(statements, added, LIMITS.scheduledMax)))
        throw new AppError(
          'LIMIT_REACHED',
          `At most ${String(LIMITS.scheduledMax)} messages can be scheduled.`,
        );
      await this.jobs.put(statements, SEND_SCHEDULED, { id: added.id }, { key: keyOf(added.id), at });
    });
    this.tell(actor, { id: added.id, roomId }, 'waiting');
    const { id, text, replyToId, threadId, alsoInRoom, mentionAll } = added;
    return {
      ...{ id, roomId, text, at: at.toISOString() },
      ...(replyToId !== null && { replyToId }),
      ...(threadId !== null && { threadId }),
      ...(alsoInRoom && { alsoInRoom }),
      ...(mentionAll && { mentionAll }),
    };
  }

  /** @throws AppError `NOT_FOUND`; `CONFLICT` when it is on its way; `VALIDATION`, `CONFIRM_REQUIRED` */
  async change(actor: UserRef, id: string, body: RescheduleBody): Promise<ScheduledMessage> {
    const { text, at, mentionAll } = body;
    const known = await this.scheduled.find(actor.id, id);
    if (!known) throw new AppError('NOT_FOUND', 'There is no such scheduled message.');
    if (text !== undefined) {
      const isConfirmed = mentionAll ?? known.mentionAll;
      await this.requireLength(actor, known.roomId, text).catch(ignoreLostRoom);
      await this.requireMeant(actor, { roomId: known.roomId, text, isConfirmed });
    }
    const moment = plannedAt(at ?? known.at, this.clock);
    await this.jobs.ready();
    const changed = await this.scheduled.transaction(async (statements) => {
      const change = { ...body, id, userId: actor.id, at: moment.toISOString() };
      const waiting = await this.scheduled.change(statements, change);
      if (waiting) await this.jobs.put(statements, SEND_SCHEDULED, { id }, { key: keyOf(id), at: moment });
      return waiting;
    });
    if (!changed) throw new AppError('CONFLICT', 'This message is being sent.');
    this.tell(actor, changed, 'waiting');
    return changed;
  }

  /** Twice is once. @throws AppError `CONFLICT` when it is on its way */
  async remove(actor: UserRef, id: string): Promise<void> {
    await this.jobs.ready();
    const roomId = await this.scheduled.transaction(async (statements) => {
      const removed = await this.scheduled.remove(statements, actor.id, id);
      if (removed !== undefined) await this.jobs.takeOut(statements, keyOf(id));
      return removed;
    });
    if (roomId !== undefined) this.tell(actor, { id, roomId }, 'deleted');
    else if (await this.scheduled.find(actor.id, id))
      throw new AppError('CONFLICT', 'This message is being sent.');
  }

  private async requireWriter(actor: UserRef, roomId: string, body: ScheduleBody): Promise<void> {
    for (const action of actionsOf(body))
      await this.access.require(actor, roomId, action).catch((error: unknown) => {
        if (!(error instanceof AppError && PASSING.has(error.code))) throw error;
      });
  }

  private async requireLength(user: UserRef, roomId: string, text: string): Promise<void> {
    await this.lengths.require({ mode: 'log', user }, roomId, text, await this.rules.of(roomId));
  }

  /** Nobody can be asked when it is sent. */
  private async requireMeant(
    actor: UserRef,
    said: { roomId: string; text: string; isConfirmed: boolean | undefined },
  ): Promise<void> {
    await this.addressing.of({ ...said, actor, mayAsk: true });
  }

  private tell(
    { id: userId }: UserRef,
    { id, roomId }: Pick<ScheduledMessage, 'id' | 'roomId'>,
    state: 'waiting' | 'deleted',
  ): void {
    this.fanout.toUser(userId, 'scheduled:changed', { id, roomId, state });
  }
}

/** What it takes to say it: what is shown in a thread and in the room passes what both ask for. */
function actionsOf({ threadId, alsoInRoom }: ScheduleBody): ('post' | 'reply')[] {
  if (typeof threadId !== 'string') return ['post'];
  return alsoInRoom === true ? ['reply', 'post'] : ['reply'];
}

/** One may go on working on a text for a room that is not one's own any more. */
function ignoreLostRoom(error: unknown): void {
  if (!(error instanceof AppError && error.code === 'ROOM_NOT_FOUND')) throw error;
}
