import { Injectable } from '@nestjs/common';
import type { ModerationRule, RuleBody, UserRef } from '@chatket/contract';
import { AppError, newId, validationError } from '../../common/index.js';
import { EventBus } from '../../events/index.js';
import { RoomAccess } from '../../rooms/access/index.js';
import { patternKey, textRulesChanged } from '../../rooms/rules/index.js';
import { TextRulesRepository } from './rules.repository.js';

/** What the moderators of a room want no text there to say unseen. */
@Injectable()
export class TextRulesService {
  constructor(
    private readonly rules: TextRulesRepository,
    private readonly access: RoomAccess,
    private readonly events: EventBus,
  ) {}

  /** The newest first. @throws AppError `ROOM_NOT_FOUND`, `NOT_A_MEMBER`, `FORBIDDEN` */
  async list(actor: UserRef, roomId: string): Promise<ModerationRule[]> {
    await this.access.require(actor, roomId, 'moderate');
    return this.rules.list(roomId);
  }

  /**
   * Makes a rule. One about the same words or links is the same rule, and gets another act.
   * @returns whether there was none before, too
   * @throws AppError `VALIDATION`, `ROOM_NOT_FOUND`, `NOT_A_MEMBER`, `FORBIDDEN`, `ROOM_ARCHIVED`, `LIMIT_REACHED`
   */
  async set(
    actor: UserRef,
    roomId: string,
    body: RuleBody,
  ): Promise<{ rule: ModerationRule; isNew: boolean }> {
    await this.access.require(actor, roomId, 'guard');
    const key = patternKey(body.kind, body.pattern);
    if (key === undefined) {
      const message =
        body.kind === 'link' ? 'must be a domain such as spam.example, or *' : 'must hold a word';
      throw validationError([{ field: 'pattern', message }]);
    }
    const { kind, id } = await this.rules.set({ roomId, actorId: actor.id, id: newId() }, body, key);
    if (kind === 'limit')
      throw new AppError('LIMIT_REACHED', 'This room has as many rules as it may. Remove one first.');
    if (id === null) return this.access.explainRefusal(actor, roomId, 'guard');
    this.events.announce(textRulesChanged, { roomId });
    const rule = (await this.rules.list(roomId)).find((each) => each.id === id);
    if (!rule) throw new AppError('CONFLICT', 'The rule was removed meanwhile.');
    return { rule, isNew: kind === 'added' };
  }

  /** Twice is once. @throws AppError `ROOM_NOT_FOUND`, `NOT_A_MEMBER`, `FORBIDDEN`, `ROOM_ARCHIVED` */
  async remove(actor: UserRef, roomId: string, ruleId: string): Promise<void> {
    await this.access.require(actor, roomId, 'guard');
    const outcome = await this.rules.remove({ roomId, actorId: actor.id, id: ruleId });
    if (outcome === 'removed') this.events.announce(textRulesChanged, { roomId });
    else if (outcome !== 'none') return this.access.explainRefusal(actor, roomId, 'guard');
  }
}
