import { Injectable } from '@nestjs/common';
import type { MessageSend, MessageStored, UserRef } from '@chatket/contract';
import { AppError, Clock, Lifecycle, newId } from '../../common/index.js';
import { type Connection, Fanout } from '../../realtime/index.js';
import { RaidTurns, RoomAccess, threadNotFound } from '../../rooms/access/index.js';
import { Addressing, notMembersOf } from '../../mentions/index.js';
import { HeldMessages } from '../held/held-messages.js';
import { MessageRepository, type SendOutcome, type StoredMessage } from './message.repository.js';
import { RateLimiter, type Verdict } from '../../rate-limit/index.js';
import { RoomRules, type Saying, TextGuard, TextLength } from '../../rooms/rules/index.js';
import { SendQueue } from './send-queue.js';

/** Whoever sends: a connection, or what stands for one. */
export type Sender = Pick<Connection, 'id' | 'mode' | 'user'>;

type Allowed = Extract<Verdict, { isAllowed: true }>;

/**
 * Sends a message. Membership is checked by the statement that stores it, under the lock that changes memberships.
 * A key that was stored before gets the first answer again: it is not broadcast and not counted.
 */
@Injectable()
export class SendMessage {
  constructor(
    private readonly limiter: RateLimiter,
    private readonly queue: SendQueue,
    private readonly messages: MessageRepository,
    private readonly access: RoomAccess,
    private readonly turns: RaidTurns,
    private readonly rules: RoomRules,
    private readonly lengths: TextLength,
    private readonly guard: TextGuard,
    private readonly addressing: Addressing,
    private readonly held: HeldMessages,
    private readonly fanout: Fanout,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
  ) {}

  /** @throws AppError `VALIDATION` (too long), `BLOCKED_BY_RULE`, `HELD`, `CONFIRM_REQUIRED`, `READ_ONLY`, `MUTED`, `SLOW_MODE`, `ROOM_ARCHIVED`, `NOT_A_MEMBER`,
   * `ROOM_NOT_FOUND`, `MESSAGE_NOT_FOUND`, `ATTACHMENT_NOT_FOUND`, `RATE_LIMITED`, `UNAVAILABLE`, `DRAINING` */
  async run(connection: Sender, payload: MessageSend): Promise<MessageStored> {
    const { user: actor } = connection;
    const { roomId, clientMsgId } = payload;
    this.lifecycle.requireServing();
    if (!this.access.maySilence(actor)) return this.pass(connection, payload);
    const known = await this.messages.findByKey(roomId, actor.id, clientMsgId);
    if (known) return { ...stored(known), isDuplicate: true };
    const { role } = await this.access.require(actor, roomId, writingOf(payload));
    return this.turns.take({ roomId, userId: actor.id, role }, () => this.pass(connection, payload));
  }

  private async pass(connection: Sender, payload: MessageSend): Promise<MessageStored> {
    const { user: actor } = connection;
    const { roomId, text, clientMsgId } = payload;
    const known = this.rules.of(roomId);
    const rules = known instanceof Promise ? await known : known;
    // What has files may have no text.
    if (text !== '' && !this.lengths.isFine(connection, text, rules))
      await this.lengths.require(connection, roomId, text, rules);
    const key = `${roomId} ${actor.id}`;
    const verdict = await this.limiter.take(key, clientMsgId, rules.rate);
    if (!verdict.isAllowed) return this.answerMuted(connection, payload, verdict);
    const saying = { roomId, text, rules, clientMsgId };
    return this.guard.isSuspect(actor, saying)
      ? this.judge(connection, payload, saying, verdict)
      : this.store(connection, payload, verdict);
  }

  private async store(
    connection: Sender,
    payload: MessageSend,
    { isCounted }: Allowed,
  ): Promise<MessageStored> {
    const { user: actor } = connection;
    const { roomId, text, clientMsgId, replyToId, threadId, alsoInRoom, attachments } = payload;
    // Most texts speak to nobody, and nobody waits to see that.
    const spokenTo = this.addressing.mayReach(text)
      ? await this.spokenTo(connection, payload).catch(async (error: unknown) => {
          if (isCounted) await this.limiter.release(`${roomId} ${actor.id}`, clientMsgId);
          throw error;
        })
      : undefined;
    const message = {
      messageId: newId(),
      roomId,
      senderId: actor.id,
      clientMsgId,
      text,
      replyToId: replyToId ?? undefined,
      threadId: threadId ?? undefined,
      inRoom: alsoInRoom,
      sender: actor,
      spokenTo,
      attachments,
    };
    let outcome: SendOutcome;
    try {
      outcome = await this.queue.add(message);
    } catch (error) {
      if (isCounted && isFileMissing(error)) await this.limiter.release(`${roomId} ${actor.id}`, clientMsgId);
      throw error;
    }
    if (outcome.kind === 'stored') return { ...stored(outcome.message), ...notMembersOf(outcome.noted) };
    if (isCounted) await this.limiter.release(`${roomId} ${actor.id}`, clientMsgId);
    if (outcome.kind === 'duplicate') return { ...stored(outcome.message), isDuplicate: true };
    if (outcome.kind === 'no_target')
      throw new AppError('MESSAGE_NOT_FOUND', 'The message that this one answers is not in the room.');
    if (outcome.kind === 'no_thread') throw threadNotFound();
    return this.explain(actor, payload);
  }

  /** What is shown in a thread and in the room passes what both ask for. */
  private async explain(actor: UserRef, payload: MessageSend): Promise<never> {
    if (payload.threadId && payload.alsoInRoom) await this.access.require(actor, payload.roomId, 'reply');
    return this.access.explainRefusal(actor, payload.roomId, writingOf(payload));
  }

  /** Whether it was stored before is known to the statement: who repeats it has said already that all are meant. */
  private spokenTo({ user: actor, mode }: Sender, { roomId, text, mentionAll }: MessageSend) {
    return this.addressing.of({ actor, roomId, text, isConfirmed: mentionAll, mayAsk: mode === 'log' });
  }

  /** What rules say of it now does not matter any more to what was stored before. */
  private async judge(
    connection: Sender,
    payload: MessageSend,
    saying: Saying,
    verdict: Allowed,
  ): Promise<MessageStored> {
    const { user: actor } = connection;
    const { roomId, text, clientMsgId, replyToId = null, threadId = null, alsoInRoom = false } = payload;
    const isKnown = (await this.messages.findByKey(roomId, actor.id, clientMsgId)) !== undefined;
    // What has files does not wait for a moderator: they would be gone by then.
    const action = payload.attachments ? 'forward' : writingOf(payload);
    const met = await this.guard.judge(actor, saying, action).catch((error: unknown) => {
      if (!isKnown) throw error;
      return undefined;
    });
    if (met?.act === 'hold' && !isKnown) {
      const { pattern } = met;
      const place = { replyToId, threadId, inRoom: threadId === null || alsoInRoom };
      return this.held.hold({ roomId, sender: actor, clientMsgId, text, ...place, pattern });
    }
    const answer = await this.store(connection, payload, verdict);
    if (met?.act === 'flag') await this.guard.flag(roomId, answer.messageId, met);
    return answer;
  }

  private async answerMuted(
    connection: Sender,
    { roomId, clientMsgId }: MessageSend,
    verdict: Extract<Verdict, { isAllowed: false }>,
  ): Promise<MessageStored> {
    const { user: actor } = connection;
    const known = await this.messages.findByKey(roomId, actor.id, clientMsgId);
    if (known) return { ...stored(known), isDuplicate: true };
    // A hidden room does not tell by its limits that it is there.
    await this.access.require(actor, roomId, 'see');
    const mute = { until: new Date(verdict.mutedUntil), forMs: verdict.mutedForMs };
    if (verdict.isNewlyMuted) {
      const notice = { type: 'muted', roomId, user: actor, createdAt: this.clock.iso() } as const;
      const end = { until: mute.until.toISOString(), forMs: mute.forMs };
      this.fanout.toUser({ userId: actor.id, except: toldByAck(connection) }, 'room:system', {
        ...notice,
        ...end,
      });
    }
    throw new AppError('RATE_LIMITED', 'Too many messages at once. You can write again soon.', {
      mute,
      retryAfterMs: mute.forMs,
    });
  }
}

/** What was refused for its files counts for nothing. */
function isFileMissing(error: unknown): boolean {
  return error instanceof AppError && error.code === 'ATTACHMENT_NOT_FOUND';
}

/** What it takes to say it: what is said in a thread only passes another gate. */
function writingOf({ threadId, alsoInRoom }: MessageSend): 'post' | 'reply' {
  return threadId && !alsoInRoom ? 'reply' : 'post';
}

/** Connections that take batches read of their mute in the ack. */
function toldByAck({ id, mode }: Sender): ReadonlySet<string> {
  return new Set(mode === 'plain' ? [] : [id]);
}

function stored({ messageId, seq, createdAt }: StoredMessage): MessageStored {
  return { messageId, seq, createdAt };
}
