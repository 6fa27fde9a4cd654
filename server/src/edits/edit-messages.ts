import { Injectable } from '@nestjs/common';
import type {
  Action,
  MessageDelete,
  MessageEdit,
  MessageEdited,
  MessageRevision,
  UserRef,
} from '@chatket/contract';
import { messageFrom, MessageView } from '../chat/message/index.js';
import { AppError, Lifecycle } from '../common/index.js';
import { ChangePublisher } from '../log/index.js';
import { Addressing, notMembersOf, TellNoted } from '../mentions/index.js';
import type { Connection } from '../realtime/index.js';
import { ChangeLimiter } from '../rate-limit/index.js';
import { messageNotFound, RoomAccess, throughMessage } from '../rooms/access/index.js';
import { RoomRules, TextGuard, TextLength } from '../rooms/rules/index.js';
import { EditTurns } from './edit-turns.js';
import { type ChangeOutcome, type ChangeTarget, EditsRepository } from './edits.repository.js';

/** Somebody may edit without end; whoever looks at what was said before is shown so many. */
const MAX_REVISIONS = 100;

type Refused = Exclude<ChangeOutcome, { seq: number }>;

/** Changes what a message says, or takes it back. Rights are looked at by the statement, under the room's lock. */
@Injectable()
export class EditMessages {
  constructor(
    private readonly edits: EditsRepository,
    private readonly turns: EditTurns,
    private readonly lifecycle: Lifecycle,
    private readonly limiter: ChangeLimiter,
    private readonly access: RoomAccess,
    private readonly rules: RoomRules,
    private readonly lengths: TextLength,
    private readonly guard: TextGuard,
    private readonly addressing: Addressing,
    private readonly noted: TellNoted,
    private readonly views: MessageView,
    private readonly changes: ChangePublisher,
  ) {}

  /**
   * Puts another text in the place of one's own. The same text again is a success.
   * A text that would wait for the moderators as a message is refused: an edit cannot wait.
   * @throws AppError `VALIDATION` (too long), `BLOCKED_BY_RULE`, `ROOM_ARCHIVED`, `MUTED`, `CONFLICT` with the message as it is, `EDIT_WINDOW_OVER`, `MESSAGE_DELETED`, `FORBIDDEN`,
   * `MESSAGE_NOT_FOUND`, `NOT_A_MEMBER`, `ROOM_NOT_FOUND`, `TOO_MANY_REQUESTS`, `UNAVAILABLE`, `DRAINING`
   */
  async edit(connection: Connection, payload: MessageEdit): Promise<MessageEdited> {
    const { user: actor } = connection;
    const { roomId, messageId, text, rev } = payload;
    this.lifecycle.requireServing();
    this.limiter.take(actor.id);
    const rules = await this.rules.of(roomId);
    if (rules.isRaid || this.access.maySilence(actor))
      await this.access.require(actor, roomId, 'edit', { isOwn: true });
    await this.lengths.require(connection, roomId, text, rules);
    const saying = { roomId, text, rules };
    const met = this.guard.isSuspect(actor, saying)
      ? await this.guard.judge(actor, saying, 'edit')
      : undefined;
    const target = { roomId, messageId, actor };
    // All who are meant above are asked for with a message, not with an edit.
    const spokenTo = await this.addressing.of({ actor, roomId, text });
    const outcome = await this.turns.take(roomId, () => this.edits.edit(target, { text, rev, spokenTo }));
    if (!('seq' in outcome)) return this.refuse(outcome, target, 'edit');
    if (outcome.kind === 'changed') void this.publish(target, outcome, 'edited', actor);
    this.noted.tell(target, outcome.noted);
    if (met) await this.guard.flag(roomId, messageId, met);
    return { seq: outcome.seq, editedAt: outcome.at, ...notMembersOf(outcome.noted) };
  }

  /**
   * Deletes a message of one's own or, as a moderator, of somebody below. Deleting twice is deleting once.
   * @throws AppError as `edit`
   */
  async delete(actor: UserRef, { roomId, messageId, reason }: MessageDelete): Promise<{ seq: number }> {
    this.lifecycle.requireServing();
    this.limiter.take(actor.id);
    const target = { roomId, messageId, actor };
    const outcome = await this.turns.take(roomId, () => this.edits.delete(target, reason));
    if (!('seq' in outcome)) return this.refuse(outcome, target, 'delete');
    if (outcome.kind === 'changed') void this.publish(target, outcome, 'deleted', actor);
    return { seq: outcome.seq };
  }

  /** The newest earlier texts, oldest first. @throws AppError `NOT_A_MEMBER`, `MESSAGE_NOT_FOUND` */
  async revisions(actor: UserRef, messageId: string): Promise<MessageRevision[]> {
    const message = await this.views.find(messageId);
    if (!message) throw messageNotFound();
    await throughMessage(this.access.require(actor, message.roomId, 'read'), message.seq);
    return this.edits.revisions(messageId, MAX_REVISIONS);
  }

  private publish(
    { roomId, messageId }: { roomId: string; messageId: string },
    { seq, at }: { seq: number; at: string },
    what: 'edited' | 'deleted',
    by: UserRef,
  ): Promise<void> {
    return this.changes.publish({ roomId, messageId, seq, at, what, by });
  }

  private async refuse({ kind }: Refused, target: ChangeTarget, action: 'edit' | 'delete'): Promise<never> {
    const { roomId, messageId, actor } = target;
    switch (kind) {
      case 'not_member':
        return this.access.explainRefusal(actor, roomId, 'read');
      case 'no_message':
        throw notFound();
      case 'deleted':
        throw new AppError('MESSAGE_DELETED', 'The message was deleted.');
      case 'forbidden':
        return this.forbid(target, action);
      case 'archived':
      case 'muted':
        return this.access.explainRefusal(actor, roomId, 'edit', { isOwn: true });
      case 'window_over':
        throw new AppError('EDIT_WINDOW_OVER', 'The time in which it could be edited is over.');
      case 'conflict': {
        const message = await this.views.find(messageId);
        const { fromSeq } = await this.access.require(actor, roomId, 'read');
        const current = message && messageFrom(fromSeq, message);
        throw new AppError('CONFLICT', 'The message has been edited meanwhile.', current && { current });
      }
    }
  }

  /** Says what is needed for a message of somebody else. */
  private async forbid({ roomId, messageId, actor }: ChangeTarget, action: Action): Promise<never> {
    const message = await this.views.find(messageId);
    const authorRole = message ? await this.access.roleOf(message.sender.id, roomId) : null;
    return this.access.explainRefusal(actor, roomId, action, { isOwn: false, authorRole });
  }
}

function notFound(): AppError {
  return new AppError('MESSAGE_NOT_FOUND', 'There is no such message in this room.');
}
