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

  /** @throws AppError `VALIDATION` naming `text`; `ROOM_NOT_FOUND` before anything is told of a room that is hidden */
  async require(
    { mode, user }: Pick<Connection, 'mode' | 'user'>,
    roomId: string,
    text: string,
    rules: Rules,
  ): Promise<void> {
    const message = refuseText(text, mode === 'log' ? rules.messageMax : LIMITS.messageTextMax);
    if (message === null) return;
    if (mode === 'log') await this.access.require(user, roomId, 'see');
    throw validationError([{ field: 'text', message }]);
  }
}
