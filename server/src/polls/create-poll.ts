import { Injectable } from '@nestjs/common';
import { type MessageStored, POLL_LIMITS, type PollCreate } from '@chatket/contract';
import { MessageView } from '../chat/message/index.js';
import { AppError, Clock, Lifecycle, newId, validationError } from '../common/index.js';
import { EditTurns } from '../edits/index.js';
import { GaplessPublisher } from '../log/index.js';
import { Addressing, notMembersOf, TellNoted } from '../mentions/index.js';
import { RateLimiter, type Verdict } from '../rate-limit/index.js';
import type { Connection } from '../realtime/index.js';
import { RaidTurns, RoomAccess } from '../rooms/access/index.js';
import { RoomRules, TextGuard, TextLength } from '../rooms/rules/index.js';
import { PollsRepository } from './polls.repository.js';

/** Asks a room. What may be asked is what may be said: the question and each option are held to the room's rules. */
@Injectable()
export class CreatePoll {
  constructor(
    private readonly polls: PollsRepository,
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
    private readonly clock: Clock,
    private readonly publisher: GaplessPublisher,
  ) {}

  /** @throws AppError as `message:send`, but never `HELD`; `VALIDATION` also for `endsAt` */
  async run(connection: Connection, payload: PollCreate): Promise<MessageStored> {
    const { user: actor } = connection;
    const { roomId } = payload;
    this.lifecycle.requireServing();
    const { role } = await this.access.require(actor, roomId, 'post');
    return this.raidTurns.take({ roomId, userId: actor.id, role }, () => this.ask(connection, payload));
  }

  private async ask(connection: Connection, payload: PollCreate): Promise<MessageStored> {
    const { user: actor } = connection;
    const { roomId, question, options, clientMsgId } = payload;
    const rules = await this.rules.of(roomId);
    await this.lengths.require(connection, roomId, question, rules);
    const saying = { roomId, text: [question, ...options].join('\n'), rules, clientMsgId };
    // Nothing waits here: what a rule holds is refused.
    const met = this.guard.isSuspect(actor, saying)
      ? await this.guard.judge(actor, saying, 'forward')
      : undefined;
    const key = `${roomId} ${actor.id}`;
    const verdict = await this.limiter.take(key, clientMsgId, rules.rate);
    if (!verdict.isAllowed) throw tooMany(verdict);

    const outcome = await this.store(connection, payload).catch(async (error: unknown) => {
      if (verdict.isCounted) await this.limiter.release(key, clientMsgId);
      throw error;
    });
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
        return this.access.explainRefusal(actor, roomId, 'post');
      case 'late':
        throw wrongEnd();
    }
  }

  private async store({ user: actor }: Connection, { endsAt, ...poll }: PollCreate) {
    const { roomId, question } = poll;
    const end = endsAt === undefined ? {} : { endsAt: this.endOf(endsAt) };
    const spokenTo = await this.addressing.of({ actor, roomId, text: question });
    const fresh = { ...poll, ...end, spokenTo, messageId: newId(), senderId: actor.id };
    return this.turns.take(roomId, () => this.polls.add(fresh));
  }

  private endOf(endsAt: string): string {
    const seconds = (Date.parse(endsAt) - this.clock.now()) / 1_000;
    if (!(seconds <= POLL_LIMITS.secondsMax)) throw wrongEnd();
    return new Date(endsAt).toISOString();
  }

  /** What cannot be read now is known to be there, and is read later. */
  private async announce(roomId: string, messageId: string, seq: number): Promise<void> {
    const message = await this.views.find(messageId).catch(() => undefined);
    if (message) this.publisher.offer({ roomId, firstSeq: seq, lastSeq: seq, entries: [message] });
    else this.publisher.note(roomId, seq);
  }
}

function stored({ messageId, seq, createdAt }: MessageStored): MessageStored {
  return { messageId, seq, createdAt };
}

function wrongEnd(): AppError {
  return validationError([{ field: 'endsAt', message: 'must lie ahead, by a year at most' }]);
}

function tooMany({ mutedUntil, mutedForMs }: Extract<Verdict, { isAllowed: false }>): AppError {
  return new AppError('RATE_LIMITED', 'Too many messages at once. You can write again soon.', {
    mute: { until: new Date(mutedUntil), forMs: mutedForMs },
    retryAfterMs: mutedForMs,
  });
}
