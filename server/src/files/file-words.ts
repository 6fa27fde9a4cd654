import { Injectable } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { RoomRules, TextGuard } from '../rooms/rules/index.js';

/** What people say with a file, its name and what it shows, follows the rules of the room. */
@Injectable()
export class FileWords {
  constructor(
    private readonly rules: RoomRules,
    private readonly guard: TextGuard,
  ) {}

  /** @throws AppError `BLOCKED_BY_RULE`, `NEW_ACCOUNT` for links */
  async require(actor: UserRef, roomId: string, text = ''): Promise<void> {
    if (text === '') return;
    const saying = { roomId, text, rules: await this.rules.of(roomId) };
    if (this.guard.isSuspect(actor, saying)) await this.guard.judge(actor, saying, 'forward');
  }
}
