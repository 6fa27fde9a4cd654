import { Injectable } from '@nestjs/common';
import { ROLES, type UserRef } from '@chatket/contract';
import { AppError } from '../../common/index.js';
import { EventBus } from '../../events/index.js';
import { NewAccounts } from '../../users/index.js';
import { RoomAccess } from '../access/index.js';
import { hasLink } from './links.js';
import type { Rules } from './room-rules.js';
import { messageFlagged } from './rules.events.js';
import type { TextRule } from './text-rules.js';

/** What somebody wants to say, and where. */
export interface Saying {
  roomId: string;
  text: string;
  rules: Rules;
  /** The key of a message; missing for what is none. */
  clientMsgId?: string;
}

/** Holds what is said to the rules that moderators have made. They themselves, and those above them, are free of these. */
@Injectable()
export class TextGuard {
  constructor(
    private readonly access: RoomAccess,
    private readonly accounts: NewAccounts,
    private readonly events: EventBus,
  ) {}

  /** Whether it has to be judged: without a question to the database, for hardly any text has. */
  isSuspect(actor: UserRef, { text, rules, clientMsgId }: Saying): boolean {
    if (clientMsgId !== undefined && this.accounts.mayBeCounted(actor.id)) return true;
    return rules.texts?.match(text) !== undefined || (this.accounts.areKeptFromLinks && hasLink(text));
  }

  /**
   * @returns the rule that a text meets which may be said all the same, or wait
   * @throws AppError `BLOCKED_BY_RULE`, `NEW_ACCOUNT` for its links, `NEW_ACCOUNT_RATE`; first what refuses the action itself, so that a hidden room stays hidden
   */
  async judge(
    actor: UserRef,
    { roomId, text, rules, clientMsgId }: Saying,
    action: 'post' | 'reply' | 'edit' | 'forward',
  ): Promise<TextRule | undefined> {
    const asked = action === 'forward' ? 'post' : action;
    const { role } = await this.access.require(actor, roomId, asked, { isOwn: true });
    if ((role ?? 0) >= ROLES.moderator) return undefined;
    if (this.accounts.areKeptFromLinks && hasLink(text)) await this.accounts.requireOld(actor);
    const met = rules.texts?.match(text);
    if (met?.act === 'block' || (met?.act === 'hold' && action !== 'post' && action !== 'reply'))
      throw blocked();
    if (clientMsgId !== undefined) await this.accounts.count(actor, `${roomId} ${clientMsgId}`);
    return met;
  }

  /**
   * Shows a message to the moderators; twice is once.
   * @throws AppError `UNAVAILABLE` where that could not be noted: whoever repeats what they said tries it again
   */
  async flag(roomId: string, messageId: string, { pattern }: TextRule): Promise<void> {
    if (await this.events.announceAndWait(messageFlagged, { roomId, messageId, pattern })) return;
    throw new AppError('UNAVAILABLE', 'It could not be noted what this message says. Try again.');
  }
}

function blocked(): AppError {
  return new AppError('BLOCKED_BY_RULE', 'A rule of this room refuses what this says.');
}
