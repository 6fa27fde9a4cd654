import { Injectable } from '@nestjs/common';
import type { Message, MessageForward, MessageStored, UserRef } from '@chatket/contract';
import { MessageView } from '../chat/message/index.js';
import { AppError, Lifecycle, newId } from '../common/index.js';
import { EditTurns } from '../edits/index.js';
import { GaplessPublisher } from '../log/index.js';
import { Addressing, notMembersOf, TellNoted } from '../mentions/index.js';
import { RateLimiter, type Verdict } from '../rate-limit/index.js';
import type { Connection } from '../realtime/index.js';
import {
  messageNotFound,
  RaidTurns,
  RoomAccess,
  threadNotFound,
  throughMessage,
} from '../rooms/access/index.js';
import { RoomRules, TextGuard, TextLength } from '../rooms/rules/index.js';
import { ForwardsRepository } from './forwards.repository.js';

/** Brings a message from one room into another: what may leave the one, and be written into the other. */
@Injectable()
export class ForwardMessage {
  constructor(
    private readonly forwards: ForwardsRepository,
    private readonly turns: EditTurns,
    private readonly access: RoomAccess,
    private readonly raidTurns: RaidTurns,
    private readonly views: MessageView,
    private readonly limiter: RateLimiter,
    private readonly rules: RoomRules,
    private readonly lengths: TextLength,
    private readonly guard: TextGuard,
    private readonly addressing: Addressing,
    private readonly noted: TellNoted,
    private readonly lifecycle: Lifecycle,
    private readonly publisher: GaplessPublisher,
  ) {}

  /**
   * @throws AppError of the message: `MESSAGE_NOT_FOUND`, `NOT_A_MEMBER`, `FORBIDDEN` (somebody else's, of a room that is
   * not public), `MESSAGE_DELETED`; of the room it is brought into: as `message:send`, but never `HELD`
   */
  async run(connection: Connection, payload: MessageForward): Promise<MessageStored> {
    const { user: actor } = connection;
    const { messageId: sourceId, roomId } = payload;
    const action = writingOf(payload);
    this.lifecycle.requireServing();
    const source = await this.sourceFor(actor, sourceId);
    const { role } = await this.access.require(actor, roomId, action);
    return this.raidTurns.take({ roomId, userId: actor.id, role }, () =>
      this.bring(connection, source, payload),
    );
  }

  private async bring(
    connection: Connection,
    source: Message,
    payload: MessageForward,
  ): Promise<MessageStored> {
    const { user: actor } = connection;
    const { messageId: sourceId, roomId, threadId, clientMsgId } = payload;
    const rules = await this.rules.of(roomId);
    if (!source.deleted && source.text !== '')
      await this.lengths.require(connection, roomId, source.text, rules);
    const saying = { roomId, text: source.text, rules, clientMsgId };
    // Nothing waits here: what a rule holds is refused.
    const met = this.guard.isSuspect(actor, saying)
      ? await this.guard.judge(actor, saying, 'forward')
      : undefined;
    const key = `${roomId} ${actor.id}`;
    const verdict = await this.limiter.take(key, clientMsgId, rules.rate);
    if (!verdict.isAllowed) throw tooMany(verdict);

    const spokenTo = await this.addressing.of({ actor, roomId, text: source.text });
    const message = { messageId: newId(), roomId, threadId, senderId: actor.id, clientMsgId };
    const outcome = await this.turns.take(roomId, () =>
      this.forwards.add({ ...message, sourceId, spokenTo }),
    );
    if (outcome.kind !== 'stored' && verdict.isCounted) await this.limiter.release(key, clientMsgId);
    switch (outcome.kind) {
      case 'stored':
        void this.announce(roomId, outcome.messageId, outcome.seq);
        this.noted.tell({ roomId, ...outcome }, outcome.noted);
        if (met) await this.guard.flag(roomId, outcome.messageId, met);
        return { ...stored(outcome), ...notMembersOf(outcome.noted) };
      case 'duplicate':
        return { ...stored(outcome), isDuplicate: true };
      case 'forbidden':
        return this.access.explainRefusal(actor, roomId, writingOf(payload));
      case 'no_source':
        throw messageNotFound();
      case 'no_thread':
        throw threadNotFound();
      case 'deleted':
        throw new AppError('MESSAGE_DELETED', 'The message was deleted.');
    }
  }

  private async sourceFor(actor: UserRef, messageId: string): Promise<Message> {
    const message = await this.views.find(messageId);
    if (!message) throw messageNotFound();
    const isOwn = message.sender.id === actor.id;
    await throughMessage(this.access.require(actor, message.roomId, 'read'), message.seq);
    await this.access.require(actor, message.roomId, 'forward', { isOwn });
    return message;
  }

  /** What cannot be read now is known to be there, and is read later. */
  private async announce(roomId: string, messageId: string, seq: number): Promise<void> {
    const message = await this.views.find(messageId).catch(() => undefined);
    if (message) this.publisher.offer({ roomId, firstSeq: seq, lastSeq: seq, entries: [message] });
    else this.publisher.note(roomId, seq);
  }
}

/** What is said in a thread passes another gate. */
function writingOf({ threadId }: MessageForward): 'post' | 'reply' {
  return typeof threadId === 'string' ? 'reply' : 'post';
}

function stored({ messageId, seq, createdAt }: MessageStored): MessageStored {
  return { messageId, seq, createdAt };
}

function tooMany({ mutedUntil, mutedForMs }: Extract<Verdict, { isAllowed: false }>): AppError {
  return new AppError('RATE_LIMITED', 'Too many messages at once. You can write again soon.', {
    mute: { until: new Date(mutedUntil), forMs: mutedForMs },
    retryAfterMs: mutedForMs,
  });
}
