import { Injectable } from '@nestjs/common';
import {
  decide,
  type Everyone,
  isGuestName,
  MENTION_LIMITS,
  mayMention,
  spokenTo,
  type UserRef,
} from '@chatket/contract';
import { AppError } from '../common/index.js';
import { PresenceService } from '../presence/index.js';
import { RoomAccess } from '../rooms/access/index.js';
import { AudienceRepository } from './audience.repository.js';
import { Keywords } from './keywords.js';
import type { SpokenTo } from './note-spoken-to.js';

export interface Addressed {
  actor: UserRef;
  roomId: string;
  text: string;
  /** They are to be all, however many. */
  isConfirmed?: boolean | undefined;
  /** The client can ask whether they are. */
  mayAsk?: boolean;
}

/** Whom a text speaks to, and who wants to be told of it. A text without an `@` costs a look for one. */
@Injectable()
export class Addressing {
  constructor(
    private readonly access: RoomAccess,
    private readonly presence: PresenceService,
    private readonly audiences: AudienceRepository,
    private readonly keywords: Keywords,
  ) {}

  /** Whether a text may speak to somebody: without, `of` gives nothing. */
  mayReach(text: string): boolean {
    return mayMention(text) || this.keywords.hasAny;
  }

  /**
   * Nothing where it speaks to nobody. To more than `MENTION_LIMITS.mentionAllFreely` others `@all` and `@here` speak only with the
   * right to it, and on purpose; otherwise they are text.
   * @throws AppError `CONFIRM_REQUIRED` with `count`, where only the purpose is missing and the client can ask
   */
  async of(addressed: Addressed): Promise<SpokenTo | undefined> {
    const spoken = mayMention(addressed.text) ? spokenTo(addressed.text) : undefined;
    const keywords = this.keywords.whoseStandIn(addressed.text);
    if (!spoken && keywords.length === 0) return undefined;
    const { names = [], everyone } = spoken ?? {};
    const audience = everyone && (await this.audienceOf(addressed, everyone));
    return {
      names,
      keywords,
      ...audience,
      ...(everyone && { written: everyone }),
      mayFind: !isGuestName(addressed.actor.username),
    };
  }

  private async audienceOf(
    { actor, roomId, isConfirmed = false, mayAsk = false }: Addressed,
    everyone: Everyone,
  ): Promise<Pick<SpokenTo, 'everyone' | 'audience'> | undefined> {
    const audience = everyone === 'here' ? [...(await this.presence.online(roomId))] : undefined;
    const others = audience
      ? audience.filter((id) => id !== actor.id).length
      : await this.audiences.othersIn(roomId, actor.id);
    const spoken = { everyone, ...(audience && { audience }) };
    if (others <= MENTION_LIMITS.mentionAllFreely) return spoken;
    const standing = await this.access.standingOf(actor.id, roomId);
    const decision = decide('mentionAll', { ...standing, isGuest: isGuestName(actor.username) });
    if (!decision.isAllowed) return undefined;
    if (isConfirmed) return spoken;
    if (!mayAsk) return undefined;
    throw new AppError(
      'CONFIRM_REQUIRED',
      `This speaks to ${String(others)} people. Say so with mentionAll.`,
      {
        count: others,
      },
    );
  }
}
