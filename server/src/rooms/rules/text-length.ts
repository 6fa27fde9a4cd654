import { Injectable } from '@nestjs/common';
import { LIMITS } from '@chatket/contract';
import { refuseText, validationError } from '../../common/index.js';
import type { Connection } from '../../realtime/index.js';
import { RoomAccess } from '../access/index.js';
import type { Rules } from './room-rules.js';

/** How long a message may be: for clients of the plain contract as it says, for others as their room says. */
@Injectable()
export class TextLength {
  constructor(private readonly access: RoomAccess) {}

  /** At once, as nearly all texts are. */
  isFine({ mode }: Pick<Connection, 'mode'>, text: string, rules: Rules): boolean {
    return problemOf(mode, text, rules) === null;
  }

  /** @throws AppError `VALIDATION` naming `text`; `ROOM_NOT_FOUND` before anything is told of a room that is hidden */
  async require(
    { mode, user }: Pick<Connection, 'mode' | 'user'>,
    roomId: string,
    text: string,
    rules: Rules,
  ): Promise<void> {
    const message = problemOf(mode, text, rules);
    if (message === null) return;
    if (mode === 'log') await this.access.require(user, roomId, 'see');
    throw validationError([{ field: 'text', message }]);
  }
}

function problemOf(mode: Connection['mode'], text: string, { messageMax }: Rules): string | null {
  return refuseText(text, mode === 'log' ? messageMax : LIMITS.messageTextMax);
}
